"""One claim as a mark: solid, open-ended, hatched; fainter where it repeats another."""

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Bbox

from .. import prose
from ..figure import SILENT
from . import links, style

SIZE = 42
REACH = 19  # points an open end reaches past its mark
LEAST = 7  # points below which an open end is no arrow any more
CUT = 14  # points of the arrow on a bar that ends off the scale
CITED = "(citation only)"
_UP = Path([(0, 0.25), (0, 1), (-0.2, 0.72), (0, 1), (0.2, 0.72)], [1, 2, 1, 2, 2])
_TURN = {
    "up": np.eye(2),
    "down": np.diag([1, -1]),
    "right": np.array([[0, -1], [1, 0]]),
    "left": np.array([[0, 1], [-1, 0]]),
}


def arrow(direction):
    """Marker of an open end, for ``scatter``; direction is up, down, right or left."""
    return Path(_UP.vertices @ _TURN[direction], _UP.codes)


def words(claim):
    """What a mark says: claimant, date and figure, whether it repeats another claim or was seen only as a citation."""
    tail = cited(claim, "" if claim["is_origin"] else " (repeats an earlier claim)")
    measure = str(claim["measure"]).replace("_", " ")
    said = prose.day(claim["said_on"], str(claim["said_on_precision"]))
    if claim["drawn"] == "silent":
        return f"{claim['claimant']}, {said}: {measure}, {SILENT[str(claim['stance'])]}{tail}"
    return f"{claim['claimant']}, {said}: {prose.figure(claim)} {measure}{tail}"


def cited(claim, text, gap=" "):
    """Words about a claim; where its document was seen only as a citation elsewhere, they end by saying so."""
    unseen = str(claim["support"]) == "snippet" and CITED not in text
    return f"{text}{gap}{CITED}" if unseen else text


def middle(claim, column="said_on"):
    """The day at which a claim dated to a day, a month or a year is drawn: the middle of that period."""
    return claim[column] + (claim[f"{column}_last"] - claim[column]) / 2


def value(claim):
    """Where a claim's marker stands: the point, the bound of an open end, or the lower end of a range or a word."""
    if pd.notna(claim["point"]):
        return float(claim["point"])
    return float(claim["upper"] if claim["drawn"] == "open" and claim["lower"] <= 0 else claim["lower"])


def highest(claims):
    """Highest value that the marks of claims reach; an open end and a vague word count where their marker stands.

    Parameters
    ----------
    claims : pandas.DataFrame
        Rows of ``ledger.claims`` with a number.

    Returns
    -------
    float
    """
    stated = claims["upper"][(claims["upper"] < float("inf")) & (claims["drawn"] != "hatched")]
    return float(max([*stated, *(value(claim) for _, claim in claims.iterrows())]))


def off_scale(ax, claim, vertical=True):
    """Whether a vague word's bar reaches beyond the axes, whose limits must be set."""
    return claim["drawn"] == "hatched" and float(claim["upper"]) > max(ax.get_ylim() if vertical else ax.get_xlim())


