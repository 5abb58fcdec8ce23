"""Writing rows: only the new line differs, and a file is whole at every moment."""

import csv
import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.curation import table_file

PLAIN = b"id,text\na,one\nc,three\n"


def by_id(row):
    return row["id"]


def test_row_goes_to_its_place_in_a_sorted_file():
    assert table_file.with_row(PLAIN, {"id": "b", "text": "two"}, by_id) == b"id,text\na,one\nb,two\nc,three\n"


def test_row_goes_first_and_last():
    assert table_file.with_row(PLAIN, {"id": "0"}, by_id).startswith(b"id,text\n0,\na,one\n")
    assert table_file.with_row(PLAIN, {"id": "z"}, by_id).endswith(b"c,three\nz,\n")


def test_row_below_a_header_alone():
    assert table_file.with_row(b"id,text\n", {"id": "a", "text": "x"}, by_id) == b"id,text\na,x\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"\xef\xbb\xbfid,text\na,one\n", b"\xef\xbb\xbfid,text\na,one\nb,two\n"),
        (b"id,text\r\na,one\r\n", b"id,text\r\na,one\r\nb,two\r\n"),
        (b"id,text\na,one", b"id,text\na,one\nb,two"),
        (b'"id","text"\n"a","one"\n', b'"id","text"\n"a","one"\n"b","two"\n'),
        (b'id,text\na,"needless"\n', b'id,text\na,"needless"\nb,two\n'),
        (b'id,text\na,"two\nlines"\nc,x\n', b'id,text\na,"two\nlines"\nb,two\nc,x\n'),
    ],
    ids=["BOM", "CRLF", "no last line end", "all quoted", "needless quotes stay", "line break in a cell"],
)
def test_manner_of_the_file_is_kept(before, after):
    assert table_file.with_row(before, {"id": "b", "text": "two"}, by_id) == after


def test_commas_quotes_and_line_breaks_are_quoted():
    raw = table_file.with_row(PLAIN, {"id": "b", "text": 'say "two", three\nfour'}, by_id)
    rows = list(csv.reader(io.StringIO(raw.decode(), newline="")))
    assert rows[2] == ["b", 'say "two", three\nfour']


def test_unknown_column_names_the_known_ones():
    with pytest.raises(ValueError, match="unknown column 'truth'; allowed: id, text"):
        table_file.with_row(PLAIN, {"truth": "1"}, by_id)


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=8)


@given(st.lists(st.tuples(CELL, CELL), max_size=6), CELL, CELL)
def test_every_other_byte_stays(rows, name, text):
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows([("id", "text"), *rows])
    before = buffer.getvalue().encode()
    after = table_file.with_row(before, {"id": name, "text": text}, by_id)
    old, new = (table_file.records(raw.decode()) for raw in (before, after))
    assert len(new) == len(old) + 1
    place = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    assert old == new[:place] + new[place + 1 :]
    assert next(csv.reader(io.StringIO(new[place], newline=""))) == [name, text]


@pytest.fixture
def two(tmp_path):
    files = {tmp_path / "a.csv": b"old a", tmp_path / "b.csv": b"old b"}
    for path, raw in files.items():
        path.write_bytes(raw)
    return files


def state(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_replace_keeps_permissions(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    path.chmod(0o640)
    table_file.replace({path: b"new"})
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_replace_writes_through_a_link(tmp_path):
    path, link = tmp_path / "a.csv", tmp_path / "link.csv"
    path.write_bytes(b"old")
    link.symlink_to(path)
    table_file.replace({link: b"new"})
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("call", [1, 2])
@pytest.mark.parametrize("name", ["replace", "fsync"])
def test_failure_puts_everything_back(two, monkeypatch, name, call):
    calls, real = [], getattr(os, name)

    def full(*arguments):
        calls.append(arguments)
        if len(calls) == call:
            raise OSError(28, "No space left on device")
        return real(*arguments)

    folder = next(iter(two)).parent
    before = state(folder)
    monkeypatch.setattr(os, name, full)
    with pytest.raises(OSError, match="No space left"):
        table_file.replace(dict.fromkeys(two, b"new"))
    assert len(calls) >= call
    assert state(folder) == before


def test_change_by_somebody_else_is_not_overwritten(two):
    first = next(iter(two))
    expected = dict(two)
    first.write_bytes(b"theirs")
    with pytest.raises(ValueError, match=r"a\.csv was changed by somebody else meanwhile; nothing was written"):
        table_file.replace(dict.fromkeys(two, b"new"), expected)
    assert state(first.parent) == {"a.csv": b"theirs", "b.csv": b"old b"}
