"""Whole-ledger downloads, read back."""

import csv
import json
import sqlite3
import zipfile
from functools import lru_cache
from xml.etree import ElementTree

import fastparquet
import pytest

from helpers.loading.schema import DATA

TABLES = [resource["name"] for resource in json.loads((DATA / "datapackage.json").read_text())["resources"]]


def stated(name):
    """A table's rows as the repository holds them."""
    with open(DATA / f"{name}.csv", newline="", encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def as_text(value):
    """A cell as the CSV writes it."""
    if value is None or value != value:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value)


@pytest.mark.parametrize("name", TABLES)
def test_csv_is_the_repository_s(site, name):
    assert (site / "data" / f"{name}.csv").read_bytes() == (DATA / f"{name}.csv").read_bytes()


@pytest.mark.parametrize("name", TABLES)
def test_sqlite_holds_the_same_rows(site, name):
    with sqlite3.connect(site / "data" / "kursk-ledger.sqlite") as connection:
        connection.row_factory = sqlite3.Row
        rows = [dict(row) for row in connection.execute(f'select * from "{name}"')]
    assert [{key: as_text(value) for key, value in row.items()} for row in rows] == [
        {key: as_text(float(value)) if _number(name, key) and value else value for key, value in row.items()}
        for row in stated(name)
    ]


@pytest.mark.parametrize("name", TABLES)
def test_parquet_holds_the_same_rows(site, name):
    frame = fastparquet.ParquetFile(str(site / "data" / f"{name}.parquet")).to_pandas()
    rows = frame.astype(object).to_dict("records")
    assert [{key: as_text(value) for key, value in row.items()} for row in rows] == [
        {key: as_text(float(value)) if _number(name, key) and value else value for key, value in row.items()}
        for row in stated(name)
    ]


def test_data_package_is_whole(site):
    with zipfile.ZipFile(site / "data" / "kursk-ledger.zip") as archive:
        names = set(archive.namelist())
        assert {f"kursk-ledger/{name}.csv" for name in TABLES} | {"kursk-ledger/datapackage.json"} <= names
        assert archive.read("kursk-ledger/claims.csv") == (DATA / "claims.csv").read_bytes()


def test_feed_is_atom_with_an_entry_per_version(site):
    feed = ElementTree.parse(site / "feed.xml").getroot()
    atom = "{http://www.w3.org/2005/Atom}"
    versions = [line for line in _changelog().splitlines() if line.startswith("## ")]
    assert len(feed.findall(f"{atom}entry")) == len(versions)


def _changelog():
    path = DATA / "CHANGELOG.md"
    return path.read_text() if path.exists() else ""


@lru_cache
def _number(table, column):
    package = json.loads((DATA / "datapackage.json").read_text())
    fields = next(r for r in package["resources"] if r["name"] == table)["schema"]["fields"]
    return next(f for f in fields if f["name"] == column)["type"] in ("number", "integer")
