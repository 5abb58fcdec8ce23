"""Parts of pages: charts' SVG, tables, prose, words."""

import re

import pytest

from docs import svg, tables
from docs.pages import prose

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 400 300">
<title>The finding</title><style>*{stroke-linejoin: round}</style>
<defs><clipPath id="p1"><path d="M 0.123456 1"/></clipPath></defs>
<text style="font: bold 15px 'DejaVu Sans'; fill: #1a1a1a" x="8" y="20">The finding</text>
<g id="patch" clip-path="url(#p1)"><path style="fill: #ffffff; stroke: #0072b2" d="M 10.123456 20"/></g>
<g id="c" data-claim="nis-1">
<a xlink:href="https://example.org/document"><text style="fill: #0072b2" x="9" y="90">600</text></a></g>
<text style="font: 9px 'DejaVu Sans'" x="8" y="290">Source: the ledger</text></svg>"""


@pytest.fixture
def drawn():
    """The drawing inside a page, and where its plot begins and ends."""
    return svg.inline(
        DRAWING,
        prefix="a",
        label="Alt",
        said=["The finding", "Source: the ledger"],
        link=lambda i: (f"claims.html#{i}", "<words>"),
    )


def test_mark_leads_to_the_claim_and_says_its_words(drawn):
    assert 'href="claims.html#nis-1"' in drawn[0]
    assert 'aria-label="&lt;words&gt;"' in drawn[0]
    assert "https://example.org" not in drawn[0]


def test_ids_are_prefixed_where_used_and_dropped_where_not(drawn):
    assert 'id="a-p1"' in drawn[0] and "url(#a-p1)" in drawn[0]
    assert 'id="patch"' not in drawn[0]


def test_page_wide_rule_is_dropped(drawn):
    assert "<style" not in drawn[0]


def test_colours_follow_the_page_s_scheme(drawn):
    assert "fill: var(--g0); stroke: var(--intelligence)" in drawn[0]
    assert "fill: var(--intelligence-text)" in drawn[0]


def test_words_the_page_prints_are_cut_off(drawn):
    assert "The finding" not in drawn[0] and "Source" not in drawn[0]
    box = [float(number) for number in re.search(r'viewBox="([^"]+)"', drawn[0])[1].split()]
    assert box[1] > 20 and box[1] + box[3] < 290
    assert drawn[1] == pytest.approx((box[1] / 300, (box[1] + box[3]) / 300))


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        "<p onclick='x'>a</p>",
        "<a href='javascript:x'>a</a>",
        "<img src='data:text/html,x'>",
        "<iframe></iframe>",
    ],
)
def test_table_output_cannot_run_anything(html):
    cleaned = tables.clean(f"<div>{html}</div>", "Table")
    assert not re.search(r"<script|<iframe|onclick|javascript:|data:text", cleaned)


def test_table_gets_scopes_a_label_and_no_empty_header():
    cleaned = tables.clean(
        "<table border=1><thead><tr><th></th><th>killed</th></tr></thead><tr><th>nis</th><td>1,100</td></tr></table>",
        "Claims",
    )
    assert '<th scope="col">killed</th>' in cleaned
    assert '<th scope="row">nis</th>' in cleaned
    assert "<td></td>" in cleaned and 'aria-label="Claims"' in cleaned
    assert '<td class="number">1,100</td>' in cleaned


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("[a](02-casualties.ipynb#rates)", 'href="02-casualties.html#rates"'),
        ("[a](../data/claims.csv)", 'href="data/claims.csv"'),
        ("[a](../data/README.md)", 'href="codebook.html"'),
        ("[a](claims.html#nis-1)", 'href="claims.html#nis-1"'),
        ("[a](https://example.org/x)", 'href="https://example.org/x"'),
    ],
)
def test_links_lead_to_pages(written, link):
    assert link in prose(written)


def test_link_to_a_file_without_a_page_becomes_words():
    assert prose("[the log](../CHANGELOG.md)") == "<p>the log</p>\n"


def test_markup_in_prose_is_shown():
    assert "&lt;script&gt;" in prose("a <script>alert(1)</script>")
