"""``export``: any selection of claims, in any of four formats."""

import sys

import click

from .. import load
from ..export import FORMATS, as_stated, encode
from ..export import export as _export
from ..select import select
from . import options

_LISTS = ("measure", "topic", "force", "basis", "place", "camp", "claimant", "stance", "attribution", "support")
_DATES = ("said_from", "said_to", "as_of_from", "as_of_to")


def _conditions(command):
    """The conditions of ``helpers.select.select`` as options."""
    for name in reversed(_DATES):
        end = "on or after" if name.endswith("from") else "on or before"
        what = "Said" if name.startswith("said") else "Describing a day"
        text = f"{what} {end} this date (YYYY-MM-DD, YYYY-MM or YYYY)."
        command = click.option(f"--{name.replace('_', '-')}", metavar="DATE", help=text)(command)
    for name in reversed(_LISTS):
        text = f"Only this {name}; may be given again for any of several."
        command = click.option(f"--{name}", multiple=True, metavar="ID", help=text)(command)
    return command


@click.command()
@click.argument("target", metavar="FILE", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--format", "form", metavar="FORMAT", help=f"{', '.join(FORMATS.values())}; by default as FILE ends.")
@click.option("--computed", is_flag=True, help="Add camp, topic, publisher, url, interval (lower, upper) and more.")
@_conditions
@click.option("--parts", is_flag=True, help="Also the parts of the forces named.")
@click.option("--origins", is_flag=True, help="Leave out repeats of earlier claims.")
@click.option("--numbers", is_flag=True, help="Leave out claims without a number.")
@options.data
def export(target, form, computed, folder, parts, origins, numbers, **conditions):
    """Write the claims that meet every condition to FILE: CSV, JSON, Parquet or SQLite; - is standard output.

    The columns are those of claims.csv, as stated. A number that was not stated is blank, null or NULL, never zero.
    The same selection from the same data gives the same bytes. FILE is replaced in one step or not at all.

    \b
    Examples:
      python -m helpers export killed.csv --measure killed
      python -m helpers export - --format json --topic payments --origins
      python -m helpers export seoul.parquet --claimant nis --said-from 2025 --computed
      python -m helpers export troops.sqlite --force nk-troops --parts --measure deployed --numbers

    An unknown name ends with exit code 2 and the list of those allowed. A selection that nothing meets is an empty
    table, and says so on stderr.
    """
    ledger = load(folder)
    wanted = {name: value or None for name, value in conditions.items()}
    claims = select(ledger, parts=parts, origins=origins, numbers=numbers, **wanted)
    if claims.empty:
        click.echo("no claim meets these conditions; the table is empty", err=True)
    if target == "-":
        sys.stdout.buffer.write(encode(as_stated(ledger, claims, computed), form or "csv"))
        return
    _export(ledger, claims, target, form, computed)
    click.echo(f"{target}: {len(claims):,} claims")
