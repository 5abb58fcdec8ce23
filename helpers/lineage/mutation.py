"""How a claim differs from the one it restates: which columns, which way, and in which words."""

import numpy as np
import pandas as pd

from .. import forces, places, prose

KINDS = ("number", "hedge", "unit", "measure", "force", "place", "basis", "as_of", "stance", "claimant")
# How far a hedge word binds: a bare number most, an open end least. Rules as in qualifiers.csv.
_LOOSE = {"exact": 0, "rounding": 1, "just_over": 1, "just_under": 1, "range": 1, "floor": 2, "ceiling": 2}


def stated(claims):
    """The numbers stated, as one comparable text for each claim: "25000|30000", or the hedge word if there is none."""
    ends = claims[["low", "point", "high"]].astype("Float64").to_numpy(float, na_value=np.nan)
    words = claims["qualifier"].astype("str").to_numpy()
    return pd.Series(
        [
            "|".join(f"{value:.15g}" for value in sorted(row[~np.isnan(row)])) or word
            for row, word in zip(ends, words, strict=True)
        ],
        index=claims.index,
        dtype="str",
    )


def _wider(measures, small, large):
    """Whether everyone in ``small`` also counts in ``large``, by ``at_most`` and ``sum_of``."""
    while small:
        if small == large or small in str(measures["sum_of"][large]).split("|"):
            return True
        small = measures["at_most"][small]
    return False


def _measure_turn(ledger, before, after):
    if _wider(ledger.measures, after, before):
        return "narrower"
    return "wider" if _wider(ledger.measures, before, after) else "other"


def _force_turn(ledger, before, after):
    kind = ledger.forces["kind"]
    if (kind[before] == "mixed") != (kind[after] == "mixed"):
        return "narrower" if kind[before] == "mixed" else "wider"
    return {"part": "narrower", "whole": "wider", "apart": "other"}[forces.relation(ledger.forces, after, before)]


def _place_turn(before, after):
    return {"part": "narrower", "whole": "wider"}.get(places.relation(after, before), "other")


def _hedge_turn(rules, before, after):
    first, second = _LOOSE[rules[before]], _LOOSE[rules[after]]
    if first != second:
        return "hardened" if second < first else "softened"
    return "reworded" if rules[before] == rules[after] else "turned"


def _number_turn(before, after):
    """Up or down by the middle of what is stated, where both have numbers; else a number gained, lost or reworded."""
    middle = [
        np.mean([row[end] for end in ("low", "point", "high") if not pd.isna(row[end])] or [np.nan])
        for row in (before, after)
    ]
    if np.isnan(middle).all():
        return "reworded"
    if np.isnan(middle).any():
        return "gained" if np.isnan(middle[0]) else "lost"
    return "reworded" if middle[1] == middle[0] else "up" if middle[1] > middle[0] else "down"


def changed(relay, source, rules):
    """Which relays differ from what they restate.

    Parameters
    ----------
    relay, source : pandas.DataFrame
        Claims, row against row; shape (n, ...).
    rules : dict of str to str
        Rule of each hedge word.

    Returns
    -------
    dict of str to numpy.ndarray of bool, shape (n,)
        One mask for each of ``KINDS``.
    """
    differs = {
        kind: relay[column].astype("str").to_numpy() != source[column].astype("str").to_numpy()
        for kind, column in (
            ("measure", "measure"), ("unit", "unit"), ("force", "force_id"), ("place", "place"), ("basis", "basis"),
            ("stance", "stance"), ("claimant", "claimant_id"), ("hedge", "qualifier"),
        )
    }  # fmt: skip
    numbered = [frame["unit"].astype("str").to_numpy() != "none" for frame in (relay, source)]
    # Where a number is gained or lost the unit and the hedge word come or go with it: one change, not three.
    differs["unit"] &= numbered[0] & numbered[1]
    differs["number"] = (stated(relay).to_numpy() != stated(source).to_numpy()) & ~differs["unit"]
    hedged = [np.isin([rules[word] for word in frame["qualifier"]], list(_LOOSE)) for frame in (relay, source)]
    differs["hedge"] &= hedged[0] & hedged[1] & ~differs["unit"]
    # Two dates differ only if no day belongs to both: a month against a day within it is no change.
    differs["as_of"] = (relay["as_of"].to_numpy() > source["as_of_last"].to_numpy()) | (
        relay["as_of_last"].to_numpy() < source["as_of"].to_numpy()
    )
    return differs


def said(ledger, row, kind):
    """What a claim has in the place of a kind, in words."""
    if kind in ("number", "hedge", "unit"):
        return prose.figure(row)
    if kind == "measure":
        return ledger.measures["label"][row["measure"]]
    if kind == "force":
        return ledger.forces["name"][row["force_id"]]
    if kind == "claimant":
        return row["claimant"]
    if kind == "as_of":
        return prose.day(row["as_of"], str(row["as_of_precision"]))
    return str(row[kind]).replace("_", " ")


def turn(ledger, kind, source, relay, rules):
    """Which way a claim differs from its source in one kind: hardened or softened, up or down, narrower or wider ..."""
    if kind == "number":
        return _number_turn(source, relay)
    if kind == "hedge":
        return _hedge_turn(rules, source["qualifier"], relay["qualifier"])
    if kind == "measure":
        return _measure_turn(ledger, source["measure"], relay["measure"])
    if kind == "force":
        return _force_turn(ledger, source["force_id"], relay["force_id"])
    if kind == "place":
        return _place_turn(source["place"], relay["place"])
    if kind == "as_of":
        return "later" if relay["as_of"] > source["as_of"] else "earlier"
    if kind == "claimant":
        return "same camp" if source["camp"] == relay["camp"] else "other camp"
    return "other"
