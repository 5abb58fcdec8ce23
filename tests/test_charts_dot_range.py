"""Dot and range, evidence ladder, contrast: rows, ends, figures beside marks, refusals."""

import pytest

from helpers import select
from helpers.charts import finish, style
from helpers.charts.contrast import UNIT, as_rates, contrast
from helpers.charts.dot_range import dot_range, restate
from helpers.charts.ladder import RUNGS, ladder, rung

NINE, PRINTED = "kim-jong-un-2025-12-12-killed", "rok-ukraine-western-sources-2025-12-13-killed"


@pytest.fixture(scope="module")
def latest(ledger):
    """Each intelligence body's last figure of killed and wounded in the whole force: solid and open."""
    claims = select.select(
        ledger, measure="casualties", camp="intelligence", basis="cumulative", origins=True, numbers=True
    )
    claims = claims[(claims["force_id"] == "nk-troops") & claims["drawn"].isin(["solid", "open"])]
    return claims.sort_values("said_on").drop_duplicates("claimant", keep="last")


def headings(ax):
    return [text.get_text() for text in ax.texts if text.get_fontweight() == "bold"]


def spots(ax):
    """Marker and row of each claim, open ends apart."""
    dots = [dot for dot in ax.collections if hasattr(dot, "claim_id") and dot.get_sizes()[0] < 1000]
    return {dot.claim_id: tuple(dot.get_offsets()[0]) for dot in dots}


def test_rows_come_in_the_order_given_the_first_on_top(latest, ledger):
    ax = dot_range(latest, ledger=ledger)
    found = spots(ax)
    places = [found[claim_id][1] for claim_id in latest.index]
    assert places == sorted(places)
    assert len(set(places)) == len(latest)
    assert ax.yaxis_inverted()
    names = [tick.get_text().replace("\n", " ") for tick in ax.get_yticklabels()]
    assert all(name.startswith(who) for name, who in zip(names, latest["claimant"], strict=True))


def test_marks_stand_at_the_figure_and_floors_point_to_the_right(latest, ledger):
    ax = dot_range(latest, ledger=ledger)
    for claim_id, (x, _) in spots(ax).items():
        claim = latest.loc[claim_id]
        arrows = [a for a in ax.collections if getattr(a, "claim_id", "") == claim_id and a.get_sizes()[0] > 1000]
        assert len(arrows) == (claim["drawn"] == "open")
        assert x in [float(value) for value in claim[["low", "point", "high"]].dropna()]
        assert all(arrow.get_paths()[0].vertices[:, 0].mean() > 0 for arrow in arrows)


def test_figures_stand_beside_their_marks_inside_the_figure(latest, ledger):
    ax = dot_range(latest, ledger=ledger)
    renderer = ax.figure._get_renderer()
    assert len(ax.texts) == len(latest)
    for text in ax.texts:
        box = text.get_window_extent(renderer)
        assert box.x0 >= 0
        assert box.x1 <= ax.figure.bbox.width


def test_names_of_rows_do_not_overlap(latest, ledger):
    ax = dot_range(latest, ledger=ledger)
    boxes = [tick.get_window_extent(ax.figure._get_renderer()) for tick in ax.get_yticklabels()]
    assert not any(a.overlaps(b) for at, a in enumerate(boxes) for b in boxes[at + 1 :])


def test_every_row_links_to_its_document(latest, ledger):
    chart = finish(dot_range(latest, ledger=ledger), title="T", subtitle="s", source="x", alt="a")
    assert set(chart.claims) == set(latest.index)
    for url in latest["url"]:
        assert url.replace("&", "&amp;") in chart.svg


def test_what_cannot_be_drawn_is_named(latest, ledger):
    silent = ledger.claims[ledger.claims["lower"].isna()].iloc[:1]
    with pytest.raises(ValueError, match=f"claim '{silent.index[0]}' has no number"):
        dot_range(silent, ledger=ledger)
    with pytest.raises(ValueError, match="no claims to draw as rows; widen the selection"):
        dot_range(latest.iloc[:0], ledger=ledger)
    with pytest.raises(ValueError, match="'nobody' is not among the claims given"):
        dot_range(latest, ledger=ledger, groups={"One": ["nobody"]})


def test_one_regiment_beside_the_force_is_refused_and_the_reason_given_is_kept(ledger):
    both = ledger.claims.loc[[NINE, PRINTED]]
    with pytest.raises(ValueError, match=r"do not compare: .*bases .cumulative, flow.*force: .*528th"):
        dot_range(both, ledger=ledger)
    assert dot_range(both, ledger=ledger, override="as printed").figure.override == "as printed"


def test_restated_figures_keep_their_claims_and_take_the_hedge_that_fits(latest):
    two = latest.iloc[:2]
    new = restate(two, [1.234, 5], [2.345, float("inf")], "percent")
    assert list(new.index) == list(two.index)
    assert list(new["low"]) == [1.2, 5.0]
    assert list(new["drawn"]) == ["solid", "open"]
    assert list(new["hedge"]) == ["N to M", "at least N"]


