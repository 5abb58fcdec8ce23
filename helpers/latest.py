"""Who says what, latest: the newest first-hand claim of each camp."""

import pandas as pd

from . import prose
from .select import select

MEASURES = ("deployed", "killed", "casualties", "monthly_pay")
FORCES = ("nk-troops", "combat-troops")


def latest(ledger):
    """The newest origin of each camp about the whole force, for troops sent, killed, casualties and pay.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger

    Returns
    -------
    pandas.DataFrame
        claim_ids, "" where a camp has said nothing: one row for each of ``MEASURES`` with any claim, one column for
        each camp in the order of the codebook. Empty for a ledger that lacks these measures or forces.
    """
    camps = list(ledger.claims["camp"].cat.categories)
    measures = [measure for measure in MEASURES if measure in ledger.measures.index]
    force = [force for force in FORCES if force in ledger.forces.index]
    asked = {"force": force, "basis": ["cumulative", "rate"], "origins": True}
    rows = {}
    for measure in measures:
        found = [select(ledger, measure=measure, camp=camp, **asked) for camp in camps]
        rows[measure] = ["" if claims.empty else prose.latest(claims).name for claims in found]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=camps, dtype="str")
    return frame[(frame != "").any(axis=1)]
