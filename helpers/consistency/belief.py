"""What must you disbelieve?

Cumulative head counts (killed, wounded, casualties, losses, deployed and what is counted below them) are unknown
numbers that never fall. Killed and wounded make up the casualties, these are at most the losses, these at most the
deployed; a part of a force, or of the theatre, never counts more than the whole. Every claim puts one of these numbers
between two bounds at a date. Not all claims can be true. This module asks how few must be false.

It finds no truth. A claim in the largest consistent set may be false, a rejected one true; the many who repeat one
another's reckoning outnumber the one who knows. It says what believing a figure costs, and nothing else.

What enters: origins (repeats add no evidence) with a number of persons, basis cumulative, asserted or acknowledged,
about a definite force, with an as-of date. A claim about a month may mean any of its days: its lower bound counts from
the last day on, its upper bound up to the first. A claim about Kursk bounds the whole theatre from below only
(``places="one"`` takes all places for one). Everything here errs on the side of finding claims compatible.

Method: minimum hitting set over clashes, found by linear programming as needed (implicit hitting sets, Moreno-Centeno
and Karp, Operations Research 61, 2013). Its optimum is that of the plain mixed-integer programme, not an
approximation; a test compares the two. Ties: of all smallest sets to reject, the one that keeps what was said first
(known first, then by id), decided one by one. Heads are not held to be whole numbers.
"""

import difflib
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .cover import cover
from .system import count, counted, reasons, system

__all__ = ["Conflict", "Verdict", "believe", "conflict", "cost", "counted", "largest", "profile", "reasons", "system"]


@dataclass(frozen=True, repr=False)
class Verdict:
    """What can be kept together and what must be rejected.

    Attributes
    ----------
    asks : str
        The head count asked about, in words.
    value : float or None
        The number assumed for it; None if nothing was assumed.
    by : str
        claim, origin or claimant.
    kept, rejected : tuple of str
        Elements, first said first.
    table : pandas.DataFrame
        The claims by claim_id: claimant, camp, said_on, as_of, measure, force_id, lower, upper, ``kept`` (bool).
    """

    asks: str
    value: float | None
    by: str
    kept: tuple
    rejected: tuple
    table: pd.DataFrame

    def __repr__(self):
        whole = count(len(self.kept) + len(self.rejected), self.by)
        if self.value is None:
            head = f"{len(self.kept)} of {whole} can all be true together"
        else:
            head = f"To believe {self.value:,.0f} {self.asks}, reject {len(self.rejected)} of {whole}"
        return head + (f"; to reject: {', '.join(self.rejected)}" if self.rejected else "; none is to be rejected")


@dataclass(frozen=True)
class Conflict:
    """A smallest set of claims that one claim cannot stand with.

    Attributes
    ----------
    claim : str
    others : tuple of str
        Claims that can all be true together, but not with it; empty if no such set was found.
    single : tuple of str
        Every claim that alone suffices.
    """

    claim: str
    others: tuple
    single: tuple

    def __repr__(self):
        if not self.others:
            return f"{self.claim} was met by no set of other claims that it cannot stand with"
        rest = f"; {count(len(self.single), 'claim')} alone would do" if self.single else ""
        return f"{self.claim} cannot stand with {' and '.join(self.others)}{rest}"


def _verdict(system, value, rejected):
    kept = ~np.isin(system.element, list(rejected))
    columns = ["claimant", "camp", "said_on", "as_of", "measure", "force_id", "place", "lower", "upper"]
    table = system.claims[columns].assign(element=[system.elements[k] for k in system.element], kept=kept)
    names = [(name, k in rejected) for k, name in enumerate(system.elements)]
    return Verdict(
        asks=system.asks,
        value=value,
        by=system.by,
        kept=tuple(name for name, out in names if not out),
        rejected=tuple(name for name, out in names if out),
        table=table,
    )


def largest(system):
    """The largest set that can all be true together.

    Parameters
    ----------
    system : System

    Returns
    -------
    Verdict
        Of several largest sets, the one that keeps what was said first.
    """
    return _verdict(system, None, system.reject(settle=True))


def _number(value):
    if not np.isfinite(value) or value < 0:
        raise ValueError(
            f"cannot assume {value!r}: a head count is a number of 0 or more, or nothing can be true at all"
        )
    return float(value)


def believe(system, value):
    """The least that must be rejected to believe a value.

    Parameters
    ----------
    system : System
    value : float
        Heads assumed for what the system asks about.

    Returns
    -------
    Verdict
        Of several smallest sets to reject, the one that keeps what was said first.

    Raises
    ------
    ValueError
        If the value is below 0 or no number.
    """
    value = _number(value)
    return _verdict(system, value, system.reject(value, settle=True))


def spare(system, value=None):
    """What it would cost to keep each element that the smallest set rejects.

    Parameters
    ----------
    system : System
    value : float, optional
        Heads assumed for what the system asks about; nothing by default.

    Returns
    -------
    pandas.Series of int
        By rejected element, first said first: how many more must be rejected if it is kept. 0 means that another can
        fall in its place; with 1 or more it is in every smallest set.
    """
    value = None if value is None else _number(value)
    rejected = system.reject(value, settle=True)
    more = {
        system.elements[k]: len(system.reject(value, keep=frozenset([k]))) - len(rejected) for k in sorted(rejected)
    }
    return pd.Series(more, dtype=int, name="more")


