"""``codebook``: write the codebook for people anew."""

from pathlib import Path

import click

from .. import codebook as _codebook
from ..curation import table_file
from ..loading import schema


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False), required=False)
def codebook(folder):
    """Write README.md in FOLDER (the project's data/ by default) from the datapackage.json there."""
    place = Path(folder) if folder else schema.DATA
    table_file.replace({place / "README.md": _codebook.codebook(place).encode("utf-8")})
    click.echo(f"{place.name}/README.md written")
