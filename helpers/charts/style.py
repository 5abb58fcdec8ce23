"""How every chart looks: the camps' colours and markers, type, sizes, axes. Nothing global is set on import."""

from contextlib import contextmanager

import matplotlib as mpl
import pandas as pd
from matplotlib.dates import DateFormatter, MonthLocator, date2num
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib.transforms import Bbox

# Okabe and Ito's palette, told apart under the common colour-vision deficiencies; the markers do it in black and white.
COLOURS = {"official": "#D55E00", "intelligence": "#0072B2", "independent": "#009E73"}
MARKERS = {"official": "s", "intelligence": "o", "independent": "^"}
# The same hues, dark enough for words on white (contrast of at least 4.5 to 1).
WORDS = {"official": "#A84A00", "intelligence": "#00649C", "independent": "#00714F"}
CAMPS = {
    "official": "Official",
    # Presidents, foreign ministries and alliances speak for this camp too.
    "intelligence": "Intelligence and other governments",
    "independent": "Independent",
}

INK, GREY, LEAD, PALE, GRID = "#1a1a1a", "#595959", "#8c8c8c", "#a6a6a6", "#e3e3e3"
# Inches and points. At 6.4 inches an 11 point letter is still 8.6 pixels high on a phone 360 pixels wide.
WIDTH, HEIGHT = 6.4, 4.1
TITLE, SUBTITLE, LABEL, TICK, SOURCE = 15, 11.5, 11, 11, 9.5
PAD = 0.12
FAINT = 0.35

_OPTIONS = {
    "font.family": "sans-serif",
    # Verdana is as wide as DejaVu Sans: where the reader has only the second, no text grows into its neighbour.
    "font.sans-serif": ["DejaVu Sans", "Verdana"],
    "font.size": LABEL,
    "figure.dpi": 100,
    "savefig.dpi": 200,
    "figure.facecolor": "white",
    "axes.facecolor": "white",
    "axes.edgecolor": PALE,
    "axes.labelcolor": GREY,
    "axes.labelsize": TICK,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.axisbelow": True,
    "axes.unicode_minus": False,
    "xtick.color": PALE,
    "xtick.labelcolor": GREY,
    "xtick.labelsize": TICK,
    "ytick.color": PALE,
    "ytick.labelcolor": GREY,
    "ytick.labelsize": TICK,
    "ytick.left": False,
    "hatch.linewidth": 0.9,
    "lines.solid_capstyle": "butt",
    "svg.fonttype": "none",
    "svg.hashsalt": "kursk-ledger",
}


@contextmanager
def context():
    """The house style for everything drawn inside the ``with`` block; the reader's own options come back after it.

    Yields
    ------
    None
    """
    with mpl.rc_context(_OPTIONS):
        yield


def colour(camp):
    """Colour of a camp as a hex string; an unknown camp raises ValueError with the known ones."""
    return _known(COLOURS, camp)


def words(camp):
    """Colour of words about a camp; an unknown camp raises ValueError with the known ones."""
    return _known(WORDS, camp)


def faint(tint, share=FAINT):
    """A colour mixed with white, so that repeats drawn over one another do not add up to a strong mark."""
    return mpl.colors.to_hex([1 - share * (1 - part) for part in mpl.colors.to_rgb(tint)])


def marker(camp):
    """Marker of a camp (a matplotlib marker code); an unknown camp raises ValueError with the known ones."""
    return _known(MARKERS, camp)


def _known(table, camp):
    if camp not in table:
        raise ValueError(f"unknown camp {camp!r}; allowed: {', '.join(table)}")
    return table[camp]


def figure(height=HEIGHT, width=WIDTH):
    """An empty figure outside pyplot, so that no notebook shows it twice.

    Parameters
    ----------
    height, width : float
        Inches, before title and source line are added.

    Returns
    -------
    matplotlib.figure.Figure
    """
    return Figure(figsize=(width, height), dpi=100)


