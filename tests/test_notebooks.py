"""What every notebook keeps to: computed figures, short cells, charts with source and alt text, stored as run."""

import re

import nbformat
import pytest

from docs.build import ROOT
from helpers.charts.finish import MIME

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LINES = 15


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem, scope="module")
def notebook(request):
    return nbformat.read(request.param, as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def charts(notebook):
    bundles = [output.get("data", {}) for cell in code(notebook) for output in cell.outputs]
    return [bundle for bundle in bundles if "image/png" in bundle or "image/svg+xml" in bundle]


def test_there_are_seven():
    assert [path.stem[:2] for path in NOTEBOOKS] == ["00", "01", "02", "03", "04", "05", "06"]


def test_prose_holds_no_typed_figure(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            words = re.sub(r"\]\([^)]*\)", "]", cell.source)
            assert not re.search(r"\d", words), f"compute the figure with helpers.prose: {cell.source[:80]!r}"


def test_prose_names_no_claim_id(notebook, ledger):
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            words = re.sub(r"\]\([^)]*\)", "]", cell.source)
            assert not set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+){2,}", words)) & set(ledger.claims.index)


def test_code_cells_are_short(notebook):
    for cell in code(notebook):
        lines = [line for line in cell.source.splitlines() if line.strip()]
        logic = lines if not lines[0].startswith(("from ", "import ")) else lines[len(imports(lines)) :]
        assert len(logic) <= LINES, f"move logic to helpers/: {lines[0]!r}... has {len(logic)} lines"


def imports(lines):
    """The import lines a cell begins with: they hold no logic."""
    head = []
    for line in lines:
        if not line.startswith(("from ", "import ")):
            break
        head.append(line)
    return head


def test_every_cell_was_run_in_order_without_error(notebook):
    assert [cell.execution_count for cell in code(notebook)] == list(range(1, len(code(notebook)) + 1))
    kinds = {output.output_type for cell in code(notebook) for output in cell.outputs}
    assert "error" not in kinds
    assert "stream" not in kinds


def test_every_chart_has_source_alternative_text_and_both_pictures(notebook):
    assert charts(notebook)
    for bundle in charts(notebook):
        assert {"image/svg+xml", "image/png", "text/plain", MIME} <= set(bundle)
        said = bundle[MIME]
        assert said["source"].strip() and said["title"].strip() and len(said["alt"]) > 40
        assert bundle["text/plain"].startswith(said["alt"])


def test_marks_link_to_documents(notebook):
    linked = [bundle for bundle in charts(notebook) if "<a " in bundle["image/svg+xml"]]
    assert linked, "no chart of this notebook links to a document"


def test_opens_and_closes_alike(notebook):
    text = "\n".join(
        str(output.get("data", {}).get("text/markdown", "")) for cell in code(notebook) for output in cell.outputs
    )
    for part in ("**The question.**", "**The answer.**", "**What the data cannot say.**", "Cite as: Kursk Ledger"):
        assert part in text
    headings = [
        cell.source for cell in notebook.cells if cell.cell_type == "markdown" and cell.source.startswith("## ")
    ]
    assert 5 <= len(headings) <= 14
    assert headings[-1].startswith("## Fine print")
