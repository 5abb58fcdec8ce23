"""The disbelief profile: lines by camp, where it is cheapest, camps without a claim, claims marked on it."""

import pandas as pd
import pytest

from helpers.charts import cheapest, disbelief, finish


def rows(camp, rejected, entered):
    """One camp's part of a profile at 0, 100, 200 ..."""
    share = [number / entered if entered else float("nan") for number in rejected]
    values = [100.0 * place for place in range(len(rejected))]
    return pd.DataFrame({"value": values, "camp": camp, "rejected": rejected, "entered": entered, "share": share})


@pytest.fixture
def profile():
    """Fewest rejected at 300 to 500; nothing from the official camp."""
    return pd.concat(
        [
            rows("all", [9, 7, 5, 3, 3, 3, 4], 12),
            rows("official", [0] * 7, 0),
            rows("intelligence", [7, 6, 4, 2, 2, 2, 2], 9),
            rows("independent", [2, 1, 1, 1, 1, 1, 2], 3),
        ],
        ignore_index=True,
    )


def words(ax):
    return [text.get_text() for text in ax.texts]


def by_camp(ax):
    return {line.camp: line for line in ax.lines if hasattr(line, "camp")}


def test_each_camp_with_a_claim_is_one_line(profile):
    lines = by_camp(disbelief(profile))
    assert list(lines) == ["all", "intelligence", "independent"]
    assert list(lines["intelligence"].get_ydata()) == [7, 6, 4, 2, 2, 2, 2]


def test_camps_differ_in_more_than_colour(profile):
    lines = by_camp(disbelief(profile)).values()
    looks = {
        (line.get_linestyle(), line._dash_pattern[1] and tuple(line._dash_pattern[1]), line.get_marker())
        for line in lines
    }
    assert len(looks) == 3


def test_a_camp_without_a_claim_is_named_and_has_no_line(profile):
    ax = disbelief(profile)
    assert "Official:\nnone entered" in words(ax)
    assert "official" not in by_camp(ax)


def test_the_band_spans_the_values_that_cost_least(profile):
    ax = disbelief(profile)
    (band,) = [line for line in ax.lines if line.get_linewidth() == 8]
    assert list(band.get_xdata()) == [300, 500]
    assert "Fewest false: 3 of 12,\nat about 300 to 500" in words(ax)


def test_a_profile_that_dips_twice_has_two_bands():
    ax = disbelief(rows("all", [5, 2, 2, 4, 2, 4], 6))
    assert [list(line.get_xdata()) for line in ax.lines if line.get_linewidth() == 8] == [[100, 200], [400, 400]]


def test_a_profile_that_never_rises_again_has_no_upper_end():
    assert "Fewest false: 1 of 6,\nfrom about 200 on" in words(disbelief(rows("all", [5, 3, 1, 1, 1], 6)))


def test_caller_and_chart_round_alike():
    profile = rows("all", [9, 5, 3, 3, 3], 12).assign(value=[0.0, 13_567.4, 13_703.1, 13_838.8, 13_974.5])
    assert cheapest(profile) == (13_700, float("inf"))
    assert "Fewest false: 3 of 12,\nfrom about 13,700 on" in words(disbelief(profile))
    profile["rejected"] = [9, 5, 3, 3, 4]
    assert cheapest(profile) == (13_700, 13_800)
    assert "Fewest false: 3 of 12,\nat about 13,700 to 13,800" in words(disbelief(profile))


def test_cheapest_knows_the_camps_of_the_profile(profile):
    assert cheapest(profile, "intelligence") == (300, float("inf"))
    with pytest.raises(ValueError, match="unknown camp 'press' in the disbelief profile; allowed: all, official, "):
        cheapest(profile, "press")


def test_names_at_the_right_do_not_cover_each_other(profile):
    profile.loc[profile["camp"] != "official", "rejected"] = 3
    ax = disbelief(profile)
    names = ("All 12 claims", "9 intelligence and\nother governments", "3 independent", "Official:\nnone entered")
    boxes = [text.get_window_extent() for text in ax.texts if text.get_text() in names]
    assert len(boxes) == 4
    assert not any(one.overlaps(other) for k, one in enumerate(boxes) for other in boxes[:k])


def test_share_runs_in_percent(profile):
    ax = disbelief(profile, y="share")
    assert by_camp(ax)["all"].get_ydata()[0] == pytest.approx(9 / 12)
    assert ax.yaxis.get_major_formatter()(0.5, 0) == "50%"


def test_a_marked_claim_stands_on_the_line_and_is_linked(profile, ledger):
    claims = ledger.claims
    claim = claims[(claims["measure"] == "killed") & (claims["point"] == 300) & claims["is_origin"]].head(1)
    ax = disbelief(profile, claims=claim)
    (dot,) = [artist for artist in ax.collections if hasattr(artist, "claim_id")]
    assert dot.get_offsets().tolist() == [[300, 3]]
    assert dot.get_urls() == [claim["url"].iloc[0]]
    chart = finish(ax, title="One", subtitle="killed", source="the ledger", alt="A line.")
    assert f'data-claim="{claim.index[0]}"' in chart.svg


def test_a_claim_off_the_axis_is_refused(profile, ledger):
    claims = ledger.claims[(ledger.claims["measure"] == "killed") & (ledger.claims["point"] == 2000)].head(1)
    with pytest.raises(
        ValueError, match=rf"{claims.index[0]}: no number between 0 and 600 to mark; leave the claim out"
    ):
        disbelief(profile, claims=claims)


def test_bad_input_is_named_with_the_remedy(profile):
    with pytest.raises(ValueError, match=r"lacks entered, share; give the result of consistency\.profile"):
        disbelief(profile[["value", "camp", "rejected"]])
    with pytest.raises(ValueError, match=r"unknown y='cost' for a disbelief profile; allowed: rejected, share"):
        disbelief(profile, y="cost")
    with pytest.raises(ValueError, match=r"no claim entered the disbelief profile; consistency\.reasons"):
        disbelief(rows("official", [0, 0], 0))


def test_it_draws_on_the_axes_given(profile):
    first = disbelief(profile)
    other = first.figure.add_subplot()
    assert disbelief(profile, ax=other) is other
