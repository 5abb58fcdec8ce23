"""One figure's family: the origin, who repeats it and when, and what changed at which step."""

import dataclasses
import textwrap

import pandas as pd
from matplotlib.dates import date2num
from matplotlib.transforms import blended_transform_factory

from .. import prose
from ..lineage import mutations
from . import links, marks, style

KINDS = ("number", "hedge", "unit", "measure", "force", "claimant")
_ROW, _LOW = 0.44, 0.16  # inches of a row with words, and of one without
_CHANGE = "#7a1f5c"  # no camp's colour


def lineage_graph(data, *, ledger, kinds=KINDS, most=25, ax=None):
    """Tree of one figure: time runs to the right, each relay has a row, a line leads back to what it repeats.

    Parameters
    ----------
    data : pandas.DataFrame
        One family, as from ``lineage.family(ledger, claim_id)``.
    ledger : helpers.ledger.Ledger
    kinds : iterable of str
        Changes to mark, out of ``mutation.KINDS``: boxed words beside the relay in which the change first happened.
    most : int
        Rows with words; the origin, changed relays and the first ones are served first. The others are small marks.
    ax : matplotlib.axes.Axes, optional

    Returns
    -------
    matplotlib.axes.Axes
        A relay that changed nothing is faint; a dotted line says that the repeat is inferred, not stated.

    Raises
    ------
    ValueError
        If the claims are no family: none, or more than one origin, or a link is missing.
    """
    _check(data)
    # Only the family: the mutations of the whole ledger take longer than the drawing.
    found = mutations(dataclasses.replace(ledger, claims=data[ledger.claims.columns]))
    found = found[~found["inherited"] & found["kind"].isin(list(kinds))]
    changed = found.groupby("relay", sort=False)["kind"].agg(lambda kinds: [str(kind) for kind in kinds]).to_dict()
    order = _order(data)
    worded = sorted(order, key=lambda claim_id: (data["repeats"][claim_id] in data.index, claim_id not in changed))[
        :most
    ]
    places, height = {}, 0.0
    for claim_id in order:
        height += _ROW if claim_id in worded else _LOW
        places[claim_id] = height - 0.1
    with style.context():
        ax = style.axes(ax, height + 0.85)
        days = [*data["said_on"], *data["said_on_last"]]
        margin = max(pd.Timedelta(days=12), (max(days) - min(days)) * 0.05)
        style.time_axis(ax, min(days) - margin, max(days) + margin)
        ax.xaxis.grid(True, color=style.GRID, linewidth=0.8)
        inferred = (data["repeats_evidence"] == "inferred").any()
        ax.set_ylim(height + (0.3 if inferred else 0.1), 0)
        ax.set_yticks([])
        if len(ax.figure.axes) == 1:
            style.fit(ax.figure, left=style.PAD, right=style.PAD)
        for claim_id in order:
            claim, y = data.loc[claim_id], places[claim_id]
            _link(ax, claim, y, data, places)
            _mark(ax, claim, y, claim_id in changed)
            if claim_id in worded:
                _words(ax, ledger, claim, y, data, changed.get(claim_id, []))
        if inferred:
            _note(ax, "dotted: the repeat is inferred, not stated")
    return ax


def _check(data):
    if data.empty:
        raise ValueError("no claims to draw; give lineage.family(ledger, claim_id)")
    roots = data.index[~data["repeats"].isin(data.index)]
    if len(roots) != 1:
        raise ValueError(
            f"these {len(data)} claims are {len(roots)} families ({', '.join(roots[:5])}); give one, as from "
            "lineage.family(ledger, claim_id)"
        )


def _order(data):
    """The origin, then each relay followed by those that repeat it, the first said first: so lines do not cross."""
    data = data.sort_values(["said_on_last", "said_on"], kind="stable")
    below = {parent: list(rows.index) for parent, rows in data.groupby("repeats", sort=False)}
    found, waiting = [], [next(claim_id for claim_id in data.index if data["repeats"][claim_id] not in data.index)]
    while waiting:
        found.append(waiting.pop())
        waiting.extend(below.get(found[-1], [])[::-1])
    return found


