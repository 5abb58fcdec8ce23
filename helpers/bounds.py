"""From a hedge word to an interval. The rules stand in ``qualifiers.csv``; here they are only applied."""

import numpy as np
import pandas as pd

from .loading.column import distinct, rows_of


def last_unit(values):
    """Unit of the last non-zero digit of each number: 100 for 2700, 1000 for 6000, 0.1 for 2.5.

    Parameters
    ----------
    values : array-like of float, shape (n,)

    Returns
    -------
    numpy.ndarray of float, shape (n,)
        0 where the value is 0, nan where it is nan. Digits beyond the third decimal are not seen.
    """
    values = np.asarray(values, float)
    whole = np.where(np.isnan(values), 0, np.round(values * 1000)).astype("int64")
    unit = np.ones_like(whole)
    for power in range(1, 19):
        unit = np.where((whole != 0) & (whole % 10**power == 0), 10**power, unit)
    return np.where(np.isnan(values), np.nan, np.where(whole == 0, 0, unit / 1000))


def bounds(claims, qualifiers):
    """Closed interval of each claim by the rule of its hedge word.

    Parameters
    ----------
    claims : pandas.DataFrame
        Columns ``low``, ``point``, ``high`` (numbers or missing) and ``qualifier``; shape (n, ...).
    qualifiers : pandas.DataFrame
        Indexed by qualifier, with ``rule``, ``width``, ``cap``, ``lower``, ``upper``.

    Returns
    -------
    pandas.DataFrame
        ``lower`` and ``upper`` (float, the claims' index and units). Open ends are inf above and 0 below, since nothing
        counted here can be negative; both are nan where no number was given. "More than N" keeps N itself, so that no
        two claims are called contradictory by a hair.

    Raises
    ------
    ValueError
        If a hedge word or its rule is unknown.
    """
    low, point, high = (
        claims[end].astype("Float64").to_numpy(float, na_value=np.nan) for end in ("low", "point", "high")
    )
    codes, words = distinct(claims["qualifier"])
    unknown = sorted(set(np.array(words, object)[np.unique(codes)]) - set(qualifiers.index))
    if unknown:
        raise ValueError(f"unknown hedge word {unknown[0]!r}; allowed: {', '.join(qualifiers.index)}")
    numbers = ["width", "cap", "lower", "upper"]
    of = rows_of(qualifiers, ["rule", *numbers], claims["qualifier"])
    rule = of["rule"].astype(object)
    width, cap, word_low, word_high = (of[name].to_numpy(float, na_value=np.nan) for name in numbers)
    slack = np.fmin(width * last_unit(point), cap * point)
    lower, upper = np.full(len(claims), np.nan), np.full(len(claims), np.nan)
    for name, below, above in (
        ("exact", point, point),
        ("rounding", point - slack, point + slack),
        ("just_over", point, point + slack),
        ("just_under", point - slack, point),
        ("floor", low, np.full_like(low, np.inf)),
        ("ceiling", np.zeros_like(high), high),
        ("range", low, high),
        ("word", word_low, word_high),
    ):
        lower, upper = np.where(rule == name, below, lower), np.where(rule == name, above, upper)
    strange = sorted(
        set(rule) - {"exact", "rounding", "just_over", "just_under", "floor", "ceiling", "range", "word", "none"}
    )
    if strange:
        raise ValueError(f"unknown rule {strange[0]!r} in qualifiers.csv")
    return pd.DataFrame({"lower": np.maximum(lower, 0), "upper": upper}, index=claims.index)
