"""The questions that ``add`` asks, one per cell, each answer checked as it is given."""

import click

from ..curation import entry

_NUMBERS = ("low", "point", "high", "unit")
_SELF_MADE = ("claim_id", "source_id", *_NUMBERS, "repeats_evidence")


def _ask(table, field, known, default=""):
    """One cell, asked until it is right."""
    listed = field.constraints.get("enum", [])
    hint = f" One of: {', '.join(listed)}." if listed else f" Such as: {field.example}" if field.example else ""
    click.echo(f"\n{field.description}{hint}")
    title = field.title if field.required else f"{field.title} (may be left blank)"
    while True:
        answer = click.prompt(title, default=default, show_default=bool(default)).strip()
        problem = entry.cell_problem(table, field.name, answer, known)
        if not problem:
            return answer
        click.echo(problem, err=True)


def _document(tables, known, given):
    """The id of the document, and its row if it is new."""
    table, sources = tables["sources"], known["sources"]
    fields = {field.name: field for field in table.fields}
    if not given:
        click.echo("\nThe document the claim was read in: its id in sources.csv, or the address of a new one.")
        while not given:
            answer = click.prompt("Document").strip()
            if answer in set(sources["source_id"]):
                given = {"source_id": answer}
            elif "://" in answer and not entry.cell_problem(table, "url", answer, known):
                given = {"url": answer}
            else:
                click.echo("It is neither an id in sources.csv nor a full address (https://...).", err=True)
    if not set(given) - {"source_id"} or given.get("url") in set(sources["url"]):
        return entry.document(given, known)
    click.echo("\nA new document.")
    row = {
        name: given[name] if name in given else _ask(table, fields[name], known)
        for name in ("publisher", "published_on", "language", "url", "note")
    }
    proposed = given.get("source_id") or entry.source_id(row, set(sources["source_id"]))
    row["source_id"] = _ask(table, fields["source_id"], known, proposed)
    return row["source_id"], row


def claim(tables, known, cells, given, word=""):
    """Ask for a whole claim.

    Parameters
    ----------
    tables : dict of str to helpers.loading.schema.Table
    known : dict of str to pandas.DataFrame
        The tables as text.
    cells, given : dict of str to str
        Cells of the claim and of its document that need no asking.
    word : str, optional
        Last word of the id.

    Returns
    -------
    tuple of (dict, dict or None)
        The claim's row, and the document's if it is new.

    Raises
    ------
    click.Abort
        If the answers end, or the last one is no.
    """
    table = tables["claims"]
    fields = {field.name: field for field in table.fields}
    source, document = _document(tables, known, given)
    row = {**cells, "source_id": source}

    def ask(name, default=""):
        if name not in cells:
            row[name] = _ask(table, fields[name], known, default)

    for name in fields:
        if name == "repeats_evidence" and row.get("repeats"):
            while not row.get(name):
                ask(name, "inferred")
        elif name == "qualifier":
            ask(name)
            for end in entry.figures_needed(row[name], known):
                while not row.get(end):
                    ask(end)
            ask("unit", entry.unit(row, known))
        elif name not in _SELF_MADE:
            ask(name)
    if not row.get("claim_id"):
        proposed = entry.claim_id(row, word)
        if proposed in set(known["claims"]["claim_id"]):
            proposed = entry.claim_id(row, entry.slug(row["force_id"]))
        row["claim_id"] = _ask(table, fields["claim_id"], known, proposed)
    click.echo("\n" + "\n".join(f"  {name}: {row[name]}" for name in fields if row.get(name)))
    click.confirm("Write it?", default=True, abort=True)
    return row, document
