"""Payment ranges: nested bars of the scenarios, claimed sums below, one unit and one span of time."""

import pandas as pd
import pytest

from helpers.charts import finish
from helpers.charts.payment_range import payment_range

SPREAD = pd.Series([100e6, 150e6, 200e6, 250e6, 300e6, 350e6, 400e6], index=[0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0])
A_YEAR = "inss-2024-11-18-revenue-annual-mercenary"  # 320 million dollars a year
IN_WON = "kida-2025-04-07-revenue-annual"  # 400 billion won a year
OPEN = "kris-2025-07-22-revenue-total"  # more than 18 billion dollars


@pytest.fixture
def data():
    """Two scenarios, the second half the first."""
    return pd.DataFrame({"All paid": SPREAD, "Half": SPREAD / 2})


def bars(ax, level):
    """Horizontal lines of a row as (from, to), widest line last."""
    own = [line for line in ax.lines if list(line.get_ydata()) == [level + 0.16] * 2 and not hasattr(line, "claim_id")]
    return [tuple(line.get_xdata()) for line in sorted(own, key=lambda line: line.get_linewidth())]


def words(ax):
    return [text.get_text() for text in ax.texts]


def tied(ax, claim_id):
    return [mark for mark in (*ax.collections, *ax.lines, *ax.texts) if getattr(mark, "claim_id", None) == claim_id]


def test_bands_nest_from_the_whole_range_to_half_of_the_draws(data):
    ax = payment_range(data)
    assert bars(ax, 0) == [(100e6, 400e6), (150e6, 350e6), (200e6, 300e6)]
    assert bars(ax, 1)[0] == (50e6, 200e6)


def test_the_widths_are_explained_and_rows_named_with_their_range(data):
    found = words(payment_range(data))
    assert found[:3] == ["whole range", "9 in 10 draws", "half of them"]
    assert "All paid: 100 million to 400 million" in found


def test_a_claimed_sum_stands_at_its_figure_and_is_linked(data, ledger):
    ax = payment_range(data, claims=ledger.claims.loc[[A_YEAR]], unit="USD/year")
    dot = next(mark for mark in tied(ax, A_YEAR) if hasattr(mark, "get_offsets"))
    assert dot.get_offsets().tolist() == [[320e6, 2.16]]
    assert "INSS: an estimated 320 million dollars a year" in words(ax)
    chart = finish(ax, title="One", subtitle="pay", source="the ledger", alt="Bars.")
    assert chart.claims == (A_YEAR,)


def test_won_are_drawn_in_dollars_and_labelled_as_stated(data, ledger):
    ax = payment_range(data, claims=ledger.claims.loc[[IN_WON]], ledger=ledger, unit="USD/year")
    dot = next(mark for mark in tied(ax, IN_WON) if hasattr(mark, "get_offsets"))
    assert 250e6 < dot.get_offsets()[0][0] < 300e6
    assert any(text.startswith("KIDA: about 400 billion won a year (") for text in words(ax))
    assert "400 billion won" in dot.claim_words


def test_the_axis_turns_logarithmic_where_figures_differ_much(data, ledger):
    assert payment_range(data).get_xscale() == "linear"
    ax = payment_range(data, claims=ledger.claims.loc[[OPEN]])
    assert ax.get_xscale() == "log"
    assert "ten times" in ax.get_xlabel() or "not in equal steps" in ax.get_xlabel()
    assert payment_range(data, claims=ledger.claims.loc[[OPEN]], log=False).get_xscale() == "linear"


def test_a_range_from_nought_is_drawn_on_a_logarithmic_axis(data):
    data.loc[0.0] = 0.0
    ax = payment_range(data, log=True)
    assert bars(ax, 0)[0] == (ax.get_xlim()[0], 400e6)


def test_a_sum_for_another_time_is_refused(data, ledger):
    with pytest.raises(ValueError, match=rf"'{A_YEAR}' is in USD/year, the scenarios in USD; leave the claim out"):
        payment_range(data, claims=ledger.claims.loc[[A_YEAR]])


def test_bad_input_is_named_with_the_remedy(data, ledger):
    with pytest.raises(ValueError, match=r"lack the quantiles 0\.5; give pd\.DataFrame\(\{name: scenario\.quantiles"):
        payment_range(data.drop(index=0.5))
    with pytest.raises(ValueError, match=r"the payment ranges are empty"):
        payment_range(data[[]])
    with pytest.raises(ValueError, match=rf"'{IN_WON}' is in KRW; give ledger= for the exchange rate"):
        payment_range(data, claims=ledger.claims.loc[[IN_WON]], unit="USD/year")
    silent = ledger.claims[ledger.claims["lower"].isna()].head(1)
    with pytest.raises(ValueError, match=rf"{silent.index[0]}' has no number to hold against a payment range"):
        payment_range(data, claims=silent)
    with pytest.raises(ValueError, match="every payment here is nought"):
        payment_range(data * 0)
