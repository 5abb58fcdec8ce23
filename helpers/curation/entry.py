"""A new claim on its way into the ledger: its proposed ids, its checks, its place in the files."""

import re
import shutil
import tempfile
import unicodedata
from pathlib import Path

import pandas as pd

from .. import dates, ledger
from ..loading import checks, files, rules, schema
from ..loading.column import columns
from ..loading.problems import LedgerError
from . import table_file


def slug(text):
    """Lower-case ASCII words joined by hyphens: ``"Korea Herald (AFP)"`` becomes ``korea-herald-afp``."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")


def claim_id(claim, word=""):
    """The id a claim should have: claimant, when it was said, measure, and a last word where that is not enough.

    Parameters
    ----------
    claim : dict
        With ``claimant_id``, ``said_on`` and ``measure``.
    word : str, optional

    Returns
    -------
    str
        Such as ``nis-2025-04-30-killed`` or ``babel-2026-02-16-deployed-first-wave``.
    """
    return slug("-".join(filter(None, (claim["claimant_id"], claim["said_on"], claim["measure"], word))))


def source_id(document, taken=()):
    """The id a document should have: publisher and date (``undated`` if not known), counted up where it is taken.

    Parameters
    ----------
    document : dict
        With ``publisher`` and, if known, ``published_on``.
    taken : collection of str

    Returns
    -------
    str
    """
    first = slug(f"{document['publisher']} {document.get('published_on') or 'undated'}")
    proposed, number = first, 1
    while proposed in taken:
        number += 1
        proposed = f"{first}-{number}"
    return proposed


def frames(folder):
    """The tables of a folder as text, ``{name: DataFrame}``.

    Raises
    ------
    LedgerError
        If a file cannot be read.
    """
    found, problems = {}, []
    for table in schema.tables(folder).values():
        found[table.name], here = files.read(folder, table)
        problems += here
    if problems:
        raise LedgerError(problems)
    return found


def _claim_order(row):
    try:
        first, _, precision = dates.span(row["said_on"])
    except ValueError:  # the checks will say so; until then it sorts first
        return ("", True, "", "")
    return (first.isoformat(), precision != "day", row["claimant_id"], row["measure"])


def add(folder, claim, document=None):
    """Add one claim, and its document if that is new, to the tables of a folder; or change nothing.

    The rows are first written to a copy of the folder, which must pass every check of the loader.

    Parameters
    ----------
    folder : pathlib.Path
    claim : dict of str to str
        Cells of ``claims.csv`` by column; a missing one is blank.
    document : dict of str to str, optional
        Cells of ``sources.csv``, if the document is not there yet.

    Returns
    -------
    list of str
        The names of the files changed.

    Raises
    ------
    LedgerError
        If the ledger with the new rows breaks a rule.
    """
    tables = schema.tables(folder)
    new = {"sources": (document, lambda row: row["source_id"])} if document else {}
    new["claims"] = (claim, _claim_order)
    frames(folder)  # a file that cannot be read is named before it is taken apart
    paths = {name: folder / tables[name].file for name in new}
    before = {path: path.read_bytes() for path in paths.values()}
    after = {paths[name]: table_file.with_row(before[paths[name]], row, key) for name, (row, key) in new.items()}
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / folder.resolve().name
        copy.mkdir()
        for file in [*(table.file for table in tables.values()), "datapackage.json"]:
            if (folder / file).is_file():
                shutil.copyfile(folder / file, copy / file)
        for path, raw in after.items():
            (copy / path.name).write_bytes(raw)
        problems = ledger.check(copy)
    if problems:
        raise LedgerError(problems)
    table_file.replace(after, before)
    return [path.name for path in after]


def cell_problem(table, column, value, known):
    """What is wrong with one cell by itself, before the row is whole.

    Parameters
    ----------
    table : helpers.loading.schema.Table
    column, value : str
    known : dict of str to pandas.DataFrame
        The tables as text, for foreign keys and ids already used.

    Returns
    -------
    str
        The rule broken and what is allowed; empty if all is well.
    """
    if column in table.key and value in set(known[table.name][column]):
        return f"{value!r} is taken. Ids are unique and never reused; choose another."
    row = pd.DataFrame({field.name: [value if field.name == column else ""] for field in table.fields})
    cells = columns(row)
    found = checks.cells(table, cells) + checks.references(
        table, cells, {name: columns(frame) for name, frame in known.items()}
    )
    return " ".join(f"{p.rule.capitalize()}. {p.allowed}" for p in found if p.column == column)


def figures_needed(word, known):
    """Which of low, point and high go with a hedge word, as a list in that order."""
    qualifiers = known["qualifiers"].set_index("qualifier")
    needs = qualifiers["needs"].get(word, "")
    return [end for end in rules.ENDS if end in needs]


def unit(claim, known):
    """The unit that follows from the rest of the row.

    Parameters
    ----------
    claim : dict of str to str
        With ``measure``, ``basis`` and any of ``low``, ``point``, ``high``.
    known : dict of str to pandas.DataFrame
        The tables as text.

    Returns
    -------
    str
        ``none`` without a number; ``persons`` where the measure counts people and the basis is no rate; else the only
        unit the measure allows, or blank if there are several.
    """
    if not any(claim.get(end) for end in rules.ENDS):
        return "none"
    listed = known["measures"].set_index("measure")["units"].get(claim.get("measure", ""), "")
    if "persons" in listed.split("|") and claim.get("basis") != "rate":
        return "persons"
    return "" if "|" in listed else listed


def document(given, known):
    """Settle which document a claim was read in.

    Parameters
    ----------
    given : dict of str to str
        Cells of ``sources.csv`` that were filled in; may be empty but for ``source_id``.
    known : dict of str to pandas.DataFrame
        The tables as text.

    Returns
    -------
    tuple of (str, dict or None)
        Its id, and its row if it is new.

    Raises
    ------
    ValueError
        If the address is that of a document in the table and another cell says otherwise, or no publisher is named.
    """
    if not set(given) - {"source_id"}:
        return given.get("source_id", ""), None
    sources = known["sources"]
    same = sources[sources["url"] == given.get("url")]
    if len(same):
        row = same.iloc[0]
        for column, value in given.items():
            if row[column] != value:
                raise ValueError(
                    f"the address is in sources.csv, as {row['source_id']!r}, whose {column} is {row[column]!r}, "
                    f"not {value!r}. Give that row's id alone, or correct the row first"
                )
        return row["source_id"], None
    if not given.get("source_id"):
        if not slug(given.get("publisher", "")):
            raise ValueError("a new document needs a publisher: as a bibliography would print it")
        given = {**given, "source_id": source_id(given, set(sources["source_id"]))}
    return given["source_id"], given