def draw(ax, claim, at, *, vertical=True, thick=None, faint=None, size=SIZE):
    """Draw one claim with a number; axis limits must be set before.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    claim : pandas.Series
        One row of ``ledger.claims`` with ``lower`` and ``upper``.
    at : float
        Place across the axis of values: a date number, or a row.
    vertical : bool
        Values run upwards (True) or to the right (False).
    thick : float, optional
        Width of a hatched bar in units of ``at``; an 80th of the axis by default.
    faint : bool, optional
        As a relay; by default where the claim is one.
    size : float
        Area of the marker in square points.

    Returns
    -------
    matplotlib.transforms.Bbox
        What the mark covers, in pixels, for placing labels around it.

    Raises
    ------
    ValueError
        If the claim has no number.
    """
    if pd.isna(claim["lower"]):
        raise ValueError(
            f"claim {claim.name!r} has no number and cannot stand on an axis of numbers; leave it out with "
            "select(..., numbers=True) or draw it with acknowledgement()"
        )
    camp = str(claim["camp"])
    faint = not claim["is_origin"] if faint is None else faint
    look = {"zorder": 2.5 if faint else 4 + (camp == "official")}
    size = size * 0.6 if faint else size
    tint, text = style.colour(camp), words(claim)
    tint = style.faint(tint) if faint else tint
    lower, upper, mark = float(claim["lower"]), float(claim["upper"]), value(claim)
    hollow = claim["drawn"] in ("open", "hatched")

    def point(along):
        return (at, along) if vertical else (along, at)

    boxes = []

    def dot(along, shape, area, fill):
        x, y = point(along)
        drawn = ax.scatter([x], [y], s=area, marker=shape, facecolors=fill, edgecolors=tint, linewidths=1.5, **look)
        # A small number's mark would be cut in two by the axis it stands on.
        drawn.set_clip_on(False)
        links.tie(drawn, claim, text)
        centre, half = ax.transData.transform((_float(ax, x), y)), np.sqrt(area) / 2 * ax.figure.dpi / 72
        boxes.append(Bbox([centre - half, centre + half]))

    def bar(first, last, width, shade):
        (line,) = ax.plot(
            *zip(point(first), point(last), strict=True),
            color=tint,
            linewidth=width,
            solid_capstyle="butt",
            alpha=shade,
            zorder=look["zorder"] - 0.5,
        )
        links.tie(line, claim, text)
        ends = ax.transData.transform([(_float(ax, x), y) for x, y in (point(first), point(last))])
        boxes.append(Bbox([ends.min(axis=0) - 2, ends.max(axis=0) + 2]))

    if claim["drawn"] == "open":
        below = claim["lower"] <= 0
        way = ("down" if below else "up") if vertical else ("left" if below else "right")
        centre, scale = ax.transData.transform(_plain(ax, point(mark))), ax.figure.dpi / 72
        inner, down = ax.get_window_extent(), 1 if vertical else 0
        # Nothing is below nought: an arrow that way ends at the axis.
        reach = min(REACH, (centre[down] - (inner.y0 if vertical else inner.x0)) / scale) if below else REACH
        if reach >= LEAST:
            dot(mark, arrow(way), (2 * reach) ** 2, "none")
            boxes.pop()
        reach = max(reach, 0) * scale
        step = {"up": (0, reach), "down": (0, -reach), "right": (reach, 0), "left": (-reach, 0)}[way]
        ends = np.array([centre, centre + step])
        boxes.append(Bbox([ends.min(axis=0) - 4, ends.max(axis=0) + 4]))
    elif claim["drawn"] == "hatched":
        limits = ax.get_xlim() if vertical else ax.get_ylim()
        thick = abs(limits[1] - limits[0]) / 80 if thick is None else thick
        end = _cut(ax, vertical) if off_scale(ax, claim, vertical) else upper
        corner = (at - thick / 2, lower) if vertical else (lower, at - thick / 2)
        sides = (thick, end - lower) if vertical else (end - lower, thick)
        patch = Rectangle(corner, *sides, facecolor="none", edgecolor=tint, hatch="/////", linewidth=0.8, **look)
        links.tie(ax.add_patch(patch), claim, text)
        if end < upper:
            dot(end, arrow("up" if vertical else "right"), (2 * CUT) ** 2, "none")
        boxes.append(Bbox(ax.transData.transform([corner, (corner[0] + sides[0], corner[1] + sides[1])])))
    elif upper > lower:
        stated_range = pd.isna(claim["point"])
        bar(lower, upper, 5 if stated_range else 1.6, 0.55 if stated_range else 1)
        if stated_range:
            dot(upper, style.marker(camp), size * 0.6, tint)
    stated_range = claim["drawn"] == "solid" and pd.isna(claim["point"])
    dot(mark, style.marker(camp), size * (0.6 if stated_range else 1), "white" if hollow else tint)
    return Bbox.union(boxes)


def _float(ax, x):
    return float(ax.xaxis.convert_units(x))


def _plain(ax, point):
    return _float(ax, point[0]), point[1]


def _cut(ax, vertical):
    """Where a bar ends that goes off the scale: an arrow's length inside the axes."""
    inner, back = ax.get_window_extent(), CUT * ax.figure.dpi / 72
    corner = ax.transData.inverted().transform((inner.x1 - back, inner.y1 - back))
    return float(corner[1] if vertical else corner[0])
