"""Changing a CSV file by whole rows: every other byte stays, and the file is replaced in one step or not at all."""

import csv
import io
import os
import tempfile
from pathlib import Path

BOM = b"\xef\xbb\xbf"


def records(text):
    """Split CSV text into its records, each as written and with its line end; a quoted line break ends none.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of str
        Joined, they are the text again.
    """
    found, open_record = [], ""
    for line in io.StringIO(text, newline=""):
        open_record += line
        if open_record.count('"') % 2 == 0:
            found.append(open_record)
            open_record = ""
    return [*found, open_record] if open_record else found


def _cells(record):
    return next(csv.reader([record.rstrip("\r\n")], strict=True), [])


def _written(cells, header, end):
    quoted = header.startswith('"') and header.rstrip("\r\n").endswith('"')
    buffer = io.StringIO(newline="")
    style = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    csv.writer(buffer, quoting=style, lineterminator=end).writerow(cells)
    return buffer.getvalue()


def with_row(raw, row, key):
    """The bytes of a CSV file with one row more; its other rows, quoting, line ends and byte-order mark are kept.

    Parameters
    ----------
    raw : bytes
        The file, UTF-8, with a header.
    row : dict of str to str
        Cells by column name; a missing column is written blank.
    key : callable
        Takes a row as a dict and gives what the file is sorted by. The new row goes below the last row that does not
        come after it, so that files kept in order stay in order.

    Returns
    -------
    bytes

    Raises
    ------
    ValueError
        If ``row`` names a column that the file does not have.
    """
    mark = BOM if raw.startswith(BOM) else b""
    lines = records(raw[len(mark) :].decode("utf-8"))
    end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    columns = _cells(lines[0])
    unknown = sorted(set(row) - set(columns))
    if unknown:
        raise ValueError(f"unknown column {unknown[0]!r}; allowed: {', '.join(columns)}")
    new = _written([row.get(column, "") for column in columns], lines[0], end)
    place = 1
    for number, line in enumerate(lines[1:], 2):
        if line.strip() and key(dict(zip(columns, _cells(line), strict=True))) <= key(row):
            place = number
    if not lines[place - 1].endswith("\n"):  # a last row without line end: ours ends the file now, the same way
        lines[place - 1] += end
        new = new.removesuffix(end)
    lines.insert(place, new)
    return mark + "".join(lines).encode("utf-8")


def _temporary(path, raw):
    """A file beside ``path``, holding ``raw`` and safely on the disk; none if that fails."""
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
    except BaseException:
        os.unlink(name)
        raise
    return Path(name)


def _umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


def replace(files, expected=None):
    """Write several files: all are prepared beside their targets first, then each is swapped in in one step.

    A failure at any point leaves, or puts back, every file as it was. A process killed between two swaps leaves each
    file whole, old or new; so give first those that harm nobody when they come alone (the document before its claim).

    Parameters
    ----------
    files : dict of pathlib.Path to bytes
    expected : dict of pathlib.Path to bytes, optional
        What the files held when they were read.

    Raises
    ------
    OSError
        If a file cannot be written.
    ValueError
        If a file no longer holds what was expected: somebody else wrote to it meanwhile.
    """
    prepared, swapped = {}, {}
    try:
        for path, raw in files.items():
            prepared[path] = _temporary(path.resolve(), raw)
        for path, raw in (expected or {}).items():
            if path.read_bytes() != raw:
                raise ValueError(
                    f"{path.name} was changed by somebody else meanwhile; nothing was written. Run it again"
                )
        for path, temporary in prepared.items():
            before = path.read_bytes() if path.exists() else None
            os.replace(temporary, path.resolve())
            swapped[path] = before
    except BaseException:
        for path, before in swapped.items():
            if before is None:
                path.unlink()
            else:
                os.replace(_temporary(path.resolve(), before), path.resolve())
        raise
    finally:
        for temporary in prepared.values():
            temporary.unlink(missing_ok=True)
