"""Boxes and lines in pixels: what covers what, what crosses what; many at once, for placing labels."""

import itertools

import numpy as np
from matplotlib.transforms import Bbox


def along(points, pad=2.0, step=8.0):
    """Boxes along a broken line, short enough that they cover little more than the line itself.

    Parameters
    ----------
    points : array_like of float, shape (n, 2)
        Pixels; a corner that is not a number interrupts the line.
    pad : float
        Pixels on either side.
    step : float
        Longest piece in pixels.

    Returns
    -------
    list of matplotlib.transforms.Bbox
    """
    boxes = []
    for start, end in itertools.pairwise(np.asarray(points, float)):
        if not np.isfinite([start, end]).all():
            continue
        cuts = np.linspace(start, end, 1 + max(1, int(np.ceil(np.abs(end - start).max() / step))))
        boxes += [Bbox([np.minimum(a, b) - pad, np.maximum(a, b) + pad]) for a, b in itertools.pairwise(cuts)]
    return boxes


def covered(boxes, others):
    """Area of each box (x0, y0, x1, y1) that others cover, shape (n,) for shapes (n, 4) and (m, 4)."""
    boxes, others = boxes[:, None], others[None]
    width = np.minimum(boxes[..., 2], others[..., 2]) - np.maximum(boxes[..., 0], others[..., 0])
    height = np.minimum(boxes[..., 3], others[..., 3]) - np.maximum(boxes[..., 1], others[..., 1])
    return (width.clip(0) * height.clip(0)).sum(axis=1)


def within(lines, boxes):
    """Length of each line (x0, y0, x1, y1) that lies in each box, shape (n, m); by Liang and Barsky's clipping."""
    start, step = lines[:, None, :2], lines[:, None, 2:] - lines[:, None, :2]
    step = np.where(step == 0, 1e-9, step)
    one, other = (boxes[None, :, :2] - start) / step, (boxes[None, :, 2:] - start) / step
    enter, leave = np.minimum(one, other).max(axis=2).clip(0), np.maximum(one, other).min(axis=2).clip(max=1)
    return (leave - enter).clip(0) * np.hypot(step[..., 0], step[..., 1])


def crossings(lines, others):
    """How many of the other lines each line crosses, shape (n,)."""

    def side(a, b, c):
        return (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (c[..., 0] - a[..., 0])

    a, b, c, d = lines[:, None, :2], lines[:, None, 2:], others[None, :, :2], others[None, :, 2:]
    return ((side(a, b, c) * side(a, b, d) < 0) & (side(c, d, a) * side(c, d, b) < 0)).sum(axis=1)
