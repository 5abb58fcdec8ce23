"""The rendered site: what a page weighs and how soon it paints, beside nbconvert's page of the same notebook; filtering
ten thousand claims; building beside running."""

import dataclasses
import gzip
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pandas as pd
from playwright.sync_api import sync_playwright

from docs import build, runs
from docs.files import Place
from docs.rows import Rows
from docs.site import HERE, Site, Writer, write_claims, write_site
from helpers import load

FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking".split()
FLAGS.append("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")  # other hosts fail at once
RUNS = 11
SETTLED = 2_000  # ms; a window just opened starts up parts of its own, which is no page's time
CLAIMS = 10_000
# Typed letter by letter, cleared, a filter that fits many, one that fits few.
FILTER = """() => {
  const field = document.getElementById("q"), measure = document.getElementById("measure"), times = [];
  const change = (control, value) => {
    const start = performance.now();
    control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    document.body.offsetHeight;
    times.push(performance.now() - start);
  };
  ["k", "ki", "kil", "kill", "killed", "killed nis", "", "portrait", ""].forEach((words) => change(field, words));
  ["killed", "deployed", "", "captured", ""].forEach((name) => change(measure, name));
  return times;
}"""


@lru_cache
def _zipped(path):
    return gzip.compress(path.read_bytes())


class _Zipped(SimpleHTTPRequestHandler):
    """A local server that compresses text, as web servers do."""

    def send_head(self):
        path = Path(self.translate_path(self.path))
        if path.suffix not in (".html", ".css", ".js", ".svg") or not path.exists():
            return super().send_head()
        body = _zipped(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def _paint(page, addresses):
    """Median first contentful paint of each address in milliseconds, taken in turn so that noise falls on all alike."""
    times = {address: [] for address in addresses}
    for address in addresses * RUNS:
        page.goto("about:blank")
        page.goto(address, wait_until="load")
        page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length > 0")
        times[address].append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
    return [statistics.median(times[address]) for address in addresses]


def _weight(folder, name):
    """Bytes over the wire, text compressed, of a page and what it asks for."""
    html = (folder / name).read_text(encoding="utf-8")
    asked = set(re.findall(r'<(?:script|img|link rel="stylesheet")[^>]*?(?:src|href)="([^":]+)"', html))
    texts = [folder / name, *(folder / part for part in asked)]
    return sum(len(gzip.compress(p.read_bytes())) if p.suffix != ".png" else p.stat().st_size for p in texts)


def _pages(place, folder):
    rows = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Zipped, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.handle_error = lambda *_: None  # a page closed while something was still on its way
    home = f"http://127.0.0.1:{server.server_port}/"
    (folder / "one-line.html").write_text('<!doctype html><html lang="en"><title>One line</title><p>One line.</p>')
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page()
        page.wait_for_timeout(SETTLED)
        for path in place.notebooks:
            command = [sys.executable, "-m", "nbconvert", "--to", "html", "--log-level", "ERROR", "--output-dir"]
            plain = f"plain-{path.stem}.html"
            subprocess.run([*command, str(folder), "--output", plain, str(path)], check=True, capture_output=True)
            ours, theirs = f"{path.stem}.html", plain
            weight, yardstick = _weight(folder, ours), len(gzip.compress((folder / theirs).read_bytes()))
            paint, slow, floor = _paint(page, [home + ours, home + theirs, home + "one-line.html"])
            rows.append(
                {
                    "page": path.stem,
                    "charts": (folder / ours).read_text().count('<figure class="chart"'),
                    "kB": round(weight / 1000),
                    "nbconvert kB": round(yardstick / 1000),
                    "bytes ratio": f"{weight / yardstick:.2f}",
                    "first paint ms": round(paint),
                    "nbconvert ms": round(slow),
                    "one line ms": round(floor),
                    "time ratio": f"{paint / slow:.2f}",
                }
            )
        times = _filtering(browser, folder, home)
        browser.close()
    server.shutdown()
    return pd.DataFrame(rows), times


def _filtering(browser, folder, home):
    ledger = load()
    copies = -(-CLAIMS // len(ledger.claims))
    frames = [ledger.claims.set_axis(ledger.claims.index + (f"-{i}" if i else "")) for i in range(copies)]
    many = dataclasses.replace(ledger, claims=pd.concat(frames).iloc[:CLAIMS])
    large = folder / "large"
    large.mkdir()
    for file in (HERE / "static").iterdir():
        shutil.copy(file, large)
    write_claims(Writer(Site(ledger.version), large), Rows(many))
    page = browser.new_page()
    page.goto(f"{home}large/claims.html")
    times = page.evaluate(FILTER)
    page.close()
    return times


def _building(place):
    """Seconds of running every notebook, of writing the pages, and of a build with nothing to do."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Place(Path(scratch))
        for name in ("data", "helpers", "docs", "notebooks"):
            shutil.copytree(place.root / name, copy.root / name)
        shutil.copy(place.root / "requirements.lock", copy.root)
        start = time.perf_counter()
        runs.run(copy, lambda line: None)
        ran = time.perf_counter() - start
        start = time.perf_counter()
        build.build(copy, say=lambda line: None)
        wrote = time.perf_counter() - start
        start = time.perf_counter()
        build.build(copy, say=lambda line: None)
        return ran, wrote, time.perf_counter() - start


def tables():
    """Yield (title, table, remark)."""
    place = Place(build.ROOT)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_site(place, {path.stem: runs.read(path) for path in place.notebooks}, folder)
        frame, times = _pages(place, folder)
    yield (
        "Site: weight and first paint",
        frame,
        "Bytes over the wire with gzip, all the page asks for; first contentful paint in headless Chromium from a "
        f"local server, in one open window, median of {RUNS} taken in turn. The yardstick is nbconvert's default page "
        "of the same notebook, its requests to other hosts refused at once and not weighed; a page of one line shows "
        "what the machine needs for any page. Aims: at most 350 kB for five charts, under 300 ms, half of the "
        "yardstick.",
    )
    first, *later = times
    yield (
        "Site: filtering the claims page",
        pd.DataFrame(
            [
                {
                    "claims": f"{CLAIMS:,}",
                    "first search ms": round(first),
                    "later, median ms": round(statistics.median(later)),
                    "later, longest ms": round(max(later)),
                }
            ]
        ),
        "From the key to the new layout, the first key at once after loading: the claims' texts are read while nothing "
        "else happens, and no longer than 10 ms within a key. Aim: under 50 ms.",
    )
    ran, wrote, idle = _building(place)
    yield (
        "Site: building",
        pd.DataFrame(
            [
                {
                    "run all notebooks s": f"{ran:.1f}",
                    "write the pages s": f"{wrote:.1f}",
                    "ratio": f"{wrote / ran:.2f}",
                    "nothing changed s": f"{idle:.2f}",
                }
            ]
        ),
        "Notebooks run on all cores in fresh kernels. Aim: pages cost at most 0.30 of running.",
    )
