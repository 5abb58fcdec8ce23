"""Places labels beside marks so that none covers another label or a mark."""

from dataclasses import dataclass

import numpy as np
from matplotlib.transforms import Bbox

from . import style

# Offsets tried in turn, in points from the mark, with the text's own corner that is put there.
_NEAR = [
    (8, 0, "left", "center"),
    (-8, 0, "right", "center"),
    (0, 8, "center", "bottom"),
    (0, -8, "center", "top"),
    (7, 7, "left", "bottom"),
    (-7, 7, "right", "bottom"),
    (7, -7, "left", "top"),
    (-7, -7, "right", "top"),
]
_DISTANCES = (1, 1.8, 3, 4.5, 6.5, 9)


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
    own : matplotlib.transforms.Bbox or None
        What its own mark covers, in pixels.
    claim : str
        claim_id, so that the label can be shown and hidden with its mark; "" if it belongs to none.
    """

    x: float
    y: float
    text: str
    colour: str = style.INK
    must: bool = False
    bold: bool = False
    own: Bbox | None = None
    claim: str = ""


def _covered(box, others):
    """Area of a box (x0, y0, x1, y1) that others of shape (n, 4) cover."""
    if not len(others):
        return 0.0
    width = np.minimum(box[2], others[:, 2]) - np.maximum(box[0], others[:, 0])
    height = np.minimum(box[3], others[:, 3]) - np.maximum(box[1], others[:, 1])
    return float((width.clip(0) * height.clip(0)).sum())


def _best(anchor, width, height, scale, marks, texts, room):
    """The first place that covers nothing, or the one that covers least: cost, distance, box."""
    best = None
    for distance in _DISTANCES:
        for dx, dy, across, up in _NEAR:
            x = anchor[0] + dx * distance * scale - {"left": 0, "right": width, "center": width / 2}[across]
            y = anchor[1] + dy * distance * scale - {"bottom": 0, "top": height, "center": height / 2}[up]
            box = np.array([x - 1, y - 1, x + width + 1, y + height + 1])
            cost = _covered(box, marks) + 4 * _covered(box, texts)
            if (box[:2] < room[0, :2]).any() or (box[2:] > room[0, 2:]).any():
                cost += 10 * (width * height - _covered(box, room) + 4 * (width + height))
            if cost == 0:
                return cost, distance, box
            if best is None or cost < best[0]:
                best = cost, distance, box
    return best


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
        Pixels that marks cover.
    room : matplotlib.transforms.Bbox, optional
        Pixels labels must stay in: by default the axes, and right of them up to the figure's edge.
    fontsize : float
    most : int, optional
        Stop after so many labels; those that must be placed always are.

    Returns
    -------
    list of matplotlib.text.Annotation
        Those placed, in order. A label further off than usual has a thin line to its mark.
    """
    fig = ax.figure
    renderer, scale = fig._get_renderer(), fig.dpi / 72
    inner = ax.get_window_extent(renderer)
    edge = style.PAD / 2 * fig.dpi
    room = room or Bbox([[inner.x0 + 1, inner.y0 - 2], [fig.bbox.width - edge, inner.y1 + 2]])
    room = np.array([room.extents])
    taken, texts = np.array([box.extents for box in [*taken, *_ticks(ax, renderer)]]), []
    placed = []
    for label in wanted:
        if most is not None and len(placed) >= most and not label.must:
            continue
        probe = ax.text(
            0, 0, label.text, fontsize=fontsize, fontweight="bold" if label.bold else "normal", linespacing=1.1
        )
        size = probe.get_window_extent(renderer)
        probe.remove()
        width, height = size.width, size.height
        anchor = ax.transData.transform((label.x, label.y))
        cost, distance, box = _best(anchor, width, height, scale, taken, np.array(texts), room)
        if cost > 0 and not label.must:
            continue
        texts.append(box)
        far = distance > 1
        note = ax.annotate(
            label.text,
            (label.x, label.y),
            xytext=((box[0] + 1 - anchor[0]) / scale, (box[1] + 1 + height / 2 - anchor[1]) / scale),
            textcoords="offset points",
            ha="left",
            va="center",
            fontsize=fontsize,
            fontweight="bold" if label.bold else "normal",
            color=label.colour,
            linespacing=1.1,
            zorder=6,
            annotation_clip=False,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.75},
            arrowprops={"arrowstyle": "-", "color": style.PALE, "linewidth": 0.8, "shrinkA": 1, "shrinkB": 4}
            if far
            else None,
        )
        if label.claim:
            for part in (note, note.arrow_patch):
                if part is not None:
                    part.set_gid(f"label--{label.claim}")
        placed.append(note)
    return placed
