"""``diff``: rows, headline numbers, notebooks."""

import json
import subprocess

import pytest
from click.testing import CliRunner

from helpers import load
from helpers.commands import main
from helpers.curation import changes
from helpers.loading.schema import DATA


def run(*arguments):
    return CliRunner().invoke(main, ["diff", *map(str, arguments)], prog_name="python -m helpers")


def against_shipped(folder):
    done = run("--data", folder.path, DATA)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def number_of(folder, claim_id):
    return next(i for i, row in enumerate(folder.rows("claims")) if row["claim_id"] == claim_id)


NEW = {"claim_id": "hur-2099-killed", "said_on": "2099", "source_id": "ap-undated", "repeats": ""}


def add(folder, **cells):
    rows = folder.rows("claims")
    like = next(row for row in rows if row["claim_id"] == "nis-2025-09-02-killed")
    folder.write("claims", [*rows, {**like, **NEW, "point": "4321", "claimant_id": "hur", **cells}])


@pytest.fixture(scope="session")
def headline(ledger):
    """Today's latest number of the killed by the intelligence camp, and its claim."""
    text = changes.headlines(ledger)["killed", "intelligence"]
    return text, text.rsplit("(", 1)[1].rstrip(")")


def test_nothing_changed(folder):
    assert against_shipped(folder) == "no row differs\n"


def test_moved_rows_are_no_change(folder):
    folder.write("claims", folder.rows("claims")[::-1])
    assert against_shipped(folder) == "no row differs\n"


def test_added_claim_moves_the_headline(folder, headline):
    add(folder)
    text = against_shipped(folder)
    assert "claims: 1 added, 0 removed, 0 changed\n  + hur-2099-killed  killed: about 4,321, nk-troops\n" in text
    assert f"killed, intelligence: {headline[0]} -> about 4,321, nk-troops (hur-2099-killed)" in text
    assert "killed, official: as before, " in text
    before = (load().claims["camp"] == "intelligence").sum()
    assert f"claims, intelligence: {before} -> {before + 1}\n" in text


@pytest.mark.parametrize(
    "cells",
    [{"basis": "planned"}, {"stance": "denies"}, {"force_id": "units-in-one-action"}, {"said_on": "2025-01-01"}],
    ids=lambda cells: next(iter(cells)),
)
def test_plans_denials_vague_forces_and_older_claims_move_no_headline(folder, headline, cells):
    add(folder, **cells)
    assert f"killed, intelligence: as before, {headline[0]}\n" in against_shipped(folder)


def test_repeat_moves_no_headline(folder):
    add(folder, repeats="nis-2025-09-02-killed", repeats_evidence="inferred")
    assert "killed, intelligence: as before" in against_shipped(folder)


def test_removed_claim(folder, headline):
    rows = folder.rows("claims")
    repeats = {"repeats": "", "repeats_evidence": ""}
    rows = [{**row, **repeats} if row["repeats"] == headline[1] else row for row in rows]
    folder.write("claims", [row for row in rows if row["claim_id"] != headline[1]])
    text = against_shipped(folder)
    assert "claims: 0 added, 1 removed" in text
    assert f"\n  - {headline[1]}  killed: " in text
    assert f"killed, intelligence: {headline[0]} -> " in text


def test_changed_cells_are_shown_before_and_after(folder, headline):
    number = number_of(folder, headline[1])
    before = folder.rows("claims")[number]
    folder.change("claims", number, speaker="Somebody", note="Changed.")
    text = against_shipped(folder)
    assert f"\n  ~ {headline[1]}\n      speaker: {before['speaker'] or '(blank)'} -> Somebody\n" in text
    assert "-> Changed.\n" in text


def test_other_tables_are_compared_too(folder):
    folder.change("forces", 0, name="Everybody")
    text = against_shipped(folder)
    assert "forces: 0 added, 0 removed, 1 changed" in text
    assert "headline" not in text


