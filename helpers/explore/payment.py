"""Payment: pay, heads, months, the state's share, arms in or out; the range that comes out, and what moves it most."""

import math

import ipywidgets
import numpy as np
import pandas as pd

from .. import money
from ..charts import style
from ..comparability import rates
from ..money import scenario
from .control import Control
from .picture import Picture, shown
from .words import listing, safe, said, table

# What each input is called, counted in, and which claims speak on it.
INPUTS = {
    "pay": ("Pay a month, dollars", "USD/month/person", "monthly_pay", "nk-troops"),
    "heads": ("Heads", "persons", "deployed", "nk-troops"),
    "months": ("Months", "months", None, None),
    "share": ("Kept by the state, percent", "percent", "share_kept_by_state", "nk-troops"),
    "arms": ("Arms, dollars", "USD", "arms_value", "arms-to-russia"),
}
YEAR = (12.0, 12.0)


def stated(ledger, name):
    """The origins that state an input's figure, sums of money in dollars of the day they were said.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    name : str
        pay, heads, share or arms.

    Returns
    -------
    pandas.DataFrame
        By claim_id ``lower`` and ``upper`` in the input's unit. Left out: repeats, plans, denials, claims without a
        number or in a currency that has no market rate.
    """
    _, unit, measure, force = INPUTS[name]
    claims = ledger.claims
    own = claims[(claims["measure"] == measure) & (claims["force_id"] == force) & claims["is_origin"]]
    own = own[own["lower"].notna() & own["stance"].isin(["asserts", "acknowledges"])]
    own = own[~own["basis"].isin(["planned", "projected"])]
    if name in ("heads", "arms"):
        own = own[own["basis"] == "cumulative"]
    rows = {}
    for claim_id, claim in own.iterrows():
        currency, _, terms = str(claim["unit"]).partition("/")
        if unit.startswith("USD") and currency != "USD" and f"USD/{terms}".rstrip("/") == unit:
            try:
                factor = money.convert(ledger, 1, currency, "USD", claim["said_on_last"])
            except money.NoRate:
                continue
            rows[claim_id] = (claim["lower"] * factor, claim["upper"] * factor)
        elif claim["unit"] == unit:
            most = 100 if unit == "percent" else math.inf
            rows[claim_id] = (claim["lower"], min(claim["upper"], most))
    return pd.DataFrame.from_dict(rows, orient="index", columns=["lower", "upper"]).rename_axis("claim_id")


def default(ledger, name):
    """The range to begin with: what the claims span, open ends left aside; twelve months; heads by the latest counts.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    name : str
        One of ``INPUTS``.

    Returns
    -------
    tuple of (float, float)

    Raises
    ------
    ValueError
        If no claim in the ledger speaks on it.
    """
    if name == "months":
        return YEAR
    if name == "heads":
        heads = rates.heads(ledger, INPUTS[name][3], ledger.claims["said_on_last"].max())
        if math.isfinite(heads.high):
            return heads.low, heads.high
    claims = stated(ledger, name)
    if claims.empty:
        raise ValueError(f"no claim states {INPUTS[name][0].lower()}; give {name}=(low, high)")
    ends = claims.to_numpy().ravel()
    return float(claims["lower"].min()), float(ends[np.isfinite(ends)].max())


def _tornado(paid, arms):
    """The scenario's tornado, arms added in the middle of their range, and a row for the arms."""
    bars = paid.tornado()[["result_low", "result_high", "swing"]].copy()
    if arms is None:
        return bars
    middle = (bars["result_low"].iloc[0] + bars["result_high"].iloc[0]) / 2
    bars[["result_low", "result_high"]] += (arms.low + arms.high) / 2
    bars.loc[arms.name] = (middle + arms.low, middle + arms.high, arms.high - arms.low)
    return bars.sort_values("swing", ascending=False, kind="stable")


