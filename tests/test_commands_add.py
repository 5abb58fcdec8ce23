"""``add``: one line more, or nothing at all."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from helpers import load
from helpers.commands import main
from helpers.curation import entry
from helpers.ledger import check
from helpers.loading.schema import DATA

CELLS = {
    "claimant": "nis",
    "said-on": "2025-05-06",
    "date-evidence": "printed",
    "measure": "killed",
    "force": "nk-troops",
    "place": "kursk",
    "basis": "cumulative",
    "as-of": "2025-05-06",
    "low": "650",
    "qualifier": "at_least",
    "stance": "asserts",
    "attribution": "briefing",
    "support": "full",
    "scope": 'Soldiers, "all" of them',
}
DOCUMENT = {
    "url": "https://example.org/briefing",
    "publisher": "Exämple Herald (AFP)",
    "published-on": "2025-05-06",
    "language": "en",
}
KNOWN = {"source": "112-ua-undated"}


def flags(folder, **cells):
    """Arguments of ``add`` on a folder; None leaves a flag out."""
    cells = {name.replace("_", "-"): cell for name, cell in cells.items()}
    words = [f"--{name}={cell}" for name, cell in cells.items() if cell is not None]
    return ["add", "--data", str(folder.path), *words]


def run(arguments, **more):
    return CliRunner().invoke(main, arguments, prog_name="python -m helpers", **more)


def state(folder):
    return {path.name: path.read_bytes() for path in folder.path.iterdir()}


def new_lines(folder, before):
    """Lines added by file; fails if any other line changed."""
    added = {}
    for name, raw in state(folder).items():
        old, new = before[name].decode().splitlines(), raw.decode().splitlines()
        lines = [line for line in new if line not in set(old)]
        assert [line for line in new if line not in set(lines)] == old, name
        if lines:
            added[name] = lines
    return added


def test_known_document_is_one_line(folder):
    before = state(folder)
    done = run(flags(folder, **CELLS, **KNOWN))
    assert done.exit_code == 0, done.stderr
    assert done.stdout == "nis-2025-05-06-killed: added to claims.csv\n"
    assert new_lines(folder, before) == {
        "claims.csv": [
            "nis-2025-05-06-killed,nis,,112-ua-undated,,2025-05-06,printed,killed,nk-troops,kursk,cumulative,2025-05-06"
            ',,,650,,,at_least,persons,,asserts,briefing,,,,full,"Soldiers, ""all"" of them",'
        ]
    }


def test_new_document_is_one_line_more(folder):
    before = state(folder)
    done = run(flags(folder, **CELLS, **DOCUMENT))
    assert done.exit_code == 0, done.stderr
    added = new_lines(folder, before)
    assert added["sources.csv"] == [
        "example-herald-afp-2025-05-06,Exämple Herald (AFP),2025-05-06,en,https://example.org/briefing,"
    ]
    assert len(added["claims.csv"]) == 1
    ids = [row["source_id"] for row in folder.rows("sources")]
    assert ids == sorted(ids), "sources.csv has lost its order"
    claim = load(folder.path).claims.loc["nis-2025-05-06-killed"]
    assert (claim["lower"], claim["publisher"]) == (650, "Exämple Herald (AFP)")


def test_claim_stands_among_those_of_its_day(folder):
    run(flags(folder, **CELLS, **KNOWN))
    said = [row["said_on"] for row in folder.rows("claims")]
    place = said.index("2025-05-06")
    assert said[place - 1] <= "2025-05-06" <= said[place + 1]


def test_address_already_known_names_its_document(folder):
    row = folder.rows("sources")[0]
    done = run(flags(folder, **CELLS, url=row["url"]))
    assert done.exit_code == 0, done.stderr
    assert folder.rows("sources")[0] == row
    assert any(claim["source_id"] == row["source_id"] for claim in folder.rows("claims"))


def test_windows_line_ends_are_kept(folder):
    path = folder.path / "claims.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run(flags(folder, **CELLS, **KNOWN)).exit_code == 0
    raw = path.read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n")


def test_taken_id_is_refused_and_a_word_tells_apart(folder):
    assert run(flags(folder, **CELLS, **KNOWN)).exit_code == 0
    before = state(folder)
    done = run(flags(folder, **CELLS, **KNOWN))
    assert done.exit_code == 2
    assert "'nis-2025-05-06-killed' is taken, by: at least 650 (nk-troops)" in done.stderr
    assert "--word nk-troops" in done.stderr
    assert state(folder) == before
    done = run(flags(folder, **CELLS, **KNOWN, word="nk-troops"))
    assert done.stdout == "nis-2025-05-06-killed-nk-troops: added to claims.csv\n"


BAD = {
    "unknown claimant": ({"claimant": "nsi"}, "column claimant_id: 'nsi': there is no such claimant in claimants.csv"),
    "unknown document": ({"source": "nowhere"}, "there is no such document in sources.csv"),
    "place not in the list": ({"place": "mars"}, "Allowed: border, eastern_russia, front, kursk"),
    "thousands separators": ({"low": "6,500"}, "the number has thousands separators. Write 6500."),
    "number in the wrong cell": ({"point": "650"}, "the hedge word 'at_least' takes no number in point"),
    "no such day": ({"said-on": "2025-02-30"}, "there is no such date"),
    "formula": ({"scope": "=1+1"}, "the cell starts like a spreadsheet formula"),
    "unit of another measure": ({"unit": "rounds"}, "the unit does not belong to the measure 'killed'"),
    "repeats nothing known": ({"repeats": "nis-1999", "repeats-evidence": "stated"}, "there is no such claim"),
    "blank claimant": ({"claimant": " "}, "these are missing:\n  --claimant: Who asserts it"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_cell_changes_nothing(folder, name):
    cells, message = BAD[name]
    before = state(folder)
    done = run(flags(folder, **{**CELLS, **KNOWN, **cells}))
    assert done.exit_code == 2
    assert done.stdout == ""
    assert message in done.stderr
    assert state(folder) == before


BAD_DOCUMENT = {
    "no language": ({"language": None}, "--language: ISO 639-1 code"),
    "no publisher": ({"publisher": None}, "a new document needs a publisher"),
    "not an address": ({"url": "example.org"}, "the address is not http or https"),
    "said after it was printed": ({"published-on": "2025-05-01"}, "the statement is dated after its document"),
    "id of another document": ({"source": "112-ua-undated"}, "the id is used twice"),
}


@pytest.mark.parametrize("name", BAD_DOCUMENT)
def test_bad_document_changes_nothing(folder, name):
    cells, message = BAD_DOCUMENT[name]
    before = state(folder)
    done = run(flags(folder, **{**CELLS, **DOCUMENT, **cells}))
    assert done.exit_code == 2
    assert message in done.stderr
    assert state(folder) == before


def test_known_address_with_another_publisher_is_refused(folder):
    row = folder.rows("sources")[0]
    done = run(flags(folder, **CELLS, url=row["url"], publisher="Somebody Else"))
    assert done.exit_code == 2
    assert f"whose publisher is {row['publisher']!r}, not 'Somebody Else'" in done.stderr


def test_says_what_loading_says(folder):
    done = run(flags(folder, **{**CELLS, **KNOWN, "place": "mars"}))
    assert run(flags(folder, **CELLS, **KNOWN)).exit_code == 0
    row = next(i for i, claim in enumerate(folder.rows("claims")) if claim["claim_id"] == "nis-2025-05-06-killed")
    folder.change("claims", row, place="mars")
    (problem,) = check(folder.path)
    assert str(problem) in done.stderr


def test_ledger_already_broken_is_not_written_to(folder):
    folder.change("claims", 0, place="mars")
    before = state(folder)
    done = run(flags(folder, **CELLS, **KNOWN))
    assert done.exit_code == 2
    assert "claims.csv row 2, column place: 'mars'" in done.stderr
    assert state(folder) == before


def test_unreadable_file_is_named(folder):
    (folder.path / "events.csv").write_bytes(b"\xff\n")
    done = run(flags(folder, **CELLS, **KNOWN))
    assert done.exit_code == 2
    assert "events.csv row 1: byte 0xff is not UTF-8" in done.stderr


def test_no_such_folder():
    done = run(["add", "--data", "nowhere", "--claimant", "nis"])
    assert done.exit_code == 2
    assert "'nowhere' does not exist" in done.stderr


KILL = """
import os, sys
real, calls = os.{function}, []
def last(*arguments):
    calls.append(arguments)
    if len(calls) == {call}:
        os.kill(os.getpid(), 9)
    return real(*arguments)
