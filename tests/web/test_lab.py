"""The controls in a real JupyterLab, moved by keyboard and mouse in a browser."""

import hashlib
import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import five
import nbformat
import pytest
from playwright.sync_api import TimeoutError as NotSeen
from playwright.sync_api import expect

from docs import runs
from helpers import explore
from helpers.loading.schema import DATA

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 120_000  # ms; a machine at work on other things is slow, and waiting costs a quick one nothing
SETTINGS = {
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},  # keep what is out of sight in the page
}


def settings(folder):
    """Write a JupyterLab's settings of its own; returns the environment that makes it read them."""
    for name, values in SETTINGS.items():
        path = folder / "settings" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = {"ip": "127.0.0.1", "port": port, "port_retries": 0, "open_browser": False, "allow_root": True}
    # Seconds between looks whether a kernel is alive: three by default, which is how long a test would wait.
    config = {"ServerApp": server, "IdentityProvider": {"token": ""}, "KernelRestarter": {"time_to_dead": 0.5}}
    (folder / "config").mkdir()
    (folder / "config" / "jupyter_server_config.json").write_text(json.dumps(config))
    own = {"JUPYTER_CONFIG_DIR": "config", "JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTER_RUNTIME_DIR": "runtime"}
    own |= {"JUPYTERLAB_WORKSPACES_DIR": "workspaces", "IPYTHONDIR": "ipython", "JUPYTER_DATA_DIR": "data"}
    return {**os.environ, **{name: str(folder / part) for name, part in own.items()}}, f"http://127.0.0.1:{port}"


class Server:
    """JupyterLab as `make lab` starts it, on the notebooks of a folder."""

    def __init__(self, folder):
        for name in ("Makefile", "requirements.lock", ".venv"):
            (folder / name).symlink_to(ROOT / name)
        self.notebooks = folder / "notebooks"
        self.notebooks.mkdir()
        environment, self.address = settings(folder)
        self.log = folder / "log"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                ["make", "--old-file=.venv/.ready", "lab"],
                cwd=folder,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait(self):
        """Wait until it answers."""
        for _ in range(PATIENCE // 200):
            try:
                return self.ask("/api/status")
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.2)
        pytest.fail(f"JupyterLab did not start:\n{self.log.read_text()}")

    def stop(self):
        """Stop it with its kernels."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(60)

    def ask(self, path):
        """The server's answer to a request, read as JSON."""
        with urllib.request.urlopen(self.address + path, timeout=10) as answer:
            return json.load(answer)


def store(path, control):
    """Write a notebook with a control's stored output, as one finds it in a fresh clone."""
    data = control._repr_mimebundle_()
    book = nbformat.read(five.write(path, ["a_control"]), as_version=4)
    book.cells[0].outputs = [nbformat.v4.new_output("execute_result", data, execution_count=1)]
    nbformat.write(runs.tidy(book), path)


@pytest.fixture(scope="module")
def server(tmp_path_factory, ledger):
    """JupyterLab on a notebook of five controls, one with a control stored and not run, and one whose kernel dies."""
    started = Server(tmp_path_factory.mktemp("lab"))
    try:
        five.write(started.notebooks / "five.ipynb")
        dies = "import os, signal\nfrom helpers import load\n\nledger = load()\nos.kill(os.getpid(), signal.SIGKILL)"
        five.write(started.notebooks / "dies.ipynb", [dies])
        killed = ledger.claims[(ledger.claims["measure"] == "killed") & (ledger.claims["basis"] == "cumulative")]
        killed = killed[(killed["unit"] == "persons") & (killed["force_id"] == "nk-troops")]
        store(started.notebooks / "stored.ipynb", explore.inclusion(ledger, killed))
        started.wait()
        yield started
    finally:
        started.stop()


def menu(page, name, item):
    """Choose from the main menu."""
    page.get_by_role("menuitem", name=name, exact=True).click()
    page.get_by_role("menuitem", name=item).click()


def front(page, name):
    """The panel of the notebook in front, once it is the one named."""
    expect(page.locator(".lm-TabBar-tab.jp-mod-current").get_by_text(name)).to_be_visible()
    return page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")


def beside(page, name):
    """Open another notebook of the folder in the same window, and return its panel."""
    page.locator(f".jp-DirListing-item[title^='Name: {name}']").dblclick()
    return front(page, name)


