"""``cite``: a citation of one claim."""

import click

from .. import cite as _cite
from .. import load
from . import options


@click.command()
@click.argument("claim_id")
@click.option("--style", default="plain", show_default=True, metavar="STYLE", help="plain, bibtex or csl-json.")
@options.data
def cite(claim_id, style, folder):
    """Print a citation of the claim CLAIM_ID: who said it, when, where it was printed, and this ledger's version.

    \b
    Examples:
      python -m helpers cite nis-2025-04-30-killed
      python -m helpers cite nis-2025-04-30-killed --style bibtex >> references.bib
      python -m helpers cite nis-2025-04-30-killed --style csl-json

    The date is the day of the statement, not of the document. No day of access is printed, so that the same version
    of the ledger always gives the same citation. An unknown id or style ends with exit code 2.
    """
    click.echo(_cite.cite(load(folder), claim_id, style))
