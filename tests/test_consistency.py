"""How few claims must be false: hand-worked cases, random ledgers against the plain programme, the shipped ledger."""

import itertools
import types

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from helpers import consistency as c
from helpers import load

SHIPPED = load()


def ledger(*rows, **columns):
    """A ledger of claims (id, measure, force, as-of, lower, upper) with the shipped forces and measures."""
    frame = pd.DataFrame(rows, columns=["claim_id", "measure", "force_id", "day", "lower", "upper"])
    day = frame.pop("day").astype(str).where(frame.index >= 0)
    first = pd.to_datetime(day.where(day.str.len() > 7, day + "-01"))
    last = first.where(day.str.len() > 7, first + pd.offsets.MonthEnd(0))
    claims = frame.assign(
        claimant_id=frame["claim_id"],
        claimant=frame["claim_id"],
        as_of=first,
        as_of_last=last,
        said_on=first,
        said_on_last=last,
        said_on_precision="day",
        repeats="",
        is_origin=True,
        stance="asserts",
        unit="persons",
        basis="cumulative",
        place="front",
        camp="intelligence",
    )
    claims = claims.assign(**{"lower": frame["lower"].astype(float), "upper": frame["upper"].astype(float)} | columns)
    claims["camp"] = pd.Categorical(claims["camp"], ["official", "intelligence", "independent"])
    return types.SimpleNamespace(claims=claims.set_index("claim_id"), forces=SHIPPED.forces, measures=SHIPPED.measures)


def plain(system, value=None):
    """The least number to reject by one mixed-integer programme over every day and series, with a big constant."""
    tied = system.tied
    days = np.unique(np.r_[tied.first, tied.last, tied.day])
    series, count, elements = len(tied.below), len(days), len(system.elements)
    top = 4 * max(tied.lower.max(), tied.upper[np.isfinite(tied.upper)].max(initial=0), value or 0) + 10
    rows, low, high = [], [], []

    def column(s, day):
        return elements + s * count + int(np.searchsorted(days, day))

    def row(terms, least, most):
        rows.append(np.zeros(elements + series * count))
        for at, weight in terms:
            rows[-1][at] += weight
        low.append(least)
        high.append(most)

    for s in range(series):
        for early, late in itertools.pairwise(days):
            row([(column(s, late), 1), (column(s, early), -1)], 0, np.inf)
        for other in np.flatnonzero(tied.below[s]):
            for day in days if other != s else ():
                row([(column(other, day), 1), (column(s, day), -1)], 0, np.inf)
    for whole, parts in tied.sums:
        for day in days:
            row([(column(whole, day), 1), *((column(part, day), -1) for part in parts)], 0, 0)
    for i, element in enumerate(system.element):
        row([(column(tied.of[i], tied.last[i]), 1), (element, top)], tied.lower[i], np.inf)
        if np.isfinite(tied.upper[i]):
            row([(column(tied.of[i], tied.first[i]), 1), (element, -top)], -np.inf, tied.upper[i])
    floor, roof = np.zeros(len(rows[0])), np.r_[np.ones(elements), np.full(series * count, top)]
    if value is not None:
        floor[column(tied.asked, tied.day)] = roof[column(tied.asked, tied.day)] = value
    counted = np.r_[np.ones(elements), np.zeros(series * count)]
    limits = LinearConstraint(np.array(rows), low, high)
    result = milp(counted, integrality=counted, bounds=Bounds(floor, roof), constraints=limits)
    assert result.status == 0, result.message
    return round(result.fun)


SUM = (
    ("killed", "killed", "nk-troops", "2025-01-13", 300, 300),
    ("wounded", "wounded", "nk-troops", "2025-01-13", 2700, 2700),
    ("total", "casualties", "nk-troops", "2025-01-13", 2000, 2900),
)


def test_two_bounds_that_cross_and_the_earlier_said_is_kept():
    two = ledger(
        ("early", "killed", "nk-troops", "2025-01-01", 1000, 1000),
        ("late", "killed", "nk-troops", "2025-02-01", 600, 600),
    )
    verdict = c.largest(c.system(two))
    assert verdict.rejected == ("late",)
    assert repr(verdict) == "1 of 2 claims can all be true together; to reject: late"


def test_a_later_higher_number_is_no_contradiction():
    two = ledger(
        ("a", "killed", "nk-troops", "2025-01-01", 100, 100), ("b", "killed", "nk-troops", "2025-02-01", 600, 600)
    )
    assert c.largest(c.system(two)).rejected == ()


def test_a_part_never_outnumbers_its_whole():
    two = ledger(
        ("part", "killed", "first-wave", "2025-01-01", 1000, 1000),
        ("whole", "killed", "nk-troops", "2025-02-01", 600, 600),
    )
    assert len(c.largest(c.system(two)).rejected) == 1
    other = ledger(
        ("part", "killed", "second-wave", "2025-02-01", 600, 600),
        ("whole", "killed", "first-wave", "2025-01-01", 1000, 1000),
    )
    assert c.largest(c.system(other)).rejected == ()


