"""What was known when: the ledger as of a day, revisions, admissions and denials.

A claim is known from the last day on which it can have been said: one dated to a month from the month's end. If
somebody repeated it earlier than that, it had been said by then, and is known from that day.
"""

import dataclasses

import numpy as np
import pandas as pd

from .. import dates, forces, places, prose
from ..comparability import rates
from ..lineage import roots
from .admissions import ADMITS, denials, lags

__all__ = ["as_known_on", "denials", "known_from", "lags", "revisions"]

_REVISED = [
    "claimant_id",
    "measure",
    "basis",
    "unit",
    "force_id",
    "place",
    "topic",
    "stance",
    "is_origin",
    "lower",
    "upper",
]
_REVISED += ["low", "point", "high", "qualifier", "hedge", "said_on", "said_on_last", "as_of_last"]


def _day(date):
    """Last day of a written date, or the day of a timestamp."""
    return pd.Timestamp(dates.span(date)[1] if isinstance(date, str) else date).normalize()


def known_from(ledger):
    """First day on which each claim is known to have been said.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger

    Returns
    -------
    pandas.Series of datetime64
        By ``claim_id``. Never later for a claim than for one that repeats it.
    """
    claims = ledger.claims
    known = claims["said_on_last"].to_numpy().copy()
    parent = claims.index.get_indexer(claims["repeats"].astype("str"))
    depth = roots(ledger)["depth"].to_numpy()
    for level in range(depth.max(initial=0), 0, -1):  # deepest first, so that a day travels up the whole chain
        at = np.flatnonzero(depth == level)
        np.minimum.at(known, parent[at], known[at])
    return pd.Series(known, index=claims.index, name="known_from")


def as_known_on(ledger, date):
    """The ledger with only the claims that had been made by the end of a day.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    date : str or pandas.Timestamp
        ISO day, or a month or year, which stands for its last day.

    Returns
    -------
    Ledger
        The same tables; ``claims`` and ``events`` leave out what came later. Every chain of repeats is whole.

    Raises
    ------
    ValueError
        If it is no date, or no claim had been made by then; the message names the first day with one.
    """
    day = _day(date)
    known = known_from(ledger)
    keep = (known <= day).to_numpy()
    if not keep.any():
        first = "the ledger holds none" if known.empty else f"the first is known from {known.min():%Y-%m-%d}"
        raise ValueError(f"no claim had been made by {day:%Y-%m-%d}: {first}")
    events = ledger.events
    return dataclasses.replace(ledger, claims=ledger.claims[keep], events=events[(events["date"] <= day).to_numpy()])


def _checked(ledger, **chosen):
    columns = {
        "claimant": ("claimant_id", "claimants"),
        "measure": ("measure", "measures"),
        "force": ("force_id", "forces"),
    }
    for name, value in chosen.items():
        table = getattr(ledger, columns[name][1])
        if value is not None and value not in table.index:
            raise ValueError(f"unknown {name} {value!r}; allowed: {', '.join(sorted(table.index))}")
    return {columns[name][0]: value for name, value in chosen.items() if value is not None}


def revisions(ledger, claimant=None, measure=None, force=None):
    """How each claimant's own figure changed, statement by statement.

    A figure is revised by the same claimant's next origin of the same measure, basis and unit for the same force and
    place. With losses the place need only not lie apart, and a force and its bulk are one line: agencies say "North
    Korean troops", "first wave" and "combat troops" in turn. Counts of one event or of groups that differ from claim to
    claim are not revised by the next; unnamed claimants are not one body.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claimant, measure, force : str, optional
        Ids; all by default.

    Returns
    -------
    pandas.DataFrame
        One row for each later figure: ``before``, ``after`` (claim_ids), ``claimant_id``, ``measure``, ``said_on``,
        ``days`` since, ``words`` ("about 300 -> about 600"), ``direction`` (up, down, same), ``ratio`` of the middles,
        ``meets`` (whether the two intervals meet), ``same_force``. Empty if there is none.

    Raises
    ------
    ValueError
        If a name is unknown; the message lists the allowed ones.
    """
    claims = ledger.claims[_REVISED]
    use = claims["is_origin"] & claims["lower"].notna() & claims["stance"].isin(ADMITS) & (claims["basis"] != "flow")
    use &= claims["force_id"].map(ledger.forces["definite"]).astype("str") == "yes"
    use &= claims["claimant_id"].map(ledger.claimants["kind"]).astype("str") != "unnamed"
    for column, value in _checked(ledger, claimant=claimant, measure=measure, force=force).items():
        use &= claims[column] == value
    chosen = claims[use].sort_values(["said_on_last", "as_of_last"], kind="stable")
    lines, rows, one = {}, [], {}
    for claim_id, new in zip(chosen.index, chosen.to_dict("records"), strict=True):
        line = lines.setdefault((new["claimant_id"], new["measure"], new["basis"], new["unit"]), [])
        earlier = [
            old for old in line if old[1]["said_on_last"] < new["said_on_last"] and _same(ledger, old[1], new, one)
        ]
        if earlier:
            rows.append((earlier[-1][0], claim_id, *_revised(earlier[-1][1], new)))
        line.append((claim_id, new))
    columns = ["before", "after", "claimant_id", "measure", "said_on", "days", "words", "direction", "ratio", "meets"]
    frame = pd.DataFrame(rows, columns=[*columns, "same_force"])
    return frame.sort_values(["claimant_id", "measure", "said_on"], kind="stable").reset_index(drop=True)


def _same(ledger, old, new, known):
    """Whether two figures of one claimant are about the same people; ``known`` remembers pairs of forces."""
    if old["topic"] != "casualties":
        return old["force_id"] == new["force_id"] and old["place"] == new["place"]
    pair = (old["force_id"], new["force_id"])
    if pair not in known:
        relation = forces.relation(ledger.forces, *pair)
        part, whole = pair if relation == "part" else pair[::-1]
        close = relation in ("part", "whole") and rates.bulk(ledger, part, whole, new["as_of_last"])
        known[pair] = relation == "same" or close
    return known[pair] and places.meet(old["place"], new["place"])


def _middle(claim):
    stated = [float(claim[end]) for end in ("low", "point", "high") if not pd.isna(claim[end])]
    return np.mean(stated) if stated else (claim["lower"] + claim["upper"]) / 2


def _revised(old, new):
    before, after = _middle(old), _middle(new)
    return (
        new["claimant_id"],
        new["measure"],
        new["said_on"],
        (new["said_on_last"] - old["said_on_last"]).days,
        f"{prose.figure(old)} -> {prose.figure(new)}",
        "same" if before == after else "up" if after > before else "down",
        after / before if before else np.nan,
        bool(old["lower"] <= new["upper"] and new["lower"] <= old["upper"]),
        old["force_id"] == new["force_id"],
    )
