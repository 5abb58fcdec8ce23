"""A notebook page's charts: tabs, marks, downloads."""

import csv
import io

import pytest
from playwright.sync_api import expect

from docs.files import Place

from .conftest import ROOT


@pytest.fixture
def page(site, tab):
    """The first notebook page that has charts with marks."""
    for path in Place(ROOT).notebooks:
        if "data-claim" in (site / f"{path.stem}.html").read_text():
            return tab(site / f"{path.stem}.html")
    pytest.fail("no notebook has a chart with marks")


def test_mark_leads_to_its_claim(page):
    mark = page.locator("svg a[data-claim]").first
    claim = mark.get_attribute("data-claim")
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/claims.html#{claim}")
    assert page.locator("details[open]").get_attribute("id") == claim


def test_mark_says_claimant_figure_date_and_publisher(page, ledger):
    mark = page.locator("svg a[data-claim]").first
    claim = ledger.claims.loc[mark.get_attribute("data-claim")]
    mark.focus()
    tip = page.locator(".tip")
    assert tip.is_visible()
    for word in (claim["claimant"], claim["publisher"], f"{claim['said_on']:%Y}"):
        assert word in tip.inner_text()


def test_marks_are_one_stop_and_arrows_move_between_them(page):
    marks = page.locator("svg").first.locator("a[data-claim]")
    assert [mark.get_attribute("tabindex") for mark in marks.all()].count("0") == 1
    marks.first.focus()
    page.keyboard.press("ArrowRight")
    assert marks.nth(1).evaluate("node => node === document.activeElement")


def test_tabs_by_keyboard(page):
    figure = page.locator("figure.chart").first
    figure.get_by_role("tab", name="Chart").focus()
    page.keyboard.press("ArrowRight")
    assert figure.get_by_role("tabpanel", name="Table").is_visible()
    assert not figure.locator("svg").first.is_visible()
    page.keyboard.press("ArrowRight")
    assert figure.get_by_role("tabpanel", name="Sources").is_visible()


def test_download_equals_the_table(page):
    figure = page.locator("figure.chart", has=page.locator("svg a[data-claim]")).first
    with page.expect_download() as started:
        figure.get_by_role("link", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(started.value.path().read_text())))
    figure.get_by_role("tab", name="Table").click()
    shown = figure.locator("tbody tr")
    assert [row["claim_id"] for row in rows] == [
        link.get_attribute("href").split("#")[1] for link in shown.locator("td:first-child a").all()
    ]
    assert [row["figure"] for row in rows] == shown.locator("td:nth-child(3)").all_inner_texts()


def test_table_sorts_by_number(page):
    figure = page.locator("figure.chart", has=page.locator("svg a[data-claim]")).first
    figure.get_by_role("tab", name="Table").click()
    figure.get_by_role("button", name="Figure").click()
    numbers = [float(cell.get_attribute("data-sort")) for cell in figure.locator("tbody td:nth-child(3)").all()]
    assert numbers == sorted(numbers)
    assert figure.locator("th", has_text="Figure").get_attribute("aria-sort") == "ascending"


def test_ids_are_unique_and_no_rule_reaches_the_whole_page(page):
    assert (
        page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id).filter((e, i, a) => a.indexOf(e) !== i)")
        == []
    )
    assert page.locator("svg style").count() == 0


def test_one_switch_opens_all_code(page):
    page.get_by_role("button", name="Show all code").click()
    assert page.locator("details.code[open]").count() == page.locator("details.code").count() > 0


def test_citation_names_chart_and_version(page, ledger):
    figure = page.locator("figure.chart").first
    figure.get_by_role("tab", name="Sources").click()
    words = figure.locator("[data-copy-text]").inner_text()
    assert ledger.version in words
    assert figure.locator("h3").inner_text() in words


def test_nothing_moves_when_a_drawing_far_down_is_drawn(page):
    before = page.evaluate("document.documentElement.scrollHeight")
    page.add_style_tag(content=".drawing, .scroll { content-visibility: visible !important }")
    assert page.evaluate("document.documentElement.scrollHeight") == before


def test_all_is_there_without_scripts(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / f"{Place(ROOT).notebooks[1].stem}.html").as_uri())
    figure = page.locator("figure.chart").first
    expect(figure.locator("svg")).to_be_visible()
    expect(figure.locator("tbody tr").first).to_be_visible()
    expect(figure.locator(".documents")).to_be_visible()
    context.close()
