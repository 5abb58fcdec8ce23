"""Dates known to a day, a month or a year."""

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

PRECISIONS = ("day", "month", "year")
_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@lru_cache(maxsize=4096)  # the same few thousand days are asked for by checks and typing alike
def span(text):
    """First day, last day and precision of a written date.

    Parameters
    ----------
    text : str
        ``2025-04-30``, ``2025-04`` or ``2025``.

    Returns
    -------
    tuple of (datetime.date, datetime.date, str)

    Raises
    ------
    ValueError
        If the text is no such date, or the day does not exist.
    """
    match = _FORM.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not a date; write YYYY-MM-DD, YYYY-MM or YYYY")
    year, month, day = (int(part) if part else None for part in match.groups())
    first = datetime.date(year, month or 1, day or 1)
    if day:
        return first, first, "day"
    if month:
        return first, first.replace(day=calendar.monthrange(year, month)[1]), "month"
    return first, datetime.date(year, 12, 31), "year"


@dataclass(frozen=True)
class Spans:
    """Spans of n written dates.

    Attributes
    ----------
    first, last : numpy.ndarray of datetime64[s], shape (n,)
        NaT where a date is blank or impossible.
    precision : numpy.ndarray of int8, shape (n,)
        Position in PRECISIONS; -1 where there is no date.
    bad : numpy.ndarray of bool, shape (n,)
        True where a cell is not blank and no date.
    """

    first: np.ndarray
    last: np.ndarray
    precision: np.ndarray
    bad: np.ndarray

    def take(self, places):
        """The spans at these places, in their order."""
        return Spans(self.first[places], self.last[places], self.precision[places], self.bad[places])


def spans(texts):
    """Spans of many written dates.

    Parameters
    ----------
    texts : list of str, length n

    Returns
    -------
    Spans
    """
    first, last, precision, bad = [], [], [], []
    for text in texts:
        try:
            row = span(text) if text else (None, None, None)
            bad.append(False)
        except ValueError:
            row = (None, None, None)
            bad.append(True)
        first.append(row[0])
        last.append(row[1])
        precision.append(-1 if row[2] is None else PRECISIONS.index(row[2]))
    return Spans(
        np.array(first, dtype="datetime64[s]"),
        np.array(last, dtype="datetime64[s]"),
        np.array(precision, dtype="int8"),
        np.array(bad, dtype=bool),
    )
