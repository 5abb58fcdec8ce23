"""Rules between cells and rows: numbers and hedge words, order of dates, chains of repeats, the trees."""

import numpy as np
import pandas as pd

from . import dates
from .checks import report
from .distinct import distinct, judge_pairs, numbers

ENDS = ("low", "point", "high")


def figures(table, claims, qualifiers, measures):
    """low <= point <= high; the hedge word has the numbers it needs and no others; the unit fits the measure."""
    low, point, high = (numbers(claims[end]) for end in ENDS)
    problems = report(
        table,
        claims,
        low > high,
        "low",
        "low is above high",
        lambda row: f"high is {row['high']}; swap or correct them.",
    )
    problems += report(
        table,
        claims,
        (point < low) | (point > high),
        "point",
        "point lies outside low and high",
        lambda row: f"It must lie between {row['low'] or '0'} and {row['high'] or 'no end'}.",
    )
    needs = dict(zip(qualifiers["qualifier"], qualifiers["needs"], strict=True))
    for end in ENDS:
        wanted = {word: end in need for word, need in needs.items()}
        wrong = judge_pairs(
            claims["qualifier"],
            claims[end],
            lambda word, cell, wanted=wanted: word not in wanted or wanted[word] == bool(cell),
        )
        problems += report(
            table,
            claims,
            wrong,
            end,
            lambda row, end=end: (
                f"the hedge word {row['qualifier']!r} {'takes no' if row[end] else 'needs a'} number in {end}"
            ),
            lambda row: f"It goes with {needs[row['qualifier']] or 'no number'}.",
        )
    units = {
        measure: [*allowed.split("|"), "none"]
        for measure, allowed in zip(measures["measure"], measures["units"], strict=True)
    }
    wrong = judge_pairs(
        claims["measure"], claims["unit"], lambda measure, unit: measure not in units or unit in units[measure]
    )
    problems += report(
        table,
        claims,
        wrong,
        "unit",
        lambda row: f"the unit does not belong to the measure {row['measure']!r}",
        lambda row: f"Allowed: {', '.join(units[row['measure']])}.",
    )
    bare = np.isnan(low) & np.isnan(point) & np.isnan(high)
    unitless = ~bare & (claims["unit"] == "none").to_numpy()
    return problems + report(
        table, claims, unitless, "unit", "there is a number but no unit", "Name the unit of the figure."
    )


def order(table, claims, sources):
    """Nobody is quoted before speaking, and no period ends before it starts."""
    said, published = dates.spans(claims["said_on"]), dates.spans(sources["published_on"])
    place = None
    if sources["source_id"].is_unique:
        codes, values = distinct(claims["source_id"])
        place = pd.Index(sources["source_id"]).get_indexer(values)[codes]
    problems = []
    if place is not None:
        printed = published["last"].to_numpy()[place]
        late = (place >= 0) & (said["first"].to_numpy() > printed)
        when = dict(zip(sources["source_id"], sources["published_on"], strict=True))
        problems += report(
            table,
            claims,
            late,
            "said_on",
            "the statement is dated after its document",
            lambda row: f"{row['source_id']} was published on {when[row['source_id']]}.",
        )
    start, end = dates.spans(claims["period_start"]), dates.spans(claims["period_end"])
    return problems + report(
        table,
        claims,
        (start["first"] > end["last"]).to_numpy(),
        "period_end",
        "the period ends before it starts",
        lambda row: f"It starts on {row['period_start']}.",
    )


def _parents(ids, links):
    """Row number of each row's parent; -1 for none or unknown."""
    if not ids.is_unique:
        return None
    return np.where(links == "", -1, pd.Index(ids).get_indexer(links))


def _circular(parent):
    """Mask of the rows from which following ``parent`` never ends (pointer doubling: log2(n) passes)."""
    step = np.append(parent, -1)
    for _ in range(max(1, int(np.ceil(np.log2(len(step)))) + 1)):
        step = step[step]
    return step[:-1] >= 0


def repeats(table, claims):
    """A repeat points at an earlier claim, not at itself, not in a circle; and says how we know."""
    parent = _parents(claims["claim_id"], claims["repeats"])
    if parent is None:
        return []
    here = np.arange(len(parent))
    itself = parent == here
    problems = report(
        table, claims, itself, "repeats", "the claim repeats itself", "Leave the cell blank for an origin."
    )
    said = dates.spans(claims["said_on"])
    first, last = said["first"].to_numpy(), said["last"].to_numpy()
    ahead = (parent >= 0) & ~itself & (first[parent] > last)
    problems += report(
        table,
        claims,
        ahead,
        "repeats",
        "the claim repeats one made later",
        lambda row: "Point at the earlier of the two, or correct said_on.",
    )
    circle = _circular(parent) & ~itself
    problems += report(
        table,
        claims,
        circle,
        "repeats",
        "the chain of repeats is a circle",
        "One claim in it must be an origin (blank).",
    )
    silent = (claims["repeats"] != "") != (claims["repeats_evidence"] != "")
    return problems + report(
        table,
        claims,
        silent,
        "repeats_evidence",
        "it goes with repeats",
        "Fill both (stated or inferred), or leave both blank.",
    )


def tree(table, frame, column):
    """No force is its own ancestor, no claimant a part of itself, no measure bounded by itself."""
    parent = _parents(frame[table.key[0]], frame[column])
    if parent is None:
        return []
    return report(
        table,
        frame,
        _circular(parent),
        column,
        "the row is its own ancestor",
        "Follow the column upwards: it must end in a blank.",
    )
