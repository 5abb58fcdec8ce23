"""Revision paths: a panel per claimant, steps from figure to figure, one measure at a time."""

import re

import pytest

from helpers import vintage
from helpers.charts import finish
from helpers.charts.revisions import revisions


@pytest.fixture(scope="module")
def killed(ledger):
    """The NIS's count of the dead: at least 100, about 300, about 600, about 2,000."""
    return vintage.revisions(ledger, claimant="nis", measure="killed")


@pytest.fixture(scope="module")
def ax(killed, ledger):
    return revisions(killed, ledger=ledger)


@pytest.fixture(scope="module")
def panels(ledger):
    """Every claimant's counts of casualties."""
    return revisions(vintage.revisions(ledger, measure="casualties"), ledger=ledger).figure.axes


def words(ax):
    return [text.get_text() for text in ax.texts]


def lines(ax):
    return [line for line in ax.lines if hasattr(line, "revision")]


def test_steps_run_from_figure_to_figure(ax):
    steps = lines(ax)
    assert [list(line.get_ydata()) for line in steps[::2]] == [[100, 100], [300, 300], [600, 600]]
    assert [list(line.get_ydata()) for line in steps[1::2]] == [[100, 300], [300, 600], [600, 2000]]


def test_every_figure_is_labelled_and_the_last_names_the_claimant(ax):
    assert {"at least 100", "about 300", "about 600", "NIS\nabout 2,000"} <= set(words(ax))


def test_a_group_named_differently_is_a_dotted_rise_and_said(ax, killed, ledger):
    dotted = {line.revision[1] for line in lines(ax) if line.get_linestyle() == ":"}
    assert dotted == set(killed.loc[~killed["same_force"], "after"])
    assert "dotted rise: the group was named differently" in words(ax)
    same = revisions(killed[killed["same_force"]], ledger=ledger)
    assert not any("dotted" in text for text in words(same))


def test_marks_and_steps_are_linked(ax, killed):
    chart = finish(ax, title="One", subtitle="killed", source="the NIS", alt="Steps.")
    every = {*killed["before"], *killed["after"]}
    assert set(chart.claims) == every
    assert set(re.findall(r'data-claim="([^"]+)"', chart.svg)) == every


def test_each_claimant_has_a_panel_and_all_share_their_axes(panels, ledger):
    names = [panel.texts[0].get_text() for panel in panels]
    revised = vintage.revisions(ledger, measure="casualties")["claimant_id"].unique()
    assert sorted(names) == sorted(ledger.claimants["short_name"][revised])
    assert len({(*panel.get_xlim(), *panel.get_ylim()) for panel in panels}) == 1


def test_words_of_a_panel_do_not_cover_each_other(panels):
    for panel in panels:
        boxes = [(text.get_text(), text.get_window_extent()) for text in panel.texts]
        pairs = [(one, other) for k, (one, box) in enumerate(boxes) for other, near in boxes[:k] if box.overlaps(near)]
        assert pairs == []


def test_a_readers_words_replace_the_figure(killed, ledger):
    first = killed["before"].iloc[0]
    assert "a hundred, at first" in words(revisions(killed, ledger=ledger, label={first: "a hundred, at first"}))


def test_what_does_not_compare_is_refused_unless_said_why(ledger):
    data = vintage.revisions(ledger, claimant="nis")
    with pytest.raises(ValueError, match=r"do not compare: different measures \("):
        revisions(data, ledger=ledger)
    assert revisions(data, ledger=ledger, override="to see all paths").figure.override == "to see all paths"


def test_bad_input_is_named_with_the_remedy(ax, killed, ledger):
    with pytest.raises(ValueError, match=r"the revisions lack same_force; give the result of vintage\.revisions"):
        revisions(killed.drop(columns="same_force"), ledger=ledger)
    with pytest.raises(ValueError, match=r"the revisions are empty; give the result of vintage\.revisions"):
        revisions(killed.head(0), ledger=ledger)
    with pytest.raises(ValueError, match=r"one Axes holds the path of one claimant, got .*nis.*; leave out ax"):
        revisions(vintage.revisions(ledger, measure="casualties"), ledger=ledger, ax=ax)
