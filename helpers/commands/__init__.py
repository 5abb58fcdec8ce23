"""Commands for curators. Each lives in a module of its own; errors go to stderr and end with exit code 2."""

import click

from .check import check
from .codebook import codebook


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main():
    """Curate and read the ledger of claims about North Korea's deployment to Russia's war."""


for command in (check, codebook):
    main.add_command(command)
