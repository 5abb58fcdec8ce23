"""Where a figure comes from, who carries it, and what changes on the way.

A claim that restates an earlier one names it in ``repeats``; a claim that names none is an origin. The loader has made
sure that every such chain ends. Nothing here is listed by hand: a mutation is a column that differs.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from .. import forces, lookup, prose
from . import mutation


def roots(ledger):
    """Origin of every claim, and how many steps away it is.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger

    Returns
    -------
    pandas.DataFrame
        Indexed by ``claim_id``: ``origin`` (claim_id), ``depth`` (0 for an origin). A chain whose next link is not in
        the ledger, as in a part of it, ends at its last one.
    """
    claims = ledger.claims
    count = len(claims)
    parent = claims.index.get_indexer(claims["repeats"].astype("str"))
    step = np.where(parent >= 0, parent, np.arange(count))
    depth = (parent >= 0).astype(int)
    while (step[step] != step).any():
        depth, step = depth + depth[step], step[step]
    return pd.DataFrame({"origin": claims.index[step].astype("str"), "depth": depth}, index=claims.index)


def origin(ledger, claim_id):
    """The ``claim_id`` at the end of a claim's chain (its own, if it is an origin)."""
    return chain(ledger, claim_id).index[-1]


def chain(ledger, claim_id):
    """A claim, what it repeats, and so on to the origin.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claim_id : str

    Returns
    -------
    pandas.DataFrame
        Rows of ``ledger.claims``, the claim first and its origin last.

    Raises
    ------
    ValueError
        If there is no such claim; the message names the nearest ids.
    """
    lookup.row(ledger, claim_id)
    repeats, links = ledger.claims["repeats"], [claim_id]
    while repeats[links[-1]] in repeats.index:
        links.append(repeats[links[-1]])
    return ledger.claims.loc[links]


def family(ledger, claim_id):
    """Every claim in the same tree: the origin, what repeats it, and what repeats that.

    Parameters
    ----------
    ledger, claim_id
        As for `chain`, with the same error.

    Returns
    -------
    pandas.DataFrame
        Rows of ``ledger.claims`` with ``origin`` and ``depth`` added, by depth, then date, then id.
    """
    lookup.row(ledger, claim_id)
    tree = roots(ledger)
    members = tree[tree["origin"] == tree["origin"][claim_id]]
    found = ledger.claims.loc[members.index].join(members)
    return found.rename_axis("claim_id").sort_values(["depth", "said_on_last", "claim_id"], kind="stable")


def _documents(claims):
    listed = ["|".join(pair).split("|") for pair in zip(claims["source_id"], claims["also_in"], strict=True)]
    return sorted({source for sources in listed for source in sources if source})


@dataclass(frozen=True)
class Carriers:
    """What carries a figure, and what stands behind it.

    Attributes
    ----------
    figure : str
        The figure in words.
    claims : tuple of str
        Every claim that states it.
    documents : tuple of str
        Every document that prints one of them (source_ids).
    relays : tuple of str
        Those of the claims that repeat another.
    origins : tuple of str
        The claims at the ends of their chains.
    saying_so : tuple of str
        Those of the origins that state the figure themselves; the others said something else.
    claimants : tuple of str
        Who made the origins, a body and its parts taken as one: the independent origins.
    """

    figure: str
    claims: tuple
    documents: tuple
    relays: tuple
    origins: tuple
    saying_so: tuple
    claimants: tuple

    def __repr__(self):
        counts = f"{prose.plural(len(self.claims), 'claim')} in {prose.plural(len(self.documents), 'document')}"
        behind = prose.plural(len(self.claimants), "independent origin")
        so = {0: "none says so itself", len(self.origins): "saying so"}
        so = so.get(len(self.saying_so), f"{len(self.saying_so)} of {len(self.origins)} saying so")
        return (
            f"<{self.figure}: {counts}, {prose.plural(len(self.relays), 'relay')}. Behind them {behind}: "
            f"{', '.join(self.claimants)}; {so}>"
        )


def _bodies(ledger, claimant_ids):
    """Top-level body of each claimant, by short name."""
    part_of, names = ledger.claimants["part_of"], ledger.claimants["short_name"]
    found = set()
    for claimant in claimant_ids:
        while part_of[claimant]:
            claimant = part_of[claimant]
        found.add(names[claimant])
    return tuple(sorted(found))