def test_rungs_keep_their_order_and_sort_by_figure(ledger):
    shown, said, places = (
        "korea-herald-2025-08-22-killed-shown",
        "nis-2025-04-30-killed",
        "nk-news-2026-01-07-grave-places",
    )
    data = ledger.claims.loc[[PRINTED, NINE, places, "nis-2025-09-02-killed", shown, said]]
    ax = ladder(data, ledger=ledger, override="different things")
    order = sorted(spots(ax), key=lambda claim_id: spots(ax)[claim_id][1])
    assert order == [shown, places, NINE, said, "nis-2025-09-02-killed", PRINTED]
    assert headings(ax) == list(RUNGS)


def test_an_independent_count_is_an_estimate_and_what_repeats_is_none(ledger):
    where = rung(ledger.claims)
    assert where["bbc-2026-09-14-killed"] == where["nis-2025-09-02-killed"] == "Estimated from outside"
    assert set(where[~ledger.claims["is_origin"]]) == {"Printed, repeating another"}


def test_places_in_a_cemetery_are_not_called_dead_or_graves(ledger):
    data = ledger.claims.loc[["nk-news-2026-01-07-grave-places", "nk-news-2026-01-07-graves-counted"]]
    ax = ladder(data, ledger=ledger, override="x")
    texts = [text.get_text() for text in ax.texts]
    assert {"Grave places laid out, filled or not", "at least 412 places", "about 300 graves"} <= set(texts)


def test_a_claim_that_stands_on_no_rung_is_named(ledger):
    claims = ledger.claims
    said = claims[(claims["camp"] == "official") & (claims["stance"] == "asserts") & claims["lower"].notna()]
    said = said[said["is_origin"] & (rung(said) == "")].head(1)
    with pytest.raises(ValueError, match=f"^{said.index[0]}: no rung for what the official side asserts or denies"):
        ladder(said, ledger=ledger)


def test_a_repeat_and_a_claim_seen_only_as_a_citation_say_so(ledger):
    ids = ["nis-2025-03-05-casualties", "hur-2026-06-29-casualties"]
    ax = dot_range(ledger.claims.loc[ids], ledger=ledger, override="x")
    assert [text.get_text() for text in ax.texts] == [
        "about 3,600 (a repeat) (citation only)",
        "more than 7,000 (citation only)",
    ]


def test_contrast_has_the_printed_figures_above_and_rates_below(ledger):
    fair = ledger.claims.loc[[NINE, "nis-2025-04-30-killed"]]
    upper = contrast(ledger.claims.loc[[NINE, PRINTED]], ledger=ledger, fair=fair, override="a regiment and an army")
    above, below = upper.figure.axes
    assert above is upper
    assert set(spots(above)) == {NINE, PRINTED}
    assert headings(above) == ["As printed"]
    assert headings(below) == ["Deaths per 1,000 soldiers and month"]
    assert UNIT in headings(below)[0]
    assert "Dangers differ" in [text.get_text() for text in below.texts]
    rates = as_rates(ledger, fair)
    for claim_id, (x, _) in spots(below).items():
        assert rates["lower"][claim_id] * 0.94 <= x <= rates["upper"][claim_id] * 1.06
    assert upper.figure.override == "a regiment and an army"


def test_contrast_says_what_a_rate_does_not_make_alike(ledger):
    fair = ledger.claims.loc[[NINE, "nis-2025-04-30-killed"]]
    upper = contrast(fair, ledger=ledger, fair=fair, override="x", dangers="mine-clearing beside combat")
    below = upper.figure.axes[1]
    assert "Dangers differ: mine-clearing beside combat" in [text.get_text() for text in below.texts]


def test_headings_of_a_contrast_cover_no_number_of_the_upper_panel(ledger):
    fair = ledger.claims.loc[[NINE, "nis-2025-04-30-killed"]]
    upper, below = contrast(fair, ledger=ledger, fair=fair, override="x").figure.axes
    renderer = upper.figure._get_renderer()
    numbers = [tick.get_window_extent(renderer) for tick in upper.get_xticklabels() if tick.get_text()]
    top = max(text.get_window_extent(renderer).y1 for text in below.texts)
    assert top < min(box.y0 for box in numbers)


def test_contrast_of_several_measures_is_refused(ledger):
    mixed = ledger.claims.loc[[NINE, "nis-2025-04-30-casualties"]]
    with pytest.raises(ValueError, match="rates compare within one measure, got casualties, killed"):
        contrast(mixed, ledger=ledger, fair=mixed, override="x")


def test_words_beside_marks_have_the_darker_colour(latest, ledger):
    ax = dot_range(latest, ledger=ledger)
    assert {text.get_color() for text in ax.texts} == {style.WORDS["intelligence"]}
