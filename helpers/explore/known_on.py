"""As known on: a chart with only what had been said by a date. It is drawn once; a date hides marks in its SVG."""

import base64
import html
import io
import re

import ipywidgets
import pandas as pd

from .. import dates, prose, vintage
from .control import Control
from .words import safe, said

_TIED = re.compile(r'data-(?:claim|label)="([^"]*)"')
_DESCRIPTION = re.compile(r"(<desc\b[^>]*>)[^<]*(</desc>)")


def _behind(chart, ledger):
    """The chart's claims, and those whose marks it draws, as rows of the ledger."""
    drawn = [html.unescape(claim) for claim in _TIED.findall(chart.svg)]
    ids = [claim for claim in dict.fromkeys([*chart.claims, *drawn]) if claim in ledger.claims.index]
    if not ids:
        raise ValueError(f"the chart {chart.title!r} draws no claim of this ledger; give the ledger it was drawn from")
    return ledger.claims.loc[ids]


def hide(svg, claims):
    """Hide claims' marks and labels in a chart's SVG.

    Parameters
    ----------
    svg : str
        As in ``Chart.svg``: the group of each mark has ``data-claim``, that of each label ``data-label``.
    claims : iterable of str
        Claim ids to hide.

    Returns
    -------
    str
        The same SVG, hidden groups with ``display="none"``: neither seen nor read out, and nothing else moves.
    """
    hidden = {html.escape(str(claim), quote=True) for claim in claims}
    return _TIED.sub(lambda tie: f'{tie[0]} display="none"' if tie[1] in hidden else tie[0], svg)


class KnownOn:
    """A chart with what does not change from date to date: its claims, and the days on which they became known.

    Parameters
    ----------
    chart : helpers.charts.Chart
    ledger : helpers.ledger.Ledger

    Attributes
    ----------
    claims : pandas.DataFrame
        Rows of the ledger that the chart draws or names.
    known : pandas.Series of datetime64
        By claim_id, see `helpers.vintage.known_from`.
    """

    def __init__(self, chart, ledger):
        self.chart, self.ledger = chart, ledger
        self.claims = _behind(chart, ledger)
        self.known = vintage.known_from(ledger)[self.claims.index]

    def view(self, date):
        """HTML of `known_on_view` for a date."""
        day = pd.Timestamp(dates.span(date)[1]) if isinstance(date, str) else pd.Timestamp(date)
        known = self.known <= day
        words = f"By {prose.day(day)}, {known.sum():,} of the {len(known):,} claims in this chart had been made."
        if known.any():
            words += f" The latest: {said(self.ledger, prose.latest(self.claims[known]))}."
        plain = re.sub(r"<[^>]+>", "", words)  # what is left of HTML is escaped, and so fit for SVG
        drawing = hide(self.chart.svg, self.claims.index[~known])
        drawing = _DESCRIPTION.sub(lambda part: f"{part[1]}{plain}{part[2]}", drawing, count=1)
        return f"<p>{words}</p>{drawing}"

    def stops(self):
        """Days for a slider to stop at: each on which a claim became known, and the first of every month between."""
        months = pd.date_range(self.known.min().replace(day=1), self.known.max(), freq="MS")
        return sorted({*self.known, *months})


def known_on_view(chart, ledger, date):
    """A chart as it could have been drawn on a date.

    Parameters
    ----------
    chart : helpers.charts.Chart
    ledger : helpers.ledger.Ledger
        The one whose claims the chart draws.
    date : str or datetime-like
        ISO day, month or year; a month counts to its end. When a claim became known: `helpers.vintage.known_from`.

    Returns
    -------
    str
        HTML: what was known, and the chart without the marks and labels of later claims.

    Raises
    ------
    ValueError
        If the date is none, or the chart draws no claim of the ledger.
    """
    return KnownOn(chart, ledger).view(date)


def known_on(chart, ledger):
    """Slider over a chart: drag to a date and see only what had been said by then.

    Parameters
    ----------
    chart : helpers.charts.Chart
    ledger : helpers.ledger.Ledger

    Returns
    -------
    helpers.explore.Control
        Begins at the end, with everything shown.
    """
    known = KnownOn(chart, ledger)
    stops = known.stops()
    slider = ipywidgets.SelectionSlider(
        options=[(prose.day(day), f"{day:%Y-%m-%d}") for day in stops],
        value=f"{stops[-1]:%Y-%m-%d}",
        description="As known on",
    )
    bundle = chart._repr_mimebundle_()[0]
    return Control(
        f"As known on a date: {chart.title}",
        known.view,
        {"date": slider},
        still=lambda date: _still(chart),
        bundle={**bundle, "text/plain": f"{bundle['text/plain']} (As known on a date: run the notebook to move it.)"},
    )


def _still(chart):
    """The chart as an image half its printed size, light enough to store twice."""
    from PIL import Image

    with Image.open(io.BytesIO(chart.png)) as picture:
        small = picture.convert("RGB").resize((picture.width // 2, picture.height // 2), Image.Resampling.LANCZOS)
    small = small.quantize(64, dither=Image.Dither.NONE)
    packed = io.BytesIO()
    small.save(packed, "png", optimize=True)
    data = base64.b64encode(packed.getvalue()).decode("ascii")
    return f'<img alt="{safe(chart.alt)}" width="{small.width}" src="data:image/png;base64,{data}">'
