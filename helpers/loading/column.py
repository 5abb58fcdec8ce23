"""A column of text as its distinct values and where they stand: each value is judged once, however long the file."""

from functools import cached_property

import numpy as np
import pandas as pd

from .. import dates


def distinct(cells):
    """Codes and distinct values of a column.

    Parameters
    ----------
    cells : pandas.Series of str or category, length n

    Returns
    -------
    tuple of (numpy.ndarray of int, length n, list)
        ``values[codes[i]]`` is the i-th cell.
    """
    if isinstance(cells.dtype, pd.CategoricalDtype):
        return cells.cat.codes.to_numpy(np.intp), cells.cat.categories.tolist()
    codes, values = pd.factorize(cells.to_numpy(object))
    return codes, values.tolist()


class Column:
    """The cells of one column of a file, as text; what is asked of them is worked out once.

    Parameters
    ----------
    cells : pandas.Series of str or category, length n

    Attributes
    ----------
    codes : numpy.ndarray of int, length n
    values : list of str
        ``values[codes[i]]`` is the i-th cell.
    blank : numpy.ndarray of bool, length n
    numbers : numpy.ndarray of float, length n
        nan where a cell is blank or no number.
    spans : helpers.dates.Spans, length n
    """

    def __init__(self, cells):
        self.cells = cells
        self.codes, self.values = distinct(cells)

    def __len__(self):
        return len(self.codes)

    def __getitem__(self, position):
        return self.values[self.codes[position]]

    def _spread(self, judged):
        judged = np.array(judged, bool)
        return judged[self.codes] if judged.any() else np.zeros(len(self), bool)

    def where(self, test):
        """Mask of the cells whose value passes ``test``."""
        return self._spread([bool(test(value)) for value in self.values])

    def failing(self, test):
        """Mask of the cells whose value is not blank and fails ``test``."""
        return self._spread([value != "" and not test(value) for value in self.values])

    @cached_property
    def blank(self):
        return self._spread([value == "" for value in self.values])

    @cached_property
    def numbers(self):
        values = pd.Series(self.values, dtype="object").replace("", None)
        return pd.to_numeric(values, errors="coerce").to_numpy(float)[self.codes]

    @cached_property
    def spans(self):
        return dates.spans(self.values).take(self.codes)

    def find(self, values):
        """Row of each of ``values`` among the cells (-1 if it is not there); None if a cell stands there twice."""
        if len(self.values) < len(self):
            return None
        places = dict(zip(self.values, range(len(self)), strict=True))
        return np.fromiter((places.get(value, -1) for value in values), np.intp, len(values))


def columns(frame):
    """A table of text as ``{name: Column}``."""
    return {name: Column(frame[name]) for name in frame.columns}


def pairs(first, second):
    """Codes and distinct pairs of values of two columns of equal length, as in :func:`distinct`."""
    both, codes = np.unique(first.codes * len(second.values) + second.codes, return_inverse=True)
    ones, others = np.divmod(both, max(len(second.values), 1))
    return codes, [(first.values[one], second.values[other]) for one, other in zip(ones, others, strict=True)]


def rows_of(frame, names, cells):
    """Columns of a table, looked up by its index for each cell of another.

    Parameters
    ----------
    frame : pandas.DataFrame
        Indexed by id.
    names : list of str
        Its columns wanted.
    cells : pandas.Series of str or category
        Ids, all of them in the index.

    Returns
    -------
    dict of str to pandas array
    """
    codes, values = distinct(cells)
    at = frame.index.get_indexer(values)[codes]
    return {name: frame[name].array.take(at) for name in names}
