"""Names of events in a strip above charts on a time axis, and a line down from each."""

import itertools
import textwrap

from matplotlib.dates import date2num

from . import style


def plan(events, first, last):
    """Id, row, text, level and side of each event's name: the level at which it does not run into the one before."""
    fig = style.figure()
    renderer, span = fig._get_renderer(), (last - first).days
    left, wide = 0.65 * fig.dpi, (style.WIDTH - 0.8) * fig.dpi
    ends, found = {}, []
    for event_id, event in events.sort_values("date", kind="stable").iterrows():
        text = textwrap.fill(event["title"], 18)
        size = fig.text(0, 0, text, fontsize=style.LABEL - 1).get_window_extent(renderer)
        start = left + wide * (event["date"] - first).days / span
        flip = start + size.width > fig.bbox.width - 6
        start = start - size.width if flip else start
        level = next(k for k in range(99) if start > ends.get(k, -999) + 8)
        ends[level] = start + size.width
        found.append((event_id, event, text, level, flip))
    return found


def height(plan):
    """Inches that the names of a `plan` need."""
    lines = max(text.count("\n") + 1 for _, _, text, _, _ in plan)
    return (0.16 * lines + 0.06) * max(level + 1 for *_, level, _ in plan)


def draw(ax, below, plan):
    """Names of events above the panels, in as many levels as they need, and a line down through all panels."""
    ax.set_xlim(below[0].get_xlim())
    levels = max(level for *_, level, _ in plan) + 1
    ax.set_ylim(levels, 0)
    for event_id, event, text, level, flip in plan:
        x = date2num(event["date"])
        ax.plot([x, x], [level + 0.08, levels], color=style.PALE, linewidth=0.8)
        name = ax.annotate(
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
        for above, own in itertools.pairwise([ax, *below]):
            # Up to what is above, through the row of the heading.
            place, bottom = own.get_position(), above.get_position().y0
            top = 1 + (bottom - place.y1) / place.height
            own.axvline(x, ymax=top, color=style.PALE, linewidth=0.8, zorder=1.5, clip_on=False)
