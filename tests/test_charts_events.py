"""Timeline of events: one row each, in order, with its name and document."""

from itertools import pairwise

import pytest
from matplotlib.dates import date2num

from helpers.charts import finish
from helpers.charts.events import events


@pytest.fixture(scope="module")
def ax(ledger):
    return events(ledger.events, ledger=ledger)


def dots(ax):
    return {
        dot.get_gid().removeprefix("event--"): dot
        for dot in ax.collections
        if (dot.get_gid() or "").startswith("event--")
    }


def test_events_stand_at_their_day_the_earliest_on_top(ax, ledger):
    found = dots(ax)
    order = ledger.events.sort_values(["date", "date_last"], kind="stable")
    assert list(found) == list(order.index)
    heights = [found[event_id].get_offsets()[0][1] for event_id in order.index]
    assert heights == sorted(heights)
    assert ax.yaxis_inverted()
    for event_id, event in order.iterrows():
        assert date2num(event["date"]) <= found[event_id].get_offsets()[0][0] <= date2num(event["date_last"])


def test_every_title_is_written_inside_the_figure_and_overlaps_no_other(ax, ledger):
    assert {text.get_text().replace("\n", " ") for text in ax.texts} == set(ledger.events["title"])
    boxes = [text.get_window_extent(ax.figure._get_renderer()) for text in ax.texts]
    assert all(box.x0 >= 0 and box.x1 <= ax.figure.bbox.width for box in boxes)
    for one, other in pairwise(boxes):
        assert min(one.y1, other.y1) - max(one.y0, other.y0) <= 1 or not one.overlaps(other)


def test_marks_link_to_the_document(ax, ledger):
    for event_id, dot in dots(ax).items():
        assert dot.get_urls() == [ledger.sources["url"][ledger.events["source_id"][event_id]]]


def test_admissions_and_denials_are_bold(ax, ledger):
    bold = {text.get_text().replace("\n", " ") for text in ax.texts if text.get_fontweight() == "bold"}
    assert bold == set(ledger.events["title"][ledger.events["kind"].isin(["denial", "admission"])])


def test_it_can_be_finished(ax, ledger):
    chart = finish(ax, title="What happened", subtitle="events", source="x", alt="y")
    assert chart.claims == ()
    assert chart.svg.count("--event--") == len(ledger.events)


def test_nothing_and_unknown_kinds_are_refused(ledger):
    with pytest.raises(ValueError, match="no events to draw"):
        events(ledger.events.iloc[:0], ledger=ledger)
    with pytest.raises(ValueError, match="unknown kind of event 'wedding'; allowed: admission, arms, ceremony"):
        events(ledger.events, ledger=ledger, bold=["wedding"])
