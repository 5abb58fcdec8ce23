"""Payment ranges: scenarios as nested bars, and the sums others have stated on the same axis."""

import numpy as np
from matplotlib.ticker import FixedLocator, FuncFormatter, LogLocator

from .. import money, prose
from . import links, marks, style

# The whole range, nine draws in ten, half of the draws: from, to, line width, colour, words.
BANDS = (
    (0.0, 1.0, 1.6, style.INK, "whole range"),
    (0.05, 0.95, 7, "#bdbdbd", "9 in 10 draws"),
    (0.25, 0.75, 13, "#6e6e6e", "half of them"),
)


def payment_range(data, *, claims=None, ledger=None, unit="USD", log=None, ax=None):
    """Ranges of a sum under one or more scenarios, with claimed sums below them.

    Parameters
    ----------
    data : pandas.DataFrame
        A column per scenario, by quantile: ``pd.DataFrame({"A year": scenario.quantiles()})``, in dollars.
    claims : pandas.DataFrame, optional
        Rows of ``ledger.claims`` that state a sum, in the order to draw. Other currencies are drawn at the market rate
        of the day they were said; the label keeps the figure as stated.
    ledger : helpers.ledger.Ledger, optional
        For exchange rates; needed with claims in other currencies.
    unit : str
        Of the scenarios: ``USD``, or ``USD/year``, ``USD/month``. Claims must be for the same time.
    log : bool, optional
        Logarithmic axis; by default where the figures differ more than thirtyfold.
    ax : matplotlib.axes.Axes, optional

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If a quantile is missing, there is no scenario, or a claim has no number, is for another time, or is in a
        currency without a rate.
    """
    wanted = [edge for band in BANDS for edge in band[:2]] + [0.5]
    missing = sorted(set(wanted) - set(map(float, data.index)))
    if missing or data.empty:
        lack = f"lack the quantiles {', '.join(map(str, missing))}" if missing else "are empty"
        raise ValueError(f"the payment ranges {lack}; give pd.DataFrame({{name: scenario.quantiles()}})")
    sums = [] if claims is None else [_dollars(claim, ledger, unit) for _, claim in claims.iterrows()]
    with style.context():
        count = data.shape[1] + len(sums)
        ax = style.axes(ax, 0.5 * count + 0.95)
        _axis(ax, data, sums, unit, log)
        ax.set_ylim(count - 0.35, -1.0)
        if len(ax.figure.axes) == 1:
            style.fit(ax.figure, left=style.PAD)
        _key(ax)
        for level, (name, quantiles) in enumerate(data.items()):
            _scenario(ax, level, str(name), quantiles)
        for level, claim in enumerate(sums, start=data.shape[1]):
            _claim(ax, level, claim, claims.loc[claim.name])
    return ax


def _dollars(claim, ledger, unit):
    """The claim with its bounds in dollars; refused where it is for another time than the scenarios."""
    if np.isnan(claim["lower"]):
        raise ValueError(f"claim {claim.name!r} has no number to hold against a payment range; leave it out")
    currency, _, per = str(claim["unit"]).partition("/")
    if per != unit.partition("/")[2]:
        raise ValueError(
            f"claim {claim.name!r} is in {claim['unit']}, the scenarios in {unit}; leave the claim out, or give "
            "scenarios for the same time and say so with unit="
        )
    if currency == "USD":
        return claim
    if ledger is None:
        raise ValueError(f"claim {claim.name!r} is in {currency}; give ledger= for the exchange rate")
    factor, claim = money.convert(ledger, 1.0, currency, "USD", claim["said_on_last"]), claim.copy()
    for end in ("low", "point", "high", "lower", "upper"):
        claim[end] = claim[end] * factor
    return claim


