"""The worked example in CONTRIBUTING.md does what it says, command by command."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbclient
import nbformat
import pytest

CHART = "application/vnd.kursk-ledger.chart+json"
ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def steps(heading):
    """Blocks of one section: ``[(commands, expected lines)]``."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.split(f"\n## {heading}", 1)[1].split("\n## ", 1)[0]
    found = []
    for kind, body in BLOCK.findall(section):
        if kind == "sh":
            found.append((body, []))
        else:
            found[-1][1].extend(body.splitlines())
    return found


@pytest.fixture
def clone(tmp_path):
    """A git repository with the data, the helpers and the notebooks; gives a function that runs a command in it."""
    repository = tmp_path / "repository"
    for name in ("data", "helpers", "notebooks"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, repository / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_PAGER": "cat"}
    who = {f"GIT_{role}_{key}": "test@example.org" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
    environment = {**os.environ, **quiet, **who, "PATH": path, "PYTHONPATH": str(repository)}

    def run(commands):
        return subprocess.run(
            ["bash", "-e", "-c", commands], cwd=repository, env=environment, capture_output=True, text=True, check=False
        )

    started = run("git init --quiet && git add --all && git commit --quiet --message start")
    assert started.returncode == 0, started.stderr
    run.repository, run.environment = repository, environment
    return run


def test_worked_example_runs_as_written(clone):
    example = steps("A worked example")
    assert len(example) >= 5, "the example has lost its steps"
    added = None
    for commands, expected in example:
        done = clone(commands)
        assert done.returncode == 0, f"{commands}\n{done.stdout}{done.stderr}"
        for line in expected:
            assert line in done.stdout, f"{commands}\nexpected: {line}\ngot:\n{done.stdout}"
        if "helpers add" in commands:
            added = clone("git diff --unified=0 -- data").stdout
    changed = [line for line in added.splitlines() if re.match(r"[+-](?![+-])", line)]
    assert [line[:27] for line in changed] == ["+nis-2025-05-06-killed,nis,", "+example-herald-2025-05-06,"]
    assert clone("git status --porcelain").stdout == ""


def test_added_claim_is_on_the_charts_with_no_notebook_edited(clone):
    (command,) = [commands for commands, _ in steps("A worked example") if "helpers add" in commands]
    assert clone(command).returncode == 0
    name = "notebooks/02-casualties.ipynb"
    assert f"{Path(name).name}: its topic is casualties" in clone("python -m helpers diff").stdout
    notebook = nbformat.read(clone.repository / name, as_version=4)
    # Up to its first chart, which shows everybody's count of the dead; the rest would only take longer.
    first = next(k for k, cell in enumerate(notebook.cells) if CHART in str(cell.get("outputs")))
    notebook.cells = [cell for cell in notebook.cells[: first + 1] if cell.cell_type == "code"]
    for cell in notebook.cells:
        cell.outputs = []
    there = {"metadata": {"path": str(clone.repository / "notebooks")}}
    nbclient.NotebookClient(notebook, kernel_name="python3", timeout=300, resources=there).execute(
        env=clone.environment
    )
    (chart,) = notebook.cells[-1].outputs
    assert "nis-2025-05-06-killed" in chart["data"][CHART]["claims"]


def test_wrong_turn_named_in_the_example_is_refused(clone):
    (command,) = [commands for commands, _ in steps("A worked example") if "helpers add" in commands]
    done = clone(command.replace("--low 650", "--low 650 --point 650"))
    assert done.returncode == 2
    assert "column point: '650': the hedge word 'at_least' takes no number in point" in done.stderr
    assert done.stdout == ""
    assert clone("git status --porcelain").stdout == ""


def test_own_conflict_runs_as_written(clone):
    for commands, _ in steps("Your own conflict"):
        done = clone(commands)
        assert done.returncode == 0, done.stderr
    assert "0 claims" in done.stdout
