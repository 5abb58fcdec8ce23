"""Denial, silence, admission, evidence, number: what the official side has said, step by step, on a time axis."""

import pandas as pd
from matplotlib.dates import date2num
from matplotlib.transforms import Bbox

from .. import prose
from . import links, marks, style
from .labels import Label, place

ROWS = ("Denied", "Refused to comment", "Acknowledged, no number given", "Showed its dead", "Gave a number")
_DENIED, _REFUSED, _SILENT, _SHOWED, _COUNTED = ROWS
_SHAPES = {_DENIED: "X", _REFUSED: "_"}
# What was shown needs room for its figures above and below.
_HEIGHT = {_SHOWED: 2.2}
_ROW, _HEAD = 0.36, 0.65  # inches; rows
# Places in a cemetery are laid out for dead or not: they are named, but show nobody.
_THINGS = {
    "killed_shown": "dead",
    "coffins_shown": "coffins",
    "graves_counted": "graves",
    "decorated_posthumously": "decorated",
    "grave_places": "places",
    "killed": "dead",
}
SHOWN = ("killed_shown", "coffins_shown", "graves_counted", "decorated_posthumously")


def steps(data):
    """Which row each claim belongs to.

    Parameters
    ----------
    data : pandas.DataFrame
        Rows of ``ledger.claims``.

    Returns
    -------
    pandas.Series of str
        By claim_id one of `ROWS`; "" for a claim that is no such step (an asserted number, say).
    """
    row = pd.Series("", index=data.index, dtype="str", name="step")
    numbered = data["lower"].notna()
    shown = data["measure"].isin(SHOWN) & numbered
    row[shown] = _SHOWED
    official = (data["camp"] == "official") & ~shown
    row[official & (data["stance"] == "denies")] = _DENIED
    row[official & (data["stance"] == "declines")] = _REFUSED
    row[official & (data["stance"] == "acknowledges") & ~numbered] = _SILENT
    row[official & (data["stance"] == "acknowledges") & numbered] = _COUNTED
    return row


def height(data, title=False):
    """Inches the rows of these claims need, with room for a heading if there is one; see `acknowledgement`."""
    kinds = set(steps(data)) - {""}
    return _ROW * (sum(_HEIGHT.get(kind, 1) for kind in kinds) + 0.2 + _HEAD * title)


def acknowledgement(data, *, first=None, last=None, label=None, title=None, ax=None):
    """Timeline of denial, silence and admission.

    Parameters
    ----------
    data : pandas.DataFrame
        Rows of ``ledger.claims``: statements of the official camp, and any camp's counts of what North Korea has shown
        (portraits, coffins, graves). Other claims are left out.
    first, last : datetime-like, optional
        Ends of the time axis; a month around the claims by default.
    label : dict of str to str, optional
        Words for single claims by claim_id, such as ``{"kim-...": "nine dead"}``; figures are labelled anyhow.
    title : str, optional
        Small heading inside, when the chart is one lane of a larger one.
    ax : matplotlib.axes.Axes, optional

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If no claim is a step.
    """
    row = steps(data)
    data = data[row != ""].sort_values("said_on", kind="stable")
    row = row[data.index]
    if data.empty:
        raise ValueError(
            "no claim here denies, declines, acknowledges or shows anything; give claims of the official camp, or "
            f"counts of {', '.join(SHOWN)}"
        )
    with style.context():
        own = ax is None
        ax = style.axes(ax, height(data) + 0.6)
        margin = pd.Timedelta(days=25)
        style.time_axis(ax, first or data["said_on"].min() - margin, last or data["said_on_last"].max() + margin)
        kinds = [kind for kind in ROWS if (row == kind).any()]
        head = _HEAD if title else 0.0
        heights = [_HEIGHT.get(kind, 1) for kind in kinds]
        levels = [sum(heights[:k]) + tall / 2 for k, tall in enumerate(heights)]
        ax.set_ylim(sum(heights) + 0.1, -0.1 - head)
        ax.set_yticks([])
        ax.xaxis.grid(True, color=style.GRID, linewidth=0.8)
        if own:
            style.fit(ax.figure)
        if title:
            style.heading(ax, title, up=-1)
        for level, tall, kind in zip(levels, heights, kinds, strict=True):
            _row(
                ax,
                level,
                tall,
                kind,
                data[row == kind],
                label or {},
                _until(data, row) if kind == _REFUSED else None,
            )
    return ax


