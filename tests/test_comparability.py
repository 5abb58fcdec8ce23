"""What can be compared with what, on cases worked by hand."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import comparability
from helpers.comparability import rates
from helpers.comparability.comparison import _ratio
from helpers.comparability.differences import DIMENSIONS, differences
from helpers.select import select

NINE, SIX_THOUSAND = "kim-jong-un-2025-12-12-killed", "uk-mod-2025-06-15-casualties"


def test_nine_dead_against_six_thousand_casualties_has_three_reasons(ledger):
    seed = comparability.compare(ledger, NINE, SIX_THOUSAND)
    assert seed.verdict == "not_comparable"
    assert [reason.dimension for reason in seed.reasons] == ["measure", "force", "period"]
    words = [reason.words for reason in seed.reasons]
    assert words[0] == "killed against killed and wounded"
    assert words[1] == "528th engineer regiment against All North Korean troops, of which it is a part"
    assert words[2].startswith("four months (August 2025 to December 2025) against eight months")
    assert [bool(reason.bridge) for reason in seed.reasons] == [False, True, True]
    assert seed.ratio is None


def test_the_rates_of_the_seed_are_worked_out_and_say_what_they_assume(ledger):
    nine, many = comparability.compare(ledger, NINE, SIX_THOUSAND).rates
    # 9 dead, 900 to 1,100 heads, from 1 August at the earliest or 31 August at the latest, to 12 December.
    assert nine.lower == pytest.approx(9 / 1.1 / (134 / rates.MONTH))
    assert nine.upper == pytest.approx(9 / 0.9 / (104 / rates.MONTH))
    assert many.upper == np.inf
    assert many.lower > nine.upper
    assert any("900 to 1,100" in words for words in nine.assumptions)
    assert any("nobody relieved" in words for words in nine.assumptions)
    assert nine.heads.claims == ("yonhap-2025-12-13-deployed-engineers",)
    assert "per 1,000 heads a month" in repr(nine)


def test_like_with_like_is_comparable_after_named_steps(ledger):
    pair = comparability.compare(ledger, NINE, "nis-2025-09-02-killed")
    assert pair.verdict == "comparable_after"
    assert pair.steps[:2] == ("rate per head of the force counted", "rate over its period")
    low, high = pair.ratio
    assert 0 < low < high < 1
    nine, two_thousand = pair.rates
    assert low == pytest.approx(nine.lower / two_thousand.upper)
    assert "comparable after" in repr(pair)
    assert "step: rate over its period" in repr(pair)


def test_a_relay_is_comparable_with_its_origin(ledger):
    same = comparability.compare(ledger, "nis-2025-04-30-killed", "nis-2025-04-30-killed-ap-flat")
    assert (same.verdict, same.reasons, same.steps) == ("comparable", (), ())
    assert same.ratio == pytest.approx((550 / 600, 650 / 600))


@pytest.mark.parametrize(
    ("a", "b", "dimension", "words"),
    [
        ("putin-2025-04-28-killed", "nis-2025-04-30-killed", "number", "putin-2025-04-28-killed gives no number"),
        ("nis-2025-06-26-deployed-first-wave", "nis-2025-11-04-present", "basis", "cumulative against stock"),
        ("ukr-sof-2024-12-17-killed", "ukr-sof-2024-12-19-killed", "indefinite", "means its own group"),
        ("csis-2025-02-04-casualties", "hur-2025-02-04-casualties", "unit", "percent_of_force against persons"),
        ("hur-2025-07-01-present", "hur-2025-08-12-present", "place", "eastern Russia against the border"),
        ("nis-2024-12-19-killed", "nis-2025-04-30-killed", "as_of", "19 December 2024 against 30 April 2025"),
    ],
)
def test_each_reason_is_given_in_words(ledger, a, b, dimension, words):
    reasons = {reason.dimension: reason for reason in comparability.compare(ledger, a, b).reasons}
    assert words in reasons[dimension].words


def test_a_share_of_the_force_becomes_heads_by_the_counts_of_that_force(ledger):
    pair = comparability.compare(ledger, "csis-2025-02-04-casualties", "rok-intelligence-unnamed-2025-02-27-casualties")
    assert pair.verdict == "comparable_after"
    assert pair.steps == ("the share times the heads sent",)
    base = rates.heads(ledger, "first-wave", pd.Timestamp("2025-02-04"))
    assert pair.ratio == pytest.approx((0.333 * base.low / 4400, 0.5 * base.high / 3600))
    assert base.words in pair.assumptions


def test_comparison_is_symmetric_over_the_whole_ledger(ledger):
    claims = ledger.claims
    i, j = (index.ravel() for index in np.indices((len(claims), len(claims))))
    codes = differences(ledger, claims, claims, i, j)
    assert set(codes) == set(DIMENSIONS)
    for dimension, code in codes.items():
        square = code.reshape(len(claims), len(claims))
        assert (square == square.T).all(), dimension
        if dimension not in ("number", "period"):
            dated = claims["as_of"].notna().to_numpy()
            assert (np.diag(square)[dated] == 0).all(), dimension


def test_contrast_sets_each_official_figure_beside_its_nearest(ledger):
    table = comparability.contrast(ledger)
    official = ledger.claims.loc[table["official"].unique()]
    assert (official["camp"] == "official").all()
    assert official["is_origin"].all()
    nine = table[table["official"] == NINE]
    assert len(nine) == 3
    assert (ledger.claims.loc[nine["intelligence"], "measure"] == "killed").all()
    comparable = table["verdict"] != "not_comparable"
    assert table["ratio_low"].notna().equals(comparable)
    assert (table.loc[~comparable, "reasons"] != "").all()
    lone = table[table["intelligence"] == ""]
    assert lone["reasons"].str.contains("no intelligence figure").all()
    assert len(comparability.contrast(ledger, nearest=1)) < len(table)


def test_no_official_figure_of_losses_for_the_whole_force_exists(ledger):
    totals = comparability.official_totals(ledger)
    assert totals.loc["killed", "statements"] > totals.loc["killed", "with_number"] == 1
    assert (totals["whole_force_with_number"] <= totals[["with_number", "whole_force"]].min(axis=1)).all()
    for measure in ("killed", "wounded", "casualties", "deployed"):
        assert totals.loc[measure, "whole_force_with_number"] == 0


def test_an_axis_takes_the_whole_force_with_its_bulk_but_not_with_a_regiment(ledger):
    killed = select(ledger, measure="killed", basis="cumulative", force=["nk-troops", "combat-troops"], numbers=True)
    killed = killed[killed["unit"] == "persons"]
    assert comparability.mixture(ledger, killed) == []
    reasons = comparability.mixture(ledger, [*killed.index, NINE])
    assert [reason.dimension for reason in reasons] == ["basis", "force"]
    assert "528th engineer regiment (a small part)" in str(reasons[1])
    reasons = comparability.mixture(ledger, [NINE, SIX_THOUSAND])
    assert {"measure", "basis", "force"} <= {reason.dimension for reason in reasons}
    assert str(reasons[0]) == "measure: killed with killed and wounded"


def test_an_axis_refuses_groups_that_are_not_the_same_people(ledger):
    actions = select(ledger, force="units-in-one-action", measure="killed", numbers=True, origins=True)
    assert "indefinite" in {reason.dimension for reason in comparability.mixture(ledger, actions)}


def test_bad_requests_name_the_claim_and_the_remedy(ledger):
    with pytest.raises(ValueError, match=r"no claim 'kim-2025-12-12-killed'.*nearest: .*kim-jong-un-2025-12-12-killed"):
        comparability.compare(ledger, "kim-2025-12-12-killed", SIX_THOUSAND)
    with pytest.raises(ValueError, match=r"is about sent, persons; a rate per head is for losses"):
        comparability.rate(ledger, "nis-2025-04-30-deployed-troops")
    with pytest.raises(
        ValueError, match=r"putin-2025-04-28-killed is about killed, none; a rate per head is for losses"
    ):
        comparability.rate(ledger, "putin-2025-04-28-killed")
    with pytest.raises(ValueError, match=r"Units in one engagement: each claim means its own group"):
        rates.heads(ledger, "units-in-one-action", pd.Timestamp("2025-01-01"))
    with pytest.raises(ValueError, match=r"nobody in the ledger counts Prisoners of war \(prisoners\)"):
        rates.heads(ledger, "prisoners", pd.Timestamp("2025-01-01"))
    with pytest.raises(ValueError, match=r"has basis rate, which covers no period; needed: cumulative or flow"):
        rates.period(ledger, ledger.claims.loc["nis-2024-10-23-monthly-pay"])
    with pytest.raises(ValueError, match="no claims were given; widen the selection"):
        comparability.mixture(ledger, [])
    with pytest.raises(ValueError, match="nearest is 0; at least 1"):
        comparability.contrast(ledger, nearest=0)
    with pytest.raises(ValueError, match="unknown force 'army'"):
        comparability.official_totals(ledger, force="army")


def test_an_empty_ledger_contrasts_nothing(ledger):
    empty = dataclasses.replace(ledger, claims=ledger.claims.iloc[:0])
    assert comparability.contrast(empty).empty
    assert comparability.official_totals(empty).empty


ends = st.tuples(st.floats(0, 1e6), st.floats(0, 1e6), st.booleans()).map(
    lambda t: (min(t[:2]), np.inf if t[2] else max(t[:2]))
)


@settings(max_examples=200)
@given(a=ends, b=ends, where=st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_a_ratio_of_intervals_holds_every_ratio_of_their_members(a, b, where):
    ratio = _ratio(a, b)
    if ratio is None:
        assert b[1] == 0
        return
    x, y = (low + share * (min(high, 2e6) - low) for (low, high), share in zip((a, b), where, strict=True))
    if y > 0:
        assert ratio[0] * (1 - 1e-9) <= x / y <= ratio[1] * (1 + 1e-9) + 1e-12
