"""Terms of a sum: what it covers, for how many, over what time, and whether anybody says it was received."""

import re

import pandas as pd

from .. import forces, prose

COLUMNS = ("arms", "soldiers", "period", "standing")
_HEADS = re.compile(r"(?:(?:at least|about|estimated) )?\d+,\d{3}(?: (?:or|to) \d+,\d{3})?(?=[ ,])", re.IGNORECASE)
_SINCE = re.compile(r"\bsince [\w ]+")
_RATES = {"revenue_monthly": "a month", "revenue_annual": "a year"}


def terms(ledger, claims):
    """The terms of sums of money, read from the columns of a claim and the words of its scope.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claims : pandas.DataFrame
        Rows of ``ledger.claims`` about revenue, the value of arms or the return received.

    Returns
    -------
    pandas.DataFrame
        By ``claim_id``, text: ``arms`` (``in``, ``out``), ``soldiers`` (``in: 12,000``; ``in, number not given``;
        ``out``), ``period`` (``a year``, ``August 2023 to December 2025``, ``since 2023``, ``not stated``) and
        ``standing``, the scope's own words on whether it was received (``expected, not received``; ``not stated``).
    """
    rows = [_terms(ledger, claim) for _, claim in claims.iterrows()]
    return pd.DataFrame(rows, columns=list(COLUMNS), index=claims.index)


def _terms(ledger, claim):
    what, _, standing = claim["scope"].partition(";")
    force = claim["force_id"]
    people = forces.relation(ledger.forces, force, "nk-in-russia") != "apart"
    heads = _HEADS.search(what)
    named = f"in: {heads[0].lower()}" if heads else "in, number not given"
    workers = people and forces.relation(ledger.forces, force, "workers") in ("same", "part")
    soldiers = named if (people and not workers) or force == "arms-and-troops" else "out"
    standing = re.sub(r",? ?period not stated", "", standing.strip())
    standing = "" if standing.startswith(("arms ", "troops ")) else standing  # what it covers, said late
    return "out" if people else "in", soldiers, _period(claim), standing or "not stated"


def _period(claim):
    if claim["measure"] in _RATES:
        return _RATES[claim["measure"]]
    first, last = (
        "" if pd.isna(claim[name]) else prose.day(claim[name], str(claim[f"{name}_precision"]))
        for name in ("period_start", "period_end")
    )
    if first.startswith("1 January") and last == f"31 December {first[-4:]}":
        return first[-4:]
    if first or last:
        return f"{first} to {last}" if first and last else f"since {first}" if first else f"to {last}"
    found = _SINCE.search(claim["scope"])
    return found[0] if found else "not stated"
