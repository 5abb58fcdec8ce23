"""Loading: what comes out, and what each kind of bad input says."""

import pandas as pd
import pytest

from helpers import LedgerError, load
from helpers.ledger import check
from helpers.loading import files


def first_with(folder, table="claims", **wanted):
    """Number of the first row whose cells are as wanted (True: not blank)."""
    for number, row in enumerate(folder.rows(table)):
        if all(bool(row[name]) if value is True else row[name] == value for name, value in wanted.items()):
            return number
    raise AssertionError(f"no row of {table} has {wanted}")


def problem(folder, *words):
    """The one problem line that holds all the words."""
    with pytest.raises(LedgerError) as caught:
        load(folder.path)
    lines = [line for line in str(caught.value).splitlines() if all(str(word) in line for word in words)]
    assert lines, f"no line with {words} in:\n{caught.value}"
    return lines[0]


def test_shipped_ledger_loads_whole(ledger):
    assert len(ledger.claims) >= 430
    assert len(ledger.claimants) >= 100
    assert len(ledger.sources) >= 300
    assert "claims by" in repr(ledger)


def test_dates_keep_their_precision(ledger):
    claims = ledger.claims
    months = claims[claims["said_on_precision"] == "month"]
    assert (months["said_on"].dt.day == 1).all()
    assert (months["said_on_last"] > months["said_on"]).all()
    days = claims[claims["said_on_precision"] == "day"]
    assert (days["said_on"] == days["said_on_last"]).all()


def test_types(ledger):
    claims = ledger.claims
    assert claims["low"].dtype == claims["point"].dtype == claims["high"].dtype == pd.Float64Dtype()
    assert isinstance(claims["basis"].dtype, pd.CategoricalDtype)
    assert set(claims["camp"].cat.categories) == {"official", "intelligence", "independent"}


def test_blank_number_is_missing_not_zero(ledger):
    silent = ledger.claims[ledger.claims["qualifier"] == "no_number"]
    assert len(silent)
    assert silent[["low", "point", "high", "lower", "upper"]].isna().all(axis=None)


def test_frozen(ledger):
    with pytest.raises(AttributeError):
        ledger.claims = None


def test_no_such_folder(tmp_path):
    with pytest.raises(LedgerError, match="there is no such folder"):
        load(tmp_path / "nowhere")


def test_missing_file(folder):
    (folder.path / "forces.csv").unlink()
    assert "It belongs in data/ and holds: force_id, name" in problem(folder, "forces.csv", "the file is missing")


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_empty_file(folder, content):
    (folder.path / "events.csv").write_bytes(content)
    assert "It needs at least the header: event_id,date" in problem(folder, "events.csv", "the file is empty")


def test_wrong_encoding(folder):
    path = folder.path / "forces.csv"
    path.write_bytes(path.read_bytes().replace(b"First wave", "Première".encode("latin-1"), 1))
    assert "Save the file as UTF-8" in problem(folder, "forces.csv row", "0xe8 is not UTF-8")


@pytest.mark.parametrize(
    "spoil", [lambda raw: b"\xef\xbb\xbf" + raw, lambda raw: raw.replace(b"\n", b"\r\n")], ids=["BOM", "CRLF"]
)
def test_harmless_bytes_are_accepted(folder, ledger, spoil):
    path = folder.path / "claims.csv"
    path.write_bytes(spoil(path.read_bytes()))
    pd.testing.assert_frame_equal(load(folder.path).claims, ledger.claims)


def test_mixed_line_ends(folder):
    path = folder.path / "claims.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n", 3))
    assert "Use LF (or CRLF) throughout" in problem(folder, "claims.csv", "line ends are mixed")


def test_nul_byte(folder):
    path = folder.path / "claims.csv"
    path.write_bytes(path.read_bytes() + b"\x00")
    problem(folder, "claims.csv", "NUL byte")


def test_missing_column(folder):
    rows = folder.rows("claims")
    folder.write("claims", [{k: v for k, v in row.items() if k != "basis"} for row in rows])
    assert "The columns are: claim_id" in problem(folder, "claims.csv row 1, column basis", "the column is missing")


def test_unknown_column(folder):
    folder.write("claims", [{**row, "truth": "1"} for row in folder.rows("claims")])
    problem(folder, "claims.csv row 1, column truth", "the column is unknown")


def test_columns_in_another_order(folder):
    folder.write("events", [dict(reversed(row.items())) for row in folder.rows("events")])
    assert "The order is: event_id" in problem(folder, "events.csv", "another order")


@pytest.mark.parametrize(
    "spoil", [lambda line: line.rsplit(",", 1)[0], lambda line: line + ",extra"], ids=["short", "long"]
)
def test_row_of_another_width(folder, spoil):
    path = folder.path / "forces.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[3] = spoil(lines[3])
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert "one cell per column" in problem(folder, "forces.csv row 4", "cells, the header 6")


