"""The key of a chart: the camps' markers, and how open, vague and repeated claims are drawn."""

from dataclasses import dataclass

from matplotlib.patches import Rectangle

from . import style
from .marks import REACH, SIZE, arrow

ROW = 0.25  # inches
_START, _WORDS, _GAP = 5, 9, 18  # points: to the first mark, from a mark to its words, and to the next mark
_ARROWS = {"up": "or more", "down": "or fewer"}


@dataclass(frozen=True)
class Entry:
    """One mark with its meaning.

    Attributes
    ----------
    shape : str
        A marker, up or down for an open end, or hatched.
    words : str
    edge, fill : str
        Colours.
    """

    shape: str
    words: str
    edge: str
    fill: str


def rows(camps, *, opens=(), vague=False, cut=False, relays=False):
    """What is to be explained, in as many rows as it needs at the width of a figure.

    Parameters
    ----------
    camps : iterable of str
    opens : iterable of str
        Which ways arrows of open ends point: up, down.
    vague, cut, relays : bool
        Whether there are vague words, bars of theirs that go off the scale, and repeats.

    Returns
    -------
    list of list of Entry
        The camps begin one row, everything else another.
    """
    camps = set(camps)
    who = [
        Entry(style.marker(camp), name, style.colour(camp), style.colour(camp))
        for camp, name in style.CAMPS.items()
        if camp in camps
    ]
    how = [Entry(way, words, style.GREY, "white") for way, words in _ARROWS.items() if way in set(opens)]
    if vague:
        how.append(Entry("hatched", "vague (arrow: off the scale)" if cut else "vague", style.GREY, "white"))
    if relays:
        pale = style.faint(style.GREY)
        how.append(Entry("o", "pale: a repeat", pale, pale))
    return [row for group in (who, how) for row in _wrapped(group)]


def _wrapped(entries):
    """Entries in rows that are no wider than a figure."""
    fig = style.figure()
    renderer, room, found, x = fig._get_renderer(), 72 * (style.WIDTH - 2 * style.PAD), [], _START
    for entry in entries:
        width = fig.text(0, 0, entry.words, fontsize=style.LABEL).get_window_extent(renderer).width * 72 / fig.dpi
        if not found or x + _WORDS + width > room:
            found.append([])
            x = _START
        found[-1].append(entry)
        x += _WORDS + width + _GAP
    return found


def height(rows):
    """Inches that rows of a key need."""
    return ROW * len(rows)


def draw(ax, rows):
    """Draw the key in axes of its own, as wide as a figure and as high as `height` says; their axis is taken off."""
    ax.set_axis_off()
    ax.set_xlim(0, ax.get_window_extent().width / ax.figure.dpi * 72)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    renderer = ax.figure._get_renderer()
    for level, row in enumerate(rows):
        x = _START
        for entry in row:
            _mark(ax, x, level, entry)
            text = ax.text(x + _WORDS, level, entry.words, va="center_baseline", color=style.INK, fontsize=style.LABEL)
            x += _WORDS + text.get_window_extent(renderer).width / ax.figure.dpi * 72 + _GAP


def _mark(ax, x, level, entry):
    if entry.shape == "hatched":
        box = Rectangle((x - 4, level - 0.36), 8, 0.72, facecolor="none", edgecolor=entry.edge, hatch="/////")
        box.set_linewidth(0.8)
        ax.add_patch(box)
        return
    shape, shift = entry.shape, {"up": 0.22, "down": -0.22}.get(entry.shape, 0)
    look = {"edgecolors": entry.edge, "clip_on": False}
    if shift:
        ax.scatter([x], [level + shift], s=(1.3 * REACH) ** 2, marker=arrow(shape), facecolors="none", **look)
        shape = "o"
    ax.scatter([x], [level + shift], s=SIZE, marker=shape, facecolors=entry.fill, linewidths=1.5, **look)
