"""Reading a CSV file into text, and saying what is wrong with the file itself."""

import io

import pandas as pd

from .problems import Problem

# The engine named here is the one the benchmark's bare read uses too.
READ = {"dtype": "str", "keep_default_na": False, "na_filter": False, "engine": "c"}
LARGE = 5_000_000  # characters


def _say(file, rule, allowed, row=None, column="", value=""):
    return Problem(file, row, column, value, rule, allowed)


def _ragged(text, width, file):
    """Rows whose number of cells is not that of the header; pandas pads short rows in silence."""
    import csv

    for number, cells in enumerate(csv.reader(io.StringIO(text)), 1):
        if cells and len(cells) != width:
            yield _say(
                file,
                f"the row has {len(cells)} cells, the header {width}",
                "Quote cells that hold a comma, and keep one cell per column.",
                number,
            )


def read(folder, table):
    """Read one table as text.

    A byte-order mark and Windows line ends do no harm and are accepted; a file that mixes line ends, is not UTF-8,
    is missing or empty, or has other columns than the codebook is reported.

    Parameters
    ----------
    folder : pathlib.Path
    table : helpers.loading.schema.Table

    Returns
    -------
    tuple of (pandas.DataFrame or None, list of Problem)
        All columns str, or codes for text where the file is large; None if the file cannot be used at all.
    """
    path = folder / table.file
    if not path.is_file():
        return None, [
            _say(
                table.file, "the file is missing", f"It belongs in {folder.name}/ and holds: {', '.join(table.columns)}"
            )
        ]
    raw = path.read_bytes()
    if not raw.strip(b"\xef\xbb\xbf \r\n\t"):
        return None, [_say(table.file, "the file is empty", f"It needs at least the header: {','.join(table.columns)}")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        byte = raw[error.start : error.start + 1].hex()
        return None, [
            _say(table.file, f"byte 0x{byte} is not UTF-8", "Save the file as UTF-8 (no other encoding).", row)
        ]
    if "\r" in text:
        windows = text.count("\r\n")
        if windows != text.count("\r") or windows != text.count("\n"):
            return None, [
                _say(table.file, "line ends are mixed", "Use LF (or CRLF) throughout; an editor can convert the file.")
            ]
        text = text.replace("\r\n", "\n")
    if "\x00" in text:
        row = text[: text.index("\x00")].count("\n") + 1
        return None, [_say(table.file, "the file holds a NUL byte", "Remove it.", row)]
    header = text.split("\n", 1)[0].split(",")
    try:
        # pandas would take the first column for an index if rows were longer than the header.
        frame = _parsed(text, table)
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        ragged = list(_ragged(text, len(header), table.file))
        return None, ragged or [_say(table.file, f"the file cannot be read as CSV ({error})", "Check its quotes.")]
    if not _tallies(text, len(header)):
        problems = list(_ragged(text, len(header), table.file))
        if problems:
            return None, problems
    return frame, _columns(frame, table)


def _tallies(text, width):
    """Whether every line has the commas of the header outside its quotes; if not, the file is read cell by cell."""
    outside = text if '"' not in text else "".join(text.split('"')[::2])
    return {line.count(",") for line in outside.split("\n") if line} <= {width - 1}


def _parsed(text, table):
    """All cells as text. In a large file, columns in which few values recur are read as codes: smaller and faster."""
    if len(text) < LARGE:
        return pd.read_csv(io.StringIO(text), index_col=False, **READ)
    kinds = {column: "category" if column in table.repeated else "str" for column in table.columns}
    frame = pd.read_csv(io.StringIO(text), index_col=False, **{**READ, "dtype": kinds})
    # Where every value looks like a number pandas makes numbers of them, and the text as written would be lost.
    lost = [
        column
        for column in frame
        if isinstance(frame[column].dtype, pd.CategoricalDtype)
        and pd.api.types.is_numeric_dtype(frame[column].cat.categories)
    ]
    if lost:
        frame[lost] = pd.read_csv(io.StringIO(text), index_col=False, usecols=lost, **READ)
    return frame


def _columns(frame, table):
    have, want = list(frame.columns), table.columns
    problems = [
        _say(table.file, "the column is missing", f"The columns are: {', '.join(want)}", 1, column)
        for column in want
        if column not in have
    ]
    problems += [
        _say(table.file, "the column is unknown", f"The columns are: {', '.join(want)}", 1, column)
        for column in have
        if column not in want
    ]
    if not problems and have != want:
        problems.append(_say(table.file, "the columns are in another order", f"The order is: {', '.join(want)}", 1))
    return problems
