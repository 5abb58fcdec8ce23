"""Disbelief profile: how many claims must be false if a head count were so high; all together, and camp by camp."""

import itertools

import numpy as np
from matplotlib.transforms import Bbox

from .. import prose
from . import links, marks, style
from .labels import Label, place

COLUMNS = ("value", "camp", "rejected", "entered", "share")
_DASHES = {"all": "-", "official": ":", "intelligence": (0, (6, 2)), "independent": (0, (2, 1.5))}
_AXIS = {"rejected": "{} that must be false", "share": "Share of {} that must be false"}


def disbelief(data, *, y="rejected", claims=None, label=None, what="claims", xlabel="If the true number were", ax=None):
    """What each value would have the reader disbelieve.

    Parameters
    ----------
    data : pandas.DataFrame
        As from `helpers.consistency.profile`: one row for each value and camp ("all" or a camp), columns value, camp,
        rejected, entered, share.
    y : str
        ``rejected``, the number of claims (or origins, or claimants), or ``share`` of those that entered.
    claims : pandas.DataFrame, optional
        Rows of ``ledger.claims`` to mark on the line of all claims, at the value they state; a handful.
    label : dict of str to str, optional
        Words for marked claims by claim_id; claimant and figure by default.
    what : str
        What was counted when rejecting: claims, origins or claimants.
    xlabel : str
        What is assumed, such as "If the number killed were".
    ax : matplotlib.axes.Axes, optional

    Returns
    -------
    matplotlib.axes.Axes
        A pale band on the line of all claims shows where disbelieving costs least. A camp that made no claim
        of the kind is named, for a line at nought would say that it agrees with everything.

    Raises
    ------
    ValueError
        If a column is missing, y is unknown, there is nothing to draw, or a marked claim has no number on the axis.
    """
    _check(data, y, claims)
    with style.context():
        ax = style.axes(ax, 3.5)
        camps = [camp for camp in ("all", *style.CAMPS) if (data["camp"] == camp).any()]
        drawn = [camp for camp in camps if (data.loc[data["camp"] == camp, "entered"] > 0).any()]
        lines = {camp: data[data["camp"] == camp].sort_values("value") for camp in drawn}
        _axes(ax, data, lines, y, what, xlabel)
        absent = [camp for camp in camps if camp not in drawn]
        for camp, rows in lines.items():
            _line(ax, camp, rows, y)
        taken = _ends(ax, lines, y, absent, what)
        taken += _least(ax, next(iter(lines)), lines, y)
        if claims is not None:
            _claims(ax, lines, y, claims, label or {}, taken)
    return ax


def _check(data, y, claims):
    missing = [column for column in COLUMNS if column not in data]
    if missing:
        raise ValueError(
            f"the disbelief profile lacks {', '.join(missing)}; give the result of consistency.profile(ledger)"
        )
    if y not in _AXIS:
        raise ValueError(f"unknown y={y!r} for a disbelief profile; allowed: {', '.join(_AXIS)}")
    if not (data["entered"] > 0).any():
        raise ValueError("no claim entered the disbelief profile; consistency.reasons(ledger) says why")
    if claims is not None:
        values = claims.apply(marks.value, axis=1) if len(claims) else claims["lower"]
        out = claims.index[~values.between(data["value"].min(), data["value"].max())]
        if len(out):
            raise ValueError(
                f"{', '.join(out[:5])}: no number between {data['value'].min():,.0f} and {data['value'].max():,.0f} "
                "to mark; leave the claim out, or give consistency.profile values that reach it"
            )


def _ink(camp):
    return style.INK if camp == "all" else style.words(camp)


def _look(camp):
    return (style.INK, None) if camp == "all" else (style.colour(camp), style.marker(camp))


def _axes(ax, data, lines, y, what, xlabel):
    ax.set_xlim(data["value"].min(), data["value"].max())
    ax.set_ylim(0, 1.04 * max(rows[y].max() for rows in lines.values()) or 1)
    style.count_axis(ax.xaxis, 4)
    ax.xaxis.grid(False)
    ax.tick_params(axis="x", length=4)
    style.count_axis(ax.yaxis, 4)
    if y == "share":
        ax.yaxis.set_major_formatter(lambda value, _: f"{100 * value:.0f}%")
    ax.set_xlabel(xlabel, color=style.INK, fontsize=style.LABEL)
    heading = _AXIS[y].format(what)
    style.heading(ax, heading[:1].upper() + heading[1:], up=4, fontweight="normal", color=style.GREY)
    if len(ax.figure.axes) == 1:
        style.fit(ax.figure, right=1.46)