def _axis(ax, data, sums, unit, log):
    shown = [data.to_numpy(float).ravel(), [marks.value(claim) for claim in sums]]
    shown.append([claim["upper"] for claim in sums if np.isfinite(claim["upper"])])
    shown.append([claim["lower"] for claim in sums])
    shown = np.concatenate([np.asarray(part, float) for part in shown])
    above = shown[shown > 0]
    if not len(above):
        raise ValueError("every payment here is nought; there is no range to draw")
    log = above.max() > 30 * above.min() if log is None else log
    if log:
        first, last = above.min() / 1.6, above.max() * 2.5
        ax.set_xscale("log")
        ax.set_xlim(first, last)
        steps = (1,) if last / first > 300 else (1, 3)
        ticks = LogLocator(10, subs=steps).tick_values(first, last)
        ax.xaxis.set_minor_locator(FixedLocator([]))
    else:
        ax.set_xlim(0, 1.12 * above.max())
        style.count_axis(ax.xaxis, 4)
        ticks = ax.xaxis.get_major_locator().tick_values(*ax.get_xlim())
    inside = [tick for tick in ticks if ax.get_xlim()[0] <= tick <= ax.get_xlim()[1]]
    ax.xaxis.set_major_locator(FixedLocator(inside))
    ax.xaxis.set_major_formatter(FuncFormatter(style.number))
    ax.xaxis.grid(True, color=style.GRID, linewidth=0.8)
    ax.tick_params(axis="x", length=0)
    ax.set_yticks([])
    scale = ", each step ten times the one before" if log and steps == (1,) else ", not in equal steps" if log else ""
    ax.set_xlabel(f"{prose.unit(unit).capitalize()}{scale}", fontsize=style.LABEL, color=style.GREY)


def _key(ax):
    """What the three widths of a bar mean, along the top."""
    width = ax.get_window_extent().width / ax.figure.dpi * 72
    renderer, x = ax.figure._get_renderer(), 2.0
    for _, _, thick, tint, words in BANDS:
        (line,) = ax.plot([x / width, (x + 20) / width], [-0.78, -0.78], transform=ax.get_yaxis_transform(), color=tint)
        line.set(linewidth=thick, zorder=3)
        text = ax.text((x + 25) / width, -0.78, words, transform=ax.get_yaxis_transform(), va="center_baseline")
        text.set(fontsize=style.LABEL - 0.5, color=style.GREY)
        x += 25 + text.get_window_extent(renderer).width / ax.figure.dpi * 72 + 13


def _title(ax, level, name, tail, tint, **look):
    """A row's name and figure above its bar, at the left edge where a phone shows it whole."""
    text = ax.text(
        0, level - 0.24, f"{name}: {tail}", transform=ax.get_yaxis_transform(), va="center_baseline", color=tint, **look
    )
    text.set(fontsize=style.LABEL, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5}, zorder=2)
    return text


def _rounded(value):
    return float(f"{value:.2g}")


def _scenario(ax, level, name, quantiles):
    ends = quantiles.loc[0.0], quantiles.loc[1.0]
    figure = f"{style.number(_rounded(ends[0]))} to {style.number(_rounded(ends[1]))}"
    _title(ax, level, name, figure, style.INK, fontweight="bold")
    left = ax.get_xlim()[0]
    for zorder, (low, high, thick, tint, _) in enumerate(BANDS, start=3):
        ends = max(quantiles.loc[low], left), max(quantiles.loc[high], left)
        ax.plot(ends, [level + 0.16] * 2, color=tint, linewidth=thick, solid_capstyle="butt", zorder=zorder)
    middle = max(quantiles.loc[0.5], left)
    ax.plot([middle], [level + 0.16], marker="|", markersize=15, markeredgewidth=2, color="white", zorder=6)


def _claim(ax, level, claim, stated):
    """A claimed sum as a mark, its words as stated."""
    words = prose.figure(stated)
    if claim is not stated and not str(stated["unit"]).startswith("USD"):
        words += f" ({style.number(_rounded(marks.value(claim)))} dollars)"
    before = len(ax.collections), len(ax.lines), len(ax.patches)
    marks.draw(ax, claim, level + 0.16, vertical=False, thick=0.34)
    for kind, start in zip((ax.collections, ax.lines, ax.patches), before, strict=True):
        for artist in list(kind)[start:]:
            artist.claim_words = marks.words(stated)
    title = _title(ax, level, stated["claimant"], marks.cited(stated, words), style.words(str(claim["camp"])))
    links.tie(title, stated, marks.words(stated))
