"""Every page, in a real browser."""

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe

from docs.files import Place

from .conftest import ROOT, watch

FIXED = "index claims timeline codebook downloads changelog cite contribute".split()
PAGES = [f"{name}.html" for name in [*FIXED, *(path.stem for path in Place(ROOT).notebooks)]]
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The dark scheme differs in colours only.
RULES = {
    "light": {"type": "tag", "values": LEVELS},
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
# Rows of one table, claims of one list are built alike, and axe takes milliseconds for each: the first six will do.
# What is scrolled out of a table's box it would not judge at all.
THIN = """() => document.querySelectorAll("tbody, #shown, #events")
  .forEach((list) => [...list.children].slice(6).forEach((element) => element.remove()))"""
# Without preload axe does not fetch style sheets a second time. Words of drawings it can not judge: see CONTRASTS.
AXE = """(rules) => axe.run(
  { exclude: [".drawing text"] }, { preload: false, resultTypes: ["violations"], runOnly: rules })"""
# How much moved while the page came up, as browsers count it: 0.1 is what readers begin to notice.
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((shift) => { sum += shift.value; }))
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => done(sum)));
})"""
# Contrast of a chart's words to the page, by WCAG's formula, where it is too low.
CONTRASTS = """() => {
  const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true }), known = new Map();
  const measure = (colour) => {
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    const part = (value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    const [red, green, blue] = [...brush.getImageData(0, 0, 1, 1).data].map((value) => part(value / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  };
  const light = (colour) => known.get(colour) ?? known.set(colour, measure(colour)).get(colour);
  const paper = light(getComputedStyle(document.documentElement).backgroundColor), found = {};
  document.querySelectorAll(".drawing text").forEach((text) => {
    const colour = getComputedStyle(text).fill, own = light(colour);
    const ratio = Math.max(own, paper) / Math.min(own, paper);
    if (ratio < 4.5) found[text.textContent] = `${colour}: ${ratio.toFixed(2)}`;
  });
  return found;
}"""


@pytest.fixture(scope="module", params=PAGES)
def page(request, site, window):
    """Each page in turn; ``faults`` holds what went wrong on it."""
    opened = window.new_page()
    opened.faults = []
    watch(opened, opened.faults, f"{site.as_uri()}/")
    opened.goto((site / request.param).as_uri())
    yield opened
    opened.close()


def test_page_loads_and_does_not_scroll_sideways(page):
    assert page.locator("h1").count() == 1
    assert page.evaluate(SHIFTS) < 0.01
    for width in (360, 1400):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.faults == []


def test_page_meets_wcag(page):
    for figure, name in zip(page.locator("figure.chart").all()[1:], ("Table", "Sources"), strict=False):
        for tab in figure.get_by_role("tab", name=name).all():
            tab.click()
    for claim in page.locator(".claim summary").all()[:1]:
        claim.click()
    page.evaluate(THIN)
    page.evaluate(Axe().axe_script)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = AxeResults(page.evaluate(AXE, RULES[scheme]))
        assert not found.response["violations"], found.generate_report()
        assert page.evaluate(CONTRASTS) == {}, scheme


@pytest.mark.parametrize("name", PAGES)
def test_page_says_what_it_is(site, facts, name):
    page = facts[name]
    assert page.lang == "en"
    assert page.title.strip()
    assert len(page.metas["description"]) > 20
    assert (site / "preview" / page.metas["og:image"].rsplit("/", 1)[-1]).exists()
    assert all("alt" in picture for picture in page.pictures)


@pytest.mark.parametrize("name", PAGES)
def test_links_within_the_site_lead_somewhere(site, facts, name):
    for link in set(facts[name].addresses):
        address, _, anchor = link.partition("#")
        if address.startswith(("http:", "https:", "mailto:")):
            continue
        target = address.partition("?")[0] or name
        assert (site / target).exists(), link
        if anchor and target.endswith(".html"):
            assert anchor in facts[target].ids, link


def test_titles_differ(facts):
    assert len({page.title for page in facts.values()}) == len(facts) == len(PAGES)


def test_sitemap_lists_every_page(site):
    listed = (site / "sitemap.xml").read_text()
    assert all(f"/{name}</loc>" in listed for name in PAGES)


def test_colour_switch_is_kept_from_page_to_page(site, tab):
    page = tab(site / "index.html")
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != paper
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Claims").click()
    page.wait_for_url("**/claims.html")
    page.wait_for_function("() => document.documentElement.dataset.theme === 'dark'")


def test_print_hides_controls(site, tab):
    page = tab(site / "claims.html")
    page.emulate_media(media="print")
    assert not page.locator("#filters").is_visible()


def test_markup_in_the_data_is_shown_and_runs_nothing(hostile, tab, ledger):
    page = tab(hostile / "claims.html", query=f"#{ledger.claims.index[0]}")
    assert "<script>window.broken = 1</script>" in page.locator("details[open]").inner_text()
    assert page.evaluate("window.broken") is None
    page = tab(hostile / "timeline.html")
    assert "<script>window.broken = 1</script>" in page.locator("#events").inner_text()
    assert page.evaluate("window.broken") is None
