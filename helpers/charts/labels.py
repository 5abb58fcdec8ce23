"""Places labels beside marks so that neither they nor the lines to their marks cover anything, where there is room."""

from dataclasses import dataclass

import numpy as np
from matplotlib.transforms import Bbox

from . import style
from .boxes import covered, crossings, within

# Directions tried in turn, as degrees from the right: beside and above first, then the corners, then between these.
_DIRECTIONS = np.radians([0, 180, 90, 270, 45, 135, 315, 225, 22.5, 157.5, 337.5, 202.5, 67.5, 112.5, 292.5, 247.5])
_REACH = 8.0  # points from a mark at which its label needs no line
_DISTANCES = (1, 1.8, 2.6, 3.6, 4.8, 6.2, 7.8, 9.5)
_USUAL = 4.8  # the furthest for a label that need not be
_SHRINK = 4.0  # points that a line ends short of its mark
# What it costs to cover a square pixel of a mark or of a word, and, for a line, a pixel along one or another line.
_MARK, _WORD, _ACROSS, _THROUGH, _CROSS = 4.0, 8.0, 8.0, 60.0, 200.0
# Of free places the better one has a shorter line, and no other mark beside it that it could be taken to belong to.
_LONG, _BESIDE, _CLOSE = 1.0, 0.3, 5.0


@dataclass
class Label:
    """A text that wants to stand near a point.

    Attributes
    ----------
    x, y : float
        Data coordinates of the mark.
    text : str
    colour : str
    must : bool
        Place it even where it covers something; others are left out then.
    bold : bool
    claim : str
        claim_id, so that the label can be shown and hidden with its mark; "" if it belongs to none.
    """

    x: float
    y: float
    text: str
    colour: str = style.INK
    must: bool = False
    bold: bool = False
    claim: str = ""


@dataclass
class _Spot:
    """Where a label goes: its box and line in pixels, what that covers and costs, and whether the line is drawn."""

    covers: float
    cost: float
    box: np.ndarray
    line: np.ndarray
    far: bool


def _places(anchor, width, height, scale, furthest):
    """Every place tried for a label, nearest first: boxes and lines of shape (n, 4), and which need the line."""
    near = [distance for distance in _DISTANCES if distance <= furthest]
    distance, turn = (part.ravel() for part in np.meshgrid(near, _DIRECTIONS, indexing="ij"))
    right, up = np.cos(turn), np.sin(turn)
    # The text's own corner or the middle of its side is what is put there.
    x = anchor[0] + right * _REACH * distance * scale - width * (0.5 - 0.5 * np.round(right))
    y = anchor[1] + up * _REACH * distance * scale - height * (0.5 - 0.5 * np.round(up))
    boxes = np.stack([x - 1, y - 1, x + width + 1, y + height + 1], axis=1)
    near = np.stack([np.clip(anchor[0], x, x + width), np.clip(anchor[1], y, y + height)], axis=1)
    gap = np.maximum(np.hypot(*(near - anchor).T), 1e-9)[:, None]
    lines = np.hstack([near, anchor + (near - anchor) / gap * np.minimum(_SHRINK * scale, gap)])
    return boxes, lines, distance > 1


def _best(anchor, size, scale, furthest, marks, done, room):
    """The best of the places that cover nothing, or the one that covers least."""
    boxes, lines, far = _places(anchor, *size, scale, furthest)
    covers = _MARK * covered(boxes, marks)
    # A line begins in its own mark.
    own = ((marks[:, :2] <= anchor) & (marks[:, 2:] >= anchor)).all(axis=1)
    covers += far * _ACROSS * within(lines, marks[~own]).sum(axis=1)
    if done:
        texts = np.array([spot.box for spot in done])
        covers += _WORD * covered(boxes, texts) + far * _THROUGH * within(lines, texts).sum(axis=1)
    drawn = np.array([spot.line for spot in done if spot.far]).reshape(-1, 4)
    covers += _THROUGH * within(drawn, boxes).sum(axis=0) + far * _CROSS * crossings(lines, drawn)
    out = (boxes[:, :2] < room[:2]).any(axis=1) | (boxes[:, 2:] > room[2:]).any(axis=1)
    area, rim = size[0] * size[1], size[0] + size[1]
    covers += out * 10 * (area - covered(boxes, room[None]) + 4 * rim)
    wide = boxes + np.array([-1, -1, 1, 1]) * _CLOSE * scale
    cost = covers + far * _LONG * np.hypot(*(lines[:, 2:] - lines[:, :2]).T) + _BESIDE * covered(wide, marks[~own])
    free = covers == 0
    best = int(np.argmin(np.where(free, cost, np.inf) if free.any() else cost))
    return _Spot(float(covers[best]), float(cost[best]), boxes[best], lines[best], bool(far[best]))


