"""Latest: who says what, in one small table: the newest claim of each camp."""

from __future__ import annotations

from docs.rows import Row, Rows
from helpers import prose
from helpers.charts import style
from helpers.select import select

MEASURES = ("deployed", "killed", "casualties", "monthly_pay")
FORCES = ("nk-troops", "combat-troops")


def latest(rows: Rows) -> list[tuple[str, list[Row | None]]]:
    """The newest first-hand claim of each camp about the whole force.

    Parameters
    ----------
    rows : docs.rows.Rows

    Returns
    -------
    list of (str, list of Row or None)
        For each of `MEASURES` with any claim: its label, and a claim for each camp in the order of the charts, None
        where a camp has made none. The same choice as in the first notebook.
    """
    ledger = rows.ledger
    found = []
    for measure in MEASURES:
        cells: list[Row | None] = []
        for camp in style.CAMPS:
            claims = select(
                ledger, measure=measure, camp=camp, force=list(FORCES), basis=["cumulative", "rate"], origins=True
            )
            cells.append(rows.all[prose.latest(claims).name] if len(claims) else None)
        if any(cells):
            found.append((ledger.measures.at[measure, "label"], cells))
    return found