os.{function} = last
from helpers.commands import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize(("function", "call"), [("fsync", 2), ("replace", 1)])
def test_kill_before_the_swap_leaves_files_as_they_were(folder, function, call):
    before = state(folder)
    code = KILL.format(function=function, call=call)
    done = subprocess.run([sys.executable, "-c", code, *flags(folder, **CELLS, **DOCUMENT)], capture_output=True)
    assert done.returncode == -9
    after = state(folder)
    assert {name: after[name] for name in before} == before
    assert run(flags(folder, **CELLS, **DOCUMENT)).exit_code == 0, "leftovers stand in the way"


def test_kill_between_the_two_swaps_leaves_a_valid_ledger_and_can_be_repeated(folder):
    before = state(folder)
    code = KILL.format(function="replace", call=2)
    subprocess.run([sys.executable, "-c", code, *flags(folder, **CELLS, **DOCUMENT)], capture_output=True)
    assert state(folder)["claims.csv"] == before["claims.csv"]
    assert check(folder.path) == []
    assert run(flags(folder, **CELLS, **DOCUMENT)).exit_code == 0
    assert "example-herald-afp-2025-05-06" in load(folder.path).sources.index


ANSWERS = [
    "https://example.org/briefing",
    "Example Herald",
    "2025-05-06",
    "en",
    "",  # note of the document
    "",  # its id as proposed
    "nsi",  # no such claimant: asked again
    "nis",
    "",  # speaker
    "",  # also in
    "2025-05-06",
    "printed",
    "killed",
    "nk-troops",
    "kursk",
    "cumulative",
    "",  # as of
    "",
    "",  # period
    "at_least",
    "650",
    "",  # unit as proposed
    "",  # stated equivalent
    "asserts",
    "briefing",
    "",  # repeats
    "",  # relayed by
    "full",
    "",  # scope
    "",  # note
    "",  # id as proposed
]


