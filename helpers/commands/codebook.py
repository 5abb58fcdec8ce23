"""``codebook``: write data/README.md anew."""

import click

from .. import codebook as _codebook
from .. import schema


@click.command()
def codebook():
    """Write data/README.md from data/datapackage.json."""
    target = schema.DATA / "README.md"
    target.write_text(_codebook.codebook(), encoding="utf-8")
    click.echo("data/README.md written")
