"""Evidence ladder: what was shown, acknowledged, estimated and repeated of one thing, rung by rung on one axis."""

import pandas as pd

from .. import lookup, prose
from .acknowledgement import SHOWN, thing
from .dot_range import dot_range

RUNGS = (
    "Shown by North Korea",
    "Grave places laid out, filled or not",
    "Acknowledged",
    "Estimated from outside",
    "Printed, repeating another",
)


def rung(claims):
    """On which rung each claim stands.

    Parameters
    ----------
    claims : pandas.DataFrame
        Rows of ``ledger.claims``.

    Returns
    -------
    pandas.Series of str
        By claim_id one of `RUNGS`, or "" for what the official side asserts or denies. Whoever repeats nobody has made
        an estimate, of whatever camp; places in a cemetery are no dead, and so no floor.
    """
    official = claims["camp"] == "official"
    found = pd.Series(RUNGS[3], index=claims.index, dtype="str").mask(official, "")
    found = found.mask(official & (claims["stance"] == "acknowledges"), RUNGS[2])
    found = found.mask(claims["measure"] == "grave_places", RUNGS[1])
    found = found.mask(claims["measure"].isin(SHOWN), RUNGS[0])
    return found.mask(~claims["is_origin"], RUNGS[4])


def ladder(data, *, ledger, override=None, log=False, label=None, ax=None):
    """Claims sorted by the kind of evidence behind them, the firmest rung on top; in each the lowest figure first.

    Parameters
    ----------
    data : pandas.DataFrame
        Rows of ``ledger.claims`` with a number, shape (n, ...); see `rung` for where each stands.
    ledger : helpers.ledger.Ledger
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
        If a claim stands on no rung, and as for `dot_range`.
    """
    where = rung(lookup.some(data, "to sort on rungs"))
    if (where == "").any():
        nowhere = ", ".join(where.index[where == ""][:5])
        raise ValueError(f"{nowhere}: no rung for what the official side asserts or denies; leave these claims out")
    ordered = data.sort_values(["lower", "said_on"], kind="stable")
    groups = {name: list(ordered.index[where[ordered.index] == name]) for name in RUNGS}
    things = data[data["measure"].isin([*SHOWN, "grave_places"])]
    figures = {key: f"{prose.figure(claim, units=False)} {thing(claim)}" for key, claim in things.iterrows()}
    groups = {name: ids for name, ids in groups.items() if ids}
    return dot_range(
        data, ledger=ledger, groups=groups, label=label, figures=figures, log=log, override=override, ax=ax
    )
