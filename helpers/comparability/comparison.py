"""Two claims side by side: verdict, reasons, bridging steps, ratio."""

from dataclasses import dataclass

import numpy as np

from .. import lookup, money
from . import rates
from .differences import BARRED, DIMENSIONS, FINE, differences, reason

# How each part reads in a line of its own.
_LINE = {
    "reasons": "{}",
    "steps": "step: {}",
    "ratio": "ratio: {}",
    "rates": "{} per 1,000 heads a month",
    "assumptions": "assuming: {}",
}


@dataclass(frozen=True)
class Comparison:
    """Whether two claims can be compared, and how they then stand to each other.

    Attributes
    ----------
    a, b : str
        The claims.
    verdict : str
        ``comparable``, ``comparable_after`` or ``not_comparable``.
    reasons : tuple of Reason
        Every difference.
    steps : tuple of str
        The bridging steps; empty unless comparable after them.
    ratio : tuple of (float, float) or None
        Least and greatest value of a over b, after the steps; None if not comparable or not computable.
    rates : tuple of (helpers.comparability.rates.Rate or None, helpers.comparability.rates.Rate or None)
        Losses per 1,000 heads and month of each, wherever they can be computed, comparable or not.
    assumptions : tuple of str
        What the steps take for granted.
    """

    a: str
    b: str
    verdict: str
    reasons: tuple
    steps: tuple
    ratio: tuple | None
    rates: tuple
    assumptions: tuple

    def __repr__(self):
        lines = [_LINE[part].format(line) for part, lines in self.parts().items() for line in lines]
        return "\n  ".join([f"{self.a} against {self.b}: {self.verdict.replace('_', ' ')}", *lines])

    def parts(self, name=str):
        """What there is to say beside the verdict, in the order to say it.

        Parameters
        ----------
        name : callable
            From a claim_id to the words for that claim; the id itself by default.

        Returns
        -------
        dict of str to list of str
            Lines by ``reasons``, ``steps``, ``ratio``, ``rates``, ``assumptions``; a part may have none.
        """

        def named(line):
            head, colon, rest = line.partition(": ")
            return f"{name(head)}{colon}{rest}" if head in (self.a, self.b) else line

        return {
            "reasons": list(map(str, self.reasons)),
            "steps": list(self.steps),
            "ratio": [rates.spread(*self.ratio)] if self.ratio is not None else [],
            "rates": [f"{name(rate.claim)}: {rates.spread(rate.lower, rate.upper)}" for rate in self.rates if rate],
            "assumptions": [named(line) for line in self.assumptions],
        }


def _ratio(a, b):
    """Least and greatest a / b of two intervals; None where b may be nothing but nought."""
    if b[1] == 0:
        return None
    return (0.0 if np.isinf(b[1]) else a[0] / b[1]), (np.inf if b[0] == 0 else a[1] / b[0])


def _rate(ledger, claim, known):
    if claim.name not in known:
        try:
            known[claim.name] = rates.rate(ledger, claim)
        except ValueError:
            known[claim.name] = None
    return known[claim.name]


def _people(ledger, claim):
    """Interval of a claim in persons, a share of the force multiplied out, and what that takes for granted."""
    if claim["unit"] != "percent_of_force":
        return (claim["lower"], claim["upper"]), ()
    base = rates.heads(ledger, claim["force_id"], claim["as_of_last"])
    return (claim["lower"] * base.low / 100, claim["upper"] * base.high / 100), (base.words,)


def _dollars(ledger, claim):
    """Interval of a claim in dollars, at the rate of the last day it may be about."""
    currency = str(claim["unit"]).partition("/")[0]
    one = money.convert(ledger, 1.0, currency, "USD", claim["as_of_last"])
    return claim["lower"] * one, claim["upper"] * one


def _bridged(ledger, a, b, reasons, rated):
    """Ratio after the steps, and what they take for granted."""
    steps = {each.bridge for each in reasons}
    assumptions = ["nothing happened outside the narrower place"] if "the two places taken as one" in steps else []
    if "the earlier count taken as unchanged" in steps:
        assumptions.append("nobody came or went between the two days")
    if any(step.startswith("rate ") for step in steps):
        if None in rated:
            return None, (*assumptions, "the rates cannot be computed from the ledger")
        assumptions += [f"{rate.claim}: {words}" for rate in rated for words in rate.assumptions]
        return _ratio(*((rate.lower, rate.upper) for rate in rated)), tuple(assumptions)
    if "the exchange rate of the day" in steps:
        try:
            values = [_dollars(ledger, claim) for claim in (a, b)]
        except money.NoRate as error:
            return None, (*assumptions, str(error))
        return _ratio(*values), (*assumptions, "each converted at the market rate of its own day")
    if "the share times the heads sent" in steps:
        try:
            values = [_people(ledger, claim) for claim in (a, b)]
        except ValueError as error:
            return None, (*assumptions, str(error))
        return _ratio(values[0][0], values[1][0]), (*assumptions, *values[0][1], *values[1][1])
    return _ratio((a["lower"], a["upper"]), (b["lower"], b["upper"])), tuple(assumptions)


def compare(ledger, a, b):
    """Whether two claims can be compared, after which steps, or why not.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    a, b : str
        Claim ids.

    Returns
    -------
    Comparison

    Raises
    ------
    ValueError
        If there is no such claim; the message names the nearest ids.
    """
    lookup.row(ledger, a), lookup.row(ledger, b)
    first, second = ledger.claims.loc[[a]], ledger.claims.loc[[b]]
    codes = {dimension: int(code[0]) for dimension, code in differences(ledger, first, second).items()}
    return compared(ledger, first.iloc[0], second.iloc[0], codes, {})


def compared(ledger, first, second, codes, known):
    """A comparison from differences already coded; ``known`` remembers rates by claim."""
    reasons = tuple(reason(ledger, d, codes[d], first, second) for d in DIMENSIONS if codes[d] != FINE)
    rated = (_rate(ledger, first, known), _rate(ledger, second, known))
    worst = max(codes.values())
    verdict = ("comparable", "comparable_after", "not_comparable")[worst]
    steps, ratio, assumptions = (), None, ()
    if worst < BARRED:
        steps = tuple(dict.fromkeys(each.bridge for each in reasons))
        ratio, assumptions = _bridged(ledger, first, second, reasons, rated)
    elif None not in rated:
        assumptions = tuple(f"{rate.claim}: {words}" for rate in rated for words in rate.assumptions)
    return Comparison(first.name, second.name, verdict, reasons, steps, ratio, rated, assumptions)
