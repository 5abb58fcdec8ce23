"""``diff``: what a change of the data does, before committing it."""

import tempfile
from pathlib import Path

import click
import pandas as pd

from .. import load
from ..curation import changes
from ..loading import schema
from ..loading.problems import LedgerError
from . import options


def _rows(change, before, after):
    """Lines about one table."""
    counts = f"{len(change.added)} added, {len(change.removed)} removed, {len(change.changed)} changed"
    yield f"{change.table}: {counts}"
    for sign, ids, frames in (("+", change.added, after), ("-", change.removed, before)):
        for key in ids:
            yield f"  {sign} {key}{_about(change.table, key, frames)}"
    for key, cells in sorted(change.changed.items()):
        yield f"  ~ {key}"
        for column, (old, new) in cells.items():
            yield f"      {column}: {old or '(blank)'} -> {new or '(blank)'}"


def _about(table, key, frames):
    if table != "claims" or "qualifiers" not in frames:
        return ""
    return f"  {changes.claim_figure(frames['claims'].loc[key], frames['qualifiers'])}"


def _headlines(old, new):
    """Lines about the headline numbers."""
    yield "headline numbers, by camp (claims in all; then the latest origin with a number):"
    try:
        before = changes.headlines(load(old))
    except LedgerError as error:
        yield f"  not compared: the older ledger does not load; {error.problems[0]}"
        return
    for (measure, camp), figure in changes.headlines(new).items():
        was = before.get((measure, camp), "none")
        yield f"  {measure}, {camp}: {f'as before, {figure}' if was == figure else f'{was} -> {figure}'}"


def _notebooks(change, before, after, notebooks):
    """Lines about the notebooks."""
    rows = pd.concat([before["claims"].loc[[*change.removed, *change.changed]], after["claims"].loc[[*change.added]]])
    rows = pd.concat([rows, after["claims"].loc[[*change.changed]]])
    found = changes.touched(notebooks, rows, after["claims"], after["measures"])
    yield "notebooks touched:" if found else "notebooks touched: none"
    for name, why in found.items():
        yield f"  {name}: {why}"


@click.command()
@click.argument("older", metavar="[REVISION or FOLDER]", default="HEAD")
@options.data
def diff(older, folder):
    """Say what a change of the data does: to the rows, the headline numbers and the notebooks.

    The tables are compared with the last commit, another git REVISION, or another FOLDER of tables. Rows are
    compared by id and cell by cell; moving a row is no change. Headline numbers are the latest origin with a number
    for the people sent, casualties and killed, by camp, on any force that is always the same people; plans, rates and
    denials are left out. A notebook is touched if its name holds the topic of a changed claim, if its code names the
    claim, its measure or topic in quotes, or if a chart stored in it shows the claim or others on the same measure
    and force. `make notebooks` is the proof.

    \b
    Examples:
      python -m helpers diff                 against the last commit
      python -m helpers diff HEAD~5
      python -m helpers diff ../elsewhere/data

    The tables must pass every check first; if not, the problems go to stderr and the exit code is 2.
    """
    ledger = load(folder)
    with tempfile.TemporaryDirectory() as scratch:
        old = Path(older)
        if not (old / "claims.csv").is_file():
            old = Path(scratch)
            changes.committed(older, folder, old)
        before, after = changes.texts(old), changes.texts(folder)
        found = changes.compare(before, after)
        if not found:
            click.echo("no row differs")
            return
        for change in found:
            click.echo("\n".join(_rows(change, before, after)))
        for change in found:
            if change.table == "claims":
                lines = [
                    *_headlines(old, ledger),
                    *_notebooks(change, before, after, schema.DATA.parent / "notebooks"),
                ]
                click.echo("\n".join(lines))
