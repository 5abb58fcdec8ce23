"""What was known when, revisions, admissions and denials."""

import dataclasses

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import lineage, vintage

DAYS = st.dates(pd.Timestamp("2023-11-01").date(), pd.Timestamp("2027-01-01").date())


def test_before_the_admission_no_official_had_acknowledged_anything(ledger):
    before, after = (vintage.as_known_on(ledger, day).claims for day in ("2025-04-25", "2025-04-26"))
    assert not ((before["camp"] == "official") & (before["stance"] == "acknowledges")).any()
    assert list(after.index[(after["camp"] == "official") & (after["stance"] == "acknowledges")]) == [
        "russian-general-staff-2025-04-26-deployed"
    ]


def test_a_claim_is_known_by_when_it_was_said_not_by_what_it_describes(ledger):
    recalled = ledger.claims.loc["nis-2025-10-24-wounded"]
    assert recalled["as_of"] < pd.Timestamp("2025-05-01")
    assert "nis-2025-10-24-wounded" not in vintage.as_known_on(ledger, "2025-10-23").claims.index
    assert "nis-2025-10-24-wounded" in vintage.as_known_on(ledger, "2025-10-24").claims.index


def test_a_month_counts_from_its_last_day_and_a_month_asked_is_its_last_day(ledger):
    vague = ledger.claims.index[ledger.claims["said_on_precision"] == "month"]
    lonely = [c for c in vague if c not in set(ledger.claims["repeats"])]
    assert lonely
    last = ledger.claims["said_on_last"][lonely[0]]
    known = vintage.known_from(ledger)
    assert known[lonely[0]] == last
    month = vintage.as_known_on(ledger, f"{last:%Y-%m}").claims
    assert month.index.equals(vintage.as_known_on(ledger, last).claims.index)


def test_events_that_had_not_happened_are_left_out(ledger):
    then = vintage.as_known_on(ledger, "2024-12-31")
    assert (then.events["date"] <= "2024-12-31").all()
    assert len(then.sources) == len(ledger.sources)


@settings(max_examples=30, deadline=None)
@given(first=DAYS, second=DAYS)
def test_knowledge_only_grows_and_its_chains_are_whole(ledger, first, second):
    early, late = (vintage.as_known_on(ledger, str(day)).claims for day in sorted((first, second)))
    assert set(early.index) <= set(late.index)
    assert early.index.equals(ledger.claims.index[ledger.claims.index.isin(early.index)])
    for claims in (early, late):
        assert set(claims["repeats"]) - {""} <= set(claims.index)
        assert lineage.roots(dataclasses.replace(ledger, claims=claims))["origin"].isin(claims.index).all()


def test_the_national_intelligence_service_revised_its_dead_upwards(ledger):
    told = vintage.revisions(ledger, claimant="nis", measure="killed")
    assert list(told["words"]) == ["at least 100 -> about 300", "about 300 -> about 600", "about 600 -> about 2,000"]
    assert list(told["direction"]) == ["up", "up", "up"]
    assert list(told["meets"]) == [True, False, False]
    assert list(told["days"]) == [25, 107, 125]


def test_revisions_are_origins_of_one_body_about_one_thing(ledger):
    told = vintage.revisions(ledger)
    claims = ledger.claims
    before, after = claims.loc[told["before"]], claims.loc[told["after"]]
    assert before["is_origin"].all()
    assert after["is_origin"].all()
    for column in ("claimant_id", "measure", "basis", "unit"):
        assert (before[column].to_numpy() == after[column].to_numpy()).all(), column
    assert (told["days"] > 0).all()
    assert "unnamed-estimates" not in set(told["claimant_id"])


@pytest.mark.parametrize(
    ("fact", "outside", "official", "days"),
    [
        (
            "All North Korean troops there",
            "ukr-intelligence-unnamed-2024-10-15-present",
            "russian-general-staff-2025-04-26-deployed",
            193,
        ),
        (
            "All North Korean troops there, in Kursk region",
            "us-ukraine-officials-2024-10-25-present",
            "russian-general-staff-2025-04-26-deployed",
            183,
        ),
        ("All North Korean troops, killed", "ohman-2024-10-28-killed-first-clash", "putin-2025-04-28-killed", 182),
        ("Combat engineers there", "nis-2025-09-02-arrived", "khinshtein-2025-09-05-arrived", 3),
        (
            "Engineers and builders (third dispatch) to be sent",
            "hur-2025-08-12-deployed-first-batch",
            "shoigu-2025-06-17-deployed-sappers",
            -56,
        ),
    ],
)
def test_lags_from_the_first_outside_claim_to_the_admission(ledger, fact, outside, official, days):
    lags = vintage.lags(ledger).set_index("fact")
    assert (lags.loc[fact, "outside"], lags.loc[fact, "official"], lags.loc[fact, "days"]) == (outside, official, days)


def test_some_facts_were_never_admitted(ledger):
    lags = vintage.lags(ledger).set_index("fact")
    for fact in ("All North Korean troops, killed: a number", "All North Korean troops, captured"):
        assert lags.loc[fact, "official"] == ""
        assert pd.isna(lags.loc[fact, "days"])
    assert lags.loc["528th engineer regiment, killed: a number", "official"] == "kim-jong-un-2025-12-12-killed"
    assert lags.loc["All North Korean troops there", "denied"] >= 2
    assert not (ledger.claims.loc[lags.loc[lags["official"] != "", "official"], "stance"] == "denies").any()


def test_denials_are_answered_by_the_first_admission(ledger):
    told = vintage.denials(ledger)
    assert told["said_on"].is_monotonic_increasing
    assert told.loc["kremlin-2024-10-10-deployed", "answered_by"] == "russian-general-staff-2025-04-26-deployed"
    assert told.loc["kremlin-2024-10-10-deployed", "days"] == 198
    assert told.loc["kremlin-2025-01-31-casualties", "answered_by"] == ""
    assert set(told["stance"]) <= {"denies", "declines", "acknowledges"}
    assert len(vintage.denials(ledger, camp=None)) > len(told)


def test_bad_requests_name_the_choices(ledger):
    with pytest.raises(ValueError, match=r"no claim had been made by 2020-01-01: the first is known from 2023-"):
        vintage.as_known_on(ledger, "2020-01-01")
    with pytest.raises(ValueError, match="'yesterday' is not a date; write YYYY-MM-DD"):
        vintage.as_known_on(ledger, "yesterday")
    with pytest.raises(ValueError, match=r"unknown claimant 'cia'; allowed: .*nis"):
        vintage.revisions(ledger, claimant="cia")
    with pytest.raises(ValueError, match=r"unknown measure 'dead'; allowed: .*killed"):
        vintage.revisions(ledger, measure="dead")
    with pytest.raises(ValueError, match="unknown camp 'western'; allowed: independent, intelligence, official"):
        vintage.denials(ledger, camp="western")
    empty = dataclasses.replace(ledger, claims=ledger.claims.iloc[:0])
    with pytest.raises(ValueError, match="the ledger holds none"):
        vintage.as_known_on(empty, "2025-01-01")
    assert vintage.revisions(empty).empty
    assert vintage.denials(empty).empty
    assert vintage.lags(empty).empty
