"""Words for numbers: every figure in the notebooks' text comes from here, computed from the ledger."""

import math
import re

import pandas as pd

_SMALL = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_LARGE = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_CURRENCY = {"USD": "dollars", "KRW": "won", "RUB": "roubles", "JPY": "yen", "KPW": "North Korean won"}
_PER = {"person": "a head", "month": "a month", "year": "a year", "hour": "an hour", "day": "a day"}
_OTHER = {
    "persons": "",
    "none": "",
    "percent": "percent",
    "percent_of_force": "percent of the force",
    "percent_of_casualties": "percent of the casualties",
    "persons_per_day": "a day",
}


def number(value, words=True):
    """A number as a newspaper prints it.

    Parameters
    ----------
    value : float
    words : bool
        Spell out whole numbers below ten.

    Returns
    -------
    str
        ``nine``, ``1,500``, ``5 million``, ``28.7 trillion``; an infinite value reads ``any number``.
    """
    value = float(value)
    if math.isinf(value):
        return "any number"
    if words and value == int(value) and 0 <= value < 10:
        return _SMALL[int(value)]
    for size, name in _LARGE:
        if value >= size:
            return f"{value / size:,.3f}".rstrip("0").rstrip(".") + f" {name}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def unit(code):
    """A unit in words: ``KRW/month/person`` reads ``won a month a head``; people need no word."""
    if code in _OTHER:
        return _OTHER[code]
    head, *per = code.split("/")
    return " ".join([_CURRENCY.get(head, head), *(_PER[part] for part in per)])


def figure(claim, units=True):
    """The figure of one claim with its hedge word, as stated.

    Parameters
    ----------
    claim : pandas.Series
        A row of ``ledger.claims``.
    units : bool
        Name the unit after it.

    Returns
    -------
    str
        ``about 600``, ``more than 6,000``, ``25,000 to 30,000``, ``several thousand``, ``no number``.
    """
    stated = [float(value) for value in (claim["low"], claim["point"], claim["high"]) if not pd.isna(value)]
    people = claim["unit"] == "persons"
    words = [number(value, words=people) for value in stated]
    text = str(claim["hedge"])
    if words:
        text = re.sub(r"\bM\b", words[-1], re.sub(r"\bN\b", words[0], text))
    tail = unit(str(claim["unit"])) if units and "none" not in text else ""
    if words and words[-1] == "1":
        head, *rest = tail.split(" ")
        tail = " ".join([head.removesuffix("s"), *rest])
    if not stated:  # "about a third of the force", "tens of billions of dollars"
        tail = tail.removeprefix("percent ")
        tail = f"of {tail}" if tail and text.startswith(("tens of", "hundreds of", "thousands")) else tail
    return f"{text} {tail}".strip()


def interval(lower, upper):
    """An interval in words: ``550 to 650``, ``6,000 or more``, ``up to 40``."""
    if math.isinf(upper):
        return f"{number(lower, words=False)} or more"
    if lower == upper:
        return number(lower, words=False)
    return f"up to {number(upper, words=False)}" if lower == 0 else f"{number(lower, False)} to {number(upper, False)}"


def day(first, precision="day"):
    """A date written out, no further than it is known: ``30 April 2025``, ``April 2025``, ``2025``.

    Parameters
    ----------
    first : pandas.Timestamp
    precision : str
        ``day``, ``month`` or ``year``.
    """
    return {"day": f"{first.day} {first:%B %Y}", "month": f"{first:%B %Y}", "year": f"{first:%Y}"}[precision]


def iso(first, precision="day"):
    """A date as the tables write it, no further than it is known: ``2025-04-30``, ``2025-04``, ``2025``; as `day`."""
    return f"{first:%Y-%m-%d}"[: {"day": 10, "month": 7, "year": 4}[precision]]


def said(claim):
    """The day a claim was made, written out."""
    return day(claim["said_on"], str(claim["said_on_precision"]))


def by(claim):
    """Who made a claim and when, in brackets, and if the text itself was never seen: ``(NIS, 30 April 2025)``."""
    unseen = "; seen only as a citation" if claim["support"] == "snippet" else ""
    return f"({claim['claimant']}, {said(claim)}{unseen})"


def link(claim, text=None):
    """Markdown link from words (the figure by default) to the claim's document."""
    label = (text or figure(claim)).replace("[", "\\[").replace("]", "\\]")
    return f"[{label}]({claim['url'].replace('(', '%28').replace(')', '%29')})"


def listing(words, last="and"):
    """``a``, ``a and b``, ``a, b and c``."""
    words = list(words)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def plural(count, one, many=None):
    """``one claim``, ``12 claims``."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def times(count):
    """``once``, ``twice``, ``three times``."""
    return {1: "once", 2: "twice"}.get(count, f"{number(count)} times")


def latest(claims):
    """The claim said last, the later document winning a tie; an empty frame raises ValueError."""
    if claims.empty:
        raise ValueError("no claim to choose the latest from; widen the selection")
    return claims.sort_values(["said_on_last", "said_on"], kind="stable").iloc[-1]


def say(text):
    """Markdown for a notebook cell to show.

    Parameters
    ----------
    text : str

    Returns
    -------
    IPython.display.Markdown
    """
    from IPython.display import Markdown

    return Markdown(text)


def opening(question, answer, limits):
    """The fixed opening of every notebook: the question, the answer in two sentences, what the data cannot say."""
    return say(f"**The question.** {question}\n\n**The answer.** {answer}\n\n**What the data cannot say.** {limits}")


def fine_print(ledger, method):
    """The fixed closing of every notebook: method, what an interval means, version, how to cite.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    method : str
        What is particular to the notebook, in a sentence or two.
    """
    last = ledger.claims["said_on"].max()
    return say(
        f"{method}\n\nEvery figure here is a claim that somebody published; a repeat is not a confirmation, and the "
        f"ledger is not complete. Hedge words are read as intervals by the rules in the codebook. Data version "
        f"{ledger.version}: {len(ledger.claims):,} claims from {len(ledger.sources):,} documents, the latest said in "
        f"{last:%B %Y}.\n\nCite as: Kursk Ledger, version {ledger.version}, with the claim's own document."
    )