def test_killed_and_wounded_that_pass_the_casualties_clash_only_as_three():
    system = c.system(ledger(*SUM))
    assert len(c.largest(system).rejected) == 1
    assert set(c.conflict(system, "total").others) == {"killed", "wounded"}
    for left_out in range(3):
        assert c.largest(c.system(ledger(*(row for k, row in enumerate(SUM) if k != left_out)))).rejected == ()


def test_a_claim_about_a_month_may_mean_any_of_its_days():
    day = ("day", "killed", "nk-troops", "2025-01-15", 1000, 1000)
    month = ("month", "killed", "nk-troops", "2025-01", 600, 600)
    assert c.largest(c.system(ledger(day, month))).rejected == ()
    later = ("month", "killed", "nk-troops", "2025-02", 600, 600)
    assert len(c.largest(c.system(ledger(day, later))).rejected) == 1


def test_places_are_parts_unless_told_otherwise():
    rows = (
        ("kursk", "killed", "nk-troops", "2025-01-01", 0, 500),
        ("front", "killed", "nk-troops", "2025-01-01", 900, 900),
    )
    two = ledger(*rows, place=["kursk", "front"])
    assert c.largest(c.system(two)).rejected == ()
    assert len(c.largest(c.system(two, places="one")).rejected) == 1


def test_one_occasion_of_one_claimant_is_one_origin():
    two = ledger(*SUM[:2], ("other", "casualties", "nk-troops", "2025-01-13", 0, 2000), claimant_id=["nis", "nis", "x"])
    assert c.system(two, by="origin").elements == ["nis 2025-01-13", "x 2025-01-13"]
    assert c.largest(c.system(two, by="origin")).kept == ("nis 2025-01-13",)
    assert len(c.system(two).elements) == 3


def test_believing_a_value_rejects_what_excludes_it():
    one = ledger(("a", "killed", "nk-troops", "2025-01-01", 550, 650))
    system = c.system(one)
    assert [len(c.believe(system, x).rejected) for x in (549, 550, 650, 651)] == [1, 0, 0, 1]
    assert c.cost(system, [549, 550, 650, 651]).tolist() == [1, 0, 0, 1]
    assert "To believe 700 killed of All North Korean troops by 2025-01-01, reject 1 of 1 claim" in repr(
        c.believe(system, 700)
    )


def test_what_does_not_enter_is_told_apart():
    rows = [("x", "killed", "nk-troops", "2025-01-01", 1, 1)]
    for column, value, reason in (
        ("basis", "flow", "basis not cumulative"),
        ("unit", "percent_of_casualties", "unit not persons"),
        ("stance", "denies", "stance"),
        ("is_origin", False, "a repeat, not an origin"),
        ("force_id", "units-in-one-action", "force not definite"),
    ):
        assert c.reasons(ledger(*rows, **{column: value})).tolist() == [reason]


def errors():
    one = ledger(("a", "killed", "nk-troops", "2025-01-01", 550, 650))
    return [
        (lambda: c.system(one, by="origins"), "unknown by 'origins'.*allowed: claim, origin, claimant"),
        (lambda: c.system(one, measure="shells"), "unknown measure 'shells'.*deployed"),
        (lambda: c.system(one, force="units-in-one-action"), "unknown force 'units-in-one-action'.*nk-troops"),
        (lambda: c.system(one, on="2024-12"), "'2024-12' lies before the first claim, which is about 2025-01-01"),
        (lambda: c.system(one, one.claims.iloc[:0]), "none of the 0 claims can enter.*nothing selected"),
        (
            lambda: c.system(one, one.claims.assign(basis="flow")),
            "none of the 1 claim can enter.*1 basis not cumulative",
        ),
        (lambda: c.believe(c.system(one), -1), "cannot assume -1.*0 or more"),
        (lambda: c.conflict(c.system(one), "b"), "'b' is not among the 1 that entered.*Like it: a"),
        (lambda: c.conflict(c.system(one, by="origin"), "a"), "built by 'claim', not by 'origin'"),
    ]


@pytest.mark.parametrize("number", range(9))
def test_bad_questions_are_refused_with_the_choices(number):
    ask, message = errors()[number]
    with pytest.raises(ValueError, match=message):
        ask()


number = st.integers(0, 12)
row = st.tuples(
    st.sampled_from(["killed", "wounded", "casualties", "losses", "deployed", "killed_shown"]),
    st.sampled_from(["nk-troops", "combat-troops", "first-wave", "second-wave"]),
    st.sampled_from(["2025-01-05", "2025-01", "2025-02-05", "2025-02", "2025-03-05"]),
    number,
    st.one_of(st.just(np.inf), number),
)


