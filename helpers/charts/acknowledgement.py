"""Denial, silence, admission, evidence, number: what the official side has said, step by step, on a time axis."""

import pandas as pd
from matplotlib.dates import date2num
from matplotlib.transforms import Bbox

from .. import prose
from . import links, marks, style
from .labels import Label, place

ROWS = ("Denied", "Would not say", "Admitted, no number", "Showed its dead", "Gave a number")
_SHAPES = {"Denied": "X", "Would not say": "o"}
_THINGS = {
    "killed_shown": "portraits",
    "coffins_shown": "coffins",
    "graves_counted": "graves",
    "decorated_posthumously": "decorated",
    "grave_places": "grave places",
}


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
    shown = data["measure"].isin(_THINGS) & numbered
    row[shown] = "Showed its dead"
    official = (data["camp"] == "official") & ~shown
    row[official & (data["stance"] == "denies")] = "Denied"
    row[official & (data["stance"] == "declines")] = "Would not say"
    row[official & (data["stance"] == "acknowledges") & ~numbered] = "Admitted, no number"
    row[official & (data["stance"] == "acknowledges") & numbered] = "Gave a number"
    return row


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
            "no claim here denies, declines, acknowledges or shows anything; give claims of the official camp, or counts "
            f"of {', '.join(_THINGS)}"
        )
    with style.context():
        own = ax is None
        ax = style.axes(ax, 2.9)
        margin = pd.Timedelta(days=25)
        style.time_axis(ax, first or data["said_on"].min() - margin, last or data["said_on_last"].max() + margin)
        kinds = [kind for kind in ROWS if (row == kind).any()]
        head = 0.9 if title else 0.0
        ax.set_ylim(len(kinds) - 0.45, -0.55 - head)
        ax.set_yticks([])
        ax.xaxis.grid(True, color=style.GRID, linewidth=0.8)
        if own:
            style.fit(ax.figure)
        if title:
            ax.annotate(title, (0, 1), xycoords="axes fraction", xytext=(0, -1), textcoords="offset points",
                        va="top", fontsize=style.LABEL, fontweight="bold", color=style.INK)
        for level, kind in enumerate(kinds):
            _row(ax, level, kind, data[row == kind], label or {})
    return ax


def _row(ax, level, kind, claims, label):
    """One row: its line, its marks, its name where there is most room, figures beside the marks."""
    low, high = ax.get_xlim()
    ax.plot([low, high], [level, level], color=style.GRID, linewidth=0.8, zorder=1)
    places, taken = [], []
    for _, claim in claims.iterrows():
        camp, x = str(claim["camp"]), date2num(marks.middle(claim))
        fill = "white" if kind in ("Would not say", "Admitted, no number") else style.colour(camp)
        faint = not claim["is_origin"]
        dot = ax.scatter([x], [level], s=marks.SIZE * (0.6 if faint else 1), marker=_SHAPES.get(kind, style.marker(camp)),
                         facecolors=fill, edgecolors=style.colour(camp), linewidths=1.5,
                         alpha=style.FAINT if faint else 1, zorder=4 - faint, linestyle=":" if kind == "Would not say" else "-")
        links.tie(dot, claim, marks.words(claim))
        places.append(x)
        centre = ax.transData.transform((x, level))
        taken.append(Bbox([centre - 6, centre + 6]))
    renderer = ax.figure._get_renderer()
    before, after = min(places) - low, high - max(places)
    left = before > after
    at = min(places) if left else max(places)
    name = ax.annotate(kind, (at, level), xytext=(-10 if left else 10, 0), textcoords="offset points", va="center_baseline",
                       ha="right" if left else "left", color=style.INK, fontsize=style.LABEL, zorder=5)
    taken.append(name.get_window_extent(renderer))
    wanted = []
    for x, (claim_id, claim) in zip(places, claims.iterrows(), strict=True):
        text = label.get(claim_id)
        if text is None and kind in ("Showed its dead", "Gave a number") and claim["is_origin"]:
            thing = _THINGS.get(str(claim["measure"]), "dead" if claim["measure"] == "killed" else "")
            text = f"{prose.figure(claim, units=False)} {thing}".strip()
        if text:
            wanted.append(Label(x, level, text, style.colour(str(claim["camp"])), must=claim_id in label,
                                claim=claim_id))
    # The newest count says most; the row above and below leave no room for more than one line.
    inner = ax.get_window_extent(renderer)
    band = ax.transData.transform([(low, level + 0.5), (low, level - 0.5)])[:, 1]
    room = Bbox([[4, min(band) - 1], [ax.figure.bbox.width - 4, max(band) + 1]])
    place(ax, wanted[::-1], taken, room=room if inner.height else None, fontsize=style.LABEL - 1)