def axes(ax=None, height=HEIGHT):
    """The axes to draw on: the one given, or the only one of a new figure."""
    return figure(height).add_subplot() if ax is None else ax


def number(value, _=None):
    """A count in words a reader knows: 4700 is '4,700', 20000000000 is '20 billion'; whole numbers without decimals."""
    value = float(value)
    for size, word in ((1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:,.4g} {word}"
    return f"{value:,.0f}" if value == round(value) else f"{value:,.4g}"


def count_axis(axis, bins=5):
    """Round ticks with thousands separators, and pale lines across, on an ``XAxis`` or ``YAxis``."""
    axis.set_major_locator(MaxNLocator(bins, steps=[1, 2, 2.5, 5, 10]))
    axis.set_major_formatter(FuncFormatter(number))
    axis.grid(True, color=GRID, linewidth=0.8)
    axis.set_tick_params(length=0)


def heading(ax, text, across=0, up=0, **look):
    """A small heading at the upper left corner of axes.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    text : str
    across, up : float
        Points from the corner; it hangs below where ``up`` is negative, and stands above otherwise.
    **look
        As for ``Axes.annotate``, in place of bold and ink.

    Returns
    -------
    matplotlib.text.Annotation
    """
    look = {"fontsize": LABEL, "fontweight": "bold", "color": INK, "va": "top" if up < 0 else "bottom", **look}
    return ax.annotate(text, (0, 1), (across, up), xycoords="axes fraction", textcoords="offset points", **look)


def time_axis(ax, first, last):
    """A date axis from first to last with months as ticks and the year written under its first tick.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    first, last : datetime-like
        Ends of the axis.
    """
    first, last = pd.Timestamp(first), pd.Timestamp(last)
    months = max(1, round((last - first).days / 30.4))
    step = next((step for step in (1, 2, 3, 6) if months / step <= 9), 12)
    ax.set_xlim(date2num(first), date2num(last))
    locator = MonthLocator(bymonth=range(1, 13, step))
    ax.xaxis.set_major_locator(locator)
    plain, with_year = DateFormatter("%b"), DateFormatter("%b\n%Y")
    shown = [tick for tick in locator.tick_values(first, last) if date2num(first) <= tick <= date2num(last)]
    years = {}
    for tick in shown:
        years.setdefault(mpl.dates.num2date(tick).year, tick)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda tick, _: (with_year if tick in years.values() else plain)(tick)))
    ax.tick_params(axis="x", length=4, labelbottom=True)


def fit(fig, left=None, right=None):
    """Set the margins so that tick labels and axis titles just fit into the figure.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
    left, right : float, optional
        Inches to use instead of what is measured.

    Notes
    -----
    `finish` later adds room above and below in inches, so what is placed after this call stays where it is.
    """
    width, height = fig.get_size_inches()
    fig.subplots_adjust(left=0.12, right=0.95, top=0.95, bottom=0.12)
    renderer = fig.canvas.get_renderer() if hasattr(fig.canvas, "get_renderer") else fig._get_renderer()
    # What stands between two axes needs no margin.
    inner = Bbox.union([ax.get_window_extent(renderer) for ax in fig.axes])
    outer = Bbox.union([inner, *(ax.get_tightbbox(renderer) for ax in fig.axes)])
    spare = {"left": inner.x0 - outer.x0, "right": outer.x1 - inner.x1}
    spare |= {"top": outer.y1 - inner.y1, "bottom": inner.y0 - outer.y0}
    inches = {side: value / fig.dpi + (PAD if side in ("left", "right") else 0.03) for side, value in spare.items()}
    inches["left"] = inches["left"] if left is None else left
    inches["right"] = inches["right"] if right is None else right
    fig.subplots_adjust(
        left=inches["left"] / width,
        right=1 - inches["right"] / width,
        top=1 - inches["top"] / height,
        bottom=inches["bottom"] / height,
    )
