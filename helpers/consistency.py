"""What must you disbelieve?

Cumulative head counts (killed, wounded, casualties, losses, deployed and what is counted below them) are unknown numbers
that never fall. Killed and wounded make up the casualties, these are at most the losses, these at most the deployed; a
part of a force, or of the theatre, never counts more than the whole. Every claim puts one of these numbers between two
bounds at a date. Not all claims can be true. This module asks how few must be false.

It finds no truth. A claim in the largest consistent set may be false, a rejected one true; the many who repeat one
another's reckoning outnumber the one who knows. It says what believing a figure costs, and nothing else.

What enters: origins (repeats add no evidence) with a number of persons, basis cumulative, asserted or acknowledged, about a
definite force, with an as-of date. A claim about a month may mean any of its days: its lower bound counts from the last
day on, its upper bound up to the first. A claim about Kursk bounds the whole theatre from below only (``places="one"``
takes all places for one). Everything here errs on the side of finding claims compatible.

Method: minimum hitting set over minimal clashes, found by linear programming as needed (implicit hitting sets, Moreno-Centeno
and Karp, Operations Research 61, 2013), which gives the optimum of the plain mixed-integer formulation, not an
approximation; a test compares the two. Ties: of all smallest sets to reject, the one that keeps what was said first (known
first, then by id), decided claim by claim. Heads are not held to be whole numbers.
"""

import difflib
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

from . import dates, forces
from .cover import cover, first_kept
from .series import Clash, Tied

BY = ("claim", "origin", "claimant")
# What each place is within; anything else is the whole theatre.
WITHIN = {"kursk": "border", "border": "front", "ukraine": "front", "front": "all", "eastern_russia": "all"}


def _chain(measures, measure):
    chain = [measure]
    while measures["at_most"][chain[-1]]:
        chain.append(measures["at_most"][chain[-1]])
    return chain


def counted(measures):
    """Measures that take part: heads that are at most the deployed, directly or through others; a list of str."""
    return [
        m for m in measures.index if "deployed" in _chain(measures, m) and "persons" in measures["units"][m].split("|")
    ]


def reasons(ledger, claims=None, *, repeats=False):
    """Why each claim does not enter.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claims : pandas.DataFrame, optional
        Some of the ledger's claims; all by default.
    repeats : bool
        Let repeats enter as well.

    Returns
    -------
    pandas.Series of str
        By claim_id; "" for the claims that enter.
    """
    claims = ledger.claims if claims is None else claims
    definite = claims["force_id"].astype("str").map(ledger.forces["definite"].astype("str"))
    why = pd.Series("", index=claims.index, dtype="str", name="why_not")
    for reason, out in (
        ("a repeat, not an origin", ~claims["is_origin"] & (not repeats)),
        ("stance", ~claims["stance"].isin(["asserts", "acknowledges"])),
        ("no number", claims["lower"].isna()),
        ("no as-of date", claims["as_of"].isna()),
        ("force not definite", definite != "yes"),
        ("unit not persons", claims["unit"] != "persons"),
        ("basis not cumulative", claims["basis"] != "cumulative"),
        ("measure not a head count of the deployed", ~claims["measure"].isin(counted(ledger.measures))),
    ):
        why = why.mask(out.to_numpy(bool), reason)
    return why


