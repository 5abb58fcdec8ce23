"""``new``: an empty ledger about something else."""

import click

from .. import load
from ..curation import starter


@click.command()
@click.argument("folder", type=click.Path())
@click.option("--title", metavar="TEXT", help="What the ledger is about; the folder's name by default.")
def new(folder, title):
    """Lay out an empty, valid ledger in FOLDER, which must be new or empty.

    It gets a codebook of its own (datapackage.json, and README.md for people), the hedge words and the measures of
    this ledger as a start, and the other tables with their headers. Then, in this order: say in datapackage.json what
    it is about and under which licence, and change its closed lists (places, camps, kinds, topics) where they do not
    fit; write who asserts (claimants.csv) and who is counted (forces.csv), with only the measures you need; add claims.

    \b
    Examples:
      python -m helpers new my-conflict --title "Claims about the siege of X"
      python -m helpers add --data my-conflict
      python -m helpers check my-conflict
      python -m helpers codebook my-conflict     after a change to its datapackage.json
    \b
    In Python, with every chart:
      from helpers import load
      ledger = load("my-conflict")
    """
    written = starter.new(folder, title)
    click.echo(f"{folder}: {', '.join(written)}")
    click.echo(repr(load(folder)))
