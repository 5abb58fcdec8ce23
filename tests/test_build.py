"""Running notebooks and swapping sites: what is run, what is kept, what a failure leaves."""

import json
import shutil

import nbformat
import pytest

from docs import files, runs
from docs.files import Place


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A checkout with two small notebooks and no data, both run once: a kernel takes its time to start."""
    root = tmp_path_factory.mktemp("checkout")
    for name in ("data", "helpers", "notebooks"):
        (root / name).mkdir()
    (root / "requirements.lock").write_text("")
    add(root, "one", "print('one')")
    add(root, "two", "print('two')")
    assert run(Place(root))[1] == {"one", "two"}
    return root


@pytest.fixture
def place(checkout, tmp_path):
    """A copy of that checkout, for a test to change."""
    return Place(shutil.copytree(checkout, tmp_path / "checkout"))


def add(root, name, *code):
    """Write a notebook with these code cells."""
    cells = [nbformat.v4.new_code_cell(source, id=f"{name}-{i}") for i, source in enumerate(code)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), root / "notebooks" / f"{name}.ipynb")


def run(place):
    """Run, and tell which notebooks ran."""
    said = []
    books = runs.run(place, said.append)
    return books, {line.split()[0] for line in said if " ran in " in line}


def test_only_what_changed_is_run_again(place):
    books, ran = run(place)
    assert ran == set()
    assert books["one"].cells[0].outputs[0].text == "one\n"
    add(place.root, "two", "print('changed')")
    books, ran = run(place)
    assert ran == {"two"}
    assert books["two"].cells[0].outputs[0].text == "changed\n"


@pytest.mark.parametrize("changed", ["data/claims.csv", "helpers/prose.py", "requirements.lock"])
def test_data_helpers_and_versions_count_as_changes(place, changed):
    before = runs.key(place, runs.read(place.notebooks[0]))
    (place.root / changed).write_text("changed")
    assert runs.key(place, runs.read(place.notebooks[0])) != before


def test_words_alone_do_not_count_as_a_change(place):
    book = runs.read(place.notebooks[0])
    before = runs.key(place, book)
    book.cells.insert(0, nbformat.v4.new_markdown_cell("New words."))
    assert runs.key(place, book) == before


def test_failure_names_notebook_and_error_and_keeps_the_rest(place):
    add(place.root, "one", "print('changed')")
    add(place.root, "two", "1 / 0")
    with pytest.raises(runs.RunError, match=r"two\.ipynb stopped: ZeroDivisionError: division by zero"):
        runs.run(place, lambda line: None)
    add(place.root, "two", "print('mended')")
    assert run(place)[1] == {"two"}


def test_stored_notebooks_are_the_same_bytes_after_every_run(place):
    runs.store(place, run(place)[0])
    first = [path.read_bytes() for path in place.notebooks]
    for kept in (place.cache / "runs").iterdir():
        kept.unlink()
    runs.store(place, run(place)[0])
    assert [path.read_bytes() for path in place.notebooks] == first


def test_stored_notebook_keeps_ids_and_no_trace_of_the_machine(place):
    path = place.notebooks[0]
    runs.store(place, run(place)[0])
    book = json.loads(path.read_text())
    assert book["cells"][0]["id"] == "one-0"
    assert book["cells"][0]["metadata"] == {}
    assert book["metadata"]["language_info"] == {"name": "python"}


def test_widgets_random_ids_become_numbers():
    view = {
        "application/vnd.jupyter.widget-view+json": {"model_id": "5f2c", "version_major": 2},
        "text/plain": "HBox()",
    }
    cell = nbformat.v4.new_code_cell("x", outputs=[nbformat.v4.new_output("display_data", data=view)])
    book = runs.tidy(nbformat.v4.new_notebook(cells=[cell]))
    assert book.cells[0].outputs[0].data["application/vnd.jupyter.widget-view+json"]["model_id"] == "view-1"


def test_swap_replaces_the_whole_folder(tmp_path):
    new, site = tmp_path / "cache" / "site-new", tmp_path / "site"
    new.mkdir(parents=True)
    site.mkdir()
    (new / "index.html").write_text("new")
    (site / "gone.html").write_text("old")
    files.swap(new, site)
    assert sorted(path.name for path in site.iterdir()) == ["index.html"]


def test_swap_that_fails_leaves_the_old_site(tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("old")
    (tmp_path / "cache").mkdir()
    with pytest.raises(FileNotFoundError):
        files.swap(tmp_path / "cache" / "site-new", site)
    assert (site / "index.html").read_text() == "old"


def test_failed_build_leaves_the_old_site(place, monkeypatch):
    from docs import build, site

    place.site.mkdir()
    (place.site / "index.html").write_text("old")

    def broken(*_):
        raise ValueError("no such claim")

    monkeypatch.setattr(site, "write_site", broken)
    with pytest.raises(ValueError, match="no such claim"):
        build.build(place, say=lambda line: None)
    assert (place.site / "index.html").read_text() == "old"
