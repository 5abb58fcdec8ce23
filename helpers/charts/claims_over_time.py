"""Claims over time: who said how many, and when; one panel per measure on a common time axis."""

import textwrap

import pandas as pd
from matplotlib.dates import date2num

from .. import lookup, prose
from . import links, marks, style
from .acknowledgement import acknowledgement, height
from .labels import Label, place
from .refusal import refuse


def claims_over_time(
    data,
    *,
    ledger,
    date="said_on",
    official=None,
    events=None,
    label=None,
    labels=7,
    top=None,
    panel=1.9,
    override=None,
    ax=None,
):
    """Figures by the day they were said, with open-ended and vague claims drawn as such.

    Parameters
    ----------
    data : pandas.DataFrame
        Rows of ``ledger.claims`` with a number, shape (n, ...); each measure gets its own panel.
    ledger : helpers.ledger.Ledger
    date : str
        ``said_on`` or ``as_of``.
    official : pandas.DataFrame, optional
        Statements of the official side and counts of what it showed, as a lane below (see `acknowledgement`).
    events : pandas.DataFrame, optional
        Rows of ``ledger.events`` to mark; a handful.
    label : dict of str to str or iterable of str, optional
        Claims that must be labelled, by claim_id, with words of your own if a dictionary.
    labels : int
        At most so many labels in a panel; the others are found by tooltip, link and table.
    top : float or dict of str to float, optional
        Highest value of the axis, for all panels or by measure. What lies above is left out of sight by no claim: a
        number above raises ValueError.
    panel : float
        Height of one panel in inches.
    override : str, optional
        Reason to draw together what does not compare.
    ax : matplotlib.axes.Axes, optional
        For one measure without lane; a new figure by default.

    Returns
    -------
    matplotlib.axes.Axes
        The first panel.

    Raises
    ------
    ValueError
        If there is nothing to draw, a claim has no number or no such date, or the claims of one panel do not compare.
    """
    if date not in ("said_on", "as_of"):
        raise ValueError(f"unknown date {date!r} for the time axis; allowed: said_on, as_of")
    lookup.some(data, "to draw over time")
    for reason, bad in (("no number", data["lower"].isna()), (f"no {date} date", data[date].isna())):
        if bad.any():
            raise ValueError(
                f"{bad.sum()} claims have {reason} and cannot be drawn over time: "
                f"{', '.join(data.index[bad][:5])}; "
                "leave them out, or give statements without a number as official="
            )
    measures = [measure for measure in ledger.measures.index if (data["measure"] == measure).any()]
    if ax is not None and (len(measures) > 1 or official is not None):
        raise ValueError(f"one Axes holds one measure and no lane, got {', '.join(measures)}; leave out ax")
    with style.context():
        first, last = _span(data, date, official, events)
        plan = _levels(events, first, last) if events is not None and len(events) and ax is None else []
        panels, lane, strip, key = _layout(ax, measures, official, plan, panel)
        fig = panels[0].figure
        for measure in measures:
            refuse(ledger, data[data["measure"] == measure], override, fig)
        for own in [*panels, *([lane] if lane is not None else [])]:
            style.time_axis(own, first, last)
            own.xaxis.grid(True, color=style.GRID, linewidth=0.8)
        for own, measure in zip(panels, measures, strict=True):
            limit = top.get(measure) if isinstance(top, dict) else top
            _limits(own, data[data["measure"] == measure], limit)
            if own is not panels[-1] or lane is not None:
                own.tick_params(axis="x", labelbottom=False, length=0)
        if lane is not None:
            lane.set_yticks([])
        if ax is None:
            style.fit(fig)
        if lane is not None:
            acknowledgement(
                official,
                first=first,
                last=last,
                title="What Pyongyang and Moscow said and showed",
                label=label if isinstance(label, dict) else None,
                ax=lane,
            )
        if plan:
            _events(strip, [*panels, *([lane] if lane is not None else [])], plan)
        if key is not None:
            everything = data if official is None else pd.concat([data, official])
            box = key.get_position()
            key.set_position([style.PAD / style.WIDTH, box.y0, 1 - 2 * style.PAD / style.WIDTH, box.height])
            marks.key(
                key,
                everything["camp"].unique(),
                opens=(data["drawn"] == "open").any(),
                vague=(data["drawn"] == "hatched").any(),
                relays=not data["is_origin"].all(),
            )
        for own, measure in zip(panels, measures, strict=True):
            heading = str(ledger.measures["label"][measure])
            _panel(own, data[data["measure"] == measure], heading[:1].upper() + heading[1:], date, label, labels)
    return panels[0]


def _layout(ax, measures, official, plan, panel):
    """Axes for the panels, the lane, the strip of events and the key; None for what is not wanted."""
    if ax is not None:
        return [ax], None, None, None
    rows = max((level + 1 for *_, level, _ in plan), default=0)
    lines = max((text.count("\n") + 1 for _, _, text, _, _ in plan), default=0)
    heights = [0.5] + ([rows * (0.16 * lines + 0.06)] if plan else []) + [panel] * len(measures)
    heights += [height(official, title=True)] if official is not None else []
    fig = style.figure(sum(heights) + 0.5)
    grid = iter(fig.add_gridspec(len(heights), height_ratios=heights, hspace=0.07))
    key = fig.add_subplot(next(grid))
    strip = fig.add_subplot(next(grid)) if plan else None
    for bare in (key, strip):
        if bare is not None:
            bare.set_axis_off()
    panels = [fig.add_subplot(next(grid)) for _ in measures]
    lane = fig.add_subplot(next(grid)) if official is not None else None
    return panels, lane, strip, key