def ask(folder, answers, *more):
    return run(["add", "--data", str(folder.path), *more], input="\n".join(answers) + "\n")


def test_questions_end_in_the_same_row_as_flags(folder):
    before = state(folder)
    done = ask(folder, [*ANSWERS, "y"])
    assert done.exit_code == 0, done.output
    assert "there is no such claimant in claimants.csv" in done.stderr.lower()
    asked = new_lines(folder, before)
    for name, raw in before.items():
        (folder.path / name).write_bytes(raw)
    cells = {**CELLS, **DOCUMENT, "publisher": "Example Herald", "scope": None, "as-of": None}
    assert run(flags(folder, **cells)).exit_code == 0
    assert new_lines(folder, before) == asked


def test_flags_count_as_answered(folder):
    rest = [answer for answer in ANSWERS[6:] if answer not in ("nsi", "nis", "kursk")]
    done = ask(folder, [*rest, "y"], "-i", "--claimant=nis", "--place=kursk", "--source=112-ua-undated")
    assert done.exit_code == 0, done.output
    assert any(row["claim_id"] == "nis-2025-05-06-killed" for row in folder.rows("claims"))


@pytest.mark.parametrize("answers", [[*ANSWERS, "n"], ANSWERS[:10]], ids=["no", "input ends"])
def test_stopping_writes_nothing(folder, answers):
    before = state(folder)
    done = ask(folder, answers)
    assert done.exit_code == 2
    assert "stopped; nothing was written" in done.stderr
    assert state(folder) == before


def test_answers_are_not_lost_when_the_whole_row_is_wrong(folder):
    answers = [answer if answer != "2025-05-06" else "2025-05-07" for answer in ANSWERS]
    answers[2] = "2025-05-06"  # printed a day before it was said
    done = ask(folder, [*answers, "y"])
    assert done.exit_code == 2
    assert "the statement is dated after its document" in done.stderr
    assert "python -m helpers add --claimant nis" in done.stderr.replace("--source example-herald-2025-05-06 ", "")


@pytest.mark.parametrize(
    ("cells", "word", "proposed"),
    [
        (("nis", "2025-04-30", "killed"), "", "nis-2025-04-30-killed"),
        (("nis", "2025-04", "killed_shown"), "first-wave", "nis-2025-04-killed-shown-first-wave"),
        (("nis", "2025", "killed"), "Daily NK", "nis-2025-killed-daily-nk"),
    ],
)
def test_claim_id_follows_the_rule(cells, word, proposed):
    assert entry.claim_id(dict(zip(("claimant_id", "said_on", "measure"), cells, strict=True)), word) == proposed


def test_source_id_counts_up():
    document = {"publisher": "KBS World", "published_on": ""}
    assert entry.source_id(document, {"kbs-world-undated", "kbs-world-undated-2"}) == "kbs-world-undated-3"


def test_help_names_every_column_and_its_closed_list(folder):
    done = run(["add", "--help"])
    assert done.exit_code == 0
    text = " ".join(done.stdout.split())
    for name in [*CELLS, *DOCUMENT, "word", "interactive", "document-note"]:
        assert f"--{name} " in text
    assert "cumulative, stock, flow, planned, projected, rate" in text
    assert "Examples:" in text


def test_shipped_data_stayed_out_of_it(ledger):
    assert "nis-2025-05-06-killed" not in load(DATA).claims.index
