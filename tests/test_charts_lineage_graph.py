"""The family of a figure: rows, links back, boxes for what changed, words inside the picture."""

import re

import pytest

from helpers import lineage
from helpers.charts import finish
from helpers.charts.lineage_graph import lineage_graph

CAST = "uk-mod-2025-06-15-casualties"  # more than 6,000 casualties, retold as losses and as dead


@pytest.fixture(scope="module")
def family(ledger):
    return lineage.family(ledger, CAST)


@pytest.fixture(scope="module")
def ax(family, ledger):
    return lineage_graph(family, ledger=ledger)


def dots(ax):
    return {mark.claim_id: mark for mark in ax.collections if hasattr(mark, "claim_id")}


def rows(ax):
    """Height of each claim's mark."""
    return {claim_id: float(mark.get_offsets()[0][1]) for claim_id, mark in dots(ax).items()}


def boxes(ax, row):
    """Words in boxes on the row of a claim."""
    framed = [text for text in ax.texts if text.get_bbox_patch() and not hasattr(text, "claim_id")]
    return [text.get_text() for text in framed if text.get_position()[1] == row]


def test_every_claim_has_a_row_of_its_own_and_a_link(ax, family):
    assert set(dots(ax)) == set(family.index)
    assert len(set(rows(ax).values())) == len(family)
    assert all(mark.get_urls() == [family["url"][claim_id]] for claim_id, mark in dots(ax).items())


def test_the_origin_is_first_and_largest(ax):
    assert min(rows(ax), key=rows(ax).get) == CAST
    assert max(dots(ax), key=lambda claim_id: dots(ax)[claim_id].get_sizes()[0]) == CAST


def test_each_relay_leads_back_to_what_it_repeats(ax, family):
    links = {line.relay: line for line in ax.lines if hasattr(line, "relay")}
    assert set(links) == set(family.index) - {CAST}
    for claim_id, line in links.items():
        (x, last), (y, _, end) = line.get_xdata()[[0, -1]], line.get_ydata()
        parent = dots(ax)[family["repeats"][claim_id]].get_offsets()[0]
        assert [x, y] == pytest.approx(list(parent))
        assert [last, end] == pytest.approx(list(dots(ax)[claim_id].get_offsets()[0]))


def test_an_inferred_repeat_is_dotted_and_explained(ax, family):
    for line in ax.lines:
        if hasattr(line, "relay"):
            assert line.get_linestyle() == (":" if family["repeats_evidence"][line.relay] == "inferred" else "-")
    assert any("dotted: the repeat is inferred" in text.get_text() for text in ax.texts)


def test_a_changed_relay_says_what_changed_where_it_happened(ax, ledger, family):
    found = lineage.mutations(ledger)
    for claim_id, row in rows(ax).items():
        new = found[(found["relay"] == claim_id) & ~found["inherited"]]["kind"].astype("str")
        shown = [kind for kind in new if kind in ("number", "hedge", "unit", "measure", "force", "claimant")]
        assert boxes(ax, row) == shown
        assert (dots(ax)[claim_id].get_alpha() == 1) == (bool(shown) or claim_id == CAST)


def test_kinds_choose_what_is_boxed(family, ledger):
    ax = lineage_graph(family, ledger=ledger, kinds=["measure"])
    assert {word for row in rows(ax).values() for word in boxes(ax, row)} == {"measure"}


def test_words_stay_in_the_picture_and_apart(ledger):
    tree = lineage.roots(ledger)
    for origin in tree["origin"].value_counts().sort_index().nlargest(3).index:
        ax = lineage_graph(lineage.family(ledger, origin), ledger=ledger)
        texts = [text for text in ax.texts if text.get_text()]
        found = [text.get_window_extent() for text in texts]
        assert all(box.x0 >= 0 and box.x1 <= ax.figure.bbox.width for box in found)
        pairs = [(texts[k], texts[j]) for k, one in enumerate(found) for j in range(k) if one.overlaps(found[j])]
        assert [(one.get_text(), other.get_text()) for one, other in pairs] == []


def test_only_so_many_rows_have_words(family, ledger):
    ax = lineage_graph(family, ledger=ledger, most=4)
    worded = [text.claim_id for text in ax.texts if hasattr(text, "claim_id")]
    assert len(worded) == 4
    assert CAST in worded
    assert set(dots(ax)) == set(family.index)


def test_a_finished_graph_ties_every_row_to_its_claim(ax, family):
    chart = finish(ax, title="One", subtitle="casualties", source="the ledger", alt="A tree.")
    assert set(re.findall(r'data-claim="([^"]+)"', chart.svg)) == set(family.index)


def test_claims_that_are_no_family_are_refused(ledger, family):
    with pytest.raises(ValueError, match=r"no claims to draw; give lineage\.family"):
        lineage_graph(family.head(0), ledger=ledger)
    with pytest.raises(
        ValueError, match=rf"these {len(family) - 1} claims are \d+ families \(.*\); give one, as from lineage\.family"
    ):
        lineage_graph(family.iloc[1:], ledger=ledger)
