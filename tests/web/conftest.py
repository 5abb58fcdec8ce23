"""The site as built from the stored notebooks, and a browser that notices every fault."""

import dataclasses
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


@dataclasses.dataclass
class Tab:
    """A page in the browser and what went wrong on it."""

    page: object
    faults: list


def _watch(page, faults, home):
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
def tab(browser):
    """Open a file of a site; any failed or foreign request, script error or console error fails the test at its end."""
    contexts, tabs = [], []

    def opened(path, *, width=1400, scheme="light", query=""):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page, faults = context.new_page(), []
        _watch(page, faults, f"{path.parent.as_uri()}/")
        page.goto(path.as_uri() + query)
        tabs.append(Tab(page, faults))
        return page

    yield opened
    faults = [fault for one in tabs for fault in one.faults]
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)
