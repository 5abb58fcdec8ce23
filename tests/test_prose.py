"""Words for numbers, and tables of claims."""

import math

import pandas as pd
import pytest

from helpers import prose
from helpers.tables import claims_table


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (9, "nine"),
        (0, "none"),
        (10, "10"),
        (6000, "6,000"),
        (5_000_000, "5 million"),
        (28.7e12, "28.7 trillion"),
        (9_450_000, "9.45 million"),
        (19.6, "19.6"),
        (math.inf, "any number"),
    ],
)
def test_number(value, words):
    assert prose.number(value) == words


def test_figure_keeps_the_hedge_as_stated(ledger):
    claims = ledger.claims
    assert prose.figure(claims.loc["nis-2025-04-30-killed"]) == "about 600"
    assert prose.figure(claims.loc["uk-mod-2025-06-15-casualties"]) == "more than 6,000"
    assert prose.figure(claims.loc["kim-jong-un-2025-12-12-killed"]) == "nine"
    assert prose.figure(claims.loc["wpk-cmc-2025-04-28-killed"]) == "no number"


def test_every_claim_has_words_without_leftovers(ledger):
    for claim_id, claim in ledger.claims.iterrows():
        words = prose.figure(claim)
        assert words, claim_id
        assert not set(words.split()) & {"N", "M", "nan", "<NA>"}, (claim_id, words)


def test_date_is_written_no_further_than_known(ledger):
    month = ledger.claims[ledger.claims["said_on_precision"] == "month"].iloc[0]
    assert prose.said(month) == f"{month['said_on']:%B %Y}"
    assert prose.day(pd.Timestamp("2025-04-03")) == "3 April 2025"


@pytest.mark.parametrize(
    ("bounds", "words"),
    [((550, 650), "550 to 650"), ((6000, math.inf), "6,000 or more"), ((0, 40), "up to 40"), ((9, 9), "9")],
)
def test_interval(bounds, words):
    assert prose.interval(*bounds) == words


def test_listing_and_plural():
    assert prose.listing(["a", "b", "c"]) == "a, b and c"
    assert prose.plural(1, "claim") == "one claim"
    assert prose.plural(12, "claim") == "12 claims"


def test_link_leads_to_the_document(ledger):
    claim = ledger.claims.loc["nis-2025-04-30-killed"]
    assert prose.link(claim) == f"[about 600]({claim['url']})"


def test_latest_of_nothing_is_refused(ledger):
    with pytest.raises(ValueError, match="widen the selection"):
        prose.latest(ledger.claims.iloc[:0])


def test_table_escapes_what_the_data_holds(ledger):
    claims = ledger.claims.head(2).copy()
    claims.loc[claims.index[0], "scope"] = "<script>alert(1)</script>"
    claims.loc[claims.index[0], "url"] = 'https://example.org/"onmouseover="x'
    shown = claims_table(ledger, claims, "two <claims>")._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert '"onmouseover' not in shown
    assert "<caption>two &lt;claims&gt;</caption>" in shown


def test_table_is_in_order_of_time_with_a_link_a_row(ledger):
    claims = ledger.claims.sample(20, random_state=1)
    table = claims_table(ledger, claims, "a sample")
    assert list(table.frame.index) == list(claims.sort_values(["said_on", "said_on_last"], kind="stable").index)
    assert table._repr_html_().count("<a href=") == 20
    assert "Claimant" in repr(table)


def test_a_column_that_says_the_same_in_every_row_is_left_out(ledger):
    killed = ledger.claims[(ledger.claims["measure"] == "killed") & ledger.claims["is_origin"]].head(3)
    assert list(claims_table(ledger, killed, "dead").frame) == [
        "Said on",
        "Claimant",
        "Figure",
        "Who is counted",
        "Document",
    ]
    assert "Measure" in claims_table(ledger, killed.head(1), "one").frame
    mixed = ledger.claims.groupby("measure", observed=True).head(1).head(3)
    assert "Measure" in claims_table(ledger, mixed, "several").frame


def test_who_said_it_tells_when_the_text_was_never_seen(ledger):
    assert prose.by(ledger.claims.loc["nis-2025-04-30-killed"]) == "(NIS, 30 April 2025)"
    assert prose.by(ledger.claims.loc["hur-2026-06-29-casualties"]).endswith("; seen only as a citation)")