@dataclass(frozen=True, eq=False)
class System:
    """Claims as bounds on tied series, with one head count asked about. Made by `system`.

    Attributes
    ----------
    claims : pandas.DataFrame
        The claims that enter, first said first.
    by : str
        What is counted when rejecting: claim, origin or claimant.
    elements : list of str
        What can be rejected: claim ids, or the names of origins or claimants.
    asks : str
        The head count asked about, in words.
    """

    claims: pd.DataFrame
    by: str
    elements: list
    asks: str
    tied: Tied = field(repr=False)
    element: np.ndarray = field(repr=False)
    clashes: list = field(repr=False)
    memory: dict = field(repr=False)

    def __repr__(self):
        return f"<System: {len(self.claims)} claims, {_count(len(self.elements), self.by)}; asks {self.asks}>"

    def _active(self, value=None, keep=frozenset()):
        """The clashes known that hold at a value (or whatever the value), as sets of elements that can be rejected."""
        ends = (0.0, np.inf) if value is None else (value, value)
        holding = [clash.members for clash in self.clashes if clash.holds(*ends)]
        return {frozenset(self.element[list(members)].tolist()) - keep for members in holding}

    def _reject(self, value=None, keep=frozenset(), settle=False):
        """Smallest set of elements to reject if the value is assumed and the elements in `keep` are not rejected."""
        while True:
            rejected = (first_kept if settle else cover)(self._active(value, keep), self.memory)
            found = self._check(self._without(rejected), value)
            if not found:
                return rejected
            self.clashes.extend(found)

    def _without(self, rejected):
        return np.flatnonzero(~np.isin(self.element, list(rejected)))

    def _check(self, kept, value=None):
        """Clashes among the claims kept, no two of which share a claim; none if all can be true together."""
        ends = (0.0, np.inf) if value is None else (value, value)
        found = []
        while (clash := self.tied.clash(kept, *ends)) is not None:
            found.append(clash)
            kept = kept[~np.isin(kept, list(clash.members))]
        return found


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
        whole = _count(len(self.kept) + len(self.rejected), self.by)
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
        Claims that can all be true together, but not with it; empty if there is no such set.
    single : tuple of str
        Every claim that alone suffices.
    """

    claim: str
    others: tuple
    single: tuple

    def __repr__(self):
        if not self.others:
            return f"{self.claim} can stand with every consistent set of the other claims"
        rest = f"; {_count(len(self.single), 'claim')} alone would do" if self.single else ""
        return f"{self.claim} cannot stand with {' and '.join(self.others)}{rest}"


def _count(number, noun):
    return f"{number} {noun}{'s' * (number != 1)}"


def _written(day, precision):
    return "undated" if pd.isna(day) else day.strftime({"year": "%Y", "month": "%Y-%m"}.get(precision, "%Y-%m-%d"))


def _names(ledger, claims, by):
    """The name of what is rejected when a claim is: itself, its origin's statement, or its claimant."""
    if by == "claim":
        return claims.index.astype("str").tolist()
    if by == "claimant":
        return claims["claimant_id"].astype("str").tolist()
    names, repeats = [], ledger.claims["repeats"]
    for claim_id in claims.index:
        while repeats[claim_id]:
            claim_id = repeats[claim_id]
        root = ledger.claims.loc[claim_id]
        names.append(f"{root['claimant_id']} {_written(root['said_on'], root['said_on_precision'])}")
    return names


def _wholes(ledger, force, place):
    """Every (force, place) that one lies within, itself among them."""
    around = [place]
    while around[-1] in WITHIN:
        around.append(WITHIN[around[-1]])
    return {(f, p) for f in [force, *forces.ancestors(ledger.forces, force)] for p in around}


def _with_sums(ledger, keys):
    """The keys and, wherever something that is summed is claimed or a part of it is, the sum and its parts."""
    sums = [{whole, *parts.split("|")} for whole, parts in ledger.measures["sum_of"].items() if parts]
    for family in sums:
        within = set().union(*(_wholes(ledger, *key[1:]) for key in keys if key[0] in family), set())
        keys = keys | {(measure, *key[1:]) for key in keys if key[1:] in within for measure in family}
    return sorted(keys)


def _series(ledger, keys):
    """Which series is never more than which, and which are sums: for (measure, force, place) keys."""
    chains = {m: _chain(ledger.measures, m) for m in {key[0] for key in keys}}
    wholes = {key[1:]: _wholes(ledger, *key[1:]) for key in keys}
    below = [[n in chains[m] and (g, q) in wholes[f, p] for n, g, q in keys] for m, f, p in keys]
    index = {key: k for k, key in enumerate(keys)}
    sums = []
    for whole, parts in ledger.measures["sum_of"].items():
        for key in keys if parts else ():
            if key[0] == whole and all((part, *key[1:]) in index for part in parts.split("|")):
                sums.append((index[key], tuple(index[(part, *key[1:])] for part in parts.split("|"))))
    return np.array(below, bool), tuple(sums)


def _days(dates_):
    return dates_.to_numpy().astype("datetime64[D]").astype(int)


