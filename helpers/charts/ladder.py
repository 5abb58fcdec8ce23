"""Evidence ladder: what was shown, admitted, estimated and claimed of one thing, rung by rung on one axis."""

from .. import lookup
from .dot_range import dot_range

RUNGS = ("Shown by North Korea", "Admitted", "Estimated", "Printed")


def ladder(data, *, ledger, rungs, override=None, log=False, label=None, ax=None):
    """Claims sorted by the kind of evidence behind them, the firmest rung on top.

    Parameters
    ----------
    data : pandas.DataFrame
        Rows of ``ledger.claims`` with a number, shape (n, ...).
    ledger : helpers.ledger.Ledger
    rungs : dict of str to iterable of str
        For each rung, of those in `RUNGS` and in that order, its claim_ids; drawn lowest figure first.
    override : str, optional
        Reason to draw together what does not compare; rungs usually count different things, which is what a ladder is
        for, so this is usually needed and is printed on the chart.
    log, label, ax
        As for `dot_range`.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If a rung is unknown, one of its claims is not in the data, and as for `dot_range`.
    """
    unknown = sorted(set(rungs) - set(RUNGS))
    if unknown:
        raise ValueError(f"unknown rung {unknown[0]!r}; allowed: {', '.join(RUNGS)}")
    found = {rung: lookup.among(data, rungs[rung]) for rung in RUNGS if rung in rungs}
    groups = {
        rung: list(claims.sort_values(["lower", "said_on"], kind="stable").index)
        for rung, claims in found.items()
        if len(claims)
    }
    return dot_range(data, ledger=ledger, groups=groups, label=label, log=log, override=override, ax=ax)
