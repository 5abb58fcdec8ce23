"""Words: a claim's figure, date, interval and scope as a reader would say them."""

from __future__ import annotations

import math
import re

import pandas as pd

CURRENCIES = {"USD": "US dollars", "KRW": "South Korean won", "KPW": "North Korean won", "RUB": "roubles", "JPY": "yen"}
PER = {"month": "a month", "year": "a year", "day": "a day", "hour": "an hour", "person": "per head"}
SILENT = {
    "asserts": "said without a number",
    "acknowledges": "admitted without a number",
    "denies": "denied",
    "declines": "would not say",
}
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
CAMPS = {"official": "Official", "intelligence": "Intelligence", "independent": "Independent"}
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def number(value: float) -> str:
    """A number with thousands separators; millions and up in words."""
    for scale, word in SCALES:
        if abs(value) >= scale:
            return f"{value / scale:,.6g} {word}"
    return f"{value:,.10g}"


def unit(name: str) -> str:
    """What follows the number: nothing for people, words for the rest."""
    if name in ("", "none", "persons"):
        return ""
    if name.startswith("percent"):
        return "%" if name == "percent" else "% " + name.removeprefix("percent_").replace("_", " ")
    first, *per = name.replace("_per_", "/").split("/")
    first = "" if first == "persons" else CURRENCIES.get(first, first)
    return " ".join([first, *(PER.get(part, f"per {part}") for part in per)]).strip()


def figure(claim, label: str) -> str:
    """The figure as stated, hedge word and all.

    Parameters
    ----------
    claim : mapping
        ``low``, ``point``, ``high`` (numbers or missing), ``unit``, ``stance``, ``qualifier``.
    label : str
        The qualifier's label from ``qualifiers.csv``, such as "about N" or "N to M".
    """
    if claim["qualifier"] == "no_number":
        return SILENT[claim["stance"]]
    stated = [number(float(claim[name])) for name in ("low", "point", "high") if pd.notna(claim[name])]
    words = label
    if stated:
        words = re.sub(r"\bN\b", stated[0], re.sub(r"\bM\b", stated[-1], label))
    suffix = unit(claim["unit"])
    joined = f"{words}{suffix}" if suffix.startswith("%") else f"{words} {suffix}".strip()
    return joined if claim["stance"] != "denies" else f"denied: {joined}"


def interval(lower: float, upper: float) -> str:
    """An interval in words; open ends are said."""
    if math.isnan(lower):
        return ""
    if math.isinf(upper):
        return f"{number(lower)} and up"
    if lower == upper:
        return f"exactly {number(lower)}"
    return f"{number(lower)} to {number(upper)}"


def date(first, precision: str) -> str:
    """A date at the precision it is known to: 30 April 2025, April 2025, 2025."""
    if pd.isna(first):
        return ""
    return {"day": f"{first.day} {first:%B %Y}", "month": f"{first:%B %Y}", "year": f"{first:%Y}"}[precision]


def iso(first, precision: str) -> str:
    """A date as the tables write it: 2025-04-30, 2025-04, 2025."""
    if pd.isna(first):
        return ""
    return f"{first:%Y-%m-%d}"[: {"day": 10, "month": 7, "year": 4}[precision]]