def _line(ax, camp, rows, y):
    tint, shape = _look(camp)
    # The markers tell the camps apart in black and white; on every point they would hide the line.
    (line,) = ax.plot(
        rows["value"],
        rows[y],
        color=tint,
        linestyle=_DASHES[camp],
        linewidth=2.6 if camp == "all" else 1.8,
        drawstyle="steps-mid",
        marker=shape,
        markersize=6,
        markevery=max(1, len(rows) // 6),
        zorder=3 + (camp == "all"),
        clip_on=False,
    )
    line.camp = camp


def _ends(ax, lines, y, absent, what):
    """Each line's name at its right end, pushed apart where ends are close; camps without a line at the foot."""
    renderer, scale = ax.figure._get_renderer(), ax.figure.dpi / 72
    wanted = []
    for camp, rows in lines.items():
        entered = int(rows["entered"].iloc[-1])
        text = f"All {entered} {what}" if camp == "all" else f"{entered} {camp}"
        wanted.append((rows[y].iloc[-1], text, _ink(camp), camp == "all"))
    wanted += [(0, f"no {camp}", _ink(camp), False) for camp in absent]
    wanted.sort(key=lambda item: (item[0], item[3]))
    notes = [
        ax.annotate(
            text,
            (ax.get_xlim()[1], end),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            fontsize=style.LABEL,
            color=tint,
            fontweight="bold" if bold else "normal",
            annotation_clip=False,
        )
        for end, text, tint, bold in wanted
    ]
    boxes, floor = [], -np.inf
    for note in notes:
        box = note.get_window_extent(renderer)
        lift = max(0, floor - box.y0)
        note.xyann = (8, lift / scale)
        boxes.append(box.translated(0, lift))
        floor = boxes[-1].y1 + 1
    return boxes


def _least(ax, camp, lines, y):
    """Where the first line is lowest: the values that ask for the least disbelief."""
    rows = lines[camp]
    values, least = rows["value"].to_numpy(float), rows["rejected"].min()
    cheap = np.flatnonzero(rows["rejected"] == least)
    # Only what hangs together is a span; a profile may dip twice.
    spans = [values[run[[0, -1]]] for run in np.split(cheap, np.flatnonzero(np.diff(cheap) > 1) + 1)]
    height = rows[y].min()
    for span in spans:
        ax.plot(span, [height, height], color=_look(camp)[0], linewidth=8, alpha=0.22, zorder=2, solid_capstyle="butt")
    first, last = max(spans, key=lambda span: span[1] - span[0])
    # The values are a grid: the ends of the span lie somewhere between two of them.
    ends = [style.number(float(f"{end:.2g}")) for end in (first, last)]
    where = f"at about {ends[0]} to {ends[1]}" if first < last else f"at about {ends[0]}"
    if first > values[0] and last == values[-1]:
        where = f"from about {ends[0]} on"
    text = f"Fewest false: {int(least)} of {int(rows['entered'].iloc[0])},\n{where}"
    middle = (first + last) / 2
    note = ax.annotate(
        text,
        (middle, height),
        xytext=(0, 9),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=style.LABEL,
        color=style.INK,
        linespacing=1.1,
    )
    inner, scale = ax.get_window_extent(), ax.figure.dpi / 72
    box = note.get_window_extent(ax.figure._get_renderer())
    box = box.translated(min(0, inner.x1 - 2 - box.x1) + max(0, inner.x0 + 4 - box.x0), 0)
    lines_above = [one for one in _covered(ax, rows, y) if one.x1 > box.x0 and one.x0 < box.x1 and one.y1 > box.y0]
    lift = max([0.0, *(one.y1 + 2 - box.y0 for one in lines_above)])
    box = box.translated(0, lift)
    note.xyann = ((box.x0 + box.width / 2 - ax.transData.transform((middle, height))[0]) / scale, 9 + lift / scale)
    return [box]


def _covered(ax, rows, y):
    """Pixels a stepped line covers: a box along each level, up to where the next one starts."""
    rows = rows[["value", y]].to_numpy(float)
    turns = np.r_[0, np.flatnonzero(np.diff(rows[:, 1])) + 1, len(rows) - 1]
    pixels = ax.transData.transform(rows[turns])
    return [Bbox([np.minimum(a, b) - 2, np.maximum(a, b) + 2]) for a, b in itertools.pairwise(pixels)]


def _claims(ax, lines, y, claims, label, taken):
    """Marks of single claims on the first line, where a reader would stand who believes them."""
    rows = next(iter(lines.values()))
    values, heights = rows["value"].to_numpy(float), rows[y].to_numpy(float)
    wanted, boxes = [], [*taken, *(box for one in lines.values() for box in _covered(ax, one, y))]
    for claim_id, claim in claims.iterrows():
        x = marks.value(claim)
        height = heights[np.abs(values - x).argmin()]
        camp = str(claim["camp"])
        dot = ax.scatter(
            [x],
            [height],
            s=marks.SIZE * 1.2,
            marker=style.marker(camp),
            color=style.colour(camp),
            edgecolors="white",
            linewidths=1,
            zorder=6,
            clip_on=False,
        )
        links.tie(dot, claim, marks.words(claim))
        text = label.get(claim_id) or f"{claim['claimant']}: {prose.figure(claim, units=False)}"
        wanted.append(Label(x, height, text, style.words(camp), must=True))
        boxes.append(Bbox([ax.transData.transform((x, height))] * 2).padded(6))
    place(ax, wanted, boxes)
