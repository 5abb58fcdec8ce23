"""Our notebooks under the other programs that run notebooks, from any working directory."""

import os
import subprocess
import sys
from pathlib import Path

import five
import nbformat
import pytest
from nbconvert import HTMLExporter

# The quickest of ours: these tests are about the programs, and nbval runs all seven notebooks.
NOTEBOOK = Path(__file__).resolve().parent.parent / "notebooks" / "05-how-numbers-travel.ipynb"


def run(*command, cwd, ok=True):
    """Run a Python program with files of its own kind in ``cwd``; returns what it wrote to stderr."""
    own = {name: str(cwd / name.lower()) for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR")}
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=cwd, env={**os.environ, **own}, capture_output=True, text=True
    )
    assert (done.returncode == 0) is ok, done.stderr
    return done.stderr


def words(path):
    """Text of every output of a notebook, cell by cell."""
    book = nbformat.read(path, as_version=4)
    cells = [cell for cell in book.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in cells)
    return [[output.get("data", {}).get("text/plain") for output in cell.outputs] for cell in cells]


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """Folder with ours and the five controls as nbconvert ran them: both at once, for it takes seconds to start."""
    folder = tmp_path_factory.mktemp("converted")
    controls = five.write(folder / "five.ipynb")
    command = ("--to", "notebook", "--execute", "--output-dir", str(folder / "out"), str(NOTEBOOK), controls.name)
    run("nbconvert", *command, cwd=folder)
    return folder / "out"


def test_nbconvert_runs_a_notebook(converted):
    assert words(converted / NOTEBOOK.name) == words(NOTEBOOK)


def test_papermill_runs_a_notebook_elsewhere(tmp_path):
    run("papermill", "--no-progress-bar", str(NOTEBOOK), str(tmp_path / "out.ipynb"), cwd=tmp_path)
    assert words(tmp_path / "out.ipynb") == words(NOTEBOOK)


def test_page_of_a_live_notebook_holds_the_controls(converted):
    page, _ = HTMLExporter().from_filename(converted / "five.ipynb")
    assert page.count("application/vnd.jupyter.widget-view+json") >= len(five.CELLS) - 1
    assert "As known on" in page


def test_kernel_killed_in_mid_run_leaves_the_notebook(tmp_path):
    book = five.write(tmp_path / "dies.ipynb", ["1 + 1", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"])
    before = book.read_bytes()
    error = run("nbconvert", "--to", "notebook", "--execute", "--inplace", book.name, cwd=tmp_path, ok=False)
    assert "DeadKernelError" in error
    assert book.read_bytes() == before
