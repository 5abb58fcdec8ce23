"""Claims over time: where marks stand, how open, vague and repeated claims are drawn, what is labelled and refused."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.dates import date2num
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from helpers import select
from helpers.charts import marks, style
from helpers.charts.claims_over_time import claims_over_time


@pytest.fixture(scope="module")
def dead(ledger):
    """All claims of the dead of the whole force, repeats included."""
    claims = select.select(ledger, measure="killed", basis="cumulative", numbers=True, force="nk-troops", parts=True)
    return claims[(claims["unit"] == "persons") & (claims["place"] != "eastern_russia")]


@pytest.fixture(scope="module")
def drawn(dead, ledger):
    return claims_over_time(dead, ledger=ledger, override="for the test")


def parts(ax, claim_id):
    """Artists that stand for a claim."""
    return [artist for artist in ax.get_children() if getattr(artist, "claim_id", None) == claim_id]


def dots(ax, claim_id):
    """Its markers, open ends apart."""
    return [part for part in parts(ax, claim_id) if hasattr(part, "get_offsets") and part.get_sizes()[0] < 500]


def extent(note, renderer):
    """Pixels of a label without its line; updated first, for an annotation knows its place only then."""
    note.update_positions(renderer)
    return Text.get_window_extent(note, renderer)


def arrows(ax, claim_id, least=1000):
    return [part for part in parts(ax, claim_id) if hasattr(part, "get_offsets") and part.get_sizes()[0] > least]


def test_every_claim_stands_at_its_day_and_figure(drawn, dead):
    for claim_id, claim in dead.iterrows():
        (dot, *_) = dots(drawn, claim_id)
        x, y = dot.get_offsets()[0]
        assert date2num(claim["said_on"]) <= x <= date2num(claim["said_on_last"])
        stated = [float(value) for value in claim[["low", "point", "high"]] if pd.notna(value)] or [claim["lower"]]
        assert y in stated


def test_open_ended_claims_are_hollow_with_an_arrow_the_right_way(drawn, dead):
    opened = dead[dead["drawn"] == "open"]
    assert {True, False} == set(opened["lower"] <= 0), "the selection needs floors and ceilings"
    for claim_id, claim in opened.iterrows():
        (arrow,) = arrows(drawn, claim_id)
        way = arrow.get_paths()[0].vertices[:, 1].mean()
        assert (way < 0) == (claim["lower"] <= 0)
        assert np.allclose(dots(drawn, claim_id)[0].get_facecolors(), 1), "white inside"


def test_claims_without_open_end_have_no_arrow_and_are_filled(drawn, dead):
    for claim_id in dead.index[dead["drawn"] == "solid"]:
        assert not arrows(drawn, claim_id)
        assert not np.allclose(dots(drawn, claim_id)[0].get_facecolors()[0][:3], 1)


def test_vague_claims_are_hatched_over_their_interval(drawn, dead):
    vague = dead[dead["drawn"] == "hatched"]
    assert len(vague)
    for claim_id, claim in vague.iterrows():
        (box,) = [part for part in parts(drawn, claim_id) if isinstance(part, Rectangle)]
        assert box.get_hatch()
        assert box.get_y() == claim["lower"]
        end, top = box.get_y() + box.get_height(), drawn.get_ylim()[1]
        if claim["upper"] > top:
            # Off the scale: the bar ends inside the panel, with an arrow on it.
            assert end < top
            assert arrows(drawn, claim_id, 500)
        else:
            assert end == pytest.approx(claim["upper"])
            assert not arrows(drawn, claim_id, 500)
    assert (vague["upper"] > drawn.get_ylim()[1]).any(), "the selection needs one off the scale"
    assert any(text.get_text() == "vague (arrow: off the scale)" for text in drawn.figure.axes[0].texts)


def test_repeats_are_paler_smaller_and_below(drawn, dead):
    for camp in dead["camp"].unique():
        looks = {}
        for claim_id in dead.index[(dead["camp"] == camp) & (dead["drawn"] == "solid")]:
            dot = dots(drawn, claim_id)[0]
            looks.setdefault(bool(dead["is_origin"][claim_id]), []).append(
                (dot.get_edgecolors()[0][:3].sum(), dot.get_sizes()[0], dot.get_zorder())
            )
        if len(looks) == 2:
            (light, small, low), (dark, large, high) = looks[False][0], looks[True][0]
            assert light > dark
            assert small < large
            assert low < high


def test_camps_differ_by_colour_and_shape(drawn, dead):
    seen = {}
    for claim_id in dead.index[dead["is_origin"] & dead["drawn"].isin(["solid"])]:
        dot = dots(drawn, claim_id)[0]
        camp = dead["camp"][claim_id]
        seen.setdefault(camp, set()).add((len(dot.get_paths()[0].vertices), tuple(dot.get_edgecolors()[0])))
    assert len(seen) > 1
    assert len({shape for looks in seen.values() for shape, _ in looks}) == len(seen)
    assert len({tint for looks in seen.values() for _, tint in looks}) == len(seen)


def test_labels_overlap_neither_each_other_nor_the_axis(dead, ledger):
    asked = ["nis-2025-01-13-killed", "nis-2025-04-30-killed", "nis-2025-09-02-killed"]
    ax = claims_over_time(dead, ledger=ledger, override="for the test", label=asked, labels=8)
    renderer = ax.figure._get_renderer()
    notes = [text for text in ax.texts if "\n" in text.get_text()]
    assert len(notes) >= 4
    boxes = [extent(note, renderer) for note in notes]
    ticks = [tick.get_window_extent(renderer) for tick in ax.get_yticklabels() if tick.get_text()]
    for at, box in enumerate(boxes):
        assert box.x0 >= 0
        assert box.x1 <= ax.figure.bbox.width
        for other in [*boxes[at + 1 :], *ticks]:
            assert (
                min(box.x1, other.x1) - max(box.x0, other.x0) <= 1 or min(box.y1, other.y1) - max(box.y0, other.y0) <= 1
            )


def test_a_claim_asked_for_is_labelled_in_the_words_given(dead, ledger):
    ax = claims_over_time(dead, ledger=ledger, override="x", label={"nis-2025-09-02-killed": "Seoul’s last"}, labels=1)
    assert "Seoul’s last" in [text.get_text() for text in ax.texts]


def label_of(ax, claim_id):
    (note,) = [text for text in ax.texts if text.get_gid() == f"label--{claim_id}"]
    return note.get_text().replace("\n", " ")


def test_a_repeat_asked_for_is_labelled_with_who_printed_it(dead, ledger):
    relay = "rok-ukraine-western-sources-2025-12-13-killed"
    ax = claims_over_time(dead, ledger=ledger, override="x", label=[relay, "zelensky-2025-01-21-killed"], labels=2)
    assert label_of(ax, relay) == "24 Kanal more than 6,000"
    assert label_of(ax, "zelensky-2025-01-21-killed") == "Zelensky 4,000", "he repeats himself"


def test_a_claim_seen_only_as_a_citation_says_so_in_label_and_tooltip(ledger):
    unseen = "hur-2026-06-29-casualties"
    both = ledger.claims.loc[["nis-2026-02-12-casualties", unseen]]
    for label in ([unseen], {unseen: "Kyiv's last"}):
        ax = claims_over_time(both, ledger=ledger, override="x", label=label)
        assert label_of(ax, unseen).endswith(" (citation only)")
    assert all(part.claim_words.endswith(" (citation only)") for part in parts(ax, unseen))
    assert not any("citation" in part.claim_words for part in parts(ax, "nis-2026-02-12-casualties"))


def test_numbers_and_headings_of_two_panels_do_not_touch(ledger):
    both = select.select(ledger, measure=["killed", "casualties"], basis="cumulative", numbers=True, force="nk-troops")
    both = both[both["unit"] == "persons"]
    fig = claims_over_time(both, ledger=ledger, override="x", top={"killed": 10_000, "casualties": 10_000}).figure
    renderer = fig._get_renderer()
    upper, lower = (ax for ax in fig.axes if ax.axison)
    above = [tick.get_window_extent(renderer) for tick in upper.get_yticklabels() if tick.get_text()]
    below = [tick.get_window_extent(renderer) for tick in lower.get_yticklabels() if tick.get_text()]
    below += [text.get_window_extent(renderer) for text in lower.texts if text.get_fontweight() == "bold"]
    assert min(box.y0 for box in above) > max(box.y1 for box in below[:-1])
    assert not any(one.overlaps(other) for one in above for other in below)


def test_an_open_end_downwards_stays_above_nought(ledger):
    low = select.select(ledger, measure="killed", numbers=True)
    low = low[(low["drawn"] == "open") & (low["lower"] <= 0)]
    ax = style.figure().add_subplot()
    ax.set_ylim(0, 100 * low["upper"].max())
    ax.set_xlim(0, 1)
    for _, claim in low.iterrows():
        assert marks.draw(ax, claim, 0.5).y0 > ax.get_window_extent().y0 - 8
        assert not arrows(ax, claim.name)


def test_each_measure_has_its_panel_named_and_on_the_same_time_axis(ledger):
    both = select.select(ledger, measure=["killed", "casualties"], basis="cumulative", numbers=True, force="nk-troops")
    both = both[both["unit"] == "persons"]
    fig = claims_over_time(both, ledger=ledger, override="x").figure
    panels = [ax for ax in fig.axes if ax.axison]
    headings = [text.get_text() for ax in panels for text in ax.texts if text.get_fontweight() == "bold"]
    assert {"Killed", "Killed and wounded"} <= set(headings)
    assert len({panel.get_xlim() for panel in panels}) == 1


def test_events_are_lines_through_all_panels_with_their_names_apart(dead, ledger):
    events = ledger.events.loc[["2024-12-14-assaults", "2025-04-28-kcna-admission", "2025-08-21-first-awards"]]
    fig = claims_over_time(dead, ledger=ledger, events=events, override="x").figure
    names = [text for ax in fig.axes for text in ax.texts if hasattr(text, "event_id")]
    assert [name.event_id for name in names] == list(events.index)
    (panel,) = [ax for ax in fig.axes if ax.axison]
    upright = {line.get_xdata()[0] for line in panel.lines if line.get_xdata()[0] == line.get_xdata()[-1]}
    assert set(date2num(events["date"])) <= upright
    boxes = [name.get_window_extent(fig._get_renderer()) for name in names]
    assert not any(a.overlaps(b) for at, a in enumerate(boxes) for b in boxes[at + 1 :])


def test_the_official_side_is_a_lane_on_the_same_time_axis(dead, ledger):
    said = select.select(ledger, measure=["deployed", "killed"], camp="official", origins=True, force="nk-troops")
    fig = claims_over_time(dead, ledger=ledger, official=said, override="x").figure
    panel, lane = (ax for ax in fig.axes if ax.axison)
    assert panel.get_xlim() == lane.get_xlim()
    assert lane.get_position().y1 <= panel.get_position().y0
    names = {text.get_text().replace("\n", " ") for text in lane.texts}
    assert {"Denied", "Refused to comment", "Acknowledged, no number given"} <= names


def test_incomparable_claims_are_refused_with_the_reasons(dead, ledger):
    mixed = pd.concat([dead, ledger.claims.loc[["kim-jong-un-2025-12-12-killed"]]])
    with pytest.raises(ValueError, match=r"do not compare: .*different bases .cumulative, flow.*override="):
        claims_over_time(mixed, ledger=ledger)
    with pytest.raises(ValueError, match="do not compare"):
        claims_over_time(mixed, ledger=ledger, override=" ")
    assert claims_over_time(mixed, ledger=ledger, override="as papers do").figure.override == "as papers do"


def test_a_force_and_a_small_part_of_it_are_refused(ledger):
    claims = ledger.claims
    whole = claims[(claims["measure"] == "deployed") & (claims["force_id"] == "nk-troops") & claims["lower"].notna()]
    whole = whole[(whole["basis"] == "cumulative") & (whole["place"] == "russia")]
    part = claims[
        (claims["measure"] == "deployed") & (claims["force_id"] == "combat-engineers") & claims["lower"].notna()
    ]
    part = part[part["basis"] == "cumulative"]
    with pytest.raises(ValueError, match="force: "):
        claims_over_time(pd.concat([whole, part]), ledger=ledger)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda claims: claims.iloc[:0], "no claims to draw over time"),
        (lambda claims: claims.assign(lower=np.nan), "have no number and cannot be drawn over time"),
    ],
)
def test_claims_that_cannot_be_drawn_are_named(dead, ledger, spoil, message):
    with pytest.raises(ValueError, match=message):
        claims_over_time(spoil(dead), ledger=ledger)


def test_unknown_dates_and_tops_that_hide_figures_are_refused(dead, ledger):
    with pytest.raises(ValueError, match="unknown date 'printed_on' for the time axis; allowed: said_on, as_of"):
        claims_over_time(dead, ledger=ledger, date="printed_on")
    with pytest.raises(ValueError, match="top=500 would hide a figure of"):
        claims_over_time(dead, ledger=ledger, top=500, override="x")


def test_it_draws_on_axes_of_the_reader(dead, ledger):
    ax = style.figure().add_subplot()
    assert claims_over_time(dead, ledger=ledger, override="x", ax=ax) is ax
    said = ledger.claims[ledger.claims["stance"] == "denies"]
    with pytest.raises(ValueError, match="one Axes holds one measure and no lane"):
        claims_over_time(dead, ledger=ledger, official=said, override="x", ax=ax)


def test_a_claim_without_number_is_no_mark_on_an_axis_of_numbers(ledger):
    silent = ledger.claims[ledger.claims["lower"].isna()].iloc[0]
    with pytest.raises(ValueError, match="has no number and cannot stand on an axis of numbers"):
        marks.draw(style.axes(), silent, 0)
