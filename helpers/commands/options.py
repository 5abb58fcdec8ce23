"""Options that several commands share."""

from pathlib import Path

import click

from ..loading import schema


def folder(_context, _parameter, value):
    """The folder of tables to work on: the one given, or the project's own ``data``."""
    return Path(value) if value is not None else schema.DATA


data = click.option(
    "--data",
    "folder",
    callback=folder,
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False),
    help="Folder of tables to work on; the project's own data/ by default.",
)
