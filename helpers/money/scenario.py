"""Payment scenarios: pay a month x heads x months x share kept by the state, each a range that claims stand behind.

A scenario is arithmetic on what was claimed, not an estimate. Its range is exact: the product of the ends, computed in
fractions. The random draws add how a spread of inputs spreads the result, on the assumption that each input is drawn
evenly over its range and apart from the others; claims give no better ground for a distribution.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import prod

import numpy as np
import pandas as pd

from .. import lookup
from . import conversion

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


def product(*intervals):
    """The exact range of a product of ranges of either sign.

    Parameters
    ----------
    *intervals : tuple of (number, number)
        Closed and finite, low end first.

    Returns
    -------
    tuple of (fractions.Fraction, fractions.Fraction)

    Raises
    ------
    ValueError
        If an end is not finite or the ends are the wrong way round.
    """
    low = high = Fraction(1)
    for first, last in intervals:
        if not (np.isfinite(float(first)) and np.isfinite(float(last))) or first > last:
            raise ValueError(f"({first}, {last}) is no closed range; give two finite ends, low end first")
        corners = [end * Fraction(other) for end in (low, high) for other in (first, last)]
        low, high = min(corners), max(corners)
    return low, high


@dataclass(frozen=True)
class Input:
    """One factor of a scenario.

    Attributes
    ----------
    name : str
    low, high : float
        Ends of its range, 0 or more.
    unit : str
    claim_ids : tuple of str
        Claims behind it; empty for the reader's own assumption.
    note : str
        What was done to the claims' figures: an end supplied, a currency converted.
    """

    name: str
    low: float
    high: float
    unit: str
    claim_ids: tuple = ()
    note: str = ""

    def __post_init__(self):
        if not (np.isfinite(self.low) and np.isfinite(self.high) and 0 <= self.low <= self.high):
            ends = f"({self.low}, {self.high})"
            raise ValueError(f"{self.name}: {ends} is no range of 0 or more; give two finite ends, low first")

    def __repr__(self):
        behind = ", ".join(self.claim_ids) or "assumed"
        note = f"; {self.note}" if self.note else ""
        return f"{self.name}: {self.low:,.10g} to {self.high:,.10g} {self.unit} ({behind}{note})"


def from_claims(ledger, name, claim_ids, *, low=None, high=None):
    """An input that spans what the claims named say.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    name : str
    claim_ids : str or iterable of str
    low, high : float, optional
        Ends to use where the claims leave one open or to narrow their span; noted on the input.

    Returns
    -------
    Input
        In the claims' unit. Sums of money come out in dollars, at the market rate of the day they were said.

    Raises
    ------
    ValueError
        If a claim does not exist or gives no number, the units differ, or an end is open and not supplied.
    """
    claim_ids = (claim_ids,) if isinstance(claim_ids, str) else tuple(claim_ids)
    try:
        claims = lookup.rows(ledger, claim_ids)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None
    ends, units, notes = [], set(), []
    for claim_id, claim in claims.iterrows():
        if pd.isna(claim["lower"]):
            raise ValueError(f"{name}: {claim_id} gives no number; choose a claim that does")
        currency, _, rest = str(claim["unit"]).partition("/")
        factor = 1.0
        if len(currency) == 3 and currency.isupper() and currency != "USD":
            factor = conversion.convert(ledger, 1, currency, "USD", claim["said_on_last"])
            notes.append(f"{claim_id} converted from {currency}")
            currency = "USD"
        unit = f"{currency}/{rest}" if rest else currency
        units.add(unit)
        top = claim["upper"]
        if unit == "percent" and np.isinf(top):
            top = 100.0
            notes.append(f"{claim_id} ends at the whole")
        ends.append((claim["lower"] * factor, top * factor))
    if len(units) > 1:
        raise ValueError(f"{name}: claims in different units: {', '.join(sorted(units))}; choose claims in one unit")
    if np.isinf(max(end for _, end in ends)) and high is None:
        raise ValueError(f"{name}: {', '.join(claim_ids)} leave the upper end open; supply high=")
    if low is not None or high is not None:
        notes.append("end supplied by the reader")
    return Input(
        name,
        min(end for end, _ in ends) if low is None else float(low),
        max(end for _, end in ends) if high is None else float(high),
        units.pop(),
        claim_ids,
        "; ".join(notes),
    )


@dataclass(frozen=True)
class Scenario:
    """A product of inputs.

    Attributes
    ----------
    inputs : tuple of Input
        A unit of percent counts as hundredths.
    unit : str
        Of the result.
    """

    inputs: tuple
    unit: str = "USD"

    def _ends(self, given):
        return [Fraction(end) / (100 if given.unit == "percent" else 1) for end in (given.low, given.high)]

    @property
    def range(self):
        """Exact range of the result, a tuple of two floats."""
        return tuple(map(float, product(*map(self._ends, self.inputs))))

    def __repr__(self):
        low, high = self.range
        return f"{low:,.0f} to {high:,.0f} {self.unit} = " + " x ".join(map(repr, self.inputs))

    def draws(self, number=1_000_000, seed=2024):
        """Results of random draws, each input even over its range and apart from the others.

        Parameters
        ----------
        number : int
        seed : int

        Returns
        -------
        numpy.ndarray of float, shape (number,)
        """
        generator = np.random.default_rng(seed)
        result = np.ones(number)
        for given in self.inputs:
            low, high = map(float, self._ends(given))
            result *= generator.random(number) * (high - low) + low
        return result

    def quantiles(self, number=1_000_000, seed=2024):
        """Quantiles of the draws and, as 0 and 1, the exact ends; a pandas.Series in the scenario's unit."""
        low, high = self.range
        middle = np.quantile(self.draws(number, seed), QUANTILES)
        return pd.Series([low, *middle, high], index=pd.Index([0.0, *QUANTILES, 1.0], name="quantile"), name=self.unit)

    def tornado(self):
        """How far each input alone moves the result, the others held in the middle of their ranges.

        Returns
        -------
        pandas.DataFrame
            By input name, widest first: ``low``, ``high`` (of the input), ``unit``, ``result_low``, ``result_high``,
            ``swing`` (in the scenario's unit), ``claim_ids`` (joined by |).
        """
        ends = [self._ends(given) for given in self.inputs]
        middle = [(low + high) / 2 for low, high in ends]
        rows = []
        for k, given in enumerate(self.inputs):
            rest = prod(middle[:k] + middle[k + 1 :], start=Fraction(1))
            low, high = float(ends[k][0] * rest), float(ends[k][1] * rest)
            rows.append(
                (given.name, given.low, given.high, given.unit, low, high, high - low, "|".join(given.claim_ids))
            )
        columns = ["input", "low", "high", "unit", "result_low", "result_high", "swing", "claim_ids"]
        table = pd.DataFrame(rows, columns=columns).set_index("input")
        return table.sort_values("swing", ascending=False, kind="stable")


