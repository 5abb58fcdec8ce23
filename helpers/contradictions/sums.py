"""Intervals added, multiplied and held against one another, and the rows that say how it came out.

End by end, as in Moore's interval arithmetic; an end at infinity stays there, and nought times anything is nought.
"""

from .. import prose

COLUMNS = [
    "check",
    "claims",
    "said_on",
    "sum",
    "sum_low",
    "sum_high",
    "expected_low",
    "expected_high",
    "holds",
    "verdict",
]


def add(*intervals):
    """Sum of intervals (low, high)."""
    return sum(low for low, _ in intervals), sum(high for _, high in intervals)


def times(*intervals):
    """Product of intervals (low, high) that are nowhere below 0."""
    low, high = 1.0, 1.0
    for a, b in intervals:
        low, high = (0.0 if 0 in (low, a) else low * a), (0.0 if 0 in (high, b) else high * b)
    return low, high


def less(whole, *parts):
    """An interval less others, never below 0."""
    taken = add((0.0, 0.0), *parts)
    return max(whole[0] - taken[1], 0.0), max(whole[1] - taken[0], 0.0)


def meet(a, b):
    """Whether two intervals have a value in common, give or take a billionth."""
    return bool(a[0] <= b[1] * (1 + 1e-9) and b[0] <= a[1] * (1 + 1e-9))


def span(claim):
    """Interval of a claim: a row of ``ledger.claims`` or a tuple of one."""
    return float(claim.lower), float(claim.upper)


def line(check, claims, said_on, words, total, expected, verdict="", holds=None):
    """One line of ``arithmetic``; unless said otherwise a sum holds if it meets what is expected."""
    holds = meet(total, expected) if holds is None else holds
    total, expected = (tuple(float(f"{end:.9g}") for end in ends) for ends in (total, expected))
    if not verdict:
        against = f"{prose.interval(*total)} against {prose.interval(*expected)}"
        verdict = "it comes out" if holds else f"it does not: {against}"
    cells = (check, "|".join(claims), said_on, words, *total, *expected, holds, verdict)
    return dict(zip(COLUMNS, cells, strict=True))