def made(rows):
    return ledger(*((f"c{k:02}", m, f, d, min(a, b), max(a, b)) for k, (m, f, d, a, b) in enumerate(rows)))


ledgers = st.lists(row, min_size=1, max_size=9).map(made)


@settings(max_examples=40, deadline=None)
@given(ledgers, st.sampled_from(["killed", "casualties", "deployed"]), st.integers(0, 14))
def test_the_optimum_is_that_of_the_plain_programme(small, measure, value):
    system = c.system(small, measure=measure)
    assert len(c.largest(system).rejected) == plain(system)
    assert len(c.believe(system, value).rejected) == plain(system, value)
    assert c.cost(c.system(small, measure=measure), [value, 0])[0] == plain(system, value)


@settings(max_examples=12, deadline=None)
@given(ledgers)
def test_what_is_kept_stands_together_and_dropping_a_claim_never_costs_more(small):
    verdict = c.largest(c.system(small))
    if verdict.kept:
        again = c.system(small, small.claims.loc[list(verdict.kept)])
        assert c.largest(again).rejected == ()
    fewer = small.claims.iloc[1:]
    if len(fewer):
        assert len(c.largest(c.system(small, fewer)).rejected) <= len(verdict.rejected)


@settings(max_examples=15, deadline=None)
@given(ledgers)
def test_a_claim_costs_more_to_keep_if_every_smallest_set_rejects_it(small):
    system = c.system(small)
    rejected = c.largest(system).rejected
    if not rejected or len(system.elements) > 9:
        return
    smallest = [
        set(out)
        for out in itertools.combinations(system.elements, len(rejected))
        if c.largest(c.system(small, small.claims.drop(index=list(out)))).rejected == ()
    ]
    assert set(rejected) in smallest
    for element, more in c.spare(system).items():
        assert (more > 0) == all(element in out for out in smallest)


@settings(max_examples=6, deadline=None)
@given(ledgers)
def test_a_conflict_is_one_and_no_smaller_one_is_overlooked(small):
    system = c.system(small)
    for claim_id in system.elements[:2]:
        found = c.conflict(system, claim_id)
        others = list(found.others)
        if others:
            assert c.largest(c.system(small, small.claims.loc[others])).rejected == ()
            assert c.largest(c.system(small, small.claims.loc[[*others, claim_id]])).rejected != ()
        for one in set(system.elements) - {claim_id}:
            clash = c.largest(c.system(small, small.claims.loc[[one, claim_id]])).rejected != ()
            assert clash == (one in found.single)
        if len(others) != 1:
            for two in itertools.combinations([k for k in system.elements if k != claim_id][:4], 2):
                alone = c.largest(c.system(small, small.claims.loc[list(two)])).rejected
                with_it = c.largest(c.system(small, small.claims.loc[[*two, claim_id]])).rejected
                assert alone or not with_it or len(others) == 2


@settings(max_examples=12, deadline=None)
@given(ledgers, st.integers(20, 50))
def test_a_planted_contradiction_is_found(small, height):
    extra = ledger(("zz", "killed", "first-wave", "2025-01-01", height, height))
    roof = ledger(("zy", "deployed", "nk-troops", "2025-04-01", 0, height - 1))
    claims = pd.concat([small.claims, extra.claims, roof.claims])
    both = types.SimpleNamespace(claims=claims, forces=small.forces, measures=small.measures)
    system = c.system(both)
    assert {"zz", "zy"} & set(c.largest(system).rejected)
    assert "zy" in c.conflict(system, "zz").single


def test_ties_do_not_depend_on_the_order_of_the_file():
    claims = SHIPPED.claims
    turned = types.SimpleNamespace(claims=claims[::-1], forces=SHIPPED.forces, measures=SHIPPED.measures)
    assert c.largest(c.system(SHIPPED, by="origin")).rejected == c.largest(c.system(turned, by="origin")).rejected


@pytest.mark.parametrize("by", ["claim", "origin"])
def test_the_shipped_ledger_agrees_with_the_plain_programme(by):
    system = c.system(SHIPPED, by=by, places="one")
    assert len(c.largest(system).rejected) == plain(system)
    assert c.cost(system, [2000]).tolist() == [plain(system, 2000)]


def test_the_profile_of_the_shipped_ledger():
    profile = c.profile(SHIPPED, [600, 2000, 6000], by="origin")
    assert list(profile.columns) == ["value", "camp", "rejected", "entered", "share"]
    table = profile.pivot(index="value", columns="camp", values="rejected")
    assert (table["all"] >= table[["intelligence", "independent", "official"]].sum(axis=1)).all()
    assert (profile["rejected"] <= profile["entered"]).all()
