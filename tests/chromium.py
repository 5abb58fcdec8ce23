"""A headless Chromium for the tests that need a real browser."""

import os
import shutil

import pytest

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
MISSING = "no chromium here, so the tests in a browser did not run; install it with: apt-get install chromium"


@pytest.fixture(scope="session")
def browser():
    """Debian's chromium, driven by Playwright; where there is none, a skip that says so (with CI=true a failure)."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()
