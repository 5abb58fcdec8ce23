"""The ledger: every table loaded, checked and typed."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from . import checks, dates, files, rules, schema
from .bounds import bounds
from .distinct import numbers, rows_of
from .problems import LedgerError, Problem


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


def _text_frames(folder, tables):
    frames, problems = {}, []
    for table in tables.values():
        frame, found = files.read(folder, table)
        problems += found
        if frame is not None and not found:
            frames[table.name] = frame
    return frames, problems


def _problems(frames, tables):
    """Every broken rule in tables whose columns are sound."""
    problems = []
    for name, frame in frames.items():
        problems += checks.cells(tables[name], frame) + checks.references(tables[name], frame, frames)
    for name, column in (("forces", "parent"), ("claimants", "part_of"), ("measures", "at_most")):
        if name in frames:
            problems += rules.tree(tables[name], frames[name], column)
    if "claims" in frames:
        claims, table = frames["claims"], tables["claims"]
        if {"qualifiers", "measures"} <= set(frames):
            problems += rules.figures(table, claims, frames["qualifiers"], frames["measures"])
        if "sources" in frames:
            problems += rules.order(table, claims, frames["sources"])
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
    list of helpers.problems.Problem
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
    frames, problems = _text_frames(folder, tables)
    problems += _problems(frames, tables)
    return tables, frames, sorted(problems, key=lambda p: (p.file, p.row or 0, p.column, p.rule))


def _typed(table, frame):
    columns = {}
    for field in table.fields:
        text = frame[field.name]
        if field.type == "number":
            columns[field.name] = pd.array(numbers(text), "Float64")
        elif field.constraints.get("pattern") == checks.PARTIAL_DATE:
            span = dates.spans(text)
            columns[field.name] = span["first"]
            columns[f"{field.name}_last"] = span["last"]
            columns[f"{field.name}_precision"] = span["precision"]
        elif "enum" in field.constraints:
            columns[field.name] = text.astype("category").cat.set_categories(field.constraints["enum"])
        else:
            columns[field.name] = text
    typed = pd.DataFrame(columns, index=frame.index)
    return typed.set_index(table.key[0]) if len(table.key) == 1 else typed


def _joined(typed):
    """The claims with what every reader of them needs from the other tables."""
    claims = typed["claims"]
    claimant = rows_of(typed["claimants"], claims["claimant_id"])
    source = rows_of(typed["sources"], claims["source_id"])
    topic = rows_of(typed["measures"][["topic"]], claims["measure"])["topic"]
    qualifier = rows_of(typed["qualifiers"], claims["qualifier"])
    extra = {
        "camp": claimant["camp"].array,
        "claimant": claimant["short_name"].array,
        "topic": topic.array,
        "publisher": source["publisher"].array,
        "url": source["url"].array,
        "hedge": qualifier["label"].array,
        "drawn": qualifier["drawn"].array,
        "is_origin": claims["repeats"] == "",
    }
    return claims.assign(**extra).join(bounds(claims, typed["qualifiers"]))


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
    tables, frames, problems = _checked(folder)
    if problems:
        raise LedgerError(problems)
    typed = {name: _typed(tables[name], frame) for name, frame in frames.items()}
    if "exchange_rates" in typed:
        typed["exchange_rates"]["date"] = pd.to_datetime(typed["exchange_rates"]["date"])
    typed["claims"] = _joined(typed)
    return Ledger(**typed, path=folder, version=schema.package(folder)["version"])
