"""Losses per head and month: what makes a regiment's four months comparable with an army's sixteen.

The method is the epidemiologist's incidence rate: events over person-time, here deaths or casualties over heads sent
and months counted. Nobody publishes person-time for this force, so heads are the counts of those *sent* (claims and
intervals too), held constant over the period. The rate is therefore an interval, and often one with an open end.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from .. import forces, lookup, prose

MONTH = 365.25 / 12
NEAR = (62, 183, np.inf)  # days: counts of the force as of two months around a day, else half a year, else any
_NEEDED = ["measure", "unit", "stance", "lower", "upper", "drawn", "force_id", "basis", "is_origin", "as_of"]
BULK = 0.5  # a part at least this share of the whole stands for it on an axis or in a series
_SENT = ("deployed", "arrived")
_DONE = ("cumulative", "flow")


@dataclass(frozen=True)
class Heads:
    """How many there were: ``low`` and ``high`` of the counts in ``claims``, and in words where these come from."""

    force_id: str
    low: float
    high: float
    claims: tuple
    words: str


@dataclass(frozen=True)
class Rate:
    """Losses per 1,000 heads and month, as an interval.

    Attributes
    ----------
    claim : str
    lower, upper : float
        Per 1,000 heads and month.
    heads : Heads or None
        None where the claim is itself a share of the force.
    months : tuple of (float, float)
        Shortest and longest the period can be.
    assumptions : tuple of str
    """

    claim: str
    lower: float
    upper: float
    heads: Heads | None
    months: tuple
    assumptions: tuple

    def __repr__(self):
        listed = "; ".join(self.assumptions)
        return f"<{self.claim}: {spread(self.lower, self.upper)} per 1,000 heads a month ({listed})>"


def _two(value):
    return f"{float(f'{value:.2g}'):,g}"


def spread(lower, upper):
    """An interval to two significant figures: ``1.6 to 3.3``, ``39 or more``."""
    if np.isinf(upper):
        return f"{_two(lower)} or more"
    return _two(lower) if _two(lower) == _two(upper) else f"{_two(lower)} to {_two(upper)}"


def counts(ledger):
    """Every claim that counts those sent, for ``heads``: persons, neither denied nor in words like "thousands".

    Parameters
    ----------
    ledger : helpers.ledger.Ledger

    Returns
    -------
    pandas.DataFrame
        Rows of ``ledger.claims``, the columns that matter, as plain values.
    """
    claims = ledger.claims[_NEEDED]
    counted = claims[
        claims["measure"].isin(_SENT).to_numpy()
        & (claims["unit"] == "persons").to_numpy()
        & claims["stance"].isin(["asserts", "acknowledges"]).to_numpy()
        & (claims["lower"] > 0).to_numpy()
        & (claims["drawn"] != "hatched").to_numpy()
    ]
    return counted[["force_id", "basis", "is_origin", "as_of", "lower", "upper"]].astype(
        {"force_id": "object", "basis": "object"}
    )


def heads(ledger, force_id, day, counted=None):
    """How many a force had been sent, by the counts of it said around a day.

    The lowest and the highest stated end of the claims that count this force as of two months around the day, else half
    a year, else any day; open ends ("more than 11,000") set no upper end. Those sent never grow fewer, so an earlier
    and higher count of a part raises the upper end.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    force_id : str
    day : pandas.Timestamp
    counted : pandas.DataFrame, optional
        ``counts(ledger)``, if many are asked in turn.

    Returns
    -------
    Heads
        In persons.

    Raises
    ------
    ValueError
        If nobody counts the force, or its row stands for several different groups.
    """
    tree = ledger.forces
    below = forces.parts(tree, force_id) - {force_id}
    name = tree["name"][force_id]
    if tree["definite"][force_id] == "no":
        raise ValueError(f"{name}: each claim means its own group, which nobody counts, so there is no rate per head")
    counted = counts(ledger) if counted is None else counted
    force, basis, first = (counted[column].to_numpy() for column in ("force_id", "basis", "is_origin"))
    low, high = counted["lower"].to_numpy(), counted["upper"].to_numpy()
    days = ((counted["as_of"] - day) / pd.Timedelta(days=1)).fillna(np.inf).to_numpy()
    high = np.where(np.isfinite(high), high, low)
    own, summed = force == force_id, basis == "cumulative"
    tiers = (
        ("sent", own & summed & first),
        ("sent, as others repeat it", own & summed),
        ("sent, batch by batch", own & (basis == "flow")),
        ("planned", own & (basis == "planned")),
    )
    parts = np.array([each in below for each in force], bool) & summed & first & (days <= NEAR[0])
    for near in NEAR:
        for kind, found in tiers:
            found = found & (np.abs(days) <= near)
            if found.any():
                top = high[found].max()
                above = parts & (low > top)
                ends = float(low[found].min()), float(max(top, low[above].max(initial=0)))
                used = (*counted.index[found], *counted.index[above])
                return Heads(force_id, *ends, used, f"{prose.interval(*ends)} {kind}: {name}")
    raise ValueError(f"nobody in the ledger counts {name} ({force_id}), so there is no rate per head")


def bulk(ledger, part, whole, day, counted=None):
    """Whether a part is at least half of the whole by every count of both around a day; False if one is uncounted."""
    try:
        small, large = heads(ledger, part, day, counted), heads(ledger, whole, day, counted)
    except ValueError:
        return False
    return small.low >= BULK * large.high


def start(ledger, force_id):
    """First day, at the earliest and at the latest, on which a force was there by what anyone says of it.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    force_id : str

    Returns
    -------
    tuple of (pandas.Timestamp, pandas.Timestamp)
        Span of the earliest ``period_start`` of the claims that say so, else of their earliest ``as_of``; those on the
        force it is a part of, if there are none.

    Raises
    ------
    ValueError
        If no claim dates the force.
    """
    claims = ledger.claims[[*_NEEDED, "as_of_last", "period_start", "period_start_last"]]
    there = claims[
        claims["measure"].isin([*_SENT, "present"])
        & claims["basis"].isin([*_DONE, "stock"])
        & claims["stance"].isin(["asserts", "acknowledges"])
    ]
    for asked in [force_id, *forces.ancestors(ledger.forces, force_id)]:
        own = there[there["force_id"] == asked]
        own = own[own["is_origin"]] if own["is_origin"].any() else own
        for column in ("period_start", "as_of"):
            if own[column].notna().any():
                first = own[column].idxmin()
                return own[column][first], own[f"{column}_last"][first]
    raise ValueError(f"no claim dates the arrival of {force_id!r}; give a claim with its own period")


def period(ledger, claim):
    """The period a count covers.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claim : pandas.Series
        A row of ``ledger.claims`` with basis cumulative or flow.

    Returns
    -------
    tuple of four pandas.Timestamp
        First and last day on which it may begin, first and last day on which it may end.

    Raises
    ------
    ValueError
        If the claim is no count over a period, or does not say which.
    """
    if claim["basis"] not in _DONE:
        raise ValueError(f"{claim.name} has basis {claim['basis']}, which covers no period; needed: cumulative or flow")
    begins = (claim["period_start"], claim["period_start_last"])
    if claim["basis"] == "cumulative" and pd.isna(begins[0]):
        begins = start(ledger, claim["force_id"])
    end = "as_of" if claim["basis"] == "cumulative" or pd.isna(claim["period_end"]) else "period_end"
    ends = (claim[end], claim[f"{end}_last"])
    if any(pd.isna(day) for day in (*begins, *ends)):
        raise ValueError(f"{claim.name} does not say which period it covers, so there is no rate over time")
    return *begins, *ends


def months(ledger, claim):
    """Shortest and longest that a count's period can be, in months of 30.44 days; errors as for ``period``."""
    earliest, latest, first, last = period(ledger, claim)
    return max((first - latest).days + 1, 1) / MONTH, ((last - earliest).days + 1) / MONTH


