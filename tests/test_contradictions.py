"""Claims that cannot both be true, and sums that do not come out."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import contradictions
from helpers.contradictions import sums
from helpers.contradictions.pay_sums import stated_heads


@pytest.fixture(scope="module")
def pairs(ledger):
    return contradictions.pairs(ledger)


@pytest.fixture(scope="module")
def arithmetic(ledger):
    return contradictions.arithmetic(ledger)


def check(arithmetic, name, *claim_ids):
    rows = arithmetic[arithmetic["check"] == name]
    rows = rows[[set(claim_ids) <= set(claims.split("|")) for claims in rows["claims"]]]
    assert len(rows) == 1, f"{len(rows)} rows of {name} with {claim_ids}"
    return rows.iloc[0]


def test_seoul_and_kyiv_contradict_one_another_on_the_same_day(pairs):
    row = pairs[
        (pairs["lower"] == "rok-jcs-2024-12-23-casualties") & (pairs["higher"] == "zelensky-2024-12-23-casualties")
    ].iloc[0]
    # About 1,100 is read as up to 1,150; more than 3,000 starts at 3,000.
    assert (row["gap"], row["days"], row["firm"]) == (1850, 0, True)
    assert row["ratio"] == pytest.approx(3000 / 1150)
    assert "South Korean JCS about 1,100" in row["words"]
    assert "1,850 apart" in row["words"]


def test_what_time_may_explain_is_not_firm(ledger, pairs):
    claims = ledger.claims
    low, high = claims.loc[pairs["lower"]], claims.loc[pairs["higher"]]
    grown = (high["as_of"].to_numpy() > low["as_of_last"].to_numpy()) & (low["basis"] == "cumulative").to_numpy()
    assert grown.any()
    assert not pairs.loc[grown, "firm"].any()
    moved = (low["basis"] == "stock").to_numpy() & (high["as_of"].to_numpy() != low["as_of"].to_numpy())
    assert moved.any()
    assert not pairs.loc[moved, "firm"].any()
    assert pairs["firm"].is_monotonic_decreasing


def test_a_word_is_no_firm_number(ledger, pairs):
    row = pairs[(pairs["lower"] == "g7-2024-11-05-deployed") & (pairs["higher"] == "hur-2024-10-24-deployed")].iloc[0]
    assert ledger.claims.loc["g7-2024-11-05-deployed", "qualifier"] == "several_thousand"
    assert not row["firm"]


def test_every_pair_is_alike_and_apart(ledger, pairs):
    low, high = (ledger.claims.loc[pairs[end]].reset_index(drop=True) for end in ("lower", "higher"))
    for column in ("measure", "unit", "basis", "force_id"):
        assert (low[column].astype("str") == high[column].astype("str")).all(), column
    assert (low["upper"] < high["lower"]).all()
    assert np.allclose(pairs["gap"], high["lower"] - low["upper"])
    assert low["is_origin"].all()
    assert pairs["days"].between(0, 31).all()
    vague = ledger.forces.index[ledger.forces["definite"] == "no"]
    assert not pairs["force_id"].isin(vague).any()


def test_a_wider_window_finds_more_and_none_finds_the_same_day_only(ledger, pairs):
    found = [set(zip(p["lower"], p["higher"], strict=True)) for p in (contradictions.pairs(ledger, window=0), pairs)]
    assert found[0] < found[1]
    assert (contradictions.pairs(ledger, window=0)["days"] == 0).all()


def test_two_ceremonies_are_not_one_period(pairs):
    assert not (
        (pairs["lower"] == "korea-herald-2025-08-22-killed-shown")
        & (pairs["higher"] == "herald-business-2025-08-30-killed-shown")
    ).any()


@settings(max_examples=15, deadline=None)
@given(low=st.integers(1, 9000), gap=st.integers(1, 9000))
def test_a_planted_contradiction_is_found_and_only_that(ledger, low, gap):
    claims = ledger.claims.loc[["rok-jcs-2024-12-23-casualties", "zelensky-2024-12-23-casualties"]].copy()
    claims["lower"], claims["upper"] = [float(low), float(low + gap)], [float(low), float(low + gap)]
    found = contradictions.pairs(dataclasses.replace(ledger, claims=claims))
    assert list(found["gap"]) == [gap]
    claims["upper"] = [float(low + gap), float(low + gap)]
    assert contradictions.pairs(dataclasses.replace(ledger, claims=claims)).empty


def test_killed_and_wounded_make_up_the_casualties(arithmetic):
    row = check(
        arithmetic, "killed + wounded = casualties", "nis-2025-04-30-killed", "nis-2025-04-30-wounded",
        "nis-2025-04-30-casualties",
    )  # fmt: skip
    # About 600 and about 4,100 against an estimated 4,700, each give or take half a hundred.
    assert (row["sum_low"], row["sum_high"]) == (4600, 4800)
    assert (row["expected_low"], row["expected_high"]) == (4650, 4750)
    assert row["holds"]


def test_sappers_and_builders_make_up_the_third_dispatch(arithmetic):
    row = check(arithmetic, "parts = whole", "shoigu-2025-06-17-deployed-total")
    assert (row["sum_low"], row["sum_high"], row["holds"]) == (6000, 6000, True)


def test_a_pay_scale_comes_out_to_the_dollar(arithmetic):
    row = check(
        arithmetic,
        "pay x heads x months = revenue",
        "daily-nk-2025-05-30-monthly-pay-privates",
        "daily-nk-2025-05-30-revenue-monthly",
    )
    assert (row["sum_low"] + row["sum_high"]) / 2 == pytest.approx(43_740_000, rel=0.01)
    assert row["holds"]
    assert check(arithmetic, "12 months = year", "daily-nk-2025-05-30-revenue-annual")["holds"]


def test_fourteen_thousand_heads_do_not_make_the_income_stated(arithmetic):
    row = check(arithmetic, "pay x heads x months = revenue", "kida-2025-04-07-revenue-annual")
    assert not row["holds"]
    assert "14,000 heads" in row["sum"]
    assert row["verdict"].startswith("it does not: ")


def test_one_of_two_scenarios_is_enough(arithmetic):
    rows = arithmetic[arithmetic["claims"].str.contains("inss-2024-11-18-monthly-pay")]
    assert list(rows["holds"]) == [True]
    assert "inss-2024-11-18-revenue-annual-mercenary" in rows["claims"].iloc[0]


def test_an_old_exchange_rate_shows(arithmetic):
    row = check(arithmetic, "conversion = market rate", "korean-press-2025-12-monthly-pay")
    assert not row["holds"]
    assert "percent below the market; last fitted on 3 April 2024" in row["verdict"]


def test_losses_are_held_against_those_sent(ledger, arithmetic):
    rows = arithmetic[arithmetic["check"] == "losses <= sent"]
    assert len(rows) > 20
    assert rows["holds"].all()
    assert rows["verdict"].str.contains("percent of those sent").all()
    share = check(arithmetic, "share x sent = losses", "nis-2026-02-casualties")
    assert not share["holds"]


def test_those_in_place_hang_on_what_happened_since(arithmetic):
    rows = arithmetic[arithmetic["check"] == "in place = sent - losses - returns"]
    assert rows["holds"].isna().any()
    assert rows.loc[rows["holds"].isna(), "verdict"].str.startswith("only if ").all()
    row = rows[rows["claims"].str.startswith("nis-2026-02-12-present-combat|")].iloc[0]
    assert "nis-2025-04-30-deployed-troops" in row["claims"]


def test_every_row_names_claims_and_says_how_it_came_out(ledger, arithmetic):
    for row in arithmetic.itertuples():
        assert set(row.claims.split("|")) <= set(ledger.claims.index)
        assert row.verdict
        assert row.sum_low <= row.sum_high
        if row.holds is not pd.NA and row.verdict == "it comes out":
            assert sums.meet((row.sum_low, row.sum_high), (row.expected_low, row.expected_high))


@pytest.mark.parametrize(
    ("scope", "heads"),
    [
        ("12,000 soldiers, one year, wages only", (12000, 12000)),
        ("About 10,000 soldiers expected by December 2024", (9000, 11000)),
        ("At least 10,000 soldiers, one year", (10000, np.inf)),
        ("commanders, 300 people or 2 percent of the force", (300, 300)),
        ("Soldiers sent to Russia, per head and month", None),
        ("one year, heads not printed", None),
    ],
)
def test_heads_are_read_from_the_scope(scope, heads):
    assert stated_heads(scope) == heads


def test_bad_requests_say_the_remedy(ledger):
    with pytest.raises(ValueError, match="the window is -1 days; it must be 0 or more"):
        contradictions.pairs(ledger, window=-1)
    nothing = ledger.claims.iloc[:0]
    with pytest.raises(ValueError, match="no claims were given to hold against one another; widen the selection"):
        contradictions.pairs(ledger, claims=nothing)
    with pytest.raises(ValueError, match="no claims were given to check; widen the selection"):
        contradictions.arithmetic(ledger, claims=nothing)
    empty = dataclasses.replace(ledger, claims=nothing)
    assert contradictions.pairs(empty).empty
    assert contradictions.arithmetic(empty).empty


intervals = st.tuples(st.floats(0, 1e6), st.floats(0, 1e6), st.booleans()).map(
    lambda t: (min(t[:2]), np.inf if t[2] else max(t[:2]))
)
inside = st.floats(0, 1)


def pick(interval, share):
    return interval[0] + share * (min(interval[1], 2e6) - interval[0])


@settings(max_examples=200)
@given(a=intervals, b=intervals, x=inside, y=inside)
def test_sums_products_and_differences_hold_those_of_their_members(a, b, x, y):
    p, q = pick(a, x), pick(b, y)
    for (low, high), value in (
        (sums.add(a, b), p + q),
        (sums.times(a, b), p * q),
        (sums.less(a, b), max(p - q, 0.0)),
    ):
        assert low * (1 - 1e-9) - 1e-9 <= value <= high * (1 + 1e-9) + 1e-9


@settings(max_examples=100)
@given(a=intervals, b=intervals)
def test_meeting_is_mutual_and_what_shares_a_value_meets(a, b):
    assert sums.meet(a, b) == sums.meet(b, a)
    assert sums.meet(a, a)
    if max(a[0], b[0]) <= min(a[1], b[1]):
        assert sums.meet(a, b)
