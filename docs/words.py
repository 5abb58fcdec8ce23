"""Words: a claim's figure, dates and reach as the pages print them; numbers come from `helpers.prose`."""

from __future__ import annotations

import math

import pandas as pd

from helpers import prose
from helpers.charts import style
from helpers.figure import told

BASES = {
    "cumulative": "since the start",
    "stock": "on that day",
    "flow": "within the period",
    "planned": "planned",
    "projected": "projected",
    "rate": "rate",
}
PLACES = {
    "russia": "Russia",
    "eastern_russia": "eastern Russia",
    "kursk": "Kursk region",
    "border": "near the border",
    "front": "at the front",
    "ukraine": "Ukraine",
    "north_korea": "North Korea",
}
CAMPS = style.CAMPS


def event_kind(kind: str) -> str:
    """An event's kind as the pages call it: the statements are about facts, so nobody is said to confess them."""
    return "acknowledgement" if kind == "admission" else kind


def figure(claim) -> str:
    """The figure as stated, hedge word and all; a denial or a silence is named as such."""
    return told(claim, prose.figure(claim))


def interval(lower: float, upper: float) -> str:
    """How the figure is read; "" where no number was given."""
    return "" if math.isnan(lower) else prose.interval(lower, upper)


def date(first, precision: str) -> str:
    """A date at the precision it is known to: 30 April 2025, April 2025, 2025; "" if unknown."""
    return "" if pd.isna(first) else prose.day(first, precision)


def iso(first, precision: str) -> str:
    """A date as the tables write it: 2025-04-30, 2025-04, 2025; "" if unknown."""
    return "" if pd.isna(first) else prose.iso(first, precision)