def rate(ledger, claim):
    """Losses per 1,000 heads and month of the force counted, over its period.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claim : str or pandas.Series
        A claim about losses of people, in persons or as a share of the force. Dead *shown* have no rate: a ceremony is
        not a period.

    Returns
    -------
    Rate

    Raises
    ------
    ValueError
        If the claim is about something else, gives no number, covers no stated period, or nobody counts the force.
    """
    if isinstance(claim, str):
        claim = lookup.row(ledger, claim)
    unit = str(claim["unit"])
    if claim["topic"] != "casualties" or unit not in ("persons", "percent_of_force"):
        what = f"{ledger.measures['label'][claim['measure']]}, {unit}"
        allowed = "a rate per head is for losses, in persons or percent_of_force"
        raise ValueError(f"{claim.name} is about {what}; {allowed}")
    if np.isnan(claim["lower"]):
        raise ValueError(f"{claim.name} gives no number, so there is no rate")
    short, long = months(ledger, claim)
    begins, _, _, ends = period(ledger, claim)
    since = f"{begins:%B %Y} to {ends:%B %Y}"
    assumptions = [f"{since}, {spread(short, long)} months"]
    if claim["basis"] == "cumulative" and pd.isna(claim["period_start"]):
        assumptions[0] += ", counted from when the force was first said to be there"
    if unit == "percent_of_force":
        low, high, base = claim["lower"] * 10, claim["upper"] * 10, None
        assumptions.append("share of the force as stated")
    else:
        base = heads(ledger, claim["force_id"], ends)
        low, high = claim["lower"] * 1000 / base.high, claim["upper"] * 1000 / base.low
        assumptions += [base.words, "all of them there from first to last, nobody relieved"]
    return Rate(claim.name, float(low / long), float(high / short), base, (short, long), tuple(assumptions))