def _span(data, date, official, events):
    starts, ends = [data[date].min()], [data[f"{date}_last"].max()]
    if official is not None and len(official):
        starts.append(official["said_on"].min())
        ends.append(official["said_on_last"].max())
    if events is not None and len(events):
        starts.append(events["date"].min())
        ends.append(events["date"].max())
    margin = pd.Timedelta(days=20)
    return min(starts) - margin, max(ends) + margin


def _limits(ax, claims, top):
    highest = marks.highest(claims)
    if top is not None and highest > top:
        raise ValueError(f"top={top} would hide a figure of {highest:,.0f}; give at least that, or leave the claim out")
    ax.set_ylim(0, top or 1.22 * highest)
    style.count_axis(ax.yaxis, 4)


def _panel(ax, claims, heading, date, label, labels):
    paper = {"facecolor": "white", "edgecolor": "none", "pad": 1.5, "alpha": 0.85}
    style.heading(ax, heading, across=3, up=-2, zorder=7, bbox=paper)
    order = claims.sort_values(["is_origin", date], kind="stable")
    taken = {}
    for claim_id, claim in order.iterrows():
        at = date2num(marks.middle(claim, date))
        if claim[f"{date}_precision"] != "day":
            span = date2num(claim[date]), date2num(claim[f"{date}_last"])
            (line,) = ax.plot(
                span,
                [marks.value(claim)] * 2,
                color=style.colour(str(claim["camp"])),
                linewidth=0.9,
                alpha=style.FAINT if claim["is_origin"] else style.FAINT / 2,
                zorder=2,
            )
            links.tie(line, claim, marks.words(claim))
        taken[claim_id] = marks.draw(ax, claim, at)
    wanted = _choose(claims, date, label)
    boxes = list(taken.values())
    renderer = ax.figure._get_renderer()
    boxes += [text.get_window_extent(renderer) for text in ax.texts]
    place(ax, wanted, boxes, most=labels)


def _choose(claims, date, label):
    """Labels in order of importance: those asked for, official figures, then who counted most often, newest first."""
    asked = dict(label) if isinstance(label, dict) else dict.fromkeys(label or ())
    origins = claims[claims["is_origin"]].sort_values(date, kind="stable")
    clear = origins[origins["drawn"] != "hatched"]
    often = clear["claimant"].map(clear["claimant"].value_counts())
    clear = clear.assign(often=often).sort_values(["often", date], ascending=False, kind="stable")
    order = [claim_id for claim_id in asked if claim_id in claims.index]
    order += list(origins.index[origins["camp"] == "official"])
    order += list(clear.drop_duplicates("claimant").index)
    order += list(clear.index) + list(origins.index)
    found = []
    for claim_id in dict.fromkeys(order):
        claim = claims.loc[claim_id]
        text = asked.get(claim_id) or f"{textwrap.fill(claim['claimant'], 16)}\n{prose.figure(claim, units=False)}"
        found.append(
            Label(
                date2num(marks.middle(claim, date)),
                marks.value(claim),
                text,
                style.words(str(claim["camp"])),
                must=claim_id in asked,
                bold=claim["camp"] == "official",
                claim=claim_id,
            )
        )
    return found


def _levels(events, first, last):
    """Text of each event and the level at which it does not run into the one before; widths measured, not guessed."""
    fig = style.figure()
    renderer, span = fig._get_renderer(), (last - first).days
    left, wide = 0.65 * fig.dpi, (style.WIDTH - 0.8) * fig.dpi
    ends, plan = {}, []
    for event_id, event in events.sort_values("date", kind="stable").iterrows():
        text = textwrap.fill(event["title"], 18)
        size = fig.text(0, 0, text, fontsize=style.LABEL - 1).get_window_extent(renderer)
        start = left + wide * (event["date"] - first).days / span
        flip = start + size.width > fig.bbox.width - 6
        start = start - size.width if flip else start
        level = next(k for k in range(99) if start > ends.get(k, -999) + 8)
        ends[level] = start + size.width
        plan.append((event_id, event, text, level, flip))
    return plan


def _events(strip, below, plan):
    """Names of events above the panels, in as many levels as they need, and a line down through all panels."""
    strip.set_xlim(below[0].get_xlim())
    levels = max(level for *_, level, _ in plan) + 1
    strip.set_ylim(levels, 0)
    for event_id, event, text, level, flip in plan:
        x = date2num(event["date"])
        strip.plot([x, x], [level + 0.08, levels], color=style.PALE, linewidth=0.8)
        name = strip.annotate(
            text,
            (x, level),
            xytext=(-3 if flip else 3, -2),
            textcoords="offset points",
            va="top",
            zorder=3,
            ha="right" if flip else "left",
            fontsize=style.LABEL - 1,
            color=style.GREY,
            linespacing=1.05,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )
        name.event_id = event_id
        for ax in below:
            ax.axvline(x, color=style.PALE, linewidth=0.8, zorder=1.5)
