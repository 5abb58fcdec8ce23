"""Every page, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from docs.files import Place

from .conftest import ROOT

FIXED = "index claims timeline codebook downloads changelog cite contribute".split()
PAGES = [f"{name}.html" for name in [*FIXED, *(path.stem for path in Place(ROOT).notebooks)]]
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The dark scheme differs in colours only. Without preload axe does not fetch the style sheet a second time.
RULES = {
    "light": {"preload": False, "runOnly": {"type": "tag", "values": LEVELS}},
    "dark": {"preload": False, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}},
}


@pytest.mark.parametrize("name", PAGES)
def test_page_loads_and_does_not_scroll_sideways(site, tab, name):
    page = tab(site / name)
    assert page.locator("h1").count() == 1
    for width in (1400, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
def test_page_meets_wcag(site, tab, name):
    page = tab(site / name)
    if name == "claims.html":
        page.locator(".claim summary").first.click()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page, options=RULES[scheme])
        assert not found.response["violations"], found.generate_report()


@pytest.mark.parametrize("name", PAGES)
def test_page_says_what_it_is(site, name):
    from bs4 import BeautifulSoup

    soup = BeautifulSoup((site / name).read_text(), "html.parser")
    assert soup.html["lang"] == "en"
    assert soup.title.string.strip()
    assert len(soup.find("meta", attrs={"name": "description"})["content"]) > 20
    image = soup.find("meta", property="og:image")["content"]
    assert (site / "preview" / image.rsplit("/", 1)[-1]).exists()
    assert all(picture.has_attr("alt") for picture in soup.find_all("img"))


@pytest.mark.parametrize("name", PAGES)
def test_links_within_the_site_lead_somewhere(site, name):
    from bs4 import BeautifulSoup

    soup = BeautifulSoup((site / name).read_text(), "html.parser")
    anchors = {}
    for link in soup.find_all(href=True):
        address, _, anchor = link["href"].partition("#")
        if address.startswith(("http:", "https:", "mailto:")):
            continue
        target = site / (address.partition("?")[0] or name)
        assert target.exists(), link
        if anchor and target.suffix == ".html":
            if target not in anchors:
                anchors[target] = {
                    tag["id"] for tag in BeautifulSoup(target.read_text(), "html.parser").find_all(id=True)
                }
            assert anchor in anchors[target], link


def test_titles_differ(site):
    from bs4 import BeautifulSoup

    titles = [BeautifulSoup((site / name).read_text(), "html.parser").title.string for name in PAGES]
    assert len(set(titles)) == len(titles)


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
