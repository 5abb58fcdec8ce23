"""The tables as ``datapackage.json`` describes them: the one place where columns and closed lists are written down."""

import json
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True)
class Field:
    """One column: its name, type and constraints as in the data package."""

    name: str
    type: str
    title: str
    description: str
    example: str
    constraints: dict

    @property
    def repeated(self):
        """Whether few values recur in many rows: closed lists, dates, numbers."""
        dated = self.constraints.get("pattern", "").startswith("^\\d{4}(?:-")
        return "enum" in self.constraints or self.type == "number" or dated

    @property
    def required(self):
        """Whether a blank cell is an error."""
        return self.constraints.get("required", False)


@dataclass(frozen=True)
class Table:
    """One table: its file, fields, key columns and foreign keys ``{column: (table, column)}``."""

    name: str
    file: str
    title: str
    description: str
    fields: tuple
    key: tuple
    foreign: dict

    @property
    def repeated(self):
        """Columns in which few values recur: those of repeated fields, and keys into other tables."""
        other = {column for column, (table, _) in self.foreign.items() if table != self.name}
        return [field.name for field in self.fields if field.repeated or field.name in other]

    @property
    def columns(self):
        """Column names in the order of the file."""
        return [field.name for field in self.fields]


def _as_list(value):
    return [value] if isinstance(value, str) else list(value)


def _table(resource):
    schema = resource["schema"]
    foreign = {
        _as_list(key["fields"])[0]: (
            key["reference"]["resource"] or resource["name"],
            _as_list(key["reference"]["fields"])[0],
        )
        for key in schema.get("foreignKeys", [])
    }
    fields = tuple(
        Field(f["name"], f["type"], f["title"], f["description"], f["example"], f.get("constraints", {}))
        for f in schema["fields"]
    )
    key = tuple(_as_list(schema["primaryKey"]))
    return Table(resource["name"], resource["path"], resource["title"], resource["description"], fields, key, foreign)


def package(folder=None):
    """The descriptor that governs a folder: its own ``datapackage.json``, or else this project's.

    Parameters
    ----------
    folder : pathlib.Path, optional

    Returns
    -------
    dict
    """
    own = (folder or DATA) / "datapackage.json"
    return json.loads((own if own.is_file() else DATA / "datapackage.json").read_text(encoding="utf-8"))


def tables(folder=None):
    """Every table of a folder's descriptor, ``{name: Table}`` in the order of the file."""
    return {resource["name"]: _table(resource) for resource in package(folder)["resources"]}
