"""Disbelief profile: how many claims must be false if a head count were so high; all together, and camp by camp."""

import textwrap

import numpy as np
from matplotlib.transforms import Bbox

from .. import prose
from . import links, marks, style
from .boxes import along
from .cheapest import cheapest, spans
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
        A pale band on the line of all claims shows where disbelieving costs least; `cheapest` gives its ends. A camp
        that made no claim of the kind is named, for a line at nought would say that it agrees with everything.

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
        absent = [camp for camp in camps if camp not in drawn]
        names = {camp: _name(camp, int(rows["entered"].iloc[-1]), what) for camp, rows in lines.items()}
        names |= {camp: f"{style.CAMPS[camp]}:\nnone entered" for camp in absent}
        _axes(ax, data, lines, y, what, xlabel, names)
        for camp, rows in lines.items():
            _line(ax, camp, rows, y)
        taken = _ends(ax, lines, y, names)
        taken += [box for rows in lines.values() for box in _covered(ax, rows, y)]
        wanted, boxes = ([], []) if claims is None else _claims(ax, lines, y, claims, label or {})
        least = _least(ax, next(iter(lines)), lines, y, [wish.x for wish in wanted])
        place(ax, [*wanted, least], taken + boxes)
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


def _axes(ax, data, lines, y, what, xlabel, names):
    ax.set_xlim(data["value"].min(), data["value"].max())
    ax.set_ylim(0, 1.08 * max(rows[y].max() for rows in lines.values()) or 1)
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
        renderer, dpi = ax.figure._get_renderer(), ax.figure.dpi
        probes = [ax.text(0, 0, name, fontweight="bold" if camp == "all" else "normal") for camp, name in names.items()]
        # Letters are a little wider in print and on a page than on this grid of pixels.
        wide = 1.03 * max(probe.get_window_extent(renderer).width for probe in probes) / dpi
        for probe in probes:
            probe.remove()
        style.fit(ax.figure, right=wide + 8 / 72 + style.PAD)


def _name(camp, entered, what):
    """A line's name, in several lines where the camp's is long."""
    if camp == "all":
        return f"All {entered} {what}"
    name = style.CAMPS[camp]
    return textwrap.fill(f"{entered} {name[:1].lower()}{name[1:]}", 19)


def _every(rows):
    return max(1, len(rows) // 6)


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
        markevery=_every(rows),
        zorder=3 + (camp == "all"),
        clip_on=False,
    )
    line.camp = camp


def _ends(ax, lines, y, names):
    """Each line's name at its right end, pushed apart where ends are close; camps without a line at the foot."""
    renderer, scale = ax.figure._get_renderer(), ax.figure.dpi / 72
    heights = {camp: rows[y].iloc[-1] for camp, rows in lines.items()}
    wanted = [(heights.get(camp, 0), text, _ink(camp), camp == "all") for camp, text in names.items()]
    wanted.sort(key=lambda item: (item[0], item[3]))
    notes = [
        ax.annotate(
            text,
            (ax.get_xlim()[1], end),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            fontsize=style.LABEL,
            linespacing=1.05,
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


def _least(ax, camp, lines, y, marked):
    """A band where the first line is lowest, and the label that says where that is, away from claims marked there."""
    rows, height = lines[camp], lines[camp][y].min()
    for span in spans(rows):
        ax.plot(span, [height, height], color=_look(camp)[0], linewidth=8, alpha=0.22, zorder=2, solid_capstyle="butt")
    first, last = cheapest(rows, camp)
    where = f"at about {style.number(first)}" + (f" to {style.number(last)}" if first < last else "")
    if np.isinf(last):
        where, last = f"from about {style.number(first)} on", rows["value"].max()
    text = f"Fewest false: {int(rows['rejected'].min())} of {int(rows['entered'].iloc[0])},\n{where}"
    stands = np.linspace(first, last, 7)[[3, 2, 4, 1, 5]]
    apart = [min((abs(x - other) for other in marked), default=0) for x in stands]
    return Label(float(stands[np.argmax(apart)]), height, text, must=True)


def _covered(ax, rows, y):
    """Boxes along a stepped line, and on the band where it is lowest."""
    values, heights = rows["value"].to_numpy(float), rows[y].to_numpy(float)
    middles = (values[:-1] + values[1:]) / 2
    x = np.r_[values[0], np.repeat(middles, 2), values[-1]]
    dots = ax.transData.transform(np.column_stack([values, heights])[:: _every(rows)])
    line = along(ax.transData.transform(np.column_stack([x, np.repeat(heights, 2)])), pad=4)
    return line + [Bbox([dot - 5, dot + 5]) for dot in dots]


def _claims(ax, lines, y, claims, label):
    """Marks of single claims on the first line, where a reader would stand who believes them: labels and boxes."""
    rows = next(iter(lines.values()))
    values, heights = rows["value"].to_numpy(float), rows[y].to_numpy(float)
    wanted, boxes = [], []
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
        wanted.append(Label(x, height, marks.cited(claim, text), style.words(camp), must=True))
        boxes.append(Bbox([ax.transData.transform((x, height))] * 2).padded(6))
    return wanted, boxes
