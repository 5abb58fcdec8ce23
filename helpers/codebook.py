"""The codebook for people, ``data/README.md``, written from the codebook for machines, ``data/datapackage.json``."""

from .loading import schema

_OPENING = """# Codebook

{description}

Generated from [`datapackage.json`](datapackage.json) by `python -m helpers codebook`; edit that file, not this one.

Version {version}. Licence: [{licence}]({licence_url}). Changes, claim by claim: [`CHANGELOG.md`](CHANGELOG.md).

How blanks are meant: a blank number was *not stated* (it is never zero); a blank date is *not known*; a claim with the
hedge word `no_number` was made *without* a number. Figures looked at and left out stand in `excluded.csv`, each with
its reason.
Dates are written to the day, month or year that is known, no further.
"""


def _kind(field):
    listed = field.constraints.get("enum")
    if listed and len(listed) <= 12:
        return "one of " + ", ".join(f"`{value}`" for value in listed)
    if listed:
        return f"one of {len(listed)} values, listed below"
    if field.constraints.get("pattern", "").startswith("^\\d{4}(?:-"):
        return "date"
    return field.type


def _row(table, field):
    notes = [field.description]
    if field.name in table.key:
        notes.append("Key.")
    if field.name in table.foreign:
        other, column = table.foreign[field.name]
        notes.append(f"Refers to `{other}.{column}`.")
    blank = "no" if field.required else "yes"
    cells = [f"`{field.name}`", _kind(field), blank, " ".join(notes), f"`{field.example}`" if field.example else ""]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def codebook(folder=None):
    """The whole text of ``data/README.md``.

    Parameters
    ----------
    folder : pathlib.Path, optional
        A folder with a ``datapackage.json`` of its own; the project's data by default.

    Returns
    -------
    str
        Markdown: an opening, then one table per data file with each column's type, whether it may be blank, its
        meaning and an example; closed lists too long for the table follow it.
    """
    package = schema.package(folder)
    licence = package["licenses"][0]
    parts = [
        _OPENING.format(
            description=package["description"],
            version=package["version"],
            licence=licence["title"],
            licence_url=licence["path"],
        )
    ]
    for table in schema.tables(folder).values():
        parts.append(f"## `{table.file}`: {table.title.lower()}\n\n{table.description}\n")
        header = "| column | type | may be blank | meaning | example |\n| --- | --- | --- | --- | --- |"
        parts.append("\n".join([header, *(_row(table, field) for field in table.fields)]) + "\n")
        for field in table.fields:
            listed = field.constraints.get("enum", [])
            if len(listed) > 12:
                parts.append(f"`{field.name}`: " + ", ".join(f"`{value}`" for value in listed) + "\n")
    sources = "\n".join(f"- {source['title']}" for source in package["sources"])
    parts.append(f"## Sources\n\n{sources}\n")
    return "\n".join(parts)