def settled(panel):
    """Wait until a notebook's kernel is idle."""
    expect(panel.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")).to_be_visible()
    panel.page.wait_for_timeout(1000)  # before that, Run All runs nothing and no widget is looked for


def run_all(panel):
    """Run all cells of the notebook in front; on a busy machine the first click can come too early and run nothing."""
    settled(panel)
    for _ in range(8):
        menu(panel.page, "Run", re.compile("^Run All Cells"))
        try:
            panel.locator(".jp-Notebook-ExecutionIndicator[data-status=busy]").wait_for(timeout=5000)
            return
        except NotSeen:
            continue
    pytest.fail("JupyterLab was told to run all cells and ran none")


@pytest.fixture(scope="module")
def lab(browser, server):
    """The notebook of five controls, run from top to bottom."""
    expect.set_options(timeout=PATIENCE)
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.set_default_timeout(PATIENCE)
    page.goto(f"{server.address}/lab/tree/five.ipynb?reset")
    run_all(front(page, "five.ipynb"))
    expect(page.locator(".widget-vbox")).to_have_count(5)
    yield page
    page.close()


class Seen:
    """One control as a reader sees it."""

    def __init__(self, page, number):
        self.page, self.box = page, page.locator(".widget-vbox").nth(number)
        self.view = self.box.locator(".widget-html-content")
        self.before = self.view.inner_html()

    def changes(self):
        """Wait until the view differs from what it was when last asked, and return its words."""
        self.page.wait_for_function(
            "([node, before]) => node.innerHTML !== before", arg=[self.view.element_handle(), self.before]
        )
        self.before, self.before_words = self.view.inner_html(), self.view.inner_text()
        return self.before_words

    def handle(self, number=0):
        """A slider's handle."""
        return self.box.locator(".noUi-handle").nth(number)

    def press(self, where, key):
        """Press a key on an element, and return the words of the changed view."""
        where.focus()
        self.page.keyboard.press(key)
        return self.changes()

    def type(self, box, words):
        """Type words into a box in place of those there, and return the words of the changed view."""
        box.focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")
        return self.changes()

    def click_track(self, share, number=0):
        """Click on a slider's track, at a share of its width, and return the words of the changed view."""
        track = self.box.locator(".noUi-base").nth(number)
        size = track.bounding_box()
        track.click(position={"x": size["width"] * share, "y": size["height"] / 2})
        return self.changes()

    def reset(self):
        """Click the reset button, and return the words of the changed view."""
        self.box.get_by_role("button", name="Reset").click()
        return self.changes()

    def marks(self):
        """How many marks of claims the view shows."""
        return self.view.locator("g[data-claim]:not([display=none])").count()


def test_known_on_by_keyboard_and_mouse(lab):
    seen = Seen(lab, 0)
    start, all_marks = seen.view.inner_text(), seen.marks()
    assert "By 1 December 2024, 0 of the" in seen.press(seen.handle(), "Home")
    assert seen.marks() == 0
    assert "By 19 December 2024, " in seen.press(seen.handle(), "ArrowRight")
    few = seen.marks()
    seen.click_track(0.5)
    assert 0 < few < seen.marks() < all_marks
    assert seen.reset() == start
    assert seen.marks() == all_marks


def test_inclusion_by_keyboard_and_mouse(lab):
    seen = Seen(lab, 1)
    start = seen.view.inner_text()
    count = int(start.split()[0])
    origins = int(seen.press(seen.box.get_by_role("checkbox", name="Origins only"), "Space").split()[0])
    assert origins < count
    seen.box.get_by_role("checkbox", name="Independent").click()
    assert int(seen.changes().split()[0]) < origins
    before = int(seen.before_words.split()[0])
    assert int(seen.type(seen.box.get_by_label("Leave out"), "NIS").split()[0]) < before
    assert seen.reset() == start


def test_payment_by_keyboard_and_mouse(lab):
    seen = Seen(lab, 2)
    start = seen.view.inner_text()
    assert seen.press(seen.handle(), "ArrowLeft") != start
    assert "arms and troops" not in seen.click_track(0.9, 1)
    seen.box.get_by_role("checkbox", name="Arms sent").click()
    assert "arms and troops" in seen.changes()
    assert seen.reset() == start


def test_disbelief_by_keyboard_and_mouse(lab):
    seen = Seen(lab, 3)
    start = seen.view.inner_text()
    assert ") is 0, at least" in seen.press(seen.handle(), "Home")
    assert ") is 0, at least" not in seen.click_track(0.5)
    assert seen.view.locator("table tr").count() > 2
    assert seen.reset() == start


def test_pair_by_keyboard_and_mouse(lab):
    seen = Seen(lab, 4)
    start = seen.view.inner_text()
    box = seen.box.get_by_label("Compare")
    assert "These two can" in seen.type(box, box.locator("xpath=..//option").nth(3).get_attribute("value"))
    box.click(click_count=3)
    box.page.keyboard.insert_text("nobody said this")
    seen.box.get_by_label("with").click()
    assert "no claim holds the words" in seen.changes()
    assert seen.reset() == start


def test_nothing_piled_up_below_the_controls(lab):
    for cell in lab.locator(".jp-CodeCell").all()[1:]:
        assert cell.locator(".jp-OutputArea-child").count() == 1


def test_restart_and_run_again(lab):
    menu(lab, "Kernel", re.compile("^Restart Kernel and Run All Cells"))
    lab.get_by_role("dialog").get_by_role("button", name="Confirm Kernel Restart").click()
    expect(lab.locator(".widget-vbox")).to_have_count(0)
    expect(lab.locator(".widget-vbox")).to_have_count(5)
    seen = Seen(lab, 0)
    assert "By 1 December 2024, 0 of the" in seen.press(seen.handle(), "Home")


def test_control_not_run_shows_its_picture(lab):
    panel = beside(lab, "stored.ipynb")
    settled(panel)
    picture = panel.locator(".jp-OutputArea-output img")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 600
    expect(panel.locator(".jp-OutputArea-output")).to_contain_text("To move them: make lab")
    assert "Error displaying widget" not in panel.inner_html()


def test_killed_kernel_leaves_files_as_they_were(lab, server):
    def state():
        files = sorted([*server.notebooks.glob("*.ipynb"), *DATA.iterdir()])
        return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    before = state()
    run_all(beside(lab, "dies.ipynb"))
    expect(lab.get_by_role("dialog")).to_contain_text("appears to have died")
    assert state() == before


def test_make_lab_opens_on_the_notebooks(server):
    listed = {item["name"] for item in server.ask("/api/contents/?content=1")["content"]}
    assert listed == {"five.ipynb", "stored.ipynb", "dies.ipynb"}
