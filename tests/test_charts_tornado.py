"""The tornado: where the half bars end, what is written beside them, the claims behind each input."""

import pandas as pd
import pytest

from helpers.charts import finish
from helpers.charts.tornado import tornado
from helpers.money import scenario

CLAIM = "nis-2024-10-23-monthly-pay"


@pytest.fixture
def table():
    """Pay moves the result from 100 to 300, heads from 150 to 250; the middle is 200."""
    return pd.DataFrame(
        {
            "low": [1000.0, 9000.0],
            "high": [3000.0, 15000.0],
            "unit": ["USD/month/person", "persons"],
            "result_low": [100.0, 150.0],
            "result_high": [300.0, 250.0],
            "claim_ids": [CLAIM, ""],
        },
        index=["pay", "heads"],
    )


def words(ax):
    return [text.get_text() for text in ax.texts]


def test_half_bars_run_from_the_middle_to_the_ends(table):
    bars = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in tornado(table).patches]
    assert bars == [(200, 100), (200, 300), (200, 150), (200, 250)]


def test_low_and_high_differ_in_more_than_shade(table):
    assert [bool(bar.get_hatch()) for bar in tornado(table).patches] == [True, False, True, False]


def test_ends_carry_the_inputs_own_figures(table):
    found = words(tornado(table))
    assert found[0] == "All in the middle: 200 dollars"
    assert {"1,000", "3,000", "9,000", "15,000"} <= set(found)


def test_names_say_the_unit_and_what_is_assumed(table):
    found = words(tornado(table))
    assert "Pay, dollars a month a head" in found
    assert "Heads (assumed)" in found


def test_an_input_without_spread_has_one_figure(table):
    table.loc["months"] = [12, 12, "months", 200, 200, ""]
    assert words(tornado(table)).count("12") == 1


def test_the_axis_has_no_tick_below_nought(table):
    table["result_low"] = [0.0, 50.0]
    table["result_high"] = [400.0, 350.0]
    ax = tornado(table)
    assert ax.get_xlim()[0] < 0
    assert min(ax.get_xticks()) == 0


def test_each_claim_behind_an_input_has_a_linked_mark_beside_the_name(table, ledger):
    ax = tornado(table, claims=ledger.claims)
    dots = [artist for artist in ax.collections if hasattr(artist, "claim_id")]
    assert [dot.claim_id for dot in dots] == [CLAIM]
    assert dots[0].get_urls() == [ledger.claims["url"][CLAIM]]
    name = next(text for text in ax.texts if text.get_text().startswith("Pay"))
    x, y = dots[0].get_offset_transform().transform(dots[0].get_offsets())[0]
    box = name.get_window_extent()
    assert box.x1 + 5 < x < box.x1 + 30
    assert box.y0 < y < box.y1
    chart = finish(ax, title="One", subtitle="pay", source="the ledger", alt="Bars.")
    assert f'data-claim="{CLAIM}"' in chart.svg


def test_bad_input_is_named_with_the_remedy(table, ledger):
    with pytest.raises(ValueError, match=r"tornado table lacks unit, claim_ids; give the result of Scenario\.tornado"):
        tornado(table.drop(columns=["unit", "claim_ids"]))
    with pytest.raises(ValueError, match=r"tornado table has no input; give the result of Scenario\.tornado"):
        tornado(table.head(0))
    with pytest.raises(ValueError, match=rf"pay: {CLAIM} not among the claims given; give all of ledger\.claims"):
        tornado(table, claims=ledger.claims.head(0))


def test_it_draws_what_a_scenario_gives(ledger):
    pay = scenario.from_claims(ledger, "pay", CLAIM)
    given = scenario.payments(pay, scenario.Input("heads", 10000, 12000, "persons"), 12)
    ax = tornado(given.tornado(), claims=ledger.claims)
    assert ax.patches[0].get_x() == pytest.approx(2000 * 11000 * 12)
