"""Dot and range: one row a claim, who said it on the left, the figure with its interval on the axis."""

import textwrap

import pandas as pd

from .. import lookup, prose
from . import marks, style
from .refusal import refuse

_ROW, _LINE = 0.3, 0.16  # inches: a row, and each further line of its name


def dot_range(data, *, ledger, groups=None, label=None, figures=None, log=False, override=None, ax=None):
    """Claims as rows, in the order given, each at its figure with its interval.

    Parameters
    ----------
    data : pandas.DataFrame
        Rows of ``ledger.claims`` with a number, shape (n, ...), top row first.
    ledger : helpers.ledger.Ledger
    groups : dict of str to iterable of str, optional
        Headings with the claim_ids below each, in order; claims not named are left out.
    label : dict of str to str, optional
        Words on the left by claim_id; claimant and date by default.
    figures : dict of str to str, optional
        Words beside the mark by claim_id, such as a sum in the currency it was stated in; the figure by default.
    log : bool
        Logarithmic axis, for figures of very different size; a claim that may be 0 is drawn from its lowest tick.
    override : str, optional
        Reason to draw together what does not compare.
    ax : matplotlib.axes.Axes, optional

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If there is nothing to draw, a claim has no number or is not among the claims, or the claims do not compare.
    """
    groups = {"": list(data.index)} if groups is None else {name: list(ids) for name, ids in groups.items()}
    wanted = [claim_id for ids in groups.values() for claim_id in ids]
    data = lookup.some(lookup.among(data, wanted), "to draw as rows")
    silent = data.index[data["lower"].isna()]
    if len(silent):
        raise ValueError(f"claim {silent[0]!r} has no number and cannot stand on an axis of numbers; leave it out")
    rows = [(name, claim_id) for name, ids in groups.items() for claim_id in ([None] if name else []) + ids]
    names = _names(data.loc[wanted], label)
    heights = [_tall(names[claim_id]) if claim_id else _ROW for _, claim_id in rows]
    places = [sum(heights[:at]) + tall / 2 for at, tall in enumerate(heights)]
    with style.context():
        ax = style.axes(ax, sum(heights) + 0.55)
        refuse(ledger, data, override, ax.figure)
        _axis(ax, data, log, sum(heights))
        # Names first: they decide how wide the axis is, and so where marks and figures fall.
        ax.set_yticks([place for place, (_, claim_id) in zip(places, rows, strict=True) if claim_id])
        ax.set_yticklabels(names.values(), color=style.INK)
        style.fit(ax.figure, right=style.PAD)
        for place, (name, claim_id) in zip(places, rows, strict=True):
            if claim_id is None:
                heading = ax.text(0, place, name, transform=ax.get_yaxis_transform(), va="center_baseline")
                heading.set(fontweight="bold", color=style.INK)
                continue
            claim = data.loc[claim_id]
            box = marks.draw(ax, claim, place, vertical=False, thick=0.5 * _ROW)
            words = (figures or {}).get(claim_id) or prose.figure(claim, units=data["unit"].nunique() > 1)
            _figure(ax, claim, place, box, _known(claim, words))
    return ax


def height(data, *, label=None):
    """Inches that the rows of claims need, without the axis below them; arguments as for `dot_range`."""
    return sum(_tall(name) for name in _names(data, label).values())


def _names(data, label):
    """Words on the left by claim_id, broken into lines."""
    named = {claim_id: (label or {}).get(claim_id) or _who(claim) for claim_id, claim in data.iterrows()}
    return {claim_id: textwrap.fill(name, 26) for claim_id, name in named.items()}


def _tall(name):
    return _ROW + _LINE * name.count("\n")


def _known(claim, words):
    """A figure in words, and that it is a repeat, for the mark alone is pale, or was seen only as a citation."""
    return marks.cited(claim, words if claim["is_origin"] else f"{words} (a repeat)")


def restate(claims, lower, upper, unit):
    """Claims as if they had stated something worked out from them, so that it can be drawn with their links.

    Parameters
    ----------
    claims : pandas.DataFrame
        Rows of ``ledger.claims``, shape (n, ...).
    lower, upper : sequence of float, length n
    unit : str
        Of the new figures.

    Returns
    -------
    pandas.DataFrame
        The same rows with low and high (two significant digits), lower, upper and unit replaced, and the hedge that
        fits: a range, a plain number where the ends agree, or "at least" where it is open above.
    """
    ends = pd.DataFrame({"lower": list(lower), "upper": list(upper)}, index=claims.index)
    short = ends.map(lambda value: float(f"{value:.2g}"))
    open_above, same = ends["upper"] == float("inf"), short["lower"] == short["upper"]
    figures = {
        "low": short["lower"].mask(same),
        "point": short["lower"].where(same),
        "high": short["upper"].mask(same | open_above),
    }
    hedge = pd.Series("N to M", claims.index).mask(same, "N").mask(open_above, "at least N")
    drawn = open_above.map({True: "open", False: "solid"})
    typed = {name: column.astype("Float64") for name, column in figures.items()}
    return claims.assign(**typed, lower=ends["lower"], upper=ends["upper"], unit=unit, hedge=hedge, drawn=drawn)


def _who(claim):
    when = claim["said_on"]
    month = "" if claim["said_on_precision"] == "year" else f"{when:%b}\u00a0"
    return f"{claim['claimant']}, {month}{when:%Y}"


def _axis(ax, data, log, tall):
    finite = data["upper"].where(data["upper"] < float("inf"), data["lower"])
    most = float(finite.max())
    if log:
        least = float(data["lower"][data["lower"] > 0].min())
        ax.set_xscale("log")
        ax.set_xlim(least / 2, most * 4)
        ax.xaxis.set_major_formatter(style.number)
        ax.xaxis.set_minor_formatter("")
        ax.xaxis.grid(True, color=style.GRID, linewidth=0.8)
        ax.xaxis.set_tick_params(length=0, which="both")
    else:
        ax.set_xlim(-0.03 * most, most * 1.4)
        style.count_axis(ax.xaxis, 4)
    ax.set_ylim(tall + 0.04, -0.04)


def _figure(ax, claim, place, box, words):
    """The figure in words right of its mark, or left of it where it would leave the axes."""
    to_data = ax.transData.inverted().transform
    look = {"va": "center_baseline", "textcoords": "offset points", "color": style.words(str(claim["camp"]))}
    text = ax.annotate(words, (to_data((box.x1, 0))[0], place), (4, 0), **look)
    renderer = ax.figure._get_renderer()
    if text.get_window_extent(renderer).x1 > ax.get_window_extent(renderer).x1 + 4:
        text.remove()
        ax.annotate(words, (to_data((box.x0, 0))[0], place), (-4, 0), ha="right", **look)
