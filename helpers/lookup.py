"""Finding claims, with an error that helps where there are none."""

import difflib

import pandas as pd


def row(ledger, claim_id):
    """One claim.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claim_id : str

    Returns
    -------
    pandas.Series
        The row of ``ledger.claims``; its ``name`` is the id.

    Raises
    ------
    ValueError
        If there is no such claim; the message names the nearest ids.
    """
    known = ledger.claims.index
    if claim_id in known:
        return ledger.claims.loc[claim_id]
    if not len(known):
        raise ValueError(f"no claim {claim_id!r}: the ledger holds no claims; widen the selection")
    near = difflib.get_close_matches(str(claim_id), list(known), 4, 0.3) or list(known[:4])
    raise ValueError(f"no claim {claim_id!r} among the ledger's {len(known):,}; nearest: {', '.join(near)}")


def rows(ledger, claim_ids):
    """Several claims, in the order asked; an unknown id or none at all raises ValueError.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claim_ids : iterable of str, or pandas.DataFrame of claims

    Returns
    -------
    pandas.DataFrame
    """
    ids = some(list(claim_ids.index if isinstance(claim_ids, pd.DataFrame) else claim_ids))
    for claim_id in set(ids) - set(ledger.claims.index):
        row(ledger, claim_id)
    return ledger.claims.loc[ids]


def among(claims, claim_ids):
    """Those claims that are named, out of those given.

    Parameters
    ----------
    claims : pandas.DataFrame
        Rows of ``ledger.claims``.
    claim_ids : iterable of str

    Returns
    -------
    pandas.DataFrame
        In the order named.

    Raises
    ------
    ValueError
        If any is not among those given; the message names every such id.
    """
    ids = list(claim_ids)
    lost = [repr(claim_id) for claim_id in dict.fromkeys(ids) if claim_id not in claims.index]
    if lost:
        verb = "is" if len(lost) == 1 else "are"
        raise ValueError(f"{', '.join(lost)} {verb} not among the claims given; give their rows too, or leave them out")
    return claims.loc[ids]


def some(claims, purpose="were given"):
    """The claims themselves; none at all raises ValueError.

    Parameters
    ----------
    claims : pandas.DataFrame or list
    purpose : str
        What they are for, as the message goes on after "no claims".

    Returns
    -------
    pandas.DataFrame or list
    """
    if not len(claims):
        raise ValueError(f"no claims {purpose}; widen the selection")
    return claims
