"""Puts a chart's words on it and turns it into something a notebook, a page and a printer can show."""

import base64
import io
import re
import sys
from dataclasses import dataclass, field

from . import links, style, svg

MIME = "application/vnd.kursk-ledger.chart+json"


@dataclass(frozen=True)
class Chart:
    """A finished chart. As the last value of a notebook cell it is stored as SVG, PNG, alt text and description.

    Attributes
    ----------
    id : str
        Made of the title; the same title gives the same id.
    title, subtitle, source, alt : str
    claims : tuple of str
        Claims drawn, by claim_id.
    override : str
        Why claims that do not compare are drawn together; "" if they are not.
    svg : str
    png : bytes
    """

    id: str
    title: str
    subtitle: str
    source: str
    alt: str
    claims: tuple
    override: str
    svg: str = field(repr=False)
    png: bytes = field(repr=False)

    def describe(self):
        """Everything but the pictures, as a dictionary for JSON."""
        names = ("id", "title", "subtitle", "source", "alt", "claims", "override")
        return {name: list(value) if isinstance(value := getattr(self, name), tuple) else value for name in names}

    def save(self, path):
        """Write the chart to a .svg or .png file; another ending raises ValueError."""
        path = str(path)
        if not path.endswith((".svg", ".png")):
            raise ValueError(f"cannot save a chart as {path!r}; allowed endings: .svg, .png")
        content = self.svg.encode() if path.endswith(".svg") else self.png
        with open(path, "wb") as handle:
            handle.write(content)

    def _repr_mimebundle_(self, include=None, exclude=None):
        data = {
            "text/plain": self.alt,
            "image/svg+xml": self.svg,
            "image/png": base64.b64encode(self.png).decode("ascii"),
            MIME: self.describe(),
        }
        width = int.from_bytes(self.png[16:20], "big") // 2
        return data, {"image/png": {"width": width, "alt": self.alt}, "image/svg+xml": {"alt": self.alt}}


def slug(title):
    """A title as an id: lower-case ASCII letters and digits with hyphens, at most 60 characters, whole words."""
    words = re.findall(r"[a-z0-9]+", title.lower().replace(",", ""))
    name = "chart"
    for word in words:
        if len(name) + len(word) > 59:
            break
        name = f"{name}-{word}"
    return name


def finish(ax, *, title, subtitle, source, alt, claims=None, override=None):
    """Put title, subtitle and source line on a chart and render it.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Any axes of the figure, as returned by a chart function.
    title : str
        The finding, as a sentence.
    subtitle : str
        What is measured: measure, force, basis, unit.
    source : str
        Where the claims come from; printed under the chart.
    alt : str
        What the chart shows, for readers who do not see it.
    claims : pandas.DataFrame or iterable of str, optional
        Claims behind the chart; those its marks are tied to by default.
    override : str, optional
        Reason for drawing together what does not compare; the one given to the chart function by default. Printed.

    Returns
    -------
    Chart

    Raises
    ------
    ValueError
        If title, subtitle, source or alt is missing.
    """
    wanted = (
        ("title", title, "the finding in one sentence"),
        ("subtitle", subtitle, "measure, force, basis and unit"),
        ("source", source, "the documents or claimants the figures come from"),
        ("alt", alt, "what the chart shows, in words"),
    )
    for name, value, remedy in wanted:
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f"a chart cannot be finished without {name}: got {value!r}; give {remedy}")
    fig = ax.figure
    override = override or getattr(fig, "override", None) or ""
    drawn = links.tied(fig)
    named = drawn if claims is None else claims.index if hasattr(claims, "columns") else claims
    behind = [str(claim_id) for claim_id in named]
    chart_id = slug(title)
    with style.context():
        words = _words(fig, title, subtitle, source, override)
        vector, raster = io.StringIO(), io.BytesIO()
        fig.savefig(vector, format="svg", metadata={"Date": None, "Creator": None})
        fig.savefig(raster, format="png", dpi=200, metadata={"Software": None})
        _take_off(fig, *words)
    if "matplotlib.pyplot" in sys.modules:
        # A figure that pyplot knows would be shown a second time under the cell.
        sys.modules["matplotlib.pyplot"].close(fig)
    picture = svg.mend(vector.getvalue(), chart_id=chart_id, title=title, alt=alt, words=drawn)
    return Chart(chart_id, title, subtitle, source, alt, tuple(behind), override, picture, raster.getvalue())


