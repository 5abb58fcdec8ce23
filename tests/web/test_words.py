"""What the pages say: addresses, feed, links to claims, tables on a phone, what a repeat changed."""

import re
from xml.etree import ElementTree

import pytest

from docs import changes, feed, svg, tables
from docs.charts import Chart, tell_apart
from docs.files import Place
from docs.rows import Rows
from docs.site import write_site
from helpers import lineage
from helpers.latest import latest

from .conftest import ROOT

ATOM = "{http://www.w3.org/2005/Atom}"


def test_feed_reads_as_html_once_unwrapped():
    parsed = ElementTree.fromstring(
        feed.atom("Ledger", "https://example.org/", feed.changes("## 2026.1.2\n\nA `b` & c."))
    )
    assert parsed.find(f"{ATOM}entry/{ATOM}content").text.strip() == "<p>A <code>b</code> &amp; c.</p>"


def test_no_page_names_an_address_that_is_not_known(site):
    assert [path.name for path in site.glob("*.html") if "localhost" in path.read_text()] == []
    assert "url " not in (site / "cite.html").read_text().partition("@misc")[2].partition("</pre>")[0]


def test_citations_name_the_address_that_is_known(tmp_path, monkeypatch, ledger):
    monkeypatch.setenv("SITE_URL", "https://example.org/ledger")
    write_site(Place(ROOT), {}, tmp_path, ledger)
    assert "url    = {https://example.org/ledger/}" in (tmp_path / "cite.html").read_text()
    assert "https://example.org/ledger/claims.html</loc>" in (tmp_path / "sitemap.xml").read_text()


def test_changelog_leads_to_the_claims_that_exist(site, ledger):
    written = (site / "changelog.html").read_text()
    linked = set(re.findall(r'<a href="claims\.html#([\w-]+)"><code>\1</code></a>', written))
    named = set(re.findall(r"<code>([\w-]+)</code>", written))
    assert linked == named & set(ledger.claims.index) != set()


@pytest.mark.parametrize(("rows", "long"), [(20, False), (21, True)])
def test_only_long_tables_scroll(rows, long):
    table = f"<table><thead><tr><th>a</th></tr></thead><tbody>{'<tr><td>1</td></tr>' * rows}</tbody></table>"
    assert ('class="scroll long"' in tables.clean(table, "Table")) == long


def test_cells_of_a_wide_table_name_their_column_and_its_caption_stands_outside():
    heads, cells = "".join(f"<th>{n}</th>" for n in "abcd"), "".join(f"<td>{n}</td>" for n in "wxyz")
    cleaned = tables.clean(f"<table><caption>All</caption><thead><tr>{heads}</tr></thead><tr>{cells}</tr></table>", "T")
    assert '<td data-label="b">x</td>' in cleaned
    assert cleaned.startswith('<p class="caption">All</p><div aria-label="All" class="scroll"')


def test_table_says_how_many_rows_are_below(site, tab):
    page = tab(site / "codebook.html")
    box = page.locator("#list-claimants")
    assert re.match(r"\d+ rows; scroll for more", box.get_by_role("status").inner_text())
    box.get_by_label("Filter").fill("kcna")
    assert "scroll" not in box.get_by_role("status").inner_text()


def test_repeat_shows_old_beside_new(site, tab, ledger):
    claim, lines = next(iter(changes.changes(ledger).items()))
    page = tab(site / "claims.html", query=f"#{claim}")
    shown = page.locator("details[open] .changed tbody tr")
    assert [tuple(row.locator("th, td").all_inner_texts()) for row in shown.all()] == lines


def test_changes_of_first_repeats_are_those_of_the_lineage(ledger):
    direct = lineage.roots(ledger).query("depth == 1").index
    wanted = lineage.mutations(ledger).query("relay in @direct").groupby("relay").size()
    found = {claim: sum(len(line[0].split(", ")) for line in lines) for claim, lines in changes.changes(ledger).items()}
    assert {claim: found[claim] for claim in direct if claim in found} == wanted.to_dict()


def test_latest_claims_lead_to_their_claims(site, ledger):
    written = (site / "index.html").read_text()
    cells = [claim_id for claim_id in latest(ledger).to_numpy().ravel() if claim_id]
    assert len(cells) > 6
    assert all(f'<a href="claims.html#{claim_id}">' in written for claim_id in cells)


def test_cards_show_charts_that_differ(ledger):
    rows = list(Rows(ledger).all.values())

    def chart(name, behind):
        return Chart(name, name, "", "", "", "", "", "", "", b"", (0, 1), behind)

    first, again, other = chart("a", rows[:8]), chart("b", rows[:6]), chart("c", rows[6:12])
    assert tell_apart([[first], [again, other], [again], []]) == [first, other, again, None]


def test_filters_stay_within_their_panel_on_a_phone(site, tab):
    page = tab(site / "claims.html", width=360)
    edge = page.locator("#filters").evaluate("form => form.getBoundingClientRect().right")
    boxes = page.locator("#filters :is(input, select, label)").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().right)"
    )
    assert max(boxes) <= edge


def test_mark_without_words_is_named_by_those_that_lead_to_the_same_document():
    links = "".join(
        f'<a xlink:href="https://example.org/">{inner}</a>' for inner in ('<path d="M 1 1"/>', "<text>Talks</text>")
    )
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"'
    drawn, _ = svg.inline(f"<svg {space}>{links}</svg>", prefix="a", label="Alt", said=[], link=lambda claim: None)
    assert drawn.count('aria-label="Talks"') == 1