def carriers(ledger, claim_id):
    """How many documents carry a figure, and how many independent origins stand behind them.

    The same figure is the same number (hedge word aside) in the same unit, for the same measure, of the same force or a
    part or whole of it. Origins by one body, or a body and its parts, are not independent of one another.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claim_id : str
        Any claim that states the figure.

    Returns
    -------
    Carriers

    Raises
    ------
    ValueError
        If there is no such claim, or it gives no number.
    """
    own, claims = lookup.row(ledger, claim_id), ledger.claims
    if np.isnan(own["lower"]):
        raise ValueError(f"{claim_id} gives no number, so no figure to follow; chain() and family() follow the claim")
    known = [force for force in claims["force_id"].unique() if force]
    near = [force for force in known if forces.relation(ledger.forces, force, own["force_id"]) != "apart"]
    alike = claims[
        (claims["measure"] == own["measure"]) & (claims["unit"] == own["unit"]) & claims["force_id"].isin(near)
    ]
    stated = mutation.stated(alike)
    alike = alike[stated == stated[claim_id]]
    ends = roots(ledger)["origin"]
    origins = sorted(set(ends[alike.index]))
    return Carriers(
        figure=f"{prose.figure(own)} ({ledger.measures['label'][own['measure']]})",
        claims=tuple(alike.index),
        documents=tuple(_documents(alike)),
        relays=tuple(alike.index[ends[alike.index] != alike.index]),
        origins=tuple(origins),
        saying_so=tuple(claim for claim in origins if claim in alike.index),
        claimants=_bodies(ledger, claims.loc[origins, "claimant_id"]),
    )


def mutations(ledger):
    """Every difference between a relay and its origin.

    Numbers and hedge words are compared where the unit is the same and both go with a number. A relay that gives an old
    figure without its date has its own day as as-of date, so "later" also means: no longer dated. A change of claimant
    says nothing about why: another body may have adopted the figure, or may be wrongly credited with it.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger

    Returns
    -------
    pandas.DataFrame
        One row for each relay and kind of change, by the relay's date: ``relay``, ``origin`` (claim_ids), ``kind``
        (one of ``mutation.KINDS``), ``before``, ``after``, ``words`` ("6,000 killed and wounded -> 6,000 killed"),
        ``direction`` (number: up, down, gained, lost, reworded; hedge: hardened, softened, turned, reworded; measure,
        force, place: narrower, wider, other; as_of: later, earlier; claimant: same camp, other camp) and
        ``inherited``, True if the claim that the relay repeats had the same change already.
    """
    claims, tree = ledger.claims, roots(ledger)
    relays = claims[tree["depth"].to_numpy() > 0]
    rules = ledger.qualifiers["rule"].astype("str").to_dict()
    origins = claims.loc[tree.loc[relays.index, "origin"]]
    differs = mutation.changed(relays, origins, rules)
    new = mutation.changed(relays, claims.loc[relays["repeats"]], rules)
    after_, before_ = relays.to_dict("records"), origins.to_dict("records")
    rows = []
    for kind in mutation.KINDS:
        for at in np.flatnonzero(differs[kind]):
            relay, source = after_[at], before_[at]
            before, after = mutation.said(ledger, source, kind), mutation.said(ledger, relay, kind)
            words = f"{before} -> {after}"
            if kind == "measure":
                words = f"{prose.figure(source)} {before} -> {prose.figure(relay)} {after}"
            direction = mutation.turn(ledger, kind, source, relay, rules)
            ids = (relays.index[at], origins.index[at])
            rows.append((*ids, kind, before, after, words, direction, bool(~new[kind][at])))
    columns = ["relay", "origin", "kind", "before", "after", "words", "direction", "inherited"]
    frame = pd.DataFrame(rows, columns=columns)
    frame["kind"] = pd.Categorical(frame["kind"], mutation.KINDS)
    when = claims["said_on_last"].reindex(frame["relay"]).to_numpy()
    order = frame.assign(when=when).sort_values(["when", "relay", "kind"], kind="stable").index
    return frame.loc[order].reset_index(drop=True)


def tally(ledger, inherited=False):
    """How many mutations there are of each kind, by direction.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    inherited : bool
        Also count a change again in every relay that passes it on.

    Returns
    -------
    pandas.DataFrame
        Columns ``kind``, ``direction``, ``relays`` (count), most frequent kinds first.
    """
    found = mutations(ledger)
    found = found if inherited else found[~found["inherited"]]
    counts = found.groupby(["kind", "direction"], observed=True).size().rename("relays").reset_index()
    total = counts.groupby("kind", observed=True)["relays"].transform("sum")
    order = counts.assign(total=total).sort_values(
        ["total", "kind", "relays", "direction"], ascending=[False, True, False, True]
    )
    return counts.loc[order.index].reset_index(drop=True)