def _plan(wanted, anchors, sizes, scale, marks, room, most):
    """A spot or None for each label, the first ones placed first unless those that must be placed do better."""
    order, best = list(range(len(wanted))), None
    must = [at for at in order if wanted[at].must]
    rest = [at for at in order if not wanted[at].must]
    for turn in range(5):
        spots, done = {}, []
        for at in order:
            if not wanted[at].must and most is not None and len(done) >= most:
                continue
            furthest = _DISTANCES[-1] if wanted[at].must else _USUAL
            spot = _best(anchors[at], sizes[at], scale, furthest, marks, done, room)
            if spot.covers > 0 and not wanted[at].must:
                continue
            spots[at] = spot
            done.append(spot)
        covers = {at: spot.covers for at, spot in spots.items() if spot.covers > 0}
        score = sum(covers.values()), sum(spots[at].cost for at in must)
        if best is None or score < best[0]:
            best = score, spots
        if not covers:
            break
        # One that found no free place chooses first in another round; the last round goes backwards.
        worst = max(covers, key=lambda at: (covers[at], -at))
        order = [worst, *(at for at in order if at != worst)] if turn < 3 else [*must[::-1], *rest]
    return [best[1].get(at) for at in range(len(wanted))]


def _ticks(ax, renderer):
    """Pixels of the tick labels beside the axes."""
    names = [name for name in ax.get_yticklabels() if name.get_text() and name.get_visible()]
    return [name.get_window_extent(renderer) for name in names]


def place(ax, wanted, taken=(), *, room=None, fontsize=style.LABEL, most=None):
    """Write labels near their marks, the first ones first.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        With its limits and the figure's margins set.
    wanted : iterable of Label
        In order of importance.
    taken : iterable of matplotlib.transforms.Bbox
        Pixels that marks cover; see also `boxes.along`.
    room : matplotlib.transforms.Bbox, optional
        Pixels labels must stay in: by default the axes, and right of them up to the figure's edge.
    fontsize : float
    most : int, optional
        Stop after so many labels; those that must be placed always are.

    Returns
    -------
    list of matplotlib.text.Annotation
        Those placed, in order. A label further off than usual has a thin line to its mark, which crosses another mark,
        label or line only where no place within reach is free.
    """
    fig, wanted = ax.figure, list(wanted)
    renderer, scale = fig._get_renderer(), fig.dpi / 72
    inner = ax.get_window_extent(renderer)
    edge = style.PAD / 2 * fig.dpi
    room = room or Bbox([[inner.x0 + 1, inner.y0 - 2], [fig.bbox.width - edge, inner.y1 + 2]])
    taken = np.array([box.extents for box in [*taken, *_ticks(ax, renderer)]]).reshape(-1, 4)
    anchors = [ax.transData.transform((label.x, label.y)) for label in wanted]
    sizes = [_size(ax, label, fontsize, renderer) for label in wanted]
    spots = _plan(wanted, anchors, sizes, scale, taken, np.array(room.extents), most)
    found = zip(wanted, anchors, spots, strict=True)
    return [_write(ax, label, anchor, spot, scale, fontsize) for label, anchor, spot in found if spot is not None]


def _look(label, fontsize):
    return {"fontsize": fontsize, "fontweight": "bold" if label.bold else "normal", "linespacing": 1.1}


def _size(ax, label, fontsize, renderer):
    probe = ax.text(0, 0, label.text, **_look(label, fontsize))
    size = probe.get_window_extent(renderer)
    probe.remove()
    # Letters are a little wider in print and on a page than on this grid of pixels.
    return 1.03 * size.width, size.height


def _write(ax, label, anchor, spot, scale, fontsize):
    """The text at its spot, with the line from its nearest edge where it stands far from its mark."""
    (x0, y0, x1, y1), line = spot.box, None
    if spot.far:
        start = (spot.line[0] - x0) / (x1 - x0), (spot.line[1] - y0) / (y1 - y0)
        line = {"arrowstyle": "-", "color": style.LEAD, "linewidth": 0.9, "shrinkA": 0, "shrinkB": _SHRINK}
        line["relpos"] = start
    # Held at the side of its mark, so that it cannot grow into it.
    side, x = (
        ("right", x1 - 1) if x1 <= anchor[0] else ("left", x0 + 1) if x0 >= anchor[0] else ("center", (x0 + x1) / 2)
    )
    note = ax.annotate(
        label.text,
        (label.x, label.y),
        xytext=((x - anchor[0]) / scale, ((y0 + y1) / 2 - anchor[1]) / scale),
        textcoords="offset points",
        ha=side,
        va="center",
        multialignment="left",
        color=label.colour,
        zorder=6,
        annotation_clip=False,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.75},
        arrowprops=line,
        **_look(label, fontsize),
    )
    if label.claim:
        for part in (note, note.arrow_patch):
            if part is not None:
                part.set_gid(f"label--{label.claim}")
    return note
