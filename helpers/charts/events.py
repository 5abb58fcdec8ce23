"""Timeline of events: one row each, so that every event keeps its name and its document."""

import textwrap

import pandas as pd
from matplotlib.dates import date2num

from . import key as keys
from . import style

_ROW = 0.235  # inches


def events(data, *, ledger, bold=("denial", "admission"), first=None, last=None, ax=None):
    """Events by date, the earliest on top, each with its title beside its mark.

    Parameters
    ----------
    data : pandas.DataFrame
        Rows of ``ledger.events``; some fifty fit on a page.
    ledger : helpers.ledger.Ledger
    bold : iterable of str
        Kinds of event (``ledger.events["kind"]``) to set in bold.
    first, last : datetime-like, optional
        Ends of the time axis; three weeks around the events by default.
    ax : matplotlib.axes.Axes, optional

    Returns
    -------
    matplotlib.axes.Axes
        Marks have the colour and shape of the camp of whoever the event is known from, and link to the document. An
        event of several days is a bar, one dated to a month a pale bar over that month.

    Raises
    ------
    ValueError
        If there is no event, or a kind to set in bold is unknown.
    """
    if data.empty:
        raise ValueError("no events to draw; widen the selection")
    known = sorted(set(ledger.events["kind"]))
    strange = sorted({bold} - set(known) if isinstance(bold, str) else set(bold) - set(known))
    if strange:
        raise ValueError(f"unknown kind of event {strange[0]!r}; allowed: {', '.join(known)}")
    data = data.sort_values(["date", "date_last"], kind="stable")
    end = data["date_end_last"].fillna(data["date_last"])
    camps = {event_id: _camp(ledger, event) for event_id, event in data.iterrows()}
    margin = pd.Timedelta(days=21)
    with style.context():
        key = None
        if ax is None:
            fig = style.figure()
            key, ax = fig.subplots(2)
            key.set_axis_off()
        style.time_axis(ax, first or data["date"].min() - margin, last or end.max() + margin)
        ax.set_yticks([])
        ax.xaxis.grid(True, color=style.GRID, linewidth=0.8)
        if key is not None:
            style.fit(ax.figure, left=style.PAD, right=style.PAD)
        named = [_name(ax, event, end[event_id], event["kind"] in bold) for event_id, event in data.iterrows()]
        heights = [1 + 0.75 * text.count("\n") for text, _ in named]
        ax.set_ylim(sum(heights) + 0.1, -0.1)
        if key is not None:
            rows = keys.rows(camps.values())
            _room(ax, key, sum(heights), keys.height(rows))
            keys.draw(key, rows)
        below = 0
        for (event_id, event), name, height in zip(data.iterrows(), named, heights, strict=True):
            address = str(ledger.sources["url"][event["source_id"]])
            _event(ax, below + height / 2, event, end[event_id], camps[event_id], name, address, event["kind"] in bold)
            below += height
    return ax


def _camp(ledger, event):
    return str(ledger.claimants["camp"][event["claimant_id"]]) if event["claimant_id"] else "independent"


def _room(ax, key, rows, above):
    """Room for as many rows and, above, for a key of so many inches; positions in inches from the bottom."""
    fig = ax.figure
    parts = 0.5, _ROW * rows, above + 0.05
    total = sum(parts)
    fig.set_size_inches(style.WIDTH, total)
    left, width = style.PAD / style.WIDTH, 1 - 2 * style.PAD / style.WIDTH
    ax.set_position([left, parts[0] / total, width, parts[1] / total])
    key.set_position([left, (parts[0] + parts[1]) / total, width, parts[2] / total])


def _middle(event):
    return date2num(event["date"] + (event["date_last"] - event["date"]) / 2)


def _name(ax, event, end, bold):
    """The title, in two lines where it would not fit beside its mark, and whether it stands to the left."""
    look = {"fontsize": style.LABEL - 0.5, "fontweight": "bold" if bold else "normal"}
    low, high = ax.get_xlim()
    renderer, inner = ax.figure._get_renderer(), ax.get_window_extent()
    before = (date2num(event["date"]) - low) / (high - low) * inner.width
    after = (high - max(date2num(end), _middle(event))) / (high - low) * inner.width
    text, gap = event["title"], 10 * ax.figure.dpi / 72
    for width in (99, 34, 28, 22):
        text = textwrap.fill(event["title"], width)
        probe = ax.text(low, 0, text, **look)
        need = probe.get_window_extent(renderer).width + gap
        probe.remove()
        if need < after or need < before:
            return text, need >= after
    return text, before > after


def _event(ax, row, event, end, camp, name, address, bold):
    """One event: a bar for its days, a mark, its title."""
    text, left = name
    start, stop = date2num(event["date"]), date2num(end)
    exact = event["date_precision"] == "day"
    tint = style.colour(camp) if exact else style.faint(style.colour(camp))
    if stop - start > 1:
        (bar,) = ax.plot([start, stop], [row, row], color=tint, linewidth=3.5, zorder=3)
        bar.set_url(address)
    at = start if exact else _middle(event)
    dot = ax.scatter([at], [row], s=36, marker=style.marker(camp), color=style.colour(camp), zorder=4)
    dot.set_urls([address])
    dot.set_gid(f"event--{event.name}")
    label = ax.annotate(
        text,
        (start if left else max(stop, at), row),
        xytext=(-8 if left else 8, 0),
        textcoords="offset points",
        ha="right" if left else "left",
        va="center",
        linespacing=1.05,
        fontsize=style.LABEL - 0.5,
        fontweight="bold" if bold else "normal",
        color=style.INK,
        zorder=5,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.85},
    )
    label.set_url(address)
