"""Pages: a notebook as title, opening, contents and blocks of HTML."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from docs import charts, tables
from docs.charts import Chart, slug
from docs.rows import Rows

# As `helpers.prose.opening` writes it: the fixed opening of every notebook.
OPENING = re.compile(r"<p><strong>The (question|answer)\.</strong>\s*(.*?)</p>", re.DOTALL)
WIDGET = "application/vnd.jupyter.widget-view+json"
PAGES = {"data/README.md": "codebook.html", "CONTRIBUTING.md": "contribute.html", "data/CHANGELOG.md": "changelog.html"}
PYTHON, CODE = PythonLexer(), HtmlFormatter(nowrap=True, classprefix="c-")
PROSE = MarkdownIt("commonmark", {"html": False, "typographer": True}).enable(["table", "smartquotes", "replacements"])


EMPTY = Markup("")


@dataclass
class Block:
    """One piece of a page: its kind chooses the template, the rest fills it."""

    kind: str  # prose, opening, code, chart, html, text, image, live
    html: Markup = EMPTY
    chart: Chart | None = None


@dataclass
class Page:
    """One notebook, read."""

    stem: str
    title: str = ""
    question: str = ""
    answer: Markup = EMPTY
    blocks: list[Block] = field(default_factory=list)
    contents: list[tuple[str, str]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"{self.stem}.html"

    @property
    def rules(self) -> Markup:
        """CSS of the charts' pictures, for the head."""
        return Markup("\n".join(chart.rules for chart in self.charts))

    @property
    def charts(self) -> list[Chart]:
        """Charts in the order of the page."""
        return [block.chart for block in self.blocks if block.chart]


def _within(match: re.Match) -> str:
    """A link to a file of the repository, as a link to its page; words alone if it has none."""
    path, anchor, words = match[1].removeprefix("./"), match[2] or "", match[3]
    name = path.rsplit("/", 1)[-1]
    stem, _, ending = name.rpartition(".")
    if ending == "ipynb":
        return f'<a href="{stem}.html{anchor}">{words}</a>'
    if path.endswith(tuple(PAGES)):
        return f'<a href="{next(page for file, page in PAGES.items() if path.endswith(file))}{anchor}">{words}</a>'
    if ending == "html" or (ending in ("csv", "json") and "data/" in path):
        return f'<a href="{name if ending == "html" else f"data/{name}"}{anchor}">{words}</a>'
    return words


def prose(text: str) -> Markup:
    """Markdown to HTML; HTML inside it is shown, not obeyed. Links to files become links to their pages."""
    out = PROSE.render(text)
    out = re.sub(r'<a href="(?!https?:|mailto:|#)([^"#]*)(#[^"]*)?">(.*?)</a>', _within, out, flags=re.DOTALL)
    if "<table>" in out:
        out = tables.clean(out, "Table")
    return Markup(out)


def read(stem: str, notebook, rows: Rows, save=lambda chart, drawing: None) -> Page:
    """Read a notebook with its outputs.

    Parameters
    ----------
    stem : str
        The notebook's file name without its ending.
    notebook : nbformat.NotebookNode
        Its cells and outputs.
    rows : Rows
        All claims in words.
    save : callable
        Called with each chart and its SVG as stored, to write the downloads.
    """
    page = Page(stem)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            _prose(page, cell.source)
        elif cell.cell_type == "code" and cell.source.strip():
            if "hide-input" not in cell.metadata.get("tags", []):
                code = Markup(highlight(cell.source, PYTHON, CODE))
                if page.blocks and page.blocks[-1].kind == "code":  # a cell without outputs: one fold for both
                    page.blocks[-1].html += Markup("\n") + code
                else:
                    page.blocks.append(Block("code", code))
            for output in cell.outputs:
                _output(page, output, rows, save)
    page.title = page.title or stem
    return page


def _prose(page: Page, source: str) -> None:
    rendered = prose(source)
    heading = re.search(r"<h1>(.*?)</h1>\s*", rendered, re.DOTALL)
    if heading and not page.title:
        page.title = html.unescape(re.sub(r"<[^>]+>", "", heading[1])).strip()
        rendered = Markup(rendered.replace(heading[0], "", 1))

    def anchor(match: re.Match) -> str:
        words = html.unescape(re.sub(r"<[^>]+>", "", match[2]))
        name = slug(words)
        if match[1] == "2":
            page.contents.append((name, words))
        return f'<h{match[1]} id="{name}">{match[2]}</h{match[1]}>'

    rendered = Markup(re.sub(r"<h([23])>(.*?)</h\1>", anchor, rendered, flags=re.DOTALL))
    if rendered.strip():
        page.blocks.append(Block("prose", rendered))


def _output(page: Page, output, rows: Rows, save) -> None:
    if output.output_type == "stream":
        page.blocks.append(Block("text", Markup.escape("".join(output.text))))
        return
    data = output.get("data", {})
    label = page.contents[-1][1] if page.contents else page.title
    if charts.MIME in data:
        chart = charts.read(data, page.stem, rows, taken={chart.id for chart in page.charts})
        save(chart, "".join(data.get("image/svg+xml", "")))
        page.blocks.append(Block("chart", chart=chart))
        if "text/html" in data:  # a chart under controls, see helpers.explore
            page.blocks.append(Block("live"))
    elif "text/markdown" in data:
        rendered = prose("".join(data["text/markdown"]))
        parts = {words: Markup(rest) for words, rest in OPENING.findall(rendered)}
        if parts and not page.answer:
            page.question = html.unescape(re.sub(r"<[^>]+>", "", parts.get("question", ""))).strip()
            page.answer = parts.get("answer", EMPTY)
        page.blocks.append(Block("opening" if parts else "prose", rendered))
    elif "text/html" in data:
        page.blocks.append(Block("html", Markup(tables.clean("".join(data["text/html"]), f"Table: {label}"))))
    elif "image/png" in data and WIDGET not in data:
        alt = html.escape("".join(data.get("text/plain", "")), quote=True)
        picture = "".join(data["image/png"]).strip()
        page.blocks.append(Block("image", Markup(f'<img alt="{alt}" src="data:image/png;base64,{picture}">')))
    elif "text/plain" in data and WIDGET not in data:
        page.blocks.append(Block("text", Markup.escape("".join(data["text/plain"]))))
    if WIDGET in data:
        page.blocks.append(Block("live"))
