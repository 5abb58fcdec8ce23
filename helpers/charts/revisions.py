"""Revision paths: the figure a claimant stood by, and each day on which he gave another one."""

import pandas as pd
from matplotlib.dates import date2num
from matplotlib.transforms import Bbox

from .. import prose
from . import links, marks, style
from .labels import Label, place
from .refusal import refuse

COLUMNS = ("before", "after", "claimant_id", "same_force")


def revisions(data, *, ledger, label=None, override=None, ax=None):
    """How each claimant's own figure changed, as steps over time.

    Parameters
    ----------
    data : pandas.DataFrame
        As from ``vintage.revisions(ledger, measure=...)``: a row for each later figure, columns before, after,
        claimant_id, same_force.
    ledger : helpers.ledger.Ledger
    label : dict of str to str, optional
        Words for single claims by claim_id; the figure as stated by default.
    override : str, optional
        Reason to draw together what does not compare.
    ax : matplotlib.axes.Axes, optional
        For one claimant; a new figure by default.

    Returns
    -------
    matplotlib.axes.Axes
        The first panel; each claimant has one, the highest last figure on top. A level runs from a figure to the day of
        the next; a dotted rise says that the group was named differently.

    Raises
    ------
    ValueError
        If there is no revision, a column is missing, or the claims are of several measures, units or bases, or of
        several claimants for one Axes.
    """
    missing = [column for column in COLUMNS if column not in data]
    if missing or data.empty:
        lack = f"lack {', '.join(missing)}" if missing else "are empty"
        raise ValueError(f"the revisions {lack}; give the result of vintage.revisions(ledger, measure=...)")
    paths = dict(list(data.groupby("claimant_id", sort=False)))
    if ax is not None and len(paths) > 1:
        raise ValueError(
            f"one Axes holds the path of one claimant, got {', '.join(paths)}; leave out ax, or choose one"
        )
    claims = ledger.claims.loc[list(dict.fromkeys([*data["before"], *data["after"]]))]
    paths = sorted(paths.values(), key=lambda rows: (-marks.value(claims.loc[rows["after"].iloc[-1]]), rows.index[0]))
    with style.context():
        panels = _panels(ax, len(paths))
        refuse(ledger, claims, override, panels[0].figure)
        for own in panels:
            _axes(own, claims, own is panels[-1])
        for own, rows in zip(panels, paths, strict=True):
            if len(panels) > 1:
                _heading(own, claims.loc[rows["after"].iloc[-1]])
        if not data["same_force"].all():
            _note(panels[-1], "dotted rise: the group was named differently")
        if ax is None:
            style.fit(panels[0].figure)
        for own, rows in zip(panels, paths, strict=True):
            _path(own, rows, claims, label or {}, heading=len(panels) > 1)
    return panels[0]


def _panels(ax, count):
    if ax is not None:
        return [ax]
    if count == 1:
        return [style.axes(None, 3.3)]
    fig = style.figure(1.32 * count + 0.75)
    grid = fig.add_gridspec(count, hspace=0.33)
    return [fig.add_subplot(grid[row]) for row in range(count)]


def _axes(ax, claims, last_panel):
    first, last = claims["said_on"].min(), claims["said_on_last"].max()
    # The first figure's words stand to its left.
    margin = max(pd.Timedelta(days=20), (last - first) * 0.08)
    style.time_axis(ax, first - 2 * margin, last + margin)
    ax.xaxis.grid(True, color=style.GRID, linewidth=0.8)
    if not last_panel:
        ax.tick_params(axis="x", labelbottom=False, length=0)
    # An arrow's length is in points: a low panel needs more room above.
    room = 1.25 if len(ax.figure.axes) == 1 else 1.45
    ax.set_ylim(0, room * marks.highest(claims))
    style.count_axis(ax.yaxis, 4 if last_panel and len(ax.figure.axes) == 1 else 2)


def _heading(ax, claim):
    style.heading(ax, claim["claimant"], up=2, color=style.words(str(claim["camp"])))


def _path(ax, rows, claims, label, heading):
    """One claimant's steps, marks and figures."""
    own = claims.loc[list(dict.fromkeys([*rows["before"], *rows["after"]]))]
    last = rows["after"].iloc[-1]
    tint = style.colour(str(own["camp"][last]))
    taken = [box for _, row in rows.iterrows() for box in _step(ax, row, claims, tint)]
    for _, claim in own.iterrows():
        taken.append(marks.draw(ax, claim, date2num(marks.middle(claim))))
    name = own["claimant"][last]
    wanted = []
    for claim_id in [last, *own.index.drop(last)]:
        claim = own.loc[claim_id]
        text = marks.cited(claim, label.get(claim_id) or prose.figure(claim, units=False))
        if claim_id == last and not heading:
            text = f"{name}\n{text}"
        at, must = date2num(marks.middle(claim)), claim_id == last or claim_id in label
        wanted.append(
            Label(at, marks.value(claim), text, style.words(str(claim["camp"])), must=must, bold=claim_id == last)
        )
    inner = ax.get_window_extent()
    room = Bbox([[inner.x0 + 2, inner.y0 - 2], [ax.figure.bbox.width - 4, inner.y1 + 2]])
    place(ax, wanted, taken, room=room)


def _step(ax, row, claims, tint):
    """From one figure to the next; returns the pixels covered."""
    old, new = claims.loc[row["before"]], claims.loc[row["after"]]
    days = [date2num(marks.middle(claim)) for claim in (old, new)]
    values = [marks.value(claim) for claim in (old, new)]
    (level,) = ax.plot(days, [values[0]] * 2, color=tint, linewidth=1.8, zorder=3)
    (rise,) = ax.plot([days[1]] * 2, values, color=tint, linewidth=1.8, zorder=3)
    rise.set_linestyle("-" if row["same_force"] else ":")
    for line, claim in ((level, old), (rise, new)):
        line.revision = (row["before"], row["after"])
        links.tie(line, claim, marks.words(claim))
        yield Bbox(ax.transData.transform(list(zip(*line.get_data(), strict=True)))).padded(2)


def _note(ax, words):
    """Under the years of the axis."""
    note = ax.annotate(words, (1, 0), xycoords="axes fraction", xytext=(0, -42), textcoords="offset points", ha="right")
    note.set(va="center_baseline", fontsize=style.LABEL - 1, color=style.GREY)
