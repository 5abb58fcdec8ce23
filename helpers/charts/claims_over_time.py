"""Claims over time: who said how many, and when; one panel per measure on a common time axis."""

import textwrap

import pandas as pd
from matplotlib.dates import date2num

from .. import lookup, prose
from . import key as keys
from . import links, marks, strip, style
from .acknowledgement import acknowledgement, height
from .labels import Label, place
from .refusal import refuse

_HEAD = 0.27  # inches above a panel, for its heading and half of the lowest number of the panel before


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
        Claims that must be labelled, by claim_id, with words of your own if a dictionary; repeats too, which are
        labelled by nothing else. What others repeat of a claimant goes by the name of who printed it.
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
        plan = strip.plan(events, first, last) if events is not None and len(events) and ax is None else []
        limits = {measure: _limit(data[data["measure"] == measure], top, measure) for measure in measures}
        entries = _key(data, official, limits)
        panels, lane, names, key = _layout(ax, measures, official, plan, panel, keys.height(entries) + 0.05)
        fig = panels[0].figure
        for measure in measures:
            refuse(ledger, data[data["measure"] == measure], override, fig)
        for own in [*panels, *([lane] if lane is not None else [])]:
            style.time_axis(own, first, last)
            own.xaxis.grid(True, color=style.GRID, linewidth=0.8)
        for own, measure in zip(panels, measures, strict=True):
            own.set_ylim(0, limits[measure])
            style.count_axis(own.yaxis, 4)
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
            strip.draw(names, [*panels, *([lane] if lane is not None else [])], plan)
        if key is not None:
            box = key.get_position()
            key.set_position([style.PAD / style.WIDTH, box.y0, 1 - 2 * style.PAD / style.WIDTH, box.height])
            keys.draw(key, entries)
        for own, measure in zip(panels, measures, strict=True):
            heading = str(ledger.measures["label"][measure])
            _panel(own, data[data["measure"] == measure], heading[:1].upper() + heading[1:], date, label, labels)
    return panels[0]


def _key(data, official, limits):
    """Rows of the key: what of all that can be drawn is drawn here."""
    camps = data["camp"] if official is None else pd.concat([data["camp"], official["camp"]])
    opened, vague = data[data["drawn"] == "open"], data[data["drawn"] == "hatched"]
    ways = (opened["lower"] <= 0).map({True: "down", False: "up"})
    cut = vague["upper"] > vague["measure"].astype("str").map(limits)
    return keys.rows(camps, opens=ways, vague=len(vague) > 0, cut=cut.any(), relays=not data["is_origin"].all())


def _layout(ax, measures, official, plan, panel, above):
    """Axes for the panels, the lane, the strip of events and the key; None for what is not wanted."""
    if ax is not None:
        return [ax], None, None, None
    # Headings have rows of their own, and an inch is an inch in all of them.
    heights = [above] + ([strip.height(plan)] if plan else []) + [_HEAD, panel] * len(measures)
    heights += [0.12, height(official, title=True)] if official is not None else []
    fig = style.figure(sum(heights) + 0.5)
    grid = fig.add_gridspec(len(heights), height_ratios=heights, hspace=0)
    key = fig.add_subplot(grid[0])
    names = fig.add_subplot(grid[1]) if plan else None
    for bare in (key, names):
        if bare is not None:
            bare.set_axis_off()
    first = 3 if plan else 2
    panels = [fig.add_subplot(grid[first + 2 * place]) for place in range(len(measures))]
    lane = fig.add_subplot(grid[len(heights) - 1]) if official is not None else None
    return panels, lane, names, key


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


def _limit(claims, top, measure):
    """Upper end of a panel's axis: a word without an upper end that anybody knows does not stretch it."""
    top = top.get(measure) if isinstance(top, dict) else top
    highest = marks.highest(claims)
    if top is not None and highest > top:
        raise ValueError(f"top={top} would hide a figure of {highest:,.0f}; give at least that, or leave the claim out")
    return top or 1.22 * highest


def _panel(ax, claims, heading, date, label, labels):
    style.heading(ax, heading, up=4, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5})
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
        who = claim["publisher"] if claim["relayed_by"] and not claim["is_origin"] else claim["claimant"]
        text = asked.get(claim_id) or f"{textwrap.fill(who, 16)}\n{prose.figure(claim, units=False)}"
        found.append(
            Label(
                date2num(marks.middle(claim, date)),
                marks.value(claim),
                marks.cited(claim, text, "\n"),
                style.words(str(claim["camp"])),
                must=claim_id in asked,
                bold=claim["camp"] == "official",
                claim=claim_id,
            )
        )
    return found
