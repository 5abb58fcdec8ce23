"""Finding one claim by its id, with an error that helps."""

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
    ids = list(claim_ids.index if isinstance(claim_ids, pd.DataFrame) else claim_ids)
    if not ids:
        raise ValueError("no claims were given; widen the selection")
    for claim_id in set(ids) - set(ledger.claims.index):
        row(ledger, claim_id)
    return ledger.claims.loc[ids]
