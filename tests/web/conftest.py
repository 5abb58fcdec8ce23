"""The site as built from the stored notebooks, and a browser that notices every fault."""

import dataclasses
from html.parser import HTMLParser
from pathlib import Path

import pytest

from docs import runs
from docs.files import Place
from docs.site import write_site

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Folder with the whole site, built from the outputs stored in the notebooks."""
    place = Place(ROOT)
    folder = tmp_path_factory.mktemp("site")
    write_site(place, {path.stem: runs.read(path) for path in place.notebooks}, folder)
    return folder


class Facts(HTMLParser):
    """What the tests ask of a page's HTML: title, language, metas, pictures, addresses, ids."""

    def __init__(self, path):
        super().__init__()
        self.title, self.lang, self.metas = "", "", {}
        self.pictures, self.addresses, self.ids = [], [], set()
        self._within_title = False
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if "id" in attrs:
            self.ids.add(attrs["id"])
        if "href" in attrs:
            self.addresses.append(attrs["href"])
        if tag == "html":
            self.lang = attrs.get("lang", "")
        elif tag == "meta":
            self.metas[attrs.get("name") or attrs.get("property")] = attrs.get("content")
        elif tag == "img":
            self.pictures.append(attrs)
        elif tag == "title" and not self.title:  # later ones are tips in drawings
            self._within_title = True

    def handle_endtag(self, tag):
        if tag == "title":
            self._within_title = False

    def handle_data(self, data):
        if self._within_title:
            self.title += data


@pytest.fixture(scope="session")
def facts(site):
    """Facts of every page by its name."""
    return {path.name: Facts(path) for path in sorted(site.glob("*.html"))}


@pytest.fixture(scope="session")
def hostile(tmp_path_factory, ledger):
    """Site whose first claim, claimant and event hold markup in their texts."""
    folder = tmp_path_factory.mktemp("hostile")
    texts = "<script>window.broken = 1</script><img src=x onerror='window.broken = 2'>\"'&"
    claims = ledger.claims.copy()
    claims.loc[claims.index[0], ["note", "scope", "speaker", "claimant", "publisher", "relayed_by"]] = texts
    events = ledger.events.copy()
    events.loc[events.index[0], ["title", "note"]] = texts
    spoiled = dataclasses.replace(ledger, claims=claims, events=events)
    write_site(Place(ROOT), {}, folder, spoiled)
    return folder


@pytest.fixture(scope="session")
def window(browser):
    """One window for all pages: opening another costs more than the test in it."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    yield context
    context.close()


def watch(page, faults, home):
    """Note everything that must not happen on a page."""

    def asked(request):
        if not request.url.startswith((home, "data:")):
            faults.append(f"foreign: {request.url}")

    def failed(request):
        if request.failure != "net::ERR_ABORTED":  # a download ends its navigation, which counts as aborted
            faults.append(f"failed: {request.url}")

    def wrote(message):
        if message.type in ("error", "warning"):
            faults.append(f"console {message.type}: {message.text}")

    page.on("request", asked)
    page.on("requestfailed", failed)
    page.on("console", wrote)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))


@pytest.fixture
def tab(window):
    """Open a file of a site; any failed or foreign request, script error or console error fails the test at its end."""
    pages, faults = [], []

    def opened(path, *, width=1400, scheme="light", query=""):
        page = window.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        watch(page, faults, f"{path.parent.as_uri()}/")
        page.goto(path.as_uri() + query)
        return page

    yield opened
    for page in pages:
        page.evaluate("localStorage.clear()")  # a choice of colours is kept from page to page, not from test to test
        page.close()
    assert not faults, "\n".join(faults)
