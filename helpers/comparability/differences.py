"""How two claims differ, dimension by dimension, and which differences can be bridged."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from .. import forces, places, prose
from ..lineage import roots
from . import rates

DIMENSIONS = ("number", "measure", "unit", "force", "indefinite", "basis", "period", "as_of", "place")
SAME_TIME = 31  # days: two dates or periods this close count as one
HELD = 183  # days: how long a count on one day may be taken as unchanged
FINE, BRIDGED, BARRED = 0, 1, 2
BASES = ["cumulative", "stock", "flow", "planned", "projected", "rate"]
CURRENCIES = {"USD", "KRW", "RUB", "JPY", "KPW"}


@dataclass(frozen=True)
class Reason:
    """Why two claims differ: the ``dimension``, in ``words``, and the ``bridge`` that would mend it ("" if none)."""

    dimension: str
    words: str
    bridge: str = ""

    def __str__(self):
        return f"{self.dimension.replace('_', '-')}: {self.words}"


def kinship(forces_):
    """How forces stand to each other.

    Parameters
    ----------
    forces_ : pandas.DataFrame
        ``ledger.forces``.

    Returns
    -------
    numpy.ndarray of int, shape (f, f)
        0 the same, 1 a part of or the whole of, 2 apart; in the order of the table.
    """
    ids = list(forces_.index)
    above = {force: forces.ancestors(forces_, force) for force in ids}
    return np.array([[0 if a == b else 1 if a in above[b] or b in above[a] else 2 for b in ids] for a in ids])


def _unit_relation(a, b):
    if a == b:
        return FINE
    if {a, b} == {"persons", "percent_of_force"}:
        return BRIDGED
    (head, _, terms), (other, _, others) = a.partition("/"), b.partition("/")
    return BRIDGED if {head, other} <= CURRENCIES and terms == others else BARRED


def _place_relation(a, b):
    return {"same": FINE, "apart": BARRED}.get(places.relation(a, b), FINE if "none" in (a, b) else BRIDGED)


def _days(frame, column):
    return frame[column].to_numpy("datetime64[D]")


def spans(ledger, frame):
    """First and last day on which each count may begin, and on which it may end.

    Losses counted since the start begin when their force was first there; a count of one event has its day only.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    frame : pandas.DataFrame
        Rows of ``ledger.claims``, shape (n, ...).

    Returns
    -------
    tuple of four numpy.ndarray of datetime64[D], shape (n,)
        NaT where the claim does not say.
    """
    begin, begin_last = _days(frame, "period_start").copy(), _days(frame, "period_start_last").copy()
    end, end_last = _days(frame, "period_end"), _days(frame, "period_end_last")
    cumulative = (frame["basis"] == "cumulative").to_numpy()
    unsaid = cumulative & np.isnat(begin) & (frame["topic"] == "casualties").to_numpy()
    for force in sorted(set(frame["force_id"][unsaid])):
        try:
            since = rates.start(ledger, force)
        except ValueError:
            continue
        mask = unsaid & (frame["force_id"] == force).to_numpy()
        begin[mask], begin_last[mask] = np.datetime64(since[0], "D"), np.datetime64(since[1], "D")
    as_of, as_of_last = _days(frame, "as_of"), _days(frame, "as_of_last")
    unended = cumulative | np.isnat(end)
    end, end_last = np.where(unended, as_of, end), np.where(unended, as_of_last, end_last)
    event = ~cumulative & np.isnat(begin)
    return np.where(event, as_of, begin), np.where(event, as_of_last, begin_last), end, end_last


def days_between(a, b, c, d):
    """Days between the spans a..b and c..d (datetime64[D]); 0 if they share one, nan if either is not known."""
    gap = np.maximum(c - b, a - d)
    return np.where(np.isnat(gap), np.nan, np.maximum(gap.astype(float), 0))


def _encoded(ledger, frame, units):
    """Each claim's columns as small integers and days, so that pairs are compared by look-up."""
    code = {
        name: pd.Index(known).get_indexer(frame[column].astype("object"))
        for name, column, known in (
            ("measure", "measure", ledger.measures.index),
            ("unit", "unit", units),
            ("force", "force_id", ledger.forces.index),
            ("place", "place", list(places.NAMES)),
            ("basis", "basis", BASES),
        )
    }
    unit = frame["unit"].astype("str")
    code["silent"] = frame["lower"].isna().to_numpy()
    code["lost"] = ((frame["topic"] == "casualties") & unit.isin(["persons", "percent_of_force"])).to_numpy()
    code["per_head"] = unit.str.endswith("/person").to_numpy()
    code["vague"] = (ledger.forces["definite"] == "no").to_numpy()[code["force"]]
    code["origin"] = ledger.claims.index.get_indexer(roots(ledger)["origin"][frame.index])
    for name, days in zip(("begin", "begin_last", "end", "end_last"), spans(ledger, frame), strict=True):
        code[name] = days
    return code


