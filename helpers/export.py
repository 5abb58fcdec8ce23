"""Claims written to a file in a format that other programs read."""

import json
import math
import os
import sqlite3
import tempfile
from pathlib import Path

import pandas as pd

from .cite import written
from .curation import table_file
from .loading import schema

FORMATS = {".csv": "csv", ".json": "json", ".parquet": "parquet", ".sqlite": "sqlite"}
COMPUTED = ("camp", "claimant", "topic", "publisher", "url", "lower", "upper", "is_origin")


def as_stated(ledger, claims, computed=False):
    """The columns of ``claims.csv`` for the claims given, dates as written there.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claims : pandas.DataFrame
        Rows of ``ledger.claims``.
    computed : bool
        Also what the loader joins or computes: camp, claimant's short name, topic, publisher, url, the interval
        (``lower``, ``upper``: infinity is an open end, blank is no number) and whether the claim is an origin.

    Returns
    -------
    pandas.DataFrame
        ``claim_id`` first, text as str, numbers as nullable floats; index 0 to n - 1.
    """
    rows = claims.reset_index()
    columns = {}
    for field in schema.tables(ledger.path)["claims"].fields:
        name = field.name
        if f"{name}_precision" in rows:
            columns[name] = pd.Series([written(row, name) for _, row in rows.iterrows()], rows.index, dtype="str")
        elif field.type == "number":
            columns[name] = rows[name]
        else:
            columns[name] = rows[name].astype("str").fillna("")
    for name in COMPUTED if computed else ():
        plain = isinstance(rows[name].dtype, pd.CategoricalDtype)
        columns[name] = rows[name].astype("str") if plain else rows[name]
    return pd.DataFrame(columns, index=rows.index)


def _plain_number(value):
    """A count without its ``.0``, a fraction or an open end as it is, a missing number as None."""
    if pd.isna(value):
        return None
    return int(value) if math.isfinite(value) and float(value).is_integer() else float(value)


def _numbers_plain(frame):
    plain = frame.astype("object")
    for name in frame.columns:
        if pd.api.types.is_float_dtype(frame[name]):
            plain[name] = pd.Series([_plain_number(v) for v in frame[name]], frame.index, dtype="object")
    return plain


def _csv(frame):
    return _numbers_plain(frame).to_csv(index=False, lineterminator="\n").encode("utf-8")


def _json(frame):
    rows = _numbers_plain(frame).to_dict("records")
    for row in rows:  # JSON has no infinity: lower filled and upper null is open upwards
        row |= {name: None for name, value in row.items() if value == math.inf}
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _in_file(suffix, write):
    """Bytes from a library that only writes to a path."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / f"claims{suffix}"
        write(path)
        return path.read_bytes()


def _parquet(frame):
    import fastparquet

    def write(path):
        fastparquet.write(os.fspath(path), frame, compression="GZIP", object_encoding="utf8", write_index=False)

    return _in_file(".parquet", write)


def _sqlite(frame):
    def write(path):
        connection = sqlite3.connect(path)
        with connection:
            frame.to_sql("claims", connection, index=False)
        connection.close()

    return _in_file(".sqlite", write)


_WRITERS = {"csv": _csv, "json": _json, "parquet": _parquet, "sqlite": _sqlite}


def encode(frame, form):
    """A table as the bytes of a file.

    Parameters
    ----------
    frame : pandas.DataFrame
        As from :func:`as_stated`.
    form : {"csv", "json", "parquet", "sqlite"}

    Returns
    -------
    bytes
        The same for the same rows and the same versions of the libraries: no clock and no chance goes in. A missing
        number is blank (csv), null (json, parquet) or NULL (sqlite), never zero; an open upper end is ``inf``, in
        JSON null.

    Raises
    ------
    ValueError
        If there is no such format.
    """
    if form not in _WRITERS:
        raise ValueError(f"unknown format {form!r}; allowed: {', '.join(_WRITERS)}")
    return _WRITERS[form](frame)


def export(ledger, claims, path, form=None, computed=False):
    """Write claims to a file, in one step: the file is whole, or as it was.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claims : pandas.DataFrame
        Rows of ``ledger.claims``.
    path : str or pathlib.Path
    form : str, optional
        One of :data:`FORMATS`; by default what the file's name ends in.
    computed : bool
        See :func:`as_stated`.

    Raises
    ------
    ValueError
        If the format cannot be told from the name.
    """
    path = Path(path)
    form = form or FORMATS.get(path.suffix.lower())
    if form is None:
        raise ValueError(f"no format goes with {path.name!r}; end the name in {', '.join(FORMATS)}, or give --format")
    table_file.replace({path: encode(as_stated(ledger, claims, computed), form)})
