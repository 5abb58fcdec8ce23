"""Sums in dollars: market rates, the document's own rate where there is none, days on which a rate was the market's."""

import pytest

from helpers import money
from helpers.charts import dot_range
from helpers.money.dollars import fitting, in_dollars


def test_won_are_turned_at_the_rate_of_the_day_said(ledger):
    claim = ledger.claims.loc[["sisa-journal-source-2024-10-25-monthly-pay"]]
    row = in_dollars(ledger, claim).iloc[0]
    assert row["point"] == pytest.approx(5_000_000 / money.rate(ledger, "KRW", "2024-10-25")[0])
    assert (row["unit"], row["converted"], row["stated"]) == ("USD/month/person", "market", "5 million won")


def test_dollars_stay_as_they_are(ledger):
    claim = ledger.claims.loc[["nis-2024-10-23-monthly-pay"]]
    row = in_dollars(ledger, claim).iloc[0]
    assert (row["lower"], row["upper"], row["converted"], row["stated"]) == (1800, 2200, "", "")


def test_roubles_take_the_rate_their_document_prints(ledger):
    row = in_dollars(ledger, ledger.claims.loc[["korean-press-2024-10-22-monthly-pay-russians"]]).iloc[0]
    assert (row["point"], row["converted"]) == (2080, "own")


def test_roubles_without_a_printed_rate_are_refused(ledger):
    claim = ledger.claims.loc[["korean-press-2024-10-22-monthly-pay-russians"]].assign(stated_equivalent="")
    with pytest.raises(money.NoRate, match="no rouble rate since 2022-03-01; use a conversion a document states"):
        in_dollars(ledger, claim)


def test_what_is_no_money_is_refused(ledger):
    with pytest.raises(ValueError, match="'persons', no sum of money; leave it out"):
        in_dollars(ledger, ledger.claims.loc[["nis-2025-04-30-killed"]])


def test_fitting_days_lie_within_the_margin(ledger):
    found = fitting(ledger, "KRW", 1350, within=0.5)
    assert len(found) and (abs(found / 1350 - 1) <= 0.005).all()
    assert len(fitting(ledger, "KRW", 900)) == 0


def test_currency_without_rates_is_named_with_those_there_are(ledger):
    with pytest.raises(money.NoRate, match=r"no rate for 'RUB': the ECB has set no rouble rate .* rates for: .*KRW"):
        fitting(ledger, "RUB", 90)


def test_chart_prints_the_sum_as_it_was_stated(ledger):
    row = in_dollars(ledger, ledger.claims.loc[["sisa-journal-source-2024-10-25-monthly-pay"]])
    ax = dot_range(row, ledger=ledger, figures=dict(row["stated"]))
    assert [text.get_text() for text in ax.texts] == ["5 million won"]


def test_rows_with_long_names_stand_further_apart(ledger):
    row = ledger.claims.loc[["nis-2024-10-23-monthly-pay"]]
    heights = [
        dot_range(row, ledger=ledger, label={row.index[0]: name}).figure.get_figheight()
        for name in ("NIS", "A name much too long for one line of the chart")
    ]
    assert heights[1] > heights[0]


def test_a_claim_dated_to_a_year_is_named_by_the_year(ledger):
    ax = dot_range(ledger.claims.loc[["inss-2026-revenue-annual"]], ledger=ledger)
    assert [text.get_text() for text in ax.get_yticklabels()] == ["INSS, 2026"]
