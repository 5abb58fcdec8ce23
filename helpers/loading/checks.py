"""Checks of single cells and keys, driven by the codebook: types, closed lists, ids, foreign keys, unsafe text."""

import re

import numpy as np

from .column import pairs
from .problems import Problem

FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MARKUP = re.compile(r"<[A-Za-z/!?]")
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(?:[,'\u2019\u00a0\u202f ][0-9]{3})+(?:\.[0-9]+)?")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[eE][0-9]+)?")
PARTIAL_DATE = r"^\d{4}(?:-\d{2}(?:-\d{2})?)?$"


def report(table, cells, mask, column, rule, allowed):
    """Problems for the rows of ``mask``; ``rule`` and ``allowed`` are texts or functions of the row (a dict)."""
    problems = []
    for position in np.flatnonzero(mask):
        row = {name: one[position] for name, one in cells.items()}
        words = [text(row) if callable(text) else text for text in (rule, allowed)]
        problems.append(Problem(table.file, int(position) + 2, column, row[column], *words))
    return problems


def _near(value, allowed, limit=12):
    """The allowed values, the likeliest first when there are many."""
    import difflib

    allowed = sorted(allowed)
    if len(allowed) <= limit:
        return f"Allowed: {', '.join(allowed)}."
    close = difflib.get_close_matches(value, allowed, 4, 0.5)
    hint = f" Nearest: {', '.join(close)}." if close else ""
    return f"Allowed: one of the {len(allowed)} ids, such as {', '.join(allowed[:4])}.{hint}"


def _text(table, cells, name):
    column = cells[name]
    return report(
        table,
        cells,
        column.where(lambda cell: cell.startswith(FORMULA)),
        name,
        "the cell starts like a spreadsheet formula",
        "Do not start a text with =, +, -, @ or a tab.",
    ) + report(
        table, cells, column.where(_MARKUP.search), name, "the cell holds markup", "Write plain text without tags."
    )


def number_rule(value):
    """Why a text is no number here, and what to write; None if it is one.

    Parameters
    ----------
    value : str

    Returns
    -------
    tuple of (str, str) or None
    """
    if _NUMBER.fullmatch(value):
        return None
    if _THOUSANDS.fullmatch(value):
        return "the number has thousands separators", f"Write {re.sub(r'[^0-9.+-]', '', value)}."
    if value.startswith("-") and _NUMBER.fullmatch(value[1:]):
        return "the number is negative", "Counts and sums are 0 or more; leave the cell blank if nothing is stated."
    return "the cell is not a number", "Write digits with at most one decimal point, such as 1200 or 2.5."


def _field(table, cells, field):
    column, name, rules = cells[field.name], field.name, field.constraints
    problems = []
    if field.required:
        problems += report(table, cells, column.blank, name, "the cell is blank", f"{field.title}: {field.description}")
    if field.type == "number":
        wrong = column.failing(lambda value: number_rule(value) is None)
        problems += report(
            table, cells, wrong, name, lambda row: number_rule(row[name])[0], lambda row: number_rule(row[name])[1]
        )
    elif rules.get("pattern") == PARTIAL_DATE:
        bad = column.spans.bad
        problems += report(table, cells, bad, name, "there is no such date", "Write YYYY-MM-DD, YYYY-MM or YYYY.")
    elif "enum" in rules:
        listed = set(rules["enum"])
        wrong = column.failing(listed.__contains__)
        problems += report(
            table, cells, wrong, name, "the value is not in the closed list", lambda row: _near(row[name], listed, 50)
        )
    elif "pattern" in rules:
        pattern = re.compile(rules["pattern"])
        web = "https?" in rules["pattern"]
        rule = "the address is not http or https" if web else "the value is not written as the codebook asks"
        allowed = (
            "Write the full address, starting with https:// or http://."
            if web
            else f"Such as {field.example or rules['pattern']}."
        )
        problems += report(table, cells, column.failing(pattern.fullmatch), name, rule, allowed)
    else:
        problems += _text(table, cells, name)
    return problems


def _again(codes):
    """Mask of the rows whose code stood in an earlier row."""
    again = np.ones(len(codes), bool)
    again[np.unique(codes, return_index=True)[1]] = False
    return again


def cells(table, columns):
    """Check every cell of one table, and that its key is unique.

    Parameters
    ----------
    table : helpers.loading.schema.Table
    columns : dict of str to helpers.loading.column.Column

    Returns
    -------
    list of Problem
    """
    problems = [problem for field in table.fields for problem in _field(table, columns, field)]
    key = [columns[name] for name in table.key]
    codes = key[0].codes if len(key) == 1 else pairs(*key)[0]
    problems += report(
        table,
        columns,
        _again(codes) & ~np.logical_or.reduce([column.blank for column in key]),
        table.key[0],
        "the id is used twice",
        "Ids are unique and never reused; choose another.",
    )
    unique = [f.name for f in table.fields if f.constraints.get("unique") and f.name not in table.key]
    for name in unique:
        double = _again(columns[name].codes) & ~columns[name].blank
        problems += report(
            table, columns, double, name, "the value stands in two rows", "Merge the rows, or correct one."
        )
    return problems


def references(table, columns, known):
    """Check that every foreign key, and every id in a list column, exists.

    Parameters
    ----------
    table : helpers.loading.schema.Table
    columns : dict of str to helpers.loading.column.Column
    known : dict of str to dict of str to helpers.loading.column.Column
        All tables by name; a table that could not be read is absent and not asked.

    Returns
    -------
    list of Problem
    """
    problems = []
    for column, (other, key) in table.foreign.items():
        if other not in known:
            continue
        ids = set(known[other][key].values)
        noun = {"sources": "document"}.get(other, other.rstrip("s"))
        problems += report(
            table,
            columns,
            columns[column].failing(ids.__contains__),
            column,
            f"there is no such {noun} in {other}.csv",
            lambda row, column=column, ids=ids: _near(row[column], ids),
        )
    if "also_in" in columns and "sources" in known:
        ids = set(known["sources"]["source_id"].values)
        problems += report(
            table,
            columns,
            columns["also_in"].failing(lambda cell: ids.issuperset(cell.split("|"))),
            "also_in",
            "there is no such document in sources.csv",
            lambda row: "Unknown: " + ", ".join(sorted(set(row["also_in"].split("|")) - ids)) + ".",
        )
    return problems
