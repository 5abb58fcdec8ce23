"""Labels beside marks: where they go, which are left out, and what their lines do not cross; and the key."""

import numpy as np
import pytest
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from helpers.charts import key, style
from helpers.charts.boxes import along
from helpers.charts.labels import Label, place


@pytest.fixture
def ax():
    """Axes of 400 by 300 pixels in which data coordinates are pixels."""
    fig = style.figure(4, 6)
    ax = fig.add_axes([1 / 6, 0.125, 4 / 6, 0.75])
    ax.set_xlim(100, 500)
    ax.set_ylim(50, 350)
    return ax


def box(note):
    note.update_positions(note.figure._get_renderer())
    return Text.get_window_extent(note)


def line(note):
    """Pixels along a label's line, or none."""
    if note.arrow_patch is None:
        return np.empty((0, 2))
    note.update_positions(note.figure._get_renderer())
    path = note.arrow_patch.get_path()
    ends = note.arrow_patch.get_transform().transform(path.vertices)[[0, -1]]
    return ends[0] + np.linspace(0, 1, 50)[:, None] * (ends[1] - ends[0])


def inside(points, box):
    return bool(((points > box.min) & (points < box.max)).all(axis=1).any())


def square(x, y, half=5):
    return Bbox([[x - half, y - half], [x + half, y + half]])


def test_a_label_with_room_stands_beside_its_mark_without_a_line(ax):
    (note,) = place(ax, [Label(300, 200, "seven")], [square(300, 200)])
    assert note.arrow_patch is None
    assert box(note).x0 > 305
    assert abs(box(note).y0 + box(note).y1 - 400) < 4


def test_a_label_further_off_has_a_line_that_crosses_no_other_mark(ax):
    ring = [square(300 + 30 * np.cos(turn), 200 + 30 * np.sin(turn), 9) for turn in np.radians(range(0, 300, 30))]
    (note,) = place(ax, [Label(300, 200, "in the middle", must=True)], [square(300, 200), *ring])
    assert len(line(note))
    for other in ring:
        assert not inside(line(note), other)
        assert not box(note).overlaps(other)


def test_lines_cross_neither_other_labels_nor_other_lines(ax):
    spots = [(300, 200), (312, 200), (306, 210), (306, 190)]
    notes = place(ax, [Label(*spot, "a long label", must=True) for spot in spots], [square(*spot) for spot in spots])
    assert len(notes) == 4
    for note in notes:
        for other in notes:
            if note is not other:
                assert not box(note).overlaps(box(other))
                assert not inside(line(note), box(other))


def test_a_label_that_must_stand_displaces_one_placed_before_it(ax):
    # The first alone would take the only gap that the second can reach.
    wall = [Bbox([[100, 50], [280, 350]]), Bbox([[280, 50], [500, 185]]), Bbox([[280, 215], [500, 350]])]
    first, second = Label(470, 200, "one", must=True), Label(290, 200, "the second one", must=True)
    notes = place(ax, [first, second], [*wall, square(470, 200), square(290, 200)])
    assert not box(notes[0]).overlaps(box(notes[1]))


def test_a_label_without_free_room_is_left_out_unless_it_must_stand(ax):
    full = [ax.get_window_extent(), Bbox([[0, 0], [600, 400]])]
    assert place(ax, [Label(300, 200, "left out")], full) == []
    assert [note.get_text() for note in place(ax, [Label(300, 200, "kept", must=True)], full)] == ["kept"]


def test_no_more_labels_than_wanted_but_those_that_must_stand(ax):
    wanted = [Label(x, y, "n", must=x == 440) for x in (150, 250, 350, 440) for y in (100, 300)]
    notes = place(ax, wanted, most=3)
    assert len(notes) == 5
    assert sum(note.xy[0] == 440 for note in notes) == 2


def test_boxes_along_a_line_cover_it_and_little_else():
    boxes = along([(0, 0), (100, 50), (np.nan, 0), (200, 0), (300, 0)], pad=2)
    for share in np.linspace(0, 1, 21):
        point = np.array([[100 * share, 50 * share]])
        assert any(inside(point, one) for one in boxes)
    assert not any(inside(np.array([[150.0, 25.0]]), one) for one in boxes), "the gap is no line"
    assert max(one.height for one in boxes) < 12


def test_the_camps_fit_in_one_row_of_the_key():
    (camps,) = key.rows(style.CAMPS)
    assert [entry.words for entry in camps] == ["Official", "Intelligence and other governments", "Independent"]


def test_the_key_breaks_into_rows_that_fit():
    rows = key.rows(style.CAMPS, opens=["up", "down"], vague=True, cut=True, relays=True)
    fig = style.figure(key.height(rows), style.WIDTH - 2 * style.PAD)
    ax = fig.add_axes([0, 0, 1, 1])
    key.draw(ax, rows)
    assert [text.get_text() for text in ax.texts] == [entry.words for row in rows for entry in row]
    assert all(text.get_window_extent().x1 <= fig.bbox.width for text in ax.texts)
    assert len({text.get_position()[1] for text in ax.texts}) == len(rows)


def test_the_key_explains_only_what_is_drawn():
    assert [entry.words for row in key.rows(["independent"], opens=["down"]) for entry in row] == [
        "Independent",
        "or fewer",
    ]
