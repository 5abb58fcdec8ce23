"""Rules between cells and rows: numbers and hedge words, order of dates, chains of repeats, the trees."""

import numpy as np

from .checks import report
from .column import pairs

ENDS = ("low", "point", "high")


def _clashing(first, second, test):
    """Mask of the rows whose two values together fail ``test``."""
    codes, both = pairs(first, second)
    return np.fromiter((not test(*pair) for pair in both), bool, len(both))[codes]


def _by(columns, key, value):
    return dict(zip(columns[key].cells, columns[value].cells, strict=True))


def figures(table, claims, qualifiers, measures):
    """low <= point <= high; the hedge word has the numbers it needs and no others; the unit fits the measure."""
    low, point, high = (claims[end].numbers for end in ENDS)
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
    needs = _by(qualifiers, "qualifier", "needs")
    for end in ENDS:
        wanted = {word: end in need for word, need in needs.items()}
        problems += report(
            table,
            claims,
            _clashing(
                claims["qualifier"],
                claims[end],
                lambda word, cell, wanted=wanted: word not in wanted or wanted[word] == bool(cell),
            ),
            end,
            lambda row, end=end: (
                f"the hedge word {row['qualifier']!r} {'takes no' if row[end] else 'needs a'} number in {end}"
            ),
            lambda row: f"It goes with {needs[row['qualifier']] or 'no number'}.",
        )
    units = {measure: [*listed.split("|"), "none"] for measure, listed in _by(measures, "measure", "units").items()}
    problems += report(
        table,
        claims,
        _clashing(
            claims["measure"], claims["unit"], lambda measure, unit: measure not in units or unit in units[measure]
        ),
        "unit",
        lambda row: f"the unit does not belong to the measure {row['measure']!r}",
        lambda row: f"Allowed: {', '.join(units[row['measure']])}.",
    )
    bare = np.isnan(low) & np.isnan(point) & np.isnan(high)
    unitless = ~bare & claims["unit"].where("none".__eq__)
    return problems + report(
        table, claims, unitless, "unit", "there is a number but no unit", "Name the unit of the figure."
    )


def order(table, claims, sources):
    """Nobody is quoted before speaking, and no period ends before it starts."""
    said, published = claims["said_on"].spans, sources["published_on"].spans
    document = claims["source_id"]
    place = sources["source_id"].find(document.values)
    problems = []
    if place is not None:
        place = place[document.codes]
        late = (place >= 0) & (said.first > published.last[place])
        when = _by(sources, "source_id", "published_on")
        problems += report(
            table,
            claims,
            late,
            "said_on",
            "the statement is dated after its document",
            lambda row: f"{row['source_id']} was published on {when[row['source_id']]}.",
        )
    return problems + report(
        table,
        claims,
        claims["period_start"].spans.first > claims["period_end"].spans.last,
        "period_end",
        "the period ends before it starts",
        lambda row: f"It starts on {row['period_start']}.",
    )


def _parents(ids, links):
    """Row number of each row's parent; -1 for none or unknown; None if an id is used twice."""
    place = ids.find([value or None for value in links.values])
    return None if place is None else place[links.codes]


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
    said = claims["said_on"].spans
    ahead = (parent >= 0) & ~itself & (said.first[parent] > said.last)
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
    silent = claims["repeats"].blank != claims["repeats_evidence"].blank
    return problems + report(
        table,
        claims,
        silent,
        "repeats_evidence",
        "it goes with repeats",
        "Fill both (stated or inferred), or leave both blank.",
    )


def tree(table, columns, name):
    """No force is its own ancestor, no claimant a part of itself, no measure bounded by itself."""
    parent = _parents(columns[table.key[0]], columns[name])
    if parent is None:
        return []
    return report(
        table,
        columns,
        _circular(parent),
        name,
        "the row is its own ancestor",
        "Follow the column upwards: it must end in a blank.",
    )
