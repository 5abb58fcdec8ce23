"""Choosing claims."""

import pandas as pd

from . import dates, forces


def _wanted(value):
    return {value} if isinstance(value, str) else set(value)


def _check(name, wanted, allowed):
    unknown = sorted(wanted - set(allowed))
    if unknown:
        raise ValueError(f"unknown {name} {unknown[0]!r}; allowed: {', '.join(sorted(map(str, allowed)))}")


def select(
    ledger,
    claims=None,
    *,
    measure=None,
    topic=None,
    force=None,
    parts=False,
    basis=None,
    place=None,
    camp=None,
    claimant=None,
    stance=None,
    attribution=None,
    support=None,
    said_from=None,
    said_to=None,
    as_of_from=None,
    as_of_to=None,
    origins=False,
    numbers=False,
):
    """Claims that meet every condition given.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claims : pandas.DataFrame, optional
        Choose among these; all the ledger's claims by default.
    measure, topic, force, basis, place, camp, claimant, stance, attribution, support : str or iterable of str, optional
        Ids as in the tables; several mean "any of".
    parts : bool
        Also the parts of the forces named.
    said_from, said_to, as_of_from, as_of_to : str, optional
        ISO dates (day, month or year), both ends included. A claim dated to a month is inside if any of its days is.
    origins : bool
        Leave out repeats.
    numbers : bool
        Leave out claims without any number or stated interval.

    Returns
    -------
    pandas.DataFrame
        Rows of the claims, in their order; empty if none fits.

    Raises
    ------
    ValueError
        If a name is not in its list; the message gives the list.
    """
    frame = ledger.claims if claims is None else claims
    keep = pd.Series(True, index=frame.index)
    closed = {
        name: frame[name].cat.categories
        for name in ("basis", "place", "camp", "stance", "attribution", "support", "topic")
    }
    lists = (
        ("measure", "measure", measure, ledger.measures.index),
        ("topic", "topic", topic, closed["topic"]),
        ("force", "force_id", force, ledger.forces.index),
        ("basis", "basis", basis, closed["basis"]),
        ("place", "place", place, closed["place"]),
        ("camp", "camp", camp, closed["camp"]),
        ("claimant", "claimant_id", claimant, ledger.claimants.index),
        ("stance", "stance", stance, closed["stance"]),
        ("attribution", "attribution", attribution, closed["attribution"]),
        ("support", "support", support, closed["support"]),
    )
    for name, column, value, allowed in lists:
        if value is None:
            continue
        wanted = _wanted(value)
        _check(name, wanted, allowed)
        if name == "force" and parts:
            wanted = set().union(*(forces.parts(ledger.forces, force_id) for force_id in wanted))
        keep &= frame[column].isin(wanted)
    for column, start, end in (("said_on", said_from, said_to), ("as_of", as_of_from, as_of_to)):
        if start is not None:
            keep &= frame[f"{column}_last"] >= pd.Timestamp(dates.span(start)[0])
        if end is not None:
            keep &= frame[column] <= pd.Timestamp(dates.span(end)[1])
    if origins:
        keep &= frame["is_origin"]
    if numbers:
        keep &= frame["lower"].notna()
    return frame[keep]


def require(claims, what):
    """The claims themselves, or a ValueError saying that none is left.

    Parameters
    ----------
    claims : pandas.DataFrame
    what : str
        What was asked for, in words, for the message.
    """
    if claims.empty:
        raise ValueError(f"no claim in the ledger fits: {what}; widen the selection")
    return claims