def differences(ledger, first, second, i=None, j=None):
    """Which differences stand between claims.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    first, second : pandas.DataFrame
        Rows of ``ledger.claims``.
    i, j : numpy.ndarray of int, shape (n,), optional
        The pairs: row ``i`` of the first against row ``j`` of the second; row against row by default.

    Returns
    -------
    dict of str to numpy.ndarray of int, shape (n,)
        For each of ``DIMENSIONS`` 0 (no difference), 1 (can be bridged) or 2 (cannot).
    """
    i = np.arange(len(first)) if i is None else i
    j = np.arange(len(second)) if j is None else j
    units = sorted({*first["unit"], *second["unit"]})
    a = {name: values[i] for name, values in _encoded(ledger, first, units).items()}
    b = {name: values[j] for name, values in _encoded(ledger, second, units).items()}
    unit = np.array([[_unit_relation(x, y) for y in units] for x in units]).reshape(len(units), len(units))
    place = np.array([[_place_relation(x, y) for y in places.NAMES] for x in places.NAMES])
    lost = a["lost"] & b["lost"]
    # Losses become rates per head; pay per head is one already. Nothing else can cross from one force to another.
    crossing = np.where(lost | (a["per_head"] & b["per_head"]), BRIDGED, BARRED)
    same = a["basis"] == b["basis"]
    cumulative, flow = BASES.index("cumulative"), BASES.index("flow")
    counts = np.isin(a["basis"], [cumulative, flow]) & np.isin(b["basis"], [cumulative, flow])
    spanning = counts & ~(same & (a["basis"] == cumulative))
    begins = days_between(a["begin"], a["begin_last"], b["begin"], b["begin_last"])
    ends = days_between(a["end"], a["end_last"], b["end"], b["end_last"])
    # A period that is not known is not known to be the same.
    elsewhen, later = ~((begins <= SAME_TIME) & (ends <= SAME_TIME)), ~(ends <= SAME_TIME)
    in_time = np.where(lost, BRIDGED, BARRED)
    held = np.where(a["basis"] == cumulative, in_time, np.where(ends <= HELD, BRIDGED, BARRED))
    return {
        "number": np.where(a["silent"] | b["silent"], BARRED, FINE),
        "measure": np.where(a["measure"] == b["measure"], FINE, BARRED),
        "unit": unit[a["unit"], b["unit"]],
        "force": np.where(kinship(ledger.forces)[a["force"], b["force"]] == 0, FINE, crossing),
        "indefinite": np.where((a["vague"] | b["vague"]) & (a["origin"] != b["origin"]), BARRED, FINE),
        "basis": np.where(same | counts, FINE, BARRED),
        "period": np.where(spanning & elsewhen, in_time, FINE),
        "as_of": np.where(same & ~spanning & later, held, FINE),
        "place": place[a["place"], b["place"]],
    }


def _span(ledger, claim):
    begin, begin_last, end, end_last = (value[0] for value in spans(ledger, ledger.claims.loc[[claim.name]]))
    if np.isnat(begin) or np.isnat(end):
        return "an unstated period"
    shortest, longest = (end - begin_last).astype(int) + 1, (end_last - begin).astype(int) + 1
    words = [f"{pd.Timestamp(day):%B %Y}" for day in (begin, end)]
    dates = words[0] if words[0] == words[1] else f"{words[0]} to {words[1]}"
    if longest < rates.MONTH:
        return f"less than a month ({dates})"
    middle = max(round((shortest + longest) / 2 / rates.MONTH), 1)
    return f"{prose.plural(middle, 'month')} ({dates})"


def _day(claim):
    known = not pd.isna(claim["as_of"])
    return prose.day(claim["as_of"], str(claim["as_of_precision"])) if known else "an unstated day"


def reason(ledger, dimension, code, a, b):
    """A difference in words.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    dimension : str
    code : int
        1 if it can be bridged, 2 if not.
    a, b : pandas.Series
        Rows of ``ledger.claims``.

    Returns
    -------
    Reason
    """
    label, name = ledger.measures["label"], ledger.forces["name"]
    bridge = ""
    if dimension == "number":
        silent = [row.name for row in (a, b) if pd.isna(row["lower"])]
        words = f"{prose.listing(silent)} {'gives' if len(silent) == 1 else 'give'} no number"
    elif dimension == "measure":
        words = f"{label[a['measure']]} against {label[b['measure']]}"
    elif dimension == "unit":
        words = f"{a['unit']} against {b['unit']}"
        bridge = "the share times the heads sent" if "percent" in words else "the exchange rate of the day"
    elif dimension == "force":
        how = {"part": ", of which it is a part", "whole": ", which is a part of it", "apart": ", two forces apart"}
        relation = forces.relation(ledger.forces, a["force_id"], b["force_id"])
        words = f"{name[a['force_id']]} against {name[b['force_id']]}{how[relation]}"
        bridge = "per head already" if str(a["unit"]).endswith("/person") else "rate per head of the force counted"
    elif dimension == "indefinite":
        vague = [row["force_id"] for row in (a, b) if ledger.forces["definite"][row["force_id"]] == "no"]
        words = f"each claim about {name[vague[0]]} means its own group"
    elif dimension == "basis":
        words = f"{a['basis']} against {b['basis']}"
    elif dimension == "period":
        words, bridge = f"{_span(ledger, a)} against {_span(ledger, b)}", "rate over its period"
    elif dimension == "as_of":
        words = f"as of {_day(a)} against {_day(b)}"
        bridge = "rate over its period" if a["basis"] == "cumulative" else "the earlier count taken as unchanged"
    else:
        words = f"{places.NAMES[a['place']]} against {places.NAMES[b['place']]}"
        bridge = "the two places taken as one"
    return Reason(dimension, words, bridge if code == BRIDGED else "")