def system(
    ledger, claims=None, *, by="claim", measure="killed", force="nk-troops", on=None, repeats=False, places="parts"
):
    """Build the system of claims once; ask it many times.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claims : pandas.DataFrame, optional
        Some of the ledger's claims; all by default. Those that cannot enter are left out, see `reasons`.
    by : {"claim", "origin", "claimant"}
        What is counted. An origin is all that one claimant said first on one occasion: killed, wounded and their total
        out of one briefing stand and fall together. A repeat that enters counts with its origin.
    measure, force : str
        The head count asked about, in all places.
    on : str, optional
        Its date; the last day any claim entering is about by default. A month means its last day.
    repeats : bool
        Let repeats enter as well.
    places : {"parts", "one"}
        Whether Kursk, the border and the front are parts within the theatre or all the same.

    Returns
    -------
    System

    Raises
    ------
    ValueError
        If a name is unknown, no claim can enter, or the date lies before the first claim; with the choices there are.
    """
    for name, value, allowed in (
        ("by", by, BY),
        ("measure", measure, counted(ledger.measures)),
        ("force", force, ledger.forces.index[ledger.forces["definite"] == "yes"]),
        ("places", places, ("parts", "one")),
    ):
        if value not in allowed:
            raise ValueError(f"unknown {name} {value!r} for a consistency check; allowed: {', '.join(allowed)}")
    why = reasons(ledger, claims, repeats=repeats)
    if not (why == "").any():
        said = "; ".join(f"{number} {reason}" for reason, number in why.value_counts().items())
        raise ValueError(
            f"none of the {_count(len(why), 'claim')} can enter a consistency check: {said or 'nothing selected'}"
        )
    entering = ledger.claims.loc[why.index[why == ""]]
    entering = entering.iloc[np.lexsort((entering.index.astype("str"), entering["said_on_last"]))]
    day = entering["as_of_last"].max() if on is None else pd.Timestamp(dates.span(on)[1])
    if day < entering["as_of"].min():
        first = entering["as_of"].min()
        raise ValueError(
            f"{on!r} lies before the first claim, which is about {first:%Y-%m-%d}; choose that day or a later one"
        )
    place = entering["place"].astype("str").map(lambda p: p if p in WITHIN and places == "parts" else "all")
    own = list(zip(entering["measure"].astype("str"), entering["force_id"].astype("str"), place, strict=True))
    asked = (measure, force, "all")
    keys = _with_sums(ledger, {*own, asked})
    below, sums = _series(ledger, keys)
    index = {key: k for k, key in enumerate(keys)}
    tied = Tied(
        lower=entering["lower"].to_numpy(float),
        upper=entering["upper"].to_numpy(float),
        first=_days(entering["as_of"]),
        last=_days(entering["as_of_last"]),
        of=np.array([index[key] for key in own]),
        below=below,
        sums=sums,
        asked=index[asked],
        day=int(day.to_datetime64().astype("datetime64[D]").astype(int)),
    )
    names = _names(ledger, entering, by)
    elements = list(dict.fromkeys(names))
    position = {name: k for k, name in enumerate(elements)}
    label = ledger.measures["label"][measure]
    return System(
        claims=entering,
        by=by,
        elements=elements,
        asks=f"{label} of {ledger.forces['name'][force]} by {day:%Y-%m-%d}",
        tied=tied,
        element=np.array([position[name] for name in names]),
        clashes=tied.pairs() + tied.alone(),
        memory={},
    )


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
    return _verdict(system, None, system._reject(settle=True))


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
    return _verdict(system, value, system._reject(value, settle=True))


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
    known, counts = [], {}
    for value in sorted(set(values)):
        while value not in counts:
            rejected = cover(system._active(value), system.memory)
            fewest = len(rejected)
            if not any(low <= value <= high and number == fewest for low, high, number in known):
                kept = system._without(rejected)
                low, high = system.tied.span(kept) or (np.inf, -np.inf)
                if not low <= value <= high and (found := system._check(kept, value)):
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
        Columns ``value``, ``camp`` ("all" or a camp), ``rejected`` (the least number), ``entered`` (of how many), ``share``
        (of them; missing where none entered).

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

    The others can all be true together, so that it is this claim that breaks them. Of several smallest sets the one whose
    claims were said earliest, taken together.

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
            f"claim {claim_id!r} is not among the {len(system.elements)} that entered; consistency.reasons(ledger) says why "
            f"a claim did not. Like it: {', '.join(near)}"
        )
    own, count = system.elements.index(claim_id), len(system.elements)
    single = sorted({k for c in system.clashes if own in c.members and len(c.members) == 2 for k in c.members - {own}})
    others = tuple(system.elements[k] for k in single)
    if single:
        return Conflict(claim_id, others[:1], others)
    return Conflict(claim_id, tuple(system.elements[k] for k in _smallest(system, own, count)), ())


def _smallest(system, own, count):
    """Least set that is consistent without a claim but not with it: grown from both sides until they meet."""
    rows, low, high = [np.eye(count)[own]], [0.0], [0.0]

    def add(members, least, greatest):
        rows.append(np.isin(np.arange(count), list(members)).astype(float))
        low.append(least)
        high.append(greatest)

    for clash in system.clashes:
        if clash.holds(0, np.inf) and own not in clash.members:
            add(clash.members, 0, len(clash.members) - 1)
    price = 1 + np.arange(count) / (2.0 * count**2)
    while True:
        limits = LinearConstraint(np.array(rows), low, high)
        result = milp(
            price, integrality=np.ones(count), bounds=Bounds(0, 1), constraints=limits, options={"mip_rel_gap": 0}
        )
        if result.status == 2:
            return ()
        chosen = np.flatnonzero(result.x > 0.5)
        broken: list[Clash] = system._check(chosen)
        if broken:
            for clash in broken:
                add(clash.members, 0, len(clash.members) - 1)
            continue
        if system._check(np.append(chosen, own)):
            return tuple(chosen.tolist())
        # They stand together: whatever clashes must hold a claim from outside the largest set around them.
        add(system._reject(keep=frozenset([*chosen.tolist(), own])), 1, np.inf)
