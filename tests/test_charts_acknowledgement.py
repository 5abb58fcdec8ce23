"""The official side's lane: which step a statement is, where it stands, how silence is drawn."""

import pandas as pd
import pytest
from matplotlib.dates import date2num
from matplotlib.text import Text

from helpers import select
from helpers.charts.acknowledgement import ROWS, acknowledgement, steps


@pytest.fixture(scope="module")
def said(ledger):
    """What Pyongyang and Moscow said of the troops and the dead, and what was counted of what they showed."""
    own = select.select(ledger, measure=["deployed", "killed", "wounded", "casualties"], camp="official", origins=True)
    shown = select.select(
        ledger, measure=["killed_shown", "coffins_shown", "graves_counted"], origins=True, numbers=True
    )
    return pd.concat([own, shown])


@pytest.fixture(scope="module")
def ax(said):
    return acknowledgement(said)


def spots(ax):
    return {artist.claim_id: artist.get_offsets()[0] for artist in ax.collections if hasattr(artist, "claim_id")}


def extent(note, renderer):
    """Pixels of a label without its line; updated first, for an annotation knows its place only then."""
    note.update_positions(renderer)
    return Text.get_window_extent(note, renderer)


def test_each_statement_is_the_step_its_stance_says(ledger):
    row = steps(ledger.claims)
    assert row["kremlin-2024-10-10-deployed"] == "Denied"
    assert row["putin-2024-10-24-deployed"] == "Refused to comment"
    assert row["wpk-cmc-2025-04-28-killed"] == "Acknowledged, no number given"
    assert row["korea-herald-2025-08-22-killed-shown"] == "Showed its dead"
    assert row["kim-jong-un-2025-12-12-killed"] == "Gave a number"
    assert row["nis-2025-04-30-killed"] == ""


def test_places_in_a_cemetery_show_nobody(ledger):
    assert steps(ledger.claims)["nk-news-2026-01-07-grave-places"] == ""


def test_steps_run_downwards_from_denial_to_number(ax, said):
    row, place = steps(said), spots(ax)
    heights = [{place[claim_id][1] for claim_id in row.index[row == kind]} for kind in ROWS]
    assert all(len(height) == 1 for height in heights)
    order = [height.pop() for height in heights]
    assert order == sorted(order)
    assert ax.yaxis_inverted()


def test_marks_stand_at_the_day_said(ax, said):
    for claim_id, (x, _) in spots(ax).items():
        assert date2num(said["said_on"][claim_id]) <= x <= date2num(said["said_on_last"][claim_id])


def test_silence_is_dotted_until_the_first_admission(ax, said):
    (silence,) = [line for line in ax.lines if line.get_linestyle() not in ("-", "None")]
    row = steps(said)
    assert silence.get_xdata()[1] == date2num(said["said_on"][row == "Acknowledged, no number given"].min())
    assert silence.get_xdata()[0] == pytest.approx(date2num(said["said_on"][row == "Refused to comment"].min()), abs=1)


def test_without_admission_silence_has_no_end(said):
    row = steps(said)
    ax = acknowledgement(said[row.isin(["Denied", "Refused to comment"])])
    assert all(line.get_linestyle() == "-" for line in ax.lines)


def test_admission_without_number_is_hollow_and_a_number_filled(ax, said):
    row = steps(said)
    for artist in ax.collections:
        if row[artist.claim_id] in ("Acknowledged, no number given", "Gave a number"):
            white = artist.get_facecolors()[0][:3].min() == 1
            assert white == (row[artist.claim_id] == "Acknowledged, no number given")


def test_what_was_shown_and_said_is_written_beside_it(ax):
    texts = [text.get_text() for text in ax.texts]
    assert "nine dead" in texts
    assert any(text.endswith("graves") for text in texts)
    assert set(ROWS) <= {text.replace("\n", " ") for text in texts}


def test_words_do_not_overlap(ax):
    boxes = [extent(text, ax.figure._get_renderer()) for text in ax.texts]
    for at, box in enumerate(boxes):
        assert box.x0 >= 0
        assert box.x1 <= ax.figure.bbox.width
        for other in boxes[at + 1 :]:
            assert (
                min(box.x1, other.x1) - max(box.x0, other.x0) <= 1 or min(box.y1, other.y1) - max(box.y0, other.y0) <= 1
            )


def test_nothing_to_draw_says_what_is_wanted(ledger):
    with pytest.raises(
        ValueError, match="no claim here denies, declines, acknowledges or shows anything; give claims of the"
    ):
        acknowledgement(ledger.claims.loc[["nis-2025-04-30-killed"]])
