"""Hedge words and the intervals they stand for."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.bounds import bounds, last_unit


def interval(ledger, qualifier, low=None, point=None, high=None):
    row = pd.DataFrame({"low": [low], "point": [point], "high": [high], "qualifier": [qualifier]})
    result = bounds(row, ledger.qualifiers).iloc[0]
    return result["lower"], result["upper"]


@pytest.mark.parametrize(
    ("qualifier", "number", "expected"),
    [
        ("exact", 9, (9, 9)),
        ("about", 2700, (2650, 2750)),
        ("about", 6000, (5500, 6500)),
        ("about", 11000, (10500, 11500)),
        ("about", 10000, (9000, 11000)),  # half of ten thousand would be absurd: the cap of a tenth holds
        ("about", 600, (550, 650)),
        ("about", 2.5, (2.45, 2.55)),
        ("just_over", 300, (300, 330)),
        ("just_over", 11000, (11000, 12000)),
        ("nearly", 1000, (900, 1000)),
        ("nearly", 16400, (16300, 16400)),
        ("none", 0, (0, 0)),
    ],
)
def test_rules_around_a_point(ledger, qualifier, number, expected):
    assert interval(ledger, qualifier, point=number) == pytest.approx(expected)


def test_open_ends(ledger):
    assert interval(ledger, "at_least", low=100) == (100, math.inf)
    assert interval(ledger, "more_than", low=6000) == (6000, math.inf)
    assert interval(ledger, "up_to", high=12000) == (0, 12000)


def test_range_words_and_silence(ledger):
    assert interval(ledger, "range", low=4000, high=6000) == (4000, 6000)
    assert interval(ledger, "several_thousand") == (2000, 9999)
    assert np.isnan(interval(ledger, "no_number")).all()


def test_unknown_hedge_word_lists_the_known(ledger):
    with pytest.raises(ValueError, match=r"unknown hedge word 'circa'; allowed: exact, about"):
        interval(ledger, "circa", point=5)


def test_last_unit():
    assert last_unit([2700, 6000, 15809, 2.5, 0, 5_000_000]).tolist() == [100, 1000, 1, 0.1, 0, 1_000_000]


def test_every_claim_has_lower_below_upper(ledger):
    known = ledger.claims.dropna(subset=["lower"])
    assert (known["lower"] <= known["upper"]).all()
    assert (known["lower"] >= 0).all()


def test_every_stated_number_lies_in_its_interval(ledger):
    for end in ("low", "point", "high"):
        stated = ledger.claims.dropna(subset=[end])
        assert (stated[end] >= stated["lower"]).all()
        assert (stated[end] <= stated["upper"]).all()


@given(st.integers(min_value=0, max_value=10**13))
def test_about_contains_its_number_and_stays_within_a_tenth(ledger, number):
    lower, upper = interval(ledger, "about", point=number)
    assert lower <= number <= upper
    assert upper - number <= number * 0.1 + 1e-9
