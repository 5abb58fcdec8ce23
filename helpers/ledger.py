"""The ledger: every table loaded, checked and typed."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from . import dates
from .bounds import bounds
from .loading import checks, files, rules, schema
from .loading.column import columns, rows_of
from .loading.problems import LedgerError, Problem


@dataclass(frozen=True)
class Ledger:
    """All tables, typed and indexed by their ids.

    Attributes
    ----------
    claims, sources, claimants, forces, measures, qualifiers, events, excluded : pandas.DataFrame
        Indexed by id, in the order of the file. Closed lists are categories, text is str ("" for blank), numbers are
        nullable floats. A date column D holds the first day of the day, month or year written; ``D_last`` its last
        day and ``D_precision`` which of the three it is. ``claims`` also carries, joined or computed: ``camp``,
        ``claimant``, ``topic``, ``publisher``, ``url``, ``hedge``, ``drawn``, ``lower``, ``upper``, ``is_origin``.
    exchange_rates : pandas.DataFrame
        Columns ``date``, ``currency``, ``per_usd``.
    path : pathlib.Path
        The folder read.
    version : str
        Version of the data package.
    """

    claims: pd.DataFrame
    sources: pd.DataFrame
    claimants: pd.DataFrame
    forces: pd.DataFrame
    measures: pd.DataFrame
    qualifiers: pd.DataFrame
    events: pd.DataFrame
    exchange_rates: pd.DataFrame
    excluded: pd.DataFrame
    path: Path
    version: str

    def __repr__(self):
        counts = f"{len(self.claims):,} claims by {len(self.claimants):,} claimants in {len(self.sources):,} documents"
        return f"<Ledger {self.version}: {counts}>"


def _texts(folder, tables):
    texts, problems = {}, []
    for table in tables.values():
        frame, found = files.read(folder, table)
        problems += found
        if frame is not None and not found:
            texts[table.name] = columns(frame)
    return texts, problems


def _problems(texts, tables):
    """Every broken rule in tables whose columns are sound."""
    problems = []
    for name, text in texts.items():
        problems += checks.cells(tables[name], text) + checks.references(tables[name], text, texts)
    for name, column in (("forces", "parent"), ("claimants", "part_of"), ("measures", "at_most")):
        if name in texts:
            problems += rules.tree(tables[name], texts[name], column)
    if "claims" in texts:
        claims, table = texts["claims"], tables["claims"]
        if {"qualifiers", "measures"} <= set(texts):
            problems += rules.figures(table, claims, texts["qualifiers"], texts["measures"])
        if "sources" in texts:
            problems += rules.order(table, claims, texts["sources"])
        problems += rules.repeats(table, claims)
    return problems


def check(path=None):
    """Every problem in a folder of tables, sorted by file and row.

    Parameters
    ----------
    path : str or pathlib.Path, optional
        The project's own ``data`` by default.

    Returns
    -------
    list of helpers.loading.problems.Problem
        Empty if all is well.
    """
    return _checked(Path(path) if path is not None else schema.DATA)[2]


def _checked(folder):
    if not folder.is_dir():
        lost = Problem(str(folder), None, "", "", "there is no such folder", "Give the folder that holds claims.csv.")
        return {}, {}, [lost]
    try:
        tables = schema.tables(folder)
    except (ValueError, KeyError) as error:
        broken = Problem(
            "datapackage.json", None, "", str(error), "it cannot be read", "Restore it from the repository."
        )
        return {}, {}, [broken]
    texts, problems = _texts(folder, tables)
    problems += _problems(texts, tables)
    return tables, texts, sorted(problems, key=lambda p: (p.file, p.row or 0, p.column, p.rule))


def _categories(column, listed=None):
    """The column as codes of a closed list, or of its own values in order; a value not listed is missing."""
    listed = sorted(column.values) if listed is None else listed
    places = {value: place for place, value in enumerate(listed)}
    codes = np.fromiter((places.get(value, -1) for value in column.values), np.intp, len(column.values))
    return pd.Categorical.from_codes(codes[column.codes], listed)


def _typed(table, text):
    typed = {}
    for field in table.fields:
        name, column = field.name, text[field.name]
        if field.type == "number":
            typed[name] = pd.array(column.numbers, "Float64")
        elif field.constraints.get("pattern") == checks.PARTIAL_DATE:
            span = column.spans
            precision = pd.Categorical.from_codes(span.precision, dates.PRECISIONS)
            typed |= {name: span.first, f"{name}_last": span.last, f"{name}_precision": precision}
        elif "enum" in field.constraints:
            typed[name] = _categories(column, field.constraints["enum"])
        elif name in table.repeated:
            typed[name] = _categories(column)
        else:
            typed[name] = column.cells.array
    if len(table.key) > 1:
        return pd.DataFrame(typed)
    (key,) = table.key
    return pd.DataFrame(typed, index=pd.Index(typed.pop(key), name=key))


def _joined(typed):
    """The claims with what every reader of them needs from the other tables."""
    claims = typed["claims"]
    claimant = rows_of(typed["claimants"], ["camp", "short_name"], claims["claimant_id"])
    source = rows_of(typed["sources"], ["publisher", "url"], claims["source_id"])
    qualifier = rows_of(typed["qualifiers"], ["label", "drawn"], claims["qualifier"])
    extra = {
        "camp": claimant["camp"],
        "claimant": claimant["short_name"],
        "topic": rows_of(typed["measures"], ["topic"], claims["measure"])["topic"],
        "publisher": source["publisher"],
        "url": source["url"],
        "hedge": qualifier["label"],
        "drawn": qualifier["drawn"],
        "is_origin": (claims["repeats"] == "").array,
    }
    added = pd.DataFrame(extra, index=claims.index)
    return pd.concat([claims, added, bounds(claims, typed["qualifiers"])], axis=1)


def load(path=None):
    """Read, check and type every table of a ledger.

    Parameters
    ----------
    path : str or pathlib.Path, optional
        Folder with the tables that ``datapackage.json`` describes; the project's own ``data`` by default.

    Returns
    -------
    Ledger

    Raises
    ------
    LedgerError
        Naming every problem at once: file, row, column, value, the rule broken and what is allowed.
    """
    folder = Path(path) if path is not None else schema.DATA
    tables, texts, problems = _checked(folder)
    if problems:
        raise LedgerError(problems)
    typed = {name: _typed(tables[name], text) for name, text in texts.items()}
    if "exchange_rates" in typed:
        typed["exchange_rates"]["date"] = pd.to_datetime(typed["exchange_rates"]["date"])
    typed["claims"] = _joined(typed)
    return Ledger(**typed, path=folder, version=schema.package(folder)["version"])