def _wrap(fig, text, width, **look):
    """Break a text into lines no wider than ``width`` inches and, without more of them, about equally long."""
    probe = fig.text(0, 0, "", **look)
    renderer = fig._get_renderer()

    def measure(line):
        probe.set_text(line)
        return probe.get_window_extent(renderer).width / fig.dpi

    lines = []
    for paragraph in text.split("\n"):
        broken = _broken(paragraph.split(), width, measure)
        # A last line of one word looks like a slip: the narrowest column that needs no further line has none.
        narrow, wide = 0.8 * width, width
        while len(broken) > 1 and wide - narrow > 0.05:
            middle = (narrow + wide) / 2
            tried = _broken(paragraph.split(), middle, measure)
            if len(tried) > len(broken):
                narrow = middle
            else:
                wide, broken = middle, tried
        lines += broken
    probe.remove()
    return lines


def _broken(words, width, measure):
    """Words in lines, as many in each as fit."""
    lines = [""]
    for word in words:
        line = f"{lines[-1]} {word}".strip()
        if lines[-1] and measure(line) > width:
            lines.append(word)
        else:
            lines[-1] = line
    return lines


def _words(fig, title, subtitle, source, override):
    """Write above and below the axes in room added to the figure, so that nothing already placed moves in inches."""
    width, height = fig.get_size_inches()
    before = [(ax, ax.get_position(original=True).frozen()) for ax in fig.axes]
    blocks = []
    for part, text, look in (
        ("top", title, {"fontsize": style.TITLE, "fontweight": "bold", "color": style.INK}),
        ("top", subtitle, {"fontsize": style.SUBTITLE, "color": style.GREY}),
        (
            "bottom",
            f"Drawn together although not comparable: {override}" if override else "",
            {"fontsize": style.SOURCE, "color": style.INK, "fontweight": "bold"},
        ),
        (
            "bottom",
            f"Source: {source}" if not source.startswith("Source") else source,
            {"fontsize": style.SOURCE, "color": style.GREY},
        ),
    ):
        if text:
            lines = _wrap(fig, text, width - 2 * style.PAD, **look)
            blocks.append((part, lines, look, len(lines) * look["fontsize"] * 1.28 / 72))
    gap = 0.07
    above = style.PAD + sum(size + gap for part, _, _, size in blocks if part == "top") + 0.06
    below = style.PAD + sum(size + gap for part, _, _, size in blocks if part == "bottom")
    total = above + height + below
    fig.set_size_inches(width, total)
    for ax, box in before:
        ax.set_position([box.x0, (below + box.y0 * height) / total, box.width, box.height * height / total])
    texts, top, low = [], total - style.PAD, below - gap
    for part, lines, look, size in blocks:
        y = top if part == "top" else low
        # One text per line: an SVG text does not wrap, and one element of several lines is placed by its last one.
        for k, line in enumerate(lines):
            where = (y - k * look["fontsize"] * 1.28 / 72) / total
            texts.append(fig.text(style.PAD / width, where, line, ha="left", va="top", **look))
        if part == "top":
            top -= size + gap
        else:
            low -= size + gap
    return texts, (width, height), before


def _take_off(fig, texts, size, before):
    """Undo `_words`, so that the same axes can be finished again."""
    for text in texts:
        text.remove()
    fig.set_size_inches(*size)
    for ax, box in before:
        ax.set_position(box)
