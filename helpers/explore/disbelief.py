"""Disbelief: assume a number, and see who must be wrong."""

import ipywidgets
import numpy as np
import pandas as pd

from .. import consistency, prose
from ..charts import style
from .control import Control
from .picture import RIGHT, WIDTH, Picture, shown
from .words import anchor, safe, table, what

STEPS = 60
NOTE = "Of several smallest sets, the one that lets stand what was said first. It says nothing about who is right."


class Disbelief:
    """A system of claims with the answers already found, so that a slider need not solve the same again.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claims : pandas.DataFrame, optional
        Some of the ledger's claims; all by default.
    top : float, optional
        Highest number to ask about; by default a tenth above the highest bound that speaks on the matter.
    **options
        As for `helpers.consistency.system`: by, measure, force, on, repeats, places; by is "origin" by default.

    Attributes
    ----------
    system : helpers.consistency.System
    values : numpy.ndarray of float
        Numbers along the profile.
    rejected : numpy.ndarray of int
        The least number of origins to reject at each.
    asks : str
        The head count asked about, in words.
    """

    def __init__(self, ledger, claims=None, *, top=None, **options):
        self.ledger = ledger
        self.system = consistency.system(ledger, claims, **{"by": "origin", **options})
        spoken = [abs(clash.gap) for clash in self.system.tied.alone()] or [1000.0]
        top = 1.1 * max(spoken) if top is None else float(top)
        self.step = max(10 ** np.floor(np.log10(max(top, 1) / STEPS)), 1)
        self.step *= next(size for size in (1, 2, 2.5, 5, 10) if size * self.step * STEPS >= top)
        self.values = np.arange(0, top + self.step, self.step)
        self.rejected = consistency.cost(self.system, self.values)
        measure, force = options.get("measure", "killed"), options.get("force", "nk-troops")
        day = prose.day(pd.Timestamp(self.system.tied.day, unit="D"))
        self.asks = f"{ledger.measures['label'][measure]} ({ledger.forces['name'][force]}, by {day})"
        self._known = {}

    def verdict(self, value):
        """The least to reject if the number is the one given: a helpers.consistency.Verdict."""
        if value not in self._known:
            self._known[value] = consistency.believe(self.system, value)
        return self._known[value]

    def view(self, value, *, still=False):
        """HTML of `disbelief_view` for a number."""
        verdict = self.verdict(float(value))
        count, noun = len(self.system.elements), self.system.by
        what_if = f"If the number {self.asks} is {prose.number(value, words=False)}"
        words = f"{what_if}, at least {prose.plural(len(verdict.rejected), noun)} out of {count} must be wrong."
        if not verdict.rejected:
            words = f"{what_if}, all {prose.plural(count, noun)} can be right."
        drawn = shown(_picture(self, value, words), still)
        return f"<p>{safe(words)}</p>{drawn}{_rejected(self.ledger, verdict)}<p>{NOTE}</p>"


def _picture(asked, value, words):
    picture = Picture(asked.values[-1], words)
    most = max(int(asked.rejected.max()), 1)
    top, height = picture.y + 10, 90
    picture.y = top + height + 4

    def level(count):
        return top + height * (1 - count / most)

    for count in sorted({0, most}):
        picture.text(picture.x(0) - 8, level(count) + 4, f"{count} wrong", "end", style.GREY)
    points = [(picture.x(x), level(count)) for x, count in zip(asked.values, asked.rejected, strict=True)]
    picture.line([point for point in points if point[0] <= WIDTH - RIGHT])
    at, here = picture.x(value), level(min(len(asked.verdict(float(value)).rejected), most))
    picture.line([(at, top), (at, top + height)], style.PALE)
    picture.dot(at, here)
    return picture


def _rejected(ledger, verdict):
    """The claims to reject, one row for each."""
    gone = verdict.table[~verdict.table["kept"]]
    if gone.empty:
        return ""
    rows = []
    for claim_id in gone.index:
        claim = ledger.claims.loc[claim_id]
        cells = (claim["claimant"], style.CAMPS[str(claim["camp"])], prose.said(claim))
        rows.append([*map(safe, cells), anchor(claim["url"], what(ledger, claim))])
    return table(("Claimant", "Camp", "Said on", "Claim given up"), rows, "One smallest set to reject")


def disbelief_view(ledger, value, *, claims=None, still=False, **options):
    """Who must be wrong if a head count were so high.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    value : float
        Heads, 0 or more.
    claims : pandas.DataFrame, optional
        Some of the ledger's claims; all by default.
    still : bool
        Draw for a stored page (see `helpers.explore.picture.shown`).
    **options
        As for `Disbelief`.

    Returns
    -------
    str
        HTML: the count in words, the profile with the number marked, and the claims to reject.

    Raises
    ------
    ValueError
        If the value is below 0 or no number, or an option is unknown.
    """
    return Disbelief(ledger, claims, **options).view(value, still=still)


def disbelief(ledger, claims=None, *, value=None, **options):
    """Slider over a head count: choose a number, see which origins you reject.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claims : pandas.DataFrame, optional
        Some of the ledger's claims; all by default.
    value : float, optional
        Where the slider begins; by default where the fewest must be wrong, the lowest such number.
    **options
        As for `Disbelief`.

    Returns
    -------
    helpers.explore.Control
    """
    asked = Disbelief(ledger, claims, **options)
    start = asked.values[int(np.argmin(asked.rejected))] if value is None else float(value)
    slider = ipywidgets.IntSlider(
        value=int(start),
        min=0,
        max=int(asked.values[-1]),
        step=int(asked.step),
        description="If the number is",
        readout_format=",d",
    )
    return Control(
        f"What must be wrong if you believe a number {asked.asks}",
        asked.view,
        {"value": slider},
        still=lambda value: asked.view(value, still=True),
    )
