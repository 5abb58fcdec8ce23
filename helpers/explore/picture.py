"""Small drawings as SVG text, for views that must redraw at once: matplotlib needs a second for that."""

import base64
import math
import textwrap

from matplotlib.ticker import MaxNLocator

from ..charts import style
from .words import safe

WIDTH, LEFT, RIGHT = 640, 130, 24
SHAPES = {
    "s": "M-4.5-4.5h9v9h-9z",
    "o": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
    "^": "M0-5.5l5.5 10h-11z",
}


class Picture:
    """A drawing with one horizontal axis of values and rows below one another.

    Parameters
    ----------
    top : float
        Highest value that must fit.
    words : str
        What the picture shows, for readers who do not see it.
    """

    def __init__(self, top, words):
        ticks = MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]).tick_values(0, top if top > 0 else 1)
        self.ticks, self.words, self.y, self.parts = [tick for tick in ticks if tick >= 0], words, 8.0, []

    def x(self, value):
        """Place of a value, in pixels; what lies beyond the axis is put on its end."""
        share = min(max(value / self.ticks[-1], 0), 1)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def row(self, name, height=24):
        """Begin a row: its name at the left, in lines where it is long; returns the height of its middle in pixels."""
        lines = textwrap.wrap(name, 19)
        height = max(height, 15 * len(lines) + 4)
        middle = self.y + height / 2
        for at, line in enumerate(lines):
            self.text(LEFT - 8, middle + 4 + 15 * (at - (len(lines) - 1) / 2), line, "end")
        self.y += height
        return middle

    def text(self, x, y, words, anchor="start", colour=style.INK):
        """Words at a place in pixels."""
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{safe(words)}</text>')

    def bar(self, lower, upper, y, colour=style.INK, thick=8, faint=1.0, tip=""):
        """A bar from lower to upper; an arrow where the upper end is open."""
        begin, end = self.x(lower), self.x(upper if math.isfinite(upper) else self.ticks[-1])
        end = max(end, begin + 1.5)
        shapes = f'<rect x="{begin:.1f}" y="{y - thick / 2:.1f}" width="{end - begin:.1f}" height="{thick:.1f}"/>'
        if math.isinf(upper):
            shapes += f'<path d="M{end:.1f} {y - thick:.1f}l8 {thick:.1f}l-8 {thick:.1f}z"/>'
        title = f"<title>{safe(tip)}</title>" if tip else ""
        self.parts.append(f'<g fill="{colour}" opacity="{faint:g}">{title}{shapes}</g>')

    def mark(self, value, y, camp, tip, *, address="", filled=True, faint=1.0, claim=""):
        """A claim's marker, linked to its document."""
        colour, shape = style.colour(camp), SHAPES[style.marker(camp)]
        look = f'fill="{colour if filled else "white"}" stroke="{colour}" stroke-width="1.5" opacity="{faint:g}"'
        drawn = f'<path transform="translate({self.x(value):.1f} {y:.1f})" d="{shape}" {look}/>'
        body = f"<g><title>{safe(tip)}</title>{drawn}</g>"
        if str(address).startswith(("https://", "http://")):
            link = f'<a href="{safe(address)}" target="_blank" rel="noopener" tabindex="-1" aria-label="{safe(tip)}">'
            body = f"{link}{body}</a>"
        self.parts.append(f'<g data-claim="{safe(claim)}">{body}</g>' if claim else body)

    def line(self, points, colour=style.INK, width=1.5):
        """A broken line through points in pixels."""
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        self.parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="{width:g}"/>')

    def dot(self, x, y, colour=style.INK):
        """A round mark at a place in pixels."""
        self.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{colour}"/>')

    def svg(self):
        """The picture as one SVG element, the axis below its rows."""
        foot = self.y + 4
        under = []
        for tick in self.ticks:
            x = self.x(tick)
            under.append(f'<path d="M{x:.1f} 8V{foot:.1f}" stroke="{style.GRID}"/>')
            self.text(x, foot + 16, style.number(tick), "middle", style.GREY)
        height = foot + 24
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" '
            f'height="{height:.0f}" role="img" aria-label="{safe(self.words)}" font-size="12" '
            'font-family="DejaVu Sans, Verdana, sans-serif" style="max-width: 100%; height: auto">'
            f'<rect width="{WIDTH}" height="{height:.0f}" fill="white"/>{"".join(under)}{"".join(self.parts)}</svg>'
        )


def shown(picture, still):
    """A picture for a view: as an element with links if live, as an image if it is to stand still in a stored page.

    JupyterLab strips SVG elements out of a notebook it does not trust, but shows images.

    Parameters
    ----------
    picture : Picture
    still : bool
    """
    if not still:
        return picture.svg()
    data = base64.b64encode(picture.svg().encode()).decode("ascii")
    return f'<img alt="{safe(picture.words)}" src="data:image/svg+xml;base64,{data}">'
