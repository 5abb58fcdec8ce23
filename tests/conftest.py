"""The shipped ledger, copies of it that a test may spoil, and one browser for all tests that need one."""

import csv
import shutil

import pytest
from chromium import browser  # noqa: F401

from helpers import load
from helpers.loading.schema import DATA


@pytest.fixture(scope="session")
def ledger():
    """The shipped ledger."""
    return load()


class Folder:
    """A copy of the data folder with helpers to change single cells."""

    def __init__(self, path):
        self.path = path

    def rows(self, table):
        """Rows of a table as dictionaries."""
        with open(self.path / f"{table}.csv", encoding="utf-8", newline="") as handle:
            return list(csv.DictReader(handle))

    def write(self, table, rows, columns=None):
        """Write a table back."""
        with open(self.path / f"{table}.csv", "w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, columns or list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def change(self, table, number, **cells):
        """Change cells of one row (0 = the first below the header); returns its row number in the file."""
        rows = self.rows(table)
        rows[number].update(cells)
        self.write(table, rows)
        return number + 2


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped data that a test may spoil."""
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    return Folder(copy)