def _until(data, row):
    """The day silence ended: the first admission after the first refusal to say; None if there was none."""
    refused = data["said_on"][row == _REFUSED].min()
    admitted = data["said_on"][(row == _SILENT) & (data["said_on"] > refused)]
    return date2num(admitted.min()) if len(admitted) else None


def _row(ax, level, tall, kind, claims, label, until):
    """One row: its line, its marks, its name where there is most room, figures beside the marks."""
    low, high = ax.get_xlim()
    ax.plot([low, high], [level, level], color=style.GRID, linewidth=0.8, zorder=1)
    places, taken = [], []
    for _, claim in claims.iterrows():
        camp, x = str(claim["camp"]), date2num(marks.middle(claim))
        hollow, faint = kind == _SILENT, not claim["is_origin"]
        tint = style.faint(style.colour(camp)) if faint else style.colour(camp)
        shape = _SHAPES.get(kind, style.marker(camp))
        look = {"facecolors": "white" if hollow else tint, "edgecolors": tint, "linewidths": 0 if shape == "X" else 1.5}
        look = {"facecolors": tint, "linewidths": 3} if shape == "_" else look
        area = marks.SIZE * (0.6 if faint else 1) * (2.5 if shape == "_" else 1)
        dot = ax.scatter([x], [level], s=area, marker=shape, zorder=4 - faint, **look)
        links.tie(dot, claim, marks.words(claim))
        places.append(x)
        centre = ax.transData.transform((x, level))
        taken.append(Bbox([centre - 6, centre + 6]))
    renderer = ax.figure._get_renderer()
    if until:  # silence is drawn as such: a dotted line from the first refusal to the first admission
        ax.plot(
            [min(places), until],
            [level, level],
            color=style.COLOURS["official"],
            linewidth=1.6,
            linestyle=(0, (1, 2.5)),
            zorder=2,
        )
    end = max(*places, until) if until else max(places)
    name = _name(ax, kind, level, min(places), end)
    taken.append(name.get_window_extent(renderer))
    wanted = []
    for x, (claim_id, claim) in zip(places, claims.iterrows(), strict=True):
        text = label.get(claim_id)
        if text is None and kind in (_SHOWED, _COUNTED) and claim["is_origin"]:
            text = f"{prose.figure(claim, units=False)} {thing(claim)}".strip()
        if text:
            wanted.append(
                Label(
                    x,
                    level,
                    marks.cited(claim, text),
                    style.words(str(claim["camp"])),
                    must=claim_id in label,
                    claim=claim_id,
                )
            )
    band = ax.transData.transform([(low, level + tall / 2), (low, level - tall / 2)])[:, 1]
    room = Bbox([[4, min(band) - 1], [ax.figure.bbox.width - 4, max(band) + 1]])
    wanted.sort(key=lambda wish: (not wish.must, -claims.loc[wish.claim, "lower"] if not wish.must else 0))
    place(ax, wanted, taken, room=room, fontsize=style.LABEL - 1)


def _name(ax, kind, level, first, last):
    """A row's name left of its first mark or right of its last, where there is more room; broken where it needs it."""
    renderer, (low, high) = ax.figure._get_renderer(), ax.get_xlim()
    left = first - low > high - last
    ends, inner = ax.transData.transform([(first, level), (last, level)])[:, 0], ax.get_window_extent()
    gap, edge = 10 * ax.figure.dpi / 72, style.PAD / 2 * ax.figure.dpi
    space = ends[0] - edge if left else ax.figure.bbox.width - edge - ends[1]
    look = {"fontsize": style.LABEL, "color": style.INK, "linespacing": 1.0, "zorder": 5, "va": "center"}
    note = ax.annotate(kind, (first if left else last, level), (-10 if left else 10, 0), textcoords="offset points")
    note.set(ha="right" if left else "left", **look)
    note.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.85})
    if note.get_window_extent(renderer).width + gap > min(space, inner.width):
        note.set_text(kind.replace(", ", ",\n", 1))
    return note


def thing(claim):
    """What was counted, as one word: ``graves``. A handful of dead made public was named, not hung up as portraits."""
    if claim["measure"] == "killed_shown" and claim["lower"] < 10:
        return "named"
    return _THINGS.get(str(claim["measure"]), "")