def _link(ax, claim, y, data, places):
    """Down from the parent, then across to the relay."""
    if claim["repeats"] not in places:
        return
    parent = date2num(marks.middle(data.loc[claim["repeats"]]))
    x = date2num(marks.middle(claim))
    (line,) = ax.plot([parent, parent, x], [places[claim["repeats"]], y, y], color="#8c8c8c", linewidth=1.1, zorder=2)
    line.set_linestyle(":" if claim["repeats_evidence"] == "inferred" else "-")
    line.relay = claim.name


def _mark(ax, claim, y, changed):
    camp, origin = str(claim["camp"]), not claim["repeats"]
    tint = style.colour(camp)
    if claim["said_on_precision"] != "day":
        span = date2num(claim["said_on"]), date2num(claim["said_on_last"])
        ax.plot(span, [y, y], color=tint, linewidth=2.5, alpha=style.FAINT, zorder=2.5)
    size = marks.SIZE * (3.2 if origin else 1.1 if changed else 0.8)
    # Relays are faint everywhere; one that says something new is not a mere repeat. White behind hides the link.
    x = [date2num(marks.middle(claim))]
    ax.scatter(x, [y], s=size, marker=style.marker(camp), color="white", edgecolors="white", zorder=3)
    dot = ax.scatter(x, [y], s=size, marker=style.marker(camp), color=tint, edgecolors=tint, linewidths=1.2, zorder=4)
    dot.set_alpha(1 if origin or changed else 0.45)
    links.tie(dot, claim, marks.words(claim))


def _said(ledger, claim, data, changed):
    """Who, through whom, how many, longest wording first; measure and force where they are new."""
    origin = claim["repeats"] not in data.index
    who = claim["claimant"] if origin else textwrap.shorten(claim["publisher"], 30, placeholder="…")
    what = prose.figure(claim)
    if origin or "measure" in changed:
        what += f" {str(claim['measure']).replace('_', ' ')}"
    if "force" in changed:
        what += f" ({textwrap.shorten(ledger.forces['name'][claim['force_id']], 30, placeholder='…')})"
    what = marks.cited(claim, what)
    if "claimant" in changed and claim["claimant"] not in who:
        yield f"{who}, crediting {claim['claimant']}: {what}"
        yield f"{textwrap.shorten(who, 16, placeholder='…')}, crediting {claim['claimant']}: {what}"
    yield f"{who}: {what}"


def _words(ax, ledger, claim, y, data, changed):
    """The row's words above its line, and on the line a box for each change, where neither leaves the axes."""
    renderer, scale = ax.figure._get_renderer(), ax.figure.dpi / 72
    inner, origin = ax.get_window_extent(renderer), claim["repeats"] not in data.index
    where = blended_transform_factory(ax.transAxes, ax.transData)
    dot = ax.transData.transform((date2num(marks.middle(claim)), y))[0]
    tint = style.INK if origin or changed else style.GREY
    text = ax.text(0, y - (0.235 if origin else 0.205), "", transform=where, va="center_baseline", color=tint, zorder=5)
    text.set(fontsize=style.LABEL, fontweight="bold" if origin else "normal")
    text.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 0.6})
    for words in _said(ledger, claim, data, changed):
        text.set_text(words)
        # Letters are a little wider in print and on a page than on this grid of pixels.
        width = 1.03 * text.get_window_extent(renderer).width
        if width < inner.width - 4:
            break
    text.set_x((max(min(dot - 7 * scale, inner.x1 - width), inner.x0 + 2) - inner.x0) / inner.width)
    links.tie(text, claim, marks.words(claim))
    boxes = [ax.text(0, y, kind, transform=where, va="center_baseline", color=_CHANGE, zorder=5) for kind in changed]
    for box in boxes:
        box.set_fontsize(style.LABEL - 1)
        box.set_bbox({"facecolor": "white", "edgecolor": _CHANGE, "linewidth": 0.8, "pad": 1.3})
    widths = [box.get_window_extent(renderer).width + 9 * scale for box in boxes]
    x = dot + 11 * scale
    if x + sum(widths) > inner.x1:
        x = dot - 6 * scale - sum(widths)
    for box, width in zip(boxes, widths, strict=True):
        box.set_x((x - inner.x0) / inner.width)
        x += width


def _note(ax, words):
    ax.annotate(
        words, (1, 0), xycoords="axes fraction", xytext=(0, 2), textcoords="offset points", ha="right", va="bottom"
    )
    ax.texts[-1].set(fontsize=style.LABEL - 1.5, color=style.GREY, zorder=6)
    ax.texts[-1].set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 0.5})