def test_a_short_row_is_not_made_up_for_by_a_long_one(folder):
    path = folder.path / "forces.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    short, long = [number for number, line in enumerate(lines) if number and '"' not in line][:2]
    lines[short], lines[long] = lines[short].rsplit(",", 1)[0], lines[long] + ",extra"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    problem(folder, f"forces.csv row {short + 1}", "the row has 5 cells, the header 6")
    problem(folder, f"forces.csv row {long + 1}", "the row has 7 cells, the header 6")


def test_a_quote_and_commas_inside_cells_do_no_harm(folder):
    row = folder.change("forces", 2, definition='Two guns, of 5", one "spare", all counted')
    assert not check(folder.path), row


def test_a_large_file_reads_the_same(folder, monkeypatch):
    small = load(folder.path)
    monkeypatch.setattr(files, "LARGE", 0)
    large = load(folder.path)
    for name in ("claims", "sources", "forces", "exchange_rates"):
        pd.testing.assert_frame_equal(getattr(small, name), getattr(large, name))


def test_unclosed_quote(folder):
    path = folder.path / "forces.csv"
    path.write_text(path.read_text(encoding="utf-8") + 'x,"unclosed\n', encoding="utf-8")
    problem(folder, "forces.csv")


def test_duplicate_id(folder):
    rows = folder.rows("claims")
    folder.write("claims", [*rows, rows[0]])
    assert "never reused" in problem(folder, f"claims.csv row {len(rows) + 2}, column claim_id", "the id is used twice")


@pytest.mark.parametrize(
    ("column", "rule"),
    [
        ("claimant_id", "no such claimant in claimants.csv"),
        ("source_id", "no such document in sources.csv"),
        ("force_id", "no such force in forces.csv"),
        ("measure", "no such measure in measures.csv"),
        ("qualifier", "no such qualifier in qualifiers.csv"),
        ("unit", "the value is not in the closed list"),
        ("basis", "the value is not in the closed list"),
        ("stance", "the value is not in the closed list"),
        ("also_in", "no such document in sources.csv"),
        ("repeats", "no such claim in claims.csv"),
    ],
)
def test_unknown_value(folder, column, rule):
    row = folder.change("claims", 5, **{column: "no-such-thing"})
    line = problem(folder, f"claims.csv row {row}, column {column}: 'no-such-thing'", rule)
    assert "Allowed:" in line or "Unknown: no-such-thing" in line


def test_unknown_value_names_the_nearest(folder):
    row = folder.change("claims", 5, force_id="combat-trops")
    assert "Nearest: combat-troops" in problem(folder, f"row {row}", "force_id")


def test_low_above_high(folder):
    number = first_with(folder, qualifier="range")
    row = folder.change("claims", number, low="5000000", high="4")
    assert "high is 4" in problem(folder, f"row {row}, column low: '5000000'", "low is above high")


def test_point_outside(folder):
    number = first_with(folder, qualifier="range")
    row = folder.change("claims", number, low="10", high="20", point="30")
    assert "between 10 and 20" in problem(folder, f"row {row}, column point: '30'", "point lies outside low and high")


@pytest.mark.parametrize(
    ("qualifier", "end"),
    [("about", "point"), ("at_least", "low"), ("up_to", "high"), ("range", "low"), ("range", "high")],
)
def test_hedge_word_without_its_number(folder, qualifier, end):
    number = first_with(folder, qualifier=qualifier)
    row = folder.change("claims", number, **{end: ""})
    assert "It goes with" in problem(
        folder, f"row {row}, column {end}", f"the hedge word '{qualifier}' needs a number in {end}"
    )


def test_silence_with_a_number(folder):
    number = first_with(folder, qualifier="no_number")
    row = folder.change("claims", number, point="9")
    assert "It goes with no number" in problem(folder, f"row {row}, column point: '9'", "takes no number")


def test_number_without_unit(folder):
    number = first_with(folder, qualifier="about")
    row = folder.change("claims", number, unit="none")
    problem(folder, f"row {row}, column unit", "there is a number but no unit")


def test_unit_of_another_measure(folder):
    number = first_with(folder, measure="killed", unit="persons")
    row = folder.change("claims", number, unit="barrels")
    assert "Allowed: persons" in problem(
        folder, f"row {row}, column unit: 'barrels'", "does not belong to the measure 'killed'"
    )


@pytest.mark.parametrize(
    ("value", "rule", "remedy"),
    [
        ("6,000", "thousands separators", "Write 6000."),
        ("6 000", "thousands separators", "Write 6000."),
        ("1'200'000.5", "thousands separators", "Write 1200000.5."),
        ("-5", "the number is negative", "0 or more"),
        ("about 600", "not a number", "Write digits"),
        ("nan", "not a number", "Write digits"),
        ("inf", "not a number", "Write digits"),
        ("٦٠٠", "not a number", "Write digits"),
    ],
)
def test_bad_number(folder, value, rule, remedy):
    number = first_with(folder, qualifier="about")
    row = folder.change("claims", number, point=value)
    assert remedy in problem(folder, f"row {row}, column point: {value!r}", rule)


