"""``add``: one claim more, and its document if that is new."""

import functools
import shlex

import click

from ..curation import entry
from ..figure import figure
from ..loading import schema
from ..loading.problems import LedgerError
from . import options, questions

_DOCUMENT = {
    "publisher": "publisher",
    "published_on": "published_on",
    "language": "language",
    "url": "url",
    "note": "document_note",
}


def _flag(name):
    short = name if name == "claim_id" else name.removesuffix("_id")
    return f"--{short.replace('_', '-')}"


@functools.cache
def _options():
    """One option per column, its help taken from the codebook."""
    tables = schema.tables()
    columns = [(field.name, field, "") for field in tables["claims"].fields]
    sources = {field.name: field for field in tables["sources"].fields}
    columns += [(name, sources[column], "New document: ") for column, name in _DOCUMENT.items()]
    made = []
    for name, field, before in columns:
        listed = field.constraints.get("enum", [])
        values = f" One of: {', '.join(listed)}." if listed else ""
        example = f" Such as: {field.example}" if field.example and not listed else ""
        text = f"{before}{field.title.lower()}. {field.description}{values}{example}"
        if name == "claim_id":
            text += " (Made from the other cells if left out; see --word.)"
        needed = field.required and name not in ("claim_id", "unit") and not before
        made.append(click.Option([_flag(name), name], metavar="TEXT", help=text + ("  [required]" if needed else "")))
    return made


class _FromCodebook(click.Command):
    """A command whose options are the columns of the codebook, read when it is called and not on import."""

    def get_params(self, ctx):
        return [*self.params, *_options(), *filter(None, [self.get_help_option(ctx)])]


def _by_flags(cells, given, word, known, tables):
    """The whole row, and its document if that is new, from what was given by flags."""
    source, document = entry.document(given, known)
    claim = {**cells, "source_id": source}
    claim["unit"] = claim.get("unit") or entry.unit(claim, known)
    blank = [(_flag(f.name), f) for f in tables["claims"].fields if f.required and not claim.get(f.name)]
    if document:
        fields = {f.name: f for f in tables["sources"].fields}
        blank += [
            (_flag(name), fields[column])
            for column, name in _DOCUMENT.items()
            if fields[column].required and not document.get(column)
        ]
    lines = [f"  {flag}: {field.description}" for flag, field in blank if field.name != "claim_id"]
    if lines:
        raise click.UsageError("\n".join(["these are missing:", *lines]))
    claim["claim_id"] = cells.get("claim_id") or entry.claim_id(claim, word)
    return claim, document


def _refuse_taken(claim, known):
    claims = known["claims"].set_index("claim_id")
    if claim["claim_id"] in claims.index:
        old = claims.loc[claim["claim_id"]].replace("", None)
        label = known["qualifiers"].set_index("qualifier")["label"][old["qualifier"]]
        raise ValueError(
            f"the claim_id {claim['claim_id']!r} is taken, by: {figure(old, label)} ({old['force_id']}). If yours is "
            f"another claim, tell them apart by a last word, such as --word {entry.slug(claim['force_id'])}"
        )


def _as_command(claim, document):
    cells = {**claim, **{_DOCUMENT[column]: cell for column, cell in (document or {}).items() if column in _DOCUMENT}}
    words = [f"{_flag(name)} {shlex.quote(cell)}" for name, cell in cells.items() if cell]
    return f"python -m helpers add {' '.join(words)}"


@click.command(cls=_FromCodebook, context_settings={"max_content_width": 100})
@options.data
@click.option("-i", "--interactive", is_flag=True, help="Ask for each cell; flags given are taken as answered.")
@click.option(
    "--word", default="", metavar="WORD", help="Last word of the claim_id, where day and measure are not enough."
)
def add(folder, interactive, word, **cells):
    """Add one claim to claims.csv, and its document to sources.csv if it is new.

    Without any flag it asks for each cell and says what each means. With flags it asks nothing. Either way the rows
    are tried on a copy first, where they must pass the same checks as `python -m helpers check`; only then are the
    files replaced. Nothing is half written: if anything is wrong it says so on stderr, ends with exit code 2, and
    the files are as they were. Every other line of the files stays byte for byte, so that the diff is one line per
    row added.

    The document is new if --url is not in sources.csv yet: then give --publisher, --language and, if known,
    --published-on as well. Its id is made from publisher and date, unless --source gives one. A document that is
    there already is named by --source or by its --url alone.

    The claim_id is made by the rule claimant-said_on-measure(-word). The unit may be left out where the measure has
    only one. A number goes into --low ("at least", "more than"), --point ("about", an exact figure), --high ("up to"),
    or --low and --high (a range), as the hedge word asks; see qualifiers.csv.

    \b
    Examples:
      python -m helpers add
      python -m helpers add --claimant nis --source korea-herald-2025-04-30 \\
          --said-on 2025-04-30 --date-evidence printed --measure killed --force nk-troops \\
          --place kursk --basis cumulative --point 600 --qualifier about --stance asserts \\
          --attribution briefing --support full --word korea-herald
      python -m helpers add -i --source korea-herald-2025-04-30 --claimant nis

    A claimant who is not in claimants.csv yet, or a force not in forces.csv, is added to that file by hand first.
    """
    tables, known = schema.tables(folder), entry.frames(folder)
    cells = {name: cell.strip() for name, cell in cells.items() if cell and cell.strip()}
    given = {column: cells.pop(name) for column, name in _DOCUMENT.items() if name in cells}
    asked = interactive or not (cells or given or word)
    if cells.get("source_id"):
        given["source_id"] = cells["source_id"]
    if asked:
        claim, document = questions.claim(tables, known, cells, given, word)
    else:
        claim, document = _by_flags(cells, given, word, known, tables)
    _refuse_taken(claim, known)
    try:
        entry.add(folder, claim, document)
    except (LedgerError, OSError):
        if asked:
            click.echo("Nothing was written. To try again with what you typed:", err=True)
            click.echo(_as_command(claim, document), err=True)
        raise
    click.echo(f"{claim['claim_id']}: added to claims.csv")
    if document:
        click.echo(f"{document['source_id']}: added to sources.csv")
