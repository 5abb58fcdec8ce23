"""``check``: does every table keep the codebook's rules?"""

import sys

import click

from .. import codebook, ledger
from ..loading import schema


@click.command()
@click.argument("folder", type=click.Path(), required=False)
def check(folder):
    """Check a FOLDER of tables (the project's own data by default), and that its codebook is up to date."""
    problems = ledger.check(folder)
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        click.echo(f"{len(problems)} problem{'s' * (len(problems) != 1)}; nothing was changed.", err=True)
        sys.exit(2)
    if folder is None and (schema.DATA / "README.md").read_text(encoding="utf-8") != codebook.codebook():
        click.echo("data/README.md is not what datapackage.json says. Run: python -m helpers codebook", err=True)
        sys.exit(2)
    click.echo(repr(ledger.load(folder)))
