"""A column as its distinct values and where they stand, so that each value is judged once however long the file."""

import numpy as np
import pandas as pd


def distinct(column):
    """Codes and distinct values of a column.

    Parameters
    ----------
    column : pandas.Series of str or category, length n

    Returns
    -------
    tuple of (numpy.ndarray of int, length n, list)
        ``values[codes[i]]`` is the i-th cell.
    """
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy(np.intp), column.cat.categories.tolist()
    codes, values = pd.factorize(column)
    return codes, values.tolist()


def judge(column, test):
    """Mask of the cells whose value is not blank and fails ``test``."""
    codes, values = distinct(column)
    bad = np.fromiter((value != "" and not test(value) for value in values), bool, len(values))
    return bad[codes] if bad.any() else np.zeros(len(column), bool)


def judge_pairs(first, second, test):
    """Mask of the rows whose two values together fail ``test``."""
    (codes, values), (others, partners) = distinct(first), distinct(second)
    pairs, where = np.unique(codes * len(partners) + others, return_inverse=True)
    bad = [not test(values[pair // len(partners)], partners[pair % len(partners)]) for pair in pairs]
    return np.array(bad, bool)[where]


def numbers(column):
    """The column as floats, nan where a cell is blank or no number."""
    codes, values = distinct(column)
    floats = pd.to_numeric(pd.Series(values, dtype="object").replace("", None), errors="coerce")
    return floats.to_numpy(float)[codes] if values else np.empty(0)


def rows_of(frame, column):
    """Rows of a table, looked up by its index for each cell; nan where the id is not in it."""
    codes, values = distinct(column)
    return frame.reindex(values).iloc[codes]