def payments(pay, heads, months, share=None):
    """The sum paid for a force: pay a month x heads x months, and what of it the state keeps.

    Parameters
    ----------
    pay : Input
        In USD/month/person.
    heads : Input
        In persons.
    months : Input or float
    share : Input, optional
        Kept by the state, in percent; without it the result is the whole sum.

    Returns
    -------
    Scenario
        In USD.

    Raises
    ------
    ValueError
        If an input is in another unit.
    """
    if not isinstance(months, Input):
        months = Input("months", float(months), float(months), "months")
    inputs = [pay, heads, months] + ([share] if share is not None else [])
    wanted = ["USD/month/person", "persons", "months", "percent"]
    for given, unit in zip(inputs, wanted, strict=False):
        if given.unit != unit:
            raise ValueError(f"{given.name} is in {given.unit!r}; it must be in {unit!r}")
    if share is not None and share.high > 100:
        raise ValueError(f"{share.name} reaches {share.high:g} percent; a share is 100 at most")
    return Scenario(tuple(inputs))


def scale(ledger, amount, *, heads=None):
    """A sum held against North Korea's stated output and exports, and against heads.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    amount : tuple of (float, float)
        Range in USD a year.
    heads : Input, optional
        Persons to divide by.

    Returns
    -------
    pandas.DataFrame
        By what it is held against (a claim_id or the input's name): ``measure``, ``lower``, ``upper`` (USD or persons),
        ``share_low``, ``share_high`` (percent; for heads USD per person). An open end gives an open share.
    """
    low, high = amount
    if not 0 <= low <= high:
        raise ValueError(f"({low}, {high}) is no range of 0 or more; give two ends in USD, low first")
    rows = []
    claims = ledger.claims[ledger.claims["measure"].isin(["gdp", "exports_annual"]) & ledger.claims["lower"].notna()]
    for claim_id, claim in claims.iterrows():
        currency = str(claim["unit"]).partition("/")[0]
        ends = conversion.convert(ledger, [claim["lower"], claim["upper"]], currency, "USD", claim["said_on_last"])
        rows.append(
            (claim_id, claim["measure"], *ends, 100 * low / ends[1], 100 * high / ends[0] if ends[0] else np.inf)
        )
    if heads is not None:
        rows.append(
            (heads.name, "heads", heads.low, heads.high, low / heads.high, high / heads.low if heads.low else np.inf)
        )
    return pd.DataFrame(rows, columns=["against", "measure", "lower", "upper", "share_low", "share_high"]).set_index(
        "against"
    )
