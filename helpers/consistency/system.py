"""The claims of a ledger as one system of bounds on head counts: which enter, what ties them, what can be rejected."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from .. import dates, forces
from .cover import cover, first_kept
from .series import Tied

BY = ("claim", "origin", "claimant")
# What each place is within. Any other place is the whole theatre: who fights for Russia is at "front" wherever that is.
WITHIN = {"kursk": "border", "border": "all", "ukraine": "all", "eastern_russia": "all"}


def _chains(measures):
    """Each measure with those it is at most, in turn."""
    above, chains = measures["at_most"].to_dict(), {}
    for measure in above:
        chain = [measure]
        while above[chain[-1]]:
            chain.append(above[chain[-1]])
        chains[measure] = chain
    return chains


def counted(measures):
    """Measures that take part: heads that are at most the deployed, directly or through others; a list of str."""
    units = measures["units"].to_dict()
    return [m for m, chain in _chains(measures).items() if "deployed" in chain and "persons" in units[m].split("|")]


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
        return f"<System: {len(self.claims)} claims, {count(len(self.elements), self.by)}; asks {self.asks}>"

    def active(self, value=None, keep=frozenset()):
        """The clashes known that hold at a value (or whatever the value), as sets of elements that can be rejected."""
        ends = (0.0, np.inf) if value is None else (value, value)
        holding = [clash.members for clash in self.clashes if clash.holds(*ends)]
        return {frozenset(self.element[list(members)].tolist()) - keep for members in holding}

    def reject(self, value=None, keep=frozenset(), settle=False):
        """Smallest set of elements to reject if the value is assumed and the elements in `keep` are not rejected."""
        while True:
            rejected = (first_kept if settle else cover)(self.active(value, keep), self.memory)
            found = self.check(self.without(rejected), value)
            if not found:
                return rejected
            self.clashes.extend(found)

    def without(self, rejected):
        return np.flatnonzero(~np.isin(self.element, list(rejected)))

    def check(self, kept, value=None):
        """Clashes among the claims kept, no two of which share a claim; none if all can be true together."""
        ends = (0.0, np.inf) if value is None else (value, value)
        found = []
        while (clash := self.tied.clash(kept, *ends)) is not None:
            found.append(clash)
            kept = kept[~np.isin(kept, list(clash.members))]
        return found


def count(number, noun):
    """A number and its noun: "1 claim", "2 claims"."""
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
        if len({key[0] for key in keys} & family) < 2:
            continue  # a sum of which one member is spoken of binds nothing
        within = set().union(*(_wholes(ledger, *key[1:]) for key in keys if key[0] in family), set())
        keys = keys | {(measure, *key[1:]) for key in keys if key[1:] in within for measure in family}
    return sorted(keys)


def _series(ledger, keys):
    """Which series is never more than which, and which are sums: for (measure, force, place) keys."""
    chains = _chains(ledger.measures)
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
        Whether Kursk and the border are parts within the theatre or all places the same.

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
            f"none of the {count(len(why), 'claim')} can enter a consistency check: {said or 'nothing selected'}"
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