class Payment:
    """The claims on every input, read and converted once.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    """

    def __init__(self, ledger):
        self._ends = {name: stated(ledger, name) for name in INPUTS if INPUTS[name][2]}
        ids = [claim_id for claims in self._ends.values() for claim_id in claims.index]
        self._lines = {claim_id: said(ledger, ledger.claims.loc[claim_id]) for claim_id in ids}
        self.start = {name: default(ledger, name) for name in INPUTS}

    def inputs(self, ranges):
        """Each range as an input of a scenario, with the claims whose interval it meets."""
        found = {}
        for name, (low, high) in ranges.items():
            label, unit = INPUTS[name][:2]
            met = ()
            if name in self._ends:
                ends = self._ends[name]
                met = tuple(ends.index[(ends["lower"] <= high) & (ends["upper"] >= low)])
            found[name] = scenario.Input(label, float(low), float(high), unit, met)
        return found

    def view(self, *, pay=None, heads=None, months=None, share=None, arms=False, still=False):
        """HTML of `payment_view` for some ranges."""
        given = {"pay": pay, "heads": heads, "months": months, "share": share}
        ranges = {name: given[name] or self.start[name] for name in given}
        if arms:
            ranges["arms"] = self.start["arms"] if arms is True else arms
        inputs = self.inputs(ranges)
        paid, sent = scenario.payments(*(inputs[name] for name in given)), inputs.get("arms")
        low, high = paid.range if sent is None else (paid.range[0] + sent.low, paid.range[1] + sent.high)
        words = f"The state would get {_range(low, high)} dollars, {'arms and troops' if sent else 'troops alone'}."
        picture = Picture(high, words)
        picture.bar(low, high, picture.row("Range", 30), style.INK, 12)
        for name, bar in _tornado(paid, sent).iterrows():
            tip = f"{name}: {_range(bar['result_low'], bar['result_high'])} dollars with the others in the middle"
            middle = picture.row(name.split(",")[0])
            picture.bar(bar["result_low"], bar["result_high"], middle, style.GREY, tip=tip)
        return f"<p>{safe(words)}</p>{shown(picture, still)}{self._behind(inputs)}"

    def _behind(self, inputs):
        """Each input, its range, and the claims whose interval meets it."""
        rows = []
        for name, each in inputs.items():
            claims = listing([self._lines[claim_id] for claim_id in each.claim_ids])
            nobody = "your own assumption" + ("; no claim says so" if name in self._ends else "")
            rows.append((safe(each.name), safe(_range(each.low, each.high)), claims or nobody))
        caption = "Behind each input, the claims whose interval it meets"
        return table(("Input", "Range", "Claims that allow it"), rows, caption)


def _range(low, high):
    one, other = style.number(float(f"{low:.4g}")), style.number(float(f"{high:.4g}"))
    return one if one == other else f"{one} to {other}"


def payment_view(ledger, *, pay=None, heads=None, months=None, share=None, arms=False, still=False):
    """What North Korea would get if pay, heads, months and its share were so; with or without arms.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    pay, heads, months, share : tuple of (float, float), optional
        Range of dollars a month and head, heads, months, percent kept by the state; by default see `default`.
    arms : bool or tuple of (float, float)
        Also count the value of arms sent, in dollars: as claimed (True) or a range.
    still : bool
        Draw for a stored page (see `helpers.explore.picture.shown`).

    Returns
    -------
    str
        HTML: the exact range, how far each input alone moves it, and the claims that stand behind each input.

    Raises
    ------
    ValueError
        If a range is the wrong way round, below 0, or a share above 100 percent.
    """
    return Payment(ledger).view(pay=pay, heads=heads, months=months, share=share, arms=arms, still=still)


def payment(ledger):
    """Sliders over a payment scenario: pay, heads, months, share kept by the state; a switch for arms.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger

    Returns
    -------
    helpers.explore.Control
    """
    billion = 1e9
    made = Payment(ledger)
    start = made.start
    kinds = {"pay": (6000, 50), "heads": (30000, 500), "months": (36, 1), "share": (100, 5)}
    widgets = {name: _slider(INPUTS[name][0], start[name], *kinds[name]) for name in kinds}
    widgets["arms"] = ipywidgets.Checkbox(False, description="Arms sent as well", indent=False)
    ends = start["arms"][0] / billion, start["arms"][1] / billion
    widgets["value"] = _slider("Arms, billion dollars", ends, 30, 0.1, ipywidgets.FloatRangeSlider)

    def draw(value, arms, still=False, **ranges):
        sums = tuple(round(end * billion) for end in value)
        return made.view(arms=sums if arms else False, still=still, **ranges)

    return Control("What the state would get", draw, widgets, still=lambda **values: draw(still=True, **values))


def _slider(label, ends, top, step, kind=ipywidgets.IntRangeSlider):
    """A slider for a range that reaches at least to where it begins, its ends rounded outwards to its steps."""
    low, high = (math.floor(ends[0] / step) * step, math.ceil(ends[1] / step) * step)
    return kind(value=(round(low, 6), round(high, 6)), min=0, max=max(top, high), step=step, description=label)
