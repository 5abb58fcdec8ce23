"""Sums of money in dollars, so that they can share an axis, and the days on which a rate fits the market's."""

import pandas as pd

from .. import prose
from . import conversion

_ENDS = ("low", "point", "high", "lower", "upper")


def in_dollars(ledger, claims):
    """Claims about money with their figures in dollars.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claims : pandas.DataFrame
        Rows of ``ledger.claims`` in units of money, such as ``KRW/month/person``.

    Returns
    -------
    pandas.DataFrame
        The same rows with low, point, high, lower and upper in dollars and ``unit`` to match. Two columns are new:
        ``converted`` (``market``: at the market rate of the day said; ``own``: at that of the claim's own document, as
        the market has none; "" for dollars) and ``stated``, such as ``5 million won`` ("" for dollars).

    Raises
    ------
    ValueError
        If a unit is no money.
    helpers.money.NoRate
        If neither the market nor the document has a rate.
    """
    rows = claims.copy()
    found = [_factor(ledger, claim) for _, claim in rows.iterrows()]
    factors = pd.Series([factor for factor, _ in found], index=rows.index, dtype=float)
    for column in _ENDS:
        rows[column] = rows[column] * factors
    rows["unit"] = ["/".join(["USD", *str(unit).split("/")[1:]]) for unit in rows["unit"]]
    rows["converted"] = [how for _, how in found]
    rows["stated"] = [
        _stated(claim) if how else "" for (_, claim), (_, how) in zip(claims.iterrows(), found, strict=True)
    ]
    return rows


def _stated(claim):
    return f"{prose.figure(claim, units=False)} {prose.unit(claim['unit'].partition('/')[0])}"


def fitting(ledger, currency, implied, within=0.5):
    """The market rate on the days when it came near a rate; as `conversion.market`.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    currency : str
    implied : float
        Units of the currency per dollar.
    within : float
        Percent of it.

    Returns
    -------
    pandas.Series
        Empty if it never did.
    """
    history = conversion.market(ledger, currency)
    return history[(history / implied - 1).abs() * 100 <= within]


def _factor(ledger, claim):
    """Dollars for one unit of the claim's currency, and where the rate is from."""
    code = str(claim["unit"]).partition("/")[0]
    if not (len(code) == 3 and code.isupper()):
        raise ValueError(f"claim {claim.name!r} is in {claim['unit']!r}, no sum of money; leave it out")
    if code == "USD":
        return 1.0, ""
    try:
        return conversion.convert(ledger, 1.0, code, "USD", claim["said_on_last"]), "market"
    except conversion.NoRate:
        for one, first, other, second in conversion.equations(claim["stated_equivalent"]):
            if first == code:
                return conversion.convert(ledger, other / one, second, "USD", claim["said_on_last"]), "own"
            if second == code:
                return conversion.convert(ledger, one / other, first, "USD", claim["said_on_last"]), "own"
        raise
