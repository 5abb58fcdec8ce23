"""Tornado: how far each assumption alone moves a result, widest first, with the claims behind each."""

from matplotlib.ticker import FixedLocator, MaxNLocator
from matplotlib.transforms import ScaledTranslation, blended_transform_factory

from .. import prose
from . import links, marks, style

COLUMNS = ("low", "high", "unit", "result_low", "result_high", "claim_ids")
_DARK, _PALE = "#595959", "#cfcfcf"


def tornado(data, *, claims=None, unit="dollars", ax=None):
    """Bars from the result with every input in the middle to the results at the ends of each input.

    Parameters
    ----------
    data : pandas.DataFrame
        As from ``Scenario.tornado()``: by input name, columns low, high, unit (of the input), result_low, result_high,
        claim_ids (joined by |). Drawn in the order given.
    claims : pandas.DataFrame, optional
        ``ledger.claims``: each claim behind an input then has a linked mark in its camp's shape beside the name.
    unit : str
        Of the result, in words.
    ax : matplotlib.axes.Axes, optional

    Returns
    -------
    matplotlib.axes.Axes
        The figures at a bar's ends are the input's own; the axis below is the result's.

    Raises
    ------
    ValueError
        If a column is missing, there is no input, or a claim behind an input is not among the claims.
    """
    missing = [column for column in COLUMNS if column not in data]
    if missing or data.empty:
        lack = f"lacks {', '.join(missing)}" if missing else "has no input"
        raise ValueError(f"the tornado table {lack}; give the result of Scenario.tornado()")
    with style.context():
        ax = style.axes(ax, 0.62 * len(data) + 1.0)
        low, high = float(data["result_low"].min()), float(data["result_high"].max())
        middle = float(data["result_low"].iloc[0] + data["result_high"].iloc[0]) / 2
        span = (high - low) or abs(middle) or 1.0
        ax.set_xlim(low - 0.14 * span, high + 0.14 * span)
        ax.set_ylim(len(data) - 0.35, -1.0)
        _axis(ax, low, unit)
        ax.plot([middle, middle], [-0.62, len(data) - 0.35], color=style.INK, linewidth=1, zorder=3)
        ax.annotate(
            f"All in the middle: {style.number(float(f'{middle:.3g}'))} {unit}",
            (middle, -0.62),
            xytext=(0, 2),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=style.LABEL,
            color=style.INK,
        )
        if len(ax.figure.axes) == 1:
            style.fit(ax.figure, left=style.PAD)
        for level, (name, row) in enumerate(data.iterrows()):
            _input(ax, level, str(name), row, middle, claims)
    return ax


def _axis(ax, low, unit):
    first, last = ax.get_xlim()
    ticks = MaxNLocator(4, steps=[1, 2, 2.5, 5, 10]).tick_values(max(0, first) if low >= 0 else first, last)
    style.count_axis(ax.xaxis)
    # A sum of money that starts at nought has no ticks below it, though its bar's label needs the room.
    ax.xaxis.set_major_locator(FixedLocator([tick for tick in ticks if first <= tick <= last]))
    ax.set_yticks([])
    ax.set_xlabel(f"Result, {unit}", fontsize=style.LABEL, color=style.GREY)


def _input(ax, level, name, row, middle, claims):
    """One input: its name and claims above, its two half bars with the input's own ends beside them."""
    result_low, result_high = float(row["result_low"]), float(row["result_high"])
    for end, shade, hatch in ((result_low, _PALE, "////"), (result_high, _DARK, "")):
        ax.barh(
            level + 0.18,
            end - middle,
            left=middle,
            height=0.4,
            color=shade,
            edgecolor=_DARK,
            linewidth=0.8,
            hatch=hatch,
        )
    ends = ((result_low, row["low"], "right", -4), (result_high, row["high"], "left", 4))
    for end, value, side, shift in ends if result_low < result_high else ends[1:]:
        note = ax.annotate(
            style.number(float(f"{value:.4g}")), (end, level + 0.18), xytext=(shift, 0), textcoords="offset points"
        )
        note.set(ha=side, va="center_baseline", fontsize=style.LABEL, color=style.INK)
    words = prose.unit(str(row["unit"]))
    tail = f", {words}" if words and words != name else ""
    where = blended_transform_factory(ax.transAxes, ax.transData)
    ids = [claim_id for claim_id in str(row["claim_ids"]).split("|") if claim_id]
    tail += "" if ids else " (assumed)"
    heading = f"{name[:1].upper()}{name[1:]}{tail}"
    title = ax.text(
        0, level - 0.22, heading, transform=where, va="center_baseline", fontsize=style.LABEL, color=style.INK
    )
    title.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 1})
    if claims is None or not ids:
        return
    unknown = [claim_id for claim_id in ids if claim_id not in claims.index]
    if unknown:
        raise ValueError(f"{name}: {', '.join(unknown)} not among the claims given; give all of ledger.claims")
    box, dpi = title.get_window_extent(ax.figure._get_renderer()), ax.figure.dpi
    start = (box.x1 - ax.get_window_extent().x0) / dpi + 0.14
    step = min(0.18, (ax.get_window_extent().width / dpi - start) / len(ids))
    for place, claim_id in enumerate(ids):
        claim = claims.loc[claim_id]
        camp = str(claim["camp"])
        shifted = where + ScaledTranslation(start + place * step, 0, ax.figure.dpi_scale_trans)
        dot = ax.scatter([0], [level - 0.22], s=marks.SIZE * 0.8, marker=style.marker(camp), color=style.colour(camp))
        dot.set(offset_transform=shifted, clip_on=False, zorder=5)
        links.tie(dot, claim, marks.words(claim))
