"""Inclusion: which claims of a set to count, and how far the range from the lowest to the highest moves with that."""

import math

import ipywidgets
import pandas as pd

from .. import prose, select
from ..charts import marks, style
from ..charts.refusal import refuse
from .control import Control
from .picture import Picture, shown
from .words import safe, said


def included(ledger, claims, *, origins=False, full=False, camps=None, without=""):
    """The claims that some switches leave in.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claims : pandas.DataFrame
        Rows of ``ledger.claims``.
    origins : bool
        Only origins, no repeats.
    full : bool
        Only claims read in full in their document.
    camps : iterable of str, optional
        Only these camps; all by default.
    without : str
        Short name of one claimant to leave out; "" for nobody.

    Returns
    -------
    pandas.DataFrame
        Rows of the claims.

    Raises
    ------
    ValueError
        If a camp or the claimant is unknown; the message gives the list.
    """
    kept = select.select(ledger, claims, origins=origins, support="full" if full else None, camp=camps)
    names = sorted(set(claims["claimant"]))
    if without and without not in names:
        raise ValueError(f"unknown claimant {without!r} to leave out; allowed: {', '.join(names)}")
    return kept[kept["claimant"] != without] if without else kept


class Inclusion:
    """Claims with what does not change from switch to switch: whether they compare, and how each is drawn.

    Parameters
    ----------
    ledger, claims, override
        As for `inclusion_view`.

    Attributes
    ----------
    claims : pandas.DataFrame
        Those with a number.
    """

    def __init__(self, ledger, claims, override=None):
        self.ledger, self.override = ledger, override
        self.claims = select.require(claims[claims["lower"].notna()], "a number for the range")
        refuse(ledger, self.claims, override)
        numbers = self.claims[["low", "point", "high"]].astype("Float64")
        words = numbers.isna().all(axis=1)  # "several thousand": the convention's lower end is all there is
        ends = {"least": numbers.min(axis=1), "most": numbers.max(axis=1)}
        self._stated = pd.DataFrame({name: end.mask(words, self.claims["lower"]) for name, end in ends.items()})
        self._drawn = {
            claim_id: (str(claim["camp"]), claim["lower"], claim["upper"], _mark(claim))
            for claim_id, claim in self.claims.iterrows()
        }

    def view(self, *, still=False, **switches):
        """HTML of `inclusion_view` for some switches."""
        kept = included(self.ledger, self.claims, **switches)
        words = f"{len(kept):,} of {len(self.claims):,} claims are left in."
        ends = []
        if kept.empty:
            words += " With none left there is no range; let some back in."
        else:
            numbers = self._stated.loc[kept.index]
            least, most = (prose.number(end, words=False) for end in (numbers["least"].min(), numbers["most"].max()))
            words += f" The numbers in them run from {least} to {most}{_open(kept)}."
            lowest, highest = kept.loc[numbers["least"].idxmin()], kept.loc[numbers["most"].idxmax()]
            ends = [f"Lowest: {said(self.ledger, lowest)}", f"Highest: {said(self.ledger, highest)}"]
        if self.override:
            ends.append(f"Taken together although not comparable: {safe(self.override)}")
        return f"<p>{'<br>'.join([safe(words), *ends])}</p>{shown(self._picture(kept, words), still)}"

    def _picture(self, kept, words):
        finite = self.claims["upper"].where(self.claims["upper"] < math.inf, self.claims["lower"])
        picture, left_in = Picture(finite.max(), words), set(kept.index)
        for name, own, colour in (("All claims", self.claims, style.PALE), ("Left in", kept, style.INK)):
            middle = picture.row(name)
            if len(own):
                picture.bar(own["lower"].min(), own["upper"].max(), middle, colour)
        for camp, name in style.CAMPS.items():
            own = [claim_id for claim_id, drawn in self._drawn.items() if drawn[0] == camp]
            middle = picture.row(name, 32) if own else None
            # What is left in is drawn last, and so above what is left out.
            for claim_id in sorted(own, key=lambda claim_id: claim_id in left_in):
                _, lower, upper, mark = self._drawn[claim_id]
                faint = 1.0 if claim_id in left_in else 0.12
                picture.bar(lower, upper, middle, style.colour(camp), thick=2, faint=0.35 * faint)
                picture.mark(y=middle, camp=camp, faint=faint, claim=claim_id, **mark)
        return picture


def _mark(claim):
    tip, address = marks.words(claim), str(claim["url"])
    return {"value": marks.value(claim), "tip": tip, "address": address, "filled": bool(claim["is_origin"])}


def _open(claims):
    """How many of the claims are open upwards, in words."""
    count = int((claims["upper"] == math.inf).sum())
    return "" if not count else f"; {prose.plural(count, 'claim')} set{'s' if count == 1 else ''} no upper limit"


def inclusion_view(ledger, claims, *, override=None, still=False, **switches):
    """The range of claims, from the lowest interval to the highest, with some of them left out.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claims : pandas.DataFrame
        Rows of ``ledger.claims`` that compare; those without a number are left out.
    override : str, optional
        Why claims of different measures, units or bases stand together nevertheless; printed.
    still : bool
        Draw for a stored page (see `helpers.explore.picture.shown`).
    **switches
        As for `included`: origins, full, camps, without.

    Returns
    -------
    str
        HTML: the range in words, who stands at its ends, and a picture in which what is left out is faint.

    Raises
    ------
    ValueError
        If the claims do not compare and no override is given, or none of them has a number.
    """
    return Inclusion(ledger, claims, override).view(still=still, **switches)


def inclusion(ledger, claims, *, override=None):
    """Switches over a set of claims: origins only, full support only, camps, leave out one claimant.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claims : pandas.DataFrame
        Rows of ``ledger.claims`` that compare.
    override : str, optional
        As for `inclusion_view`.

    Returns
    -------
    helpers.explore.Control
    """
    made = Inclusion(ledger, claims, override)
    numbered = made.claims
    present = [camp for camp in style.CAMPS if (numbered["camp"] == camp).any()]
    count = numbered["claimant"].value_counts()
    names = sorted(count.index, key=lambda name: (-count[name], name))
    widgets = {
        "origins": ipywidgets.Checkbox(False, description="Origins only, no repeats", indent=False),
        "full": ipywidgets.Checkbox(False, description="Only documents read in full", indent=False),
        **{camp: ipywidgets.Checkbox(True, description=style.CAMPS[camp], indent=False) for camp in present},
        # A box to type in: JupyterLab takes the arrow keys away from drop-down lists.
        "without": ipywidgets.Combobox(
            options=names, placeholder="nobody; type a name", description="Leave out", continuous_update=False
        ),
    }

    def draw(still=False, **values):
        camps = [camp for camp in present if values.pop(camp)]
        return made.view(still=still, camps=camps, **values)

    return Control("Which claims to count", draw, widgets, still=lambda **values: draw(still=True, **values))