def cost(system, values):
    """How many must be rejected to believe each value: the disbelief profile of one system.

    A set of claims that can stay allows a whole span of values, and no value costs less than the clashes known so far
    say; where the two meet nothing needs to be solved again.

    Parameters
    ----------
    system : System
    values : iterable of float

    Returns
    -------
    numpy.ndarray of int
    """
    values = [_number(value) for value in values]
    known, counts, solved = [], {}, {}
    for value in sorted(set(values)):
        while value not in counts:
            active = frozenset(system.active(value))
            rejected = solved[active] = solved[active] if active in solved else cover(active, system.memory)
            fewest = len(rejected)
            if not any(low <= value <= high and number == fewest for low, high, number in known):
                kept = system.without(rejected)
                low, high = system.tied.span(kept) or (np.inf, -np.inf)
                if not low <= value <= high and (found := system.check(kept, value)):
                    system.clashes.extend(found)
                    continue
                known.append((min(low, value), max(high, value), fewest))
            counts[value] = fewest
    return np.array([counts[value] for value in values], int)


def profile(ledger, values=None, *, claims=None, camps=True, **options):
    """What each value would have the reader disbelieve, from all claims and from those of each camp alone.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    values : iterable of float, optional
        Heads assumed; 60 values from 0 to a tenth above the highest bound that speaks on the matter by default.
    claims : pandas.DataFrame, optional
        Some of the ledger's claims.
    camps : bool
        Also each camp by itself.
    **options
        As for `system`: by, measure, force, on, repeats, places.

    Returns
    -------
    pandas.DataFrame
        Columns ``value``, ``camp`` ("all" or a camp), ``rejected`` (the least number), ``entered`` (of how many),
        ``share`` (of them; missing where none entered).

    Raises
    ------
    ValueError
        As for `system`, and if a value is below 0.
    """
    claims = ledger.claims if claims is None else claims
    every = system(ledger, claims, **options)
    if values is None:
        spoken = [abs(clash.gap) for clash in every.tied.alone()] or [1000.0]
        values = np.round(np.linspace(0, 1.1 * max(spoken), 60))
    values = [_number(value) for value in values]
    day = pd.Timestamp(every.tied.day, unit="D").strftime("%Y-%m-%d")
    frames = []
    for camp in ("all", *(claims["camp"].cat.categories if camps else ())):
        own = claims if camp == "all" else claims[claims["camp"] == camp]
        part = every
        if camp != "all":
            some = (reasons(ledger, own, repeats=options.get("repeats", False)) == "").any()
            part = system(ledger, own, **{**options, "on": day}) if some else None
        entered = len(part.elements) if part else 0
        rejected = cost(part, values) if part else np.zeros(len(values), int)
        share = rejected / entered if part else np.nan
        frames.append(
            pd.DataFrame({"value": values, "camp": camp, "rejected": rejected, "entered": entered, "share": share})
        )
    return pd.concat(frames, ignore_index=True)


def conflict(system, claim_id):
    """A smallest set of other claims that one claim cannot stand with.

    The others can all be true together, so that it is this claim that breaks them. Every set of one and of two is
    looked at; of these the one said first is given. Larger ones can come only from the growth of parts against that
    of their whole; of those, the smallest met while making room for the claim, or none if none was met.

    Parameters
    ----------
    system : System
        Built by claim.
    claim_id : str

    Returns
    -------
    Conflict

    Raises
    ------
    ValueError
        If the system was not built by claim, or the claim is not in it; with claims of like names.
    """
    if system.by != "claim":
        raise ValueError(f"conflict needs a system built by 'claim', not by {system.by!r}")
    if claim_id not in system.elements:
        near = difflib.get_close_matches(str(claim_id), system.elements, n=5, cutoff=0.3) or system.elements[:5]
        raise ValueError(
            f"claim {claim_id!r} is not among the {len(system.elements)} that entered; consistency.reasons(ledger) "
            f"says why a claim did not. Like it: {', '.join(near)}"
        )
    own = system.elements.index(claim_id)
    pairs = [clash.members for clash in system.clashes if len(clash.members) == 2 and clash.holds(0, np.inf)]
    single = tuple(system.elements[k] for k in sorted(set().union(*(pair for pair in pairs if own in pair)) - {own}))
    if single:
        return Conflict(claim_id, single[:1], single)
    apart = set(pairs)
    others = next((two for two in system.tied.triples(own) if frozenset(two) not in apart), None)
    if others is None:
        system.reject(keep=frozenset([own]))
        met = [clash.members - {own} for clash in system.clashes if own in clash.members and clash.holds(0, np.inf)]
        others = min((_needed(system, own, members) for members in met), key=lambda k: (len(k), k), default=())
    return Conflict(claim_id, tuple(system.elements[k] for k in others), ())


def _needed(system, own, members):
    """The members without those that a clash with a claim can do without."""
    left = sorted(members)
    for one in sorted(members, reverse=True):
        fewer = [k for k in left if k != one]
        if system.check(np.array([own, *fewer])):
            left = fewer
    return tuple(left)
