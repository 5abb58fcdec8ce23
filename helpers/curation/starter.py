"""An empty ledger about something else: the tables with their headers, the hedge words, and the codebook."""

import json
from pathlib import Path

from .. import codebook
from ..loading import schema
from . import table_file
from .entry import slug

KEPT = ("measures", "qualifiers")
_ABOUT = "Who claimed what: one row per figure, denial or silence, with its scope, basis, date, hedge and document."


def package(title, name):
    """This project's descriptor with the words about its own subject taken out.

    Parameters
    ----------
    title : str
    name : str
        Lower-case words joined by hyphens.

    Returns
    -------
    dict
    """
    made = schema.package()
    made |= {
        "name": name,
        "title": title,
        "version": "0.1.0",
        "description": _ABOUT,
        "sources": [{"title": "The documents listed in sources.csv, each with its publisher, date and address"}],
        "contributors": [{"title": f"The curators of: {title}", "role": "author"}],
        "keywords": ["claims"],
    }
    return made


def new(folder, title=None):
    """Lay out an empty, valid ledger.

    The hedge words and measures are copied, as they are of use elsewhere; the other tables have a header and no row.
    The closed lists (places, camps, kinds, topics, units) stand in the new folder's own ``datapackage.json`` and may
    be changed there.

    Parameters
    ----------
    folder : str or pathlib.Path
        Made if it does not exist.
    title : str, optional
        By default the folder's name.

    Returns
    -------
    list of str
        The names of the files written, sorted.

    Raises
    ------
    ValueError
        If the folder holds anything.
    """
    folder = Path(folder)
    if folder.exists() and not folder.is_dir():
        raise ValueError(f"{folder} is a file; give the name of a new or empty folder")
    if folder.is_dir() and any(folder.iterdir()):
        raise ValueError(f"{folder} is not empty; give the name of a new or empty folder")
    title = title or f"Ledger: {folder.resolve().name}"
    made = package(title, slug(title) or "ledger")
    folder.mkdir(parents=True, exist_ok=True)
    files = {folder / "datapackage.json": (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode("utf-8")}
    for table in schema.tables().values():
        header = (",".join(table.columns) + "\n").encode("utf-8")
        files[folder / table.file] = (schema.DATA / table.file).read_bytes() if table.name in KEPT else header
    files[folder / "CHANGELOG.md"] = b"# Changes to the data\n"
    table_file.replace(files)
    table_file.replace({folder / "README.md": codebook.codebook(folder).encode("utf-8")})
    return sorted(path.name for path in folder.iterdir())
