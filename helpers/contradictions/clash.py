"""Which claims cannot both be true, and which sums do not come out.

Two claims contradict one another if they are of the same measure, unit and basis, about the same force on the same day
(within a window), and their intervals do not meet. Of two places one within the other, only more in the narrower than
in the wider is a contradiction. Between two days things change: a count since the start may have grown if the higher is
the later one, a count on a day may have gone either way, a count over a period may cover more days. Where that may
explain the gap, or where a word such as "thousands" is read by convention, the row says so; what remains is ``firm``.
Hedge words are read by the rules of the codebook, which are generous: "more than 6,000" has no upper end, so nothing
above it contradicts it.
"""

import numpy as np
import pandas as pd

from .. import lookup, places, prose
from ..comparability.differences import days_between, spans
from .arithmetic import arithmetic

__all__ = ["arithmetic", "pairs"]

_DONE = ["cumulative", "stock", "flow", "rate"]


def _within(ledger, claims, window):
    """Pairs of positions with the same measure, unit, basis and force, as of days at most a window apart."""
    begin, begin_last, end, end_last = spans(ledger, claims)
    flow = (claims["basis"] == "flow").to_numpy()
    keys = ["measure", "unit", "basis", "force_id"]
    first, second = [], []
    for at in claims.groupby(keys, observed=True, sort=True).indices.values():
        i, j = np.triu_indices(len(at), 1)
        first.append(at[i])
        second.append(at[j])
    i, j = (np.concatenate(part) if part else np.array([], int) for part in (first, second))
    near = days_between(end[i], end_last[i], end[j], end_last[j]) <= window
    began = days_between(begin[i], begin_last[i], begin[j], begin_last[j]) <= window
    overlap = (begin[i] <= end_last[j]) & (begin[j] <= end_last[i])  # two events are not one period
    near &= ~flow[i] | (began & overlap)
    return i[near], j[near]


def _firm(ledger, claims, low, high):
    """Whether neither what happened between the two days nor a convention of ours can explain that one is lower."""
    begin, begin_last, end, end_last = spans(ledger, claims)
    basis = claims["basis"].astype("str").to_numpy()[low]
    same_day = (end[low] == end[high]) & (end_last[low] == end_last[high]) & (end[low] == end_last[low])
    same_begin = (begin[low] == begin[high]) & (begin_last[low] == begin_last[high])
    not_later = end_last[high] <= end[low]  # the higher count is surely no later than the lower
    words = (claims["drawn"] == "hatched").to_numpy()  # how many "thousands" are is this ledger's convention
    firm = np.select(
        [basis == "cumulative", basis == "stock", basis == "flow"], [not_later, same_day, same_day & same_begin], True
    )
    return firm & ~words[low] & ~words[high]


def pairs(ledger, window=31, claims=None):
    """Pairs of claims that cannot both be true.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    window : int
        How many days their as-of dates (for flows also the begin of their periods) may lie apart, 0 or more.
    claims : pandas.DataFrame, optional
        Choose among these rows of ``ledger.claims``; by default all origins. Claims without a number, denials, plans
        and claims about groups that differ from claim to claim never contradict.

    Returns
    -------
    pandas.DataFrame
        One row for each pair, the firm ones first, then by ratio: ``lower``, ``higher`` (claim_ids), ``measure``,
        ``force_id``, ``days`` between their as-of dates, ``gap`` (from the upper end of the one to the lower end of the
        other, in the claims' unit), ``ratio`` of these two ends, ``firm`` (False if what happened in between, or
        a number that is only a word, may explain it), ``same_claimant``, ``words``.

    Raises
    ------
    ValueError
        If the window is negative, or ``claims`` is empty.
    """
    if window < 0:
        raise ValueError(f"the window is {window} days; it must be 0 or more")
    origins = ledger.claims[ledger.claims["is_origin"]]
    claims = origins if claims is None else lookup.some(claims, "were given to hold against one another")
    use = claims["lower"].notna() & claims["stance"].isin(["asserts", "acknowledges"]) & claims["basis"].isin(_DONE)
    use &= claims["force_id"].map(ledger.forces["definite"]).astype("str") == "yes"
    claims = claims[use]
    i, j = _within(ledger, claims, window)
    low, high = claims["lower"].to_numpy(), claims["upper"].to_numpy()
    i, j = np.where(high[i] < low[j], i, j), np.where(high[i] < low[j], j, i)  # i the lower, j the higher
    apart = high[i] < low[j]
    i, j = i[apart], j[apart]
    where = claims["place"].astype("str").to_numpy()
    clash = np.array([places.relation(where[b], where[a]) in ("same", "part") for a, b in zip(i, j, strict=True)], bool)
    i, j = i[clash], j[clash]
    dates, last = claims["as_of"].to_numpy("datetime64[D]"), claims["as_of_last"].to_numpy("datetime64[D]")
    days = days_between(dates[i], last[i], dates[j], last[j])
    rows = claims.to_dict("records")
    frame = pd.DataFrame(
        {
            "lower": claims.index[i],
            "higher": claims.index[j],
            "measure": claims["measure"].to_numpy()[i],
            "force_id": claims["force_id"].to_numpy()[i],
            "days": pd.array(np.where(np.isnan(days), -1, days).astype(int), "Int64"),
            "gap": low[j] - high[i],
            "ratio": np.divide(low[j], high[i], out=np.full(len(i), np.inf), where=high[i] > 0),
            "firm": _firm(ledger, claims, i, j),
            "same_claimant": claims["claimant_id"].to_numpy()[i] == claims["claimant_id"].to_numpy()[j],
            "words": [_words(ledger, rows[a], rows[b]) for a, b in zip(i, j, strict=True)],
        }
    )
    order = frame.sort_values(["firm", "ratio", "lower", "higher"], ascending=[False, False, True, True], kind="stable")
    return order.reset_index(drop=True)


def _words(ledger, low, high):
    label, name = ledger.measures["label"][low["measure"]], ledger.forces["name"][low["force_id"]]
    gap = prose.number(high["lower"] - low["upper"], words=False)
    told = [
        f"{row['claimant']} {prose.figure(row)} ({prose.day(row['as_of'], row['as_of_precision'])})"
        for row in (low, high)
    ]
    return f"{label}, {name}: {told[0]} against {told[1]}, {gap} apart"
