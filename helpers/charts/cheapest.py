"""Where a disbelief profile is lowest, rounded once for the chart and for whoever writes about it."""

import numpy as np


def cheapest(data, camp="all"):
    """Between which values a profile asks for the least disbelief, as the chart words them.

    Parameters
    ----------
    data : pandas.DataFrame
        As from `helpers.consistency.profile`.
    camp : str
        ``all`` or a camp.

    Returns
    -------
    tuple of float
        First and last value, no finer than the grid the profile was asked at; infinity where it never rises again. Of
        several such spans the longest.

    Raises
    ------
    ValueError
        If the profile has no such camp.
    """
    rows = data[data["camp"] == camp].sort_values("value")
    if rows.empty:
        known = ", ".join(dict.fromkeys(data["camp"].astype("str")))
        raise ValueError(f"unknown camp {camp!r} in the disbelief profile; allowed: {known}")
    values = rows["value"].to_numpy(float)
    first, last = max(spans(rows), key=lambda span: span[1] - span[0])
    step = 10.0 ** np.floor(np.log10(np.diff(values).min())) if len(values) > 1 else 1.0
    open_above = first > values[0] and last == values[-1]
    return float(round(first / step) * step), float("inf") if open_above else float(round(last / step) * step)


def spans(rows):
    """First and last value of each run at which the fewest are rejected; a profile may dip twice.

    Parameters
    ----------
    rows : pandas.DataFrame
        One camp's rows of a profile, by value.

    Returns
    -------
    list of numpy.ndarray of float, shape (2,)
    """
    values, cheap = rows["value"].to_numpy(float), np.flatnonzero(rows["rejected"] == rows["rejected"].min())
    return [values[run[[0, -1]]] for run in np.split(cheap, np.flatnonzero(np.diff(cheap) > 1) + 1)]
