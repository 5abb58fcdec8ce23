"""Changes: what a repeat has otherwise than the claim it repeats, old beside new."""

from __future__ import annotations

import numpy as np

from docs import words
from helpers.lineage import mutation

LABELS = {
    "number": "figure",
    "hedge": "hedge word",
    "unit": "unit",
    "measure": "of what",
    "force": "about whom",
    "place": "where",
    "basis": "reach",
    "as_of": "as of",
    "stance": "stance",
    "claimant": "claimant",
}


def _said(ledger, row: dict, kind: str) -> str:
    """What a claim has there, a place or a reach in the words of the pages."""
    own = {"place": words.PLACES, "basis": words.BASES}.get(kind, {})
    return own.get(row[kind], "not said") if own else mutation.said(ledger, row, kind)


def changes(ledger) -> dict[str, list[tuple[str, str, str]]]:
    """What each repeat changed.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger

    Returns
    -------
    dict
        By claim_id of the repeat: what differs, the words there, the words here, in the order of `LABELS`. Unlike
        `helpers.lineage.mutations` it goes back one step, not to the origin. Differences that the same words show, as a
        number and its hedge word do, share a line. Repeats that changed nothing, or whose source is not in the ledger,
        are left out.
    """
    claims = ledger.claims
    relays = claims[claims["repeats"].isin(claims.index)]
    sources = claims.loc[relays["repeats"]]
    differs = mutation.changed(relays, sources, ledger.qualifiers["rule"].astype("str").to_dict())
    before, after = sources.to_dict("records"), relays.to_dict("records")
    found: dict[str, dict[tuple[str, str], list[str]]] = {}
    for kind, label in LABELS.items():
        for at in np.flatnonzero(differs[kind]):
            pair = tuple(_said(ledger, row, kind) for row in (before[at], after[at]))
            found.setdefault(relays.index[at], {}).setdefault(pair, []).append(label)
    return {
        claim_id: [(", ".join(names), there, here) for (there, here), names in lines.items()]
        for claim_id, lines in found.items()
    }
