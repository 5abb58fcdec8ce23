"""The exchange-rate chart: where the printed rate stands, which days fit it, what it refuses."""

import numpy as np
import pytest
from matplotlib.text import Text

from helpers import money
from helpers.charts import exchange_rate, finish
from helpers.money import dollars

PRINTED = "korean-press-2025-12-monthly-pay"


@pytest.fixture
def printed(ledger):
    """Five million won as 3,704 dollars, in a text of December 2025."""
    return money.stated_against_market(ledger, ledger.claims.loc[[PRINTED]])


def test_mark_stands_at_the_implied_rate_and_links_to_the_claim(ledger, printed):
    ax = exchange_rate(printed, ledger=ledger)
    marks = [dot for dot in ax.collections if getattr(dot, "claim_id", "") == PRINTED]
    assert [dot.get_offsets()[0][1] for dot in marks] == pytest.approx([5_000_000 / 3704])
    assert marks[0].get_urls() == [ledger.claims.loc[PRINTED, "url"]]


def test_thick_days_are_those_within_the_margin(ledger, printed):
    ax = exchange_rate(printed, ledger=ledger, within=0.5)
    thick = next(line for line in ax.lines if line.get_linewidth() > 3)
    values = np.asarray(thick.get_ydata(), float)
    values = values[~np.isnan(values)]
    assert len(values) == len(dollars.fitting(ledger, "KRW", 5_000_000 / 3704))
    assert abs(values / (5_000_000 / 3704) - 1).max() <= 0.005


def test_words_say_both_rates(ledger, printed):
    words = " ".join(text.get_text() for text in exchange_rate(printed, ledger=ledger).texts)
    assert "1,350" in words and f"market then: {printed['market'].iloc[0]:,.0f}" in words


def test_words_cover_no_day_of_the_market(ledger, printed):
    ax = exchange_rate(printed, ledger=ledger)
    history = np.column_stack(ax.lines[0].get_data())
    days = ax.transData.transform(history)
    for text in ax.texts:
        text.update_positions(ax.figure._get_renderer())
        box = Text.get_window_extent(text)
        assert not ((days >= box.min) & (days <= box.max)).all(axis=1).any()


def test_finished_chart_names_its_claim(ledger, printed):
    ax = exchange_rate(printed, ledger=ledger)
    assert finish(ax, title="t", subtitle="s", source="s", alt="a").claims == (PRINTED,)
    # A list has an attribute "index" as a frame has, but it is a method.
    assert finish(ax, title="t", subtitle="s", source="s", alt="a", claims=[PRINTED]).claims == (PRINTED,)


def test_two_pairs_are_refused(ledger):
    several = money.stated_against_market(ledger, ledger.claims.loc[["kris-2025-07-22-revenue-total"]])
    with pytest.raises(ValueError, match="JPY per USD, KRW per USD; give conversions of KRW per USD alone"):
        exchange_rate(several, ledger=ledger)