def test_broken_data_is_refused(folder):
    folder.change("claims", 0, place="mars")
    done = run("--data", folder.path, DATA)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "column place: 'mars'" in done.stderr


def test_older_ledger_that_does_not_load_is_compared_row_by_row(folder, tmp_path):
    old = tmp_path / "old"
    old.mkdir()
    for path in folder.path.iterdir():
        (old / path.name).write_bytes(path.read_bytes())
    folder.path, new = old, folder.path
    folder.change("claims", 0, place="mars")
    done = run("--data", new, old)
    assert done.exit_code == 0, done.stderr
    assert "place: mars -> " in done.stdout
    assert "not compared: the older ledger does not load; claims.csv row 2, column place: 'mars'" in done.stdout


@pytest.fixture
def repository(folder):
    """The folder under git, one commit."""
    who = ["-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]

    def git(*words):
        subprocess.run(["git", "-C", str(folder.path.parent), *who, *words], check=True, capture_output=True)

    git("init", "--quiet")
    git("add", "data")
    git("commit", "--quiet", "--message", "first")
    folder.git = git
    return folder


def test_against_the_last_commit_and_older_ones(repository):
    assert run("--data", repository.path).stdout == "no row differs\n"
    add(repository)
    assert "1 added" in run("--data", repository.path).stdout
    repository.git("commit", "--all", "--quiet", "--message", "second")
    assert run("--data", repository.path).stdout == "no row differs\n"
    assert "1 added" in run("--data", repository.path, "HEAD~1").stdout


@pytest.mark.parametrize("revision", ["nonsense", "HEAD~9", "--output=x"])
def test_unknown_revision(repository, revision):
    done = run("--data", repository.path, "--", revision)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"{revision!r} is neither a folder with tables nor a revision that git knows" in done.stderr


def test_revision_before_the_data(repository):
    repository.git("rm", "-r", "--cached", "--quiet", "data")
    repository.git("commit", "--quiet", "--message", "without")
    done = run("--data", repository.path)
    assert done.exit_code == 2
    assert "'HEAD' has no claims.csv in data/" in done.stderr


def test_folder_outside_git(folder):
    done = run("--data", folder.path)
    assert done.exit_code == 2
    assert "is in no git repository; compare with a folder instead" in done.stderr


def notebook(folder, name, code, claims=()):
    chart = {"output_type": "display_data", "data": {"application/vnd.kursk-ledger.chart+json": {"claims": [*claims]}}}
    cells = [
        {"cell_type": "markdown", "source": ["About 'killed'"]},
        {"cell_type": "code", "source": [code], "outputs": [chart]},
    ]
    (folder / name).write_text(json.dumps({"cells": cells}), encoding="utf-8")


def test_notebooks_touched_by_name_code_and_stored_charts(tmp_path, ledger):
    notebook(tmp_path, "02-casualties.ipynb", "load()")
    notebook(tmp_path, "04-sides.ipynb", "select(ledger, measure='killed')")
    notebook(tmp_path, "05-travel.ipynb", "lineage()", ["nis-2025-09-02-killed"])
    notebook(tmp_path, "03-payments.ipynb", "select(ledger, measure='monthly_pay')", ["nothing"])
    texts = changes.texts(DATA)
    rows = texts["claims"].loc[["nis-2025-04-30-killed"]]
    rows = rows.assign(force_id="nk-troops")
    found = changes.touched(tmp_path, rows, texts["claims"], texts["measures"])
    assert list(found) == ["02-casualties.ipynb", "04-sides.ipynb", "05-travel.ipynb"]
    assert found["02-casualties.ipynb"] == "its topic is casualties"
    assert found["04-sides.ipynb"] == "its code selects killed"
    assert found["05-travel.ipynb"].startswith("a chart in it shows 1 of")


def test_no_notebooks_no_trouble(tmp_path):
    texts = changes.texts(DATA)
    assert changes.touched(tmp_path / "none", texts["claims"].iloc[:1], texts["claims"], texts["measures"]) == {}