@pytest.mark.parametrize("value", ["2025-02-30", "2025-13", "30.04.2025", "2025-4-30", "yesterday"])
def test_impossible_date(folder, value):
    row = folder.change("claims", 3, said_on=value)
    assert "Write YYYY-MM-DD, YYYY-MM or YYYY" in problem(
        folder, f"row {row}, column said_on: '{value}'", "there is no such date"
    )


def test_statement_dated_after_its_document(folder):
    rows = folder.rows("claims")
    dated = {row["source_id"] for row in folder.rows("sources") if row["published_on"]}
    number = next(n for n, row in enumerate(rows) if row["source_id"] in dated)
    row = folder.change("claims", number, said_on="2030-01-01")
    assert "was published on" in problem(folder, f"row {row}, column said_on: '2030-01-01'", "dated after its document")


def test_period_ends_before_it_starts(folder):
    number = first_with(folder, period_start=True, period_end=True)
    row = folder.change("claims", number, period_start="2026-01", period_end="2025-01")
    problem(folder, f"row {row}, column period_end", "ends before it starts")


def test_repeats_itself(folder):
    own = folder.rows("claims")[7]["claim_id"]
    row = folder.change("claims", 7, repeats=own, repeats_evidence="stated")
    assert "Leave the cell blank for an origin" in problem(folder, f"row {row}, column repeats", "repeats itself")


def test_repeats_forward_in_time(folder):
    rows = folder.rows("claims")
    row = folder.change("claims", 0, repeats=rows[-1]["claim_id"], repeats_evidence="stated")
    problem(folder, f"row {row}, column repeats", "repeats one made later")


def test_repeats_in_a_circle(folder):
    rows = folder.rows("claims")
    first, second, third = rows[10]["claim_id"], rows[11]["claim_id"], rows[12]["claim_id"]
    for number, target in ((10, second), (11, third), (12, first)):
        folder.change("claims", number, repeats=target, repeats_evidence="stated")
    for row in (12, 13, 14):
        assert "One claim in it must be an origin" in problem(folder, f"row {row}, column repeats", "is a circle")


def test_repeat_without_evidence(folder):
    number = first_with(folder, repeats=True)
    row = folder.change("claims", number, repeats_evidence="")
    problem(folder, f"row {row}, column repeats_evidence", "it goes with repeats")


@pytest.mark.parametrize(
    ("table", "column", "key"), [("forces", "parent", "force_id"), ("claimants", "part_of", "claimant_id")]
)
def test_own_ancestor(folder, table, column, key):
    rows = folder.rows(table)
    folder.change(table, 0, **{column: rows[1][key]})
    folder.change(table, 1, **{column: rows[0][key]})
    assert "it must end in a blank" in problem(folder, f"{table}.csv row 2, column {column}", "own ancestor")


@pytest.mark.parametrize(
    "address", ["ftp://example.org/a", "javascript:alert(1)", "example.org/a", "https://example.org/a b"]
)
def test_address_not_http(folder, address):
    row = folder.change("sources", 2, url=address)
    assert "starting with https://" in problem(folder, f"sources.csv row {row}, column url", "not http or https")


def test_address_twice(folder):
    row = folder.change("sources", 3, url=folder.rows("sources")[2]["url"])
    problem(folder, f"sources.csv row {row}, column url", "stands in two rows")


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2 persons", "@SUM(A1)", "\tx"])
def test_formula_in_a_text_cell(folder, text):
    row = folder.change("claims", 4, note=text)
    assert "Do not start a text with" in problem(folder, f"row {row}, column note", "spreadsheet formula")


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "see <b>this</b>", "x <!-- y -->"])
def test_markup_in_a_text_cell(folder, text):
    row = folder.change("claims", 4, scope=text)
    assert "without tags" in problem(folder, f"row {row}, column scope", "holds markup")


def test_less_than_sign_in_prose_is_no_markup(folder):
    folder.change("claims", 4, note="fewer than ten (n < 10), so no share")
    assert load(folder.path)


def test_blank_where_a_value_is_required(folder):
    row = folder.change("claims", 4, place="")
    problem(folder, f"row {row}, column place", "the cell is blank")


def test_all_problems_at_once(folder):
    folder.change("claims", 1, said_on="2025-02-30")
    folder.change("claims", 2, force_id="no-such-thing")
    folder.change("sources", 0, url="ftp://example.org")
    (folder.path / "events.csv").unlink()
    problems = check(folder.path)
    assert {(p.file, p.column) for p in problems} >= {
        ("claims.csv", "said_on"),
        ("claims.csv", "force_id"),
        ("sources.csv", "url"),
        ("events.csv", ""),
    }
    assert f"{len(problems)} problems in the ledger" in problem(folder, "problems in the ledger")
