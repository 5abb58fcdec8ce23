"""Controls: the plain functions behind them, the widgets over these, and notebooks that hold them."""

import asyncio
import dataclasses
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import five
import pytest
from bs4 import BeautifulSoup

from docs import runs
from helpers import explore, vintage
from helpers.charts import claims_over_time, finish
from helpers.explore.control import WIDGET, Control
from helpers.explore.pair import find
from helpers.explore.picture import Picture
from helpers.explore.words import anchor, said
from helpers.select import select

HOSTILE = "<script>window.broken = 1</script>\"'&"
G = "{http://www.w3.org/2000/svg}g"


@pytest.fixture(scope="module")
def killed(ledger):
    """Cumulative claims of the dead of the whole force."""
    found = select(ledger, measure="killed", force="nk-troops", basis="cumulative", numbers=True)
    return found[found["unit"] == "persons"]


@pytest.fixture(scope="module")
def chart(ledger, killed):
    """Those claims over time, some of them labelled."""
    ax = claims_over_time(killed, ledger=ledger, labels=4)
    return finish(ax, title="Claims of the dead", subtitle="Killed", source="Ledger", alt="Claims of the dead.")


@pytest.fixture
def hostile(ledger):
    """The ledger with markup in every text that a view prints."""
    claims = ledger.claims.copy()
    for column in ("claimant", "hedge", "note", "scope", "url"):
        claims[column] = HOSTILE
    return dataclasses.replace(ledger, claims=claims)


def plain(view):
    """Words of a view, without its picture."""
    return BeautifulSoup(re.sub(r"<svg.*?</svg>", "", view, flags=re.DOTALL), "html.parser").get_text(" ")


def marks(view, tie="data-claim"):
    """Claims whose mark (or label) a view shows, and those whose it hides."""
    root = ElementTree.fromstring(view[view.index("<svg") :])
    groups = [group for group in root.iter(G) if tie in group.attrib]
    return (
        {group.get(tie) for group in groups if group.get("display") != "none"},
        {group.get(tie) for group in groups if group.get("display") == "none"},
    )


def test_known_on_shows_exactly_what_had_been_said(chart, ledger, killed):
    view = explore.known_on_view(chart, ledger, "2025-04-30")
    known = vintage.known_from(ledger)[killed.index] <= "2025-04-30"
    shown, hidden = marks(view)
    assert shown == set(killed.index[known]) != set()
    assert hidden == set(killed.index[~known]) != set()
    assert f"By 30 April 2025, {known.sum()} of the {len(killed)} claims in this chart had been made" in view


def test_known_on_hides_labels_with_their_marks(chart, ledger, killed):
    everything = marks(chart.svg, "data-label")[0]
    shown, hidden = marks(explore.known_on_view(chart, ledger, "2025-04-30"), "data-label")
    assert shown | hidden == everything != set()
    assert shown <= marks(explore.known_on_view(chart, ledger, "2025-04-30"))[0]
    assert hidden


def test_known_on_the_last_day_is_the_whole_chart(chart, ledger, killed):
    assert marks(explore.known_on_view(chart, ledger, "2099"))[1] == set()


def test_known_on_before_the_first_claim_says_so(chart, ledger, killed):
    view = explore.known_on_view(chart, ledger, "2024-01")
    assert "By 31 January 2024, 0 of the" in view
    assert marks(view)[0] == set()


def test_known_on_wants_a_date(chart, ledger):
    with pytest.raises(ValueError, match="write YYYY-MM-DD, YYYY-MM or YYYY"):
        explore.known_on_view(chart, ledger, "yesterday")


def test_known_on_wants_the_charts_own_ledger(chart, ledger):
    other = dataclasses.replace(ledger, claims=ledger.claims.iloc[:0])
    with pytest.raises(ValueError, match="give the ledger it was drawn from"):
        explore.known_on_view(chart, other, "2025")


def test_inclusion_moves_the_range(ledger, killed):
    def ends(**switches):
        words = plain(explore.inclusion_view(ledger, killed, **switches))
        told = r"(\d+) of (\d+) claims are left in\. The numbers in them run from ([\d,]+) to ([\d,]+)"
        return re.search(told, words).groups()

    origins, full = killed[killed["is_origin"]], killed[killed["support"] == "full"]
    assert ends()[0] == ends()[1] == str(len(killed))
    assert ends(origins=True)[0] == str(len(origins))
    assert ends(full=True)[0] == str(len(full))
    intelligence = killed[killed["camp"] == "intelligence"]
    least = f"{intelligence[['low', 'point', 'high']].astype(float).min(axis=None):,.0f}"
    assert ends(camps=["intelligence"])[::2] == (str(len(intelligence)), least)


def test_inclusion_leaves_out_one_claimant(ledger, killed):
    name = killed["claimant"].value_counts().index[0]
    words = plain(explore.inclusion_view(ledger, killed, without=name))
    assert words.startswith(f"{(killed['claimant'] != name).sum()} of {len(killed)} claims")
    with pytest.raises(ValueError, match="unknown claimant 'Nobody' to leave out; allowed: "):
        explore.inclusion_view(ledger, killed, without="Nobody")


def test_inclusion_with_nothing_left_says_so(ledger, killed):
    assert "let some back in" in explore.inclusion_view(ledger, killed, camps=[])


def test_inclusion_refuses_what_does_not_compare(ledger):
    mixed = select(ledger, measure=["killed", "wounded"], numbers=True)
    with pytest.raises(ValueError, match="do not compare"):
        explore.inclusion_view(ledger, mixed)
    assert "Taken together although not comparable: only for show" in explore.inclusion_view(
        ledger, mixed, override="only for show"
    )


def test_payment_is_the_product_of_its_inputs(ledger):
    given = {"pay": (2000, 3000), "heads": (10000, 12000), "months": (12, 12), "share": (50, 100)}
    words = plain(explore.payment_view(ledger, **given))
    assert words.startswith("The state would get 120 million to 432 million dollars, troops alone.")
    with_arms = plain(explore.payment_view(ledger, **given, arms=(1e9, 2e9)))
    assert with_arms.startswith("The state would get 1.12 billion to 2.432 billion dollars, arms and troops.")


def test_payment_names_the_claims_that_allow_an_input(ledger):
    claim = ledger.claims.loc["park-sang-hak-2024-11-18-monthly-pay"]
    assert said(ledger, claim) in explore.payment_view(ledger, pay=(5000, 5000))
    assert said(ledger, claim) not in explore.payment_view(ledger, pay=(1900, 2100))
    assert "your own assumption; no claim says so" in explore.payment_view(ledger, pay=(10, 20))


def test_payment_refuses_a_share_above_all(ledger):
    with pytest.raises(ValueError, match="a share is 100 at most"):
        explore.payment_view(ledger, share=(90, 110))


def test_disbelief_names_who_must_be_wrong(ledger):
    view = explore.disbelief_view(ledger, 0)
    words = plain(view)
    assert re.match(
        r"If the number killed \(.*, by \d+ \w+ \d+\) is 0, at least \d+ origins out of \d+ must be wrong", words
    )
    assert "NIS" in words
    with pytest.raises(ValueError, match="0 or more"):
        explore.disbelief_view(ledger, -1)


def test_pair_of_the_printed_contrast_cannot_be_compared(ledger):
    words = plain(explore.pair_view(ledger, "kim-jong-un-2025-12-12-killed", "hur-2026-06-29-casualties"))
    assert "These two cannot be compared." in words
    for reason in ("measure: killed against killed and wounded", "force: 528th engineer regiment against", "period:"):
        assert reason in words


def test_pair_wants_claims_of_the_ledger(ledger):
    with pytest.raises(ValueError, match="nearest: "):
        explore.pair_view(ledger, "kim-jong-un-2025-12-12-kiled", "hur-2026-06-29-casualties")


def test_every_view_escapes_the_ledgers_texts(chart, hostile, killed):
    rows = hostile.claims.loc[killed.index]
    views = (
        explore.known_on_view(chart, hostile, "2025-06"),
        explore.inclusion_view(hostile, rows),
        explore.payment_view(hostile, arms=True),
        explore.disbelief_view(hostile, 500),
        explore.pair_view(hostile, *killed.index[:2]),
    )
    for view in views:
        assert "&lt;script&gt;" in view
        assert "<script" not in view
        assert not [tag for tag in BeautifulSoup(view, "html.parser").find_all("a") if "broken" in tag.get("href", "")]
    ElementTree.fromstring(views[0][views[0].index("<svg") :])


def test_only_web_addresses_become_links():
    assert anchor("javascript:alert(1)", "x") == "x"
    assert anchor('https://example.org/?a="b"', "<x>").startswith('<a href="https://example.org/?a=&quot;b&quot;"')


def test_picture_draws_an_open_end_to_the_edge():
    picture = Picture(100, "words")
    picture.bar(20, float("inf"), picture.row("row"))
    assert f'width="{picture.x(100) - picture.x(20):.1f}"' in picture.svg()


@pytest.fixture(scope="module", params=["known_on", "inclusion", "payment", "disbelief", "pair"])
def control(request, ledger, chart, killed):
    """One control of each kind, the name of one of its widgets, and a value for that which is not the default."""
    make, key, value = {
        "known_on": (lambda: explore.known_on(chart, ledger), "date", "2024-12-01"),
        "inclusion": (lambda: explore.inclusion(ledger, killed), "origins", True),
        "payment": (lambda: explore.payment(ledger), "pay", (1000, 2000)),
        "disbelief": (lambda: explore.disbelief(ledger), "value", 0),
        "pair": (lambda: explore.pair(ledger, killed), "a", "2025-04-30 NIS"),
    }[request.param]
    return make(), key, value


def test_control_redraws_and_resets(control):
    made, key, value = control
    before = made.view.value
    made.widgets[key].value = value
    assert made.view.value != before
    made.reset()
    assert made.view.value == before
    assert made.widgets[key].value != value


def test_stand_in_needs_no_script_style_or_svg(control):
    data = control[0]._repr_mimebundle_()
    soup = BeautifulSoup(data["text/html"], "html.parser")
    assert "make lab" in soup.find(class_="live").get_text()
    assert not soup.find_all(["svg", "script", "style", "iframe"])
    assert all(image["alt"] for image in soup.find_all("img"))
    assert data[WIDGET]["model_id"] == control[0].box.model_id


def test_control_draws_once_for_a_reset_of_many(ledger, killed):
    drawn = []
    control = explore.inclusion(ledger, killed)
    control.widgets["origins"].value = control.widgets["full"].value = True
    control.view.observe(lambda change: drawn.append(change), names="value")
    control.reset()
    assert len(drawn) == 1


def test_control_shows_an_error_instead_of_breaking():
    import ipywidgets

    def draw(number):
        if number:
            raise ValueError("no <b>such</b> number")
        return "fine"

    control = Control("test", draw, {"number": ipywidgets.IntSlider(0)})
    control.widgets["number"].value = 1
    assert control.view.value == '<p role="alert">no &lt;b&gt;such&lt;/b&gt; number</p>'
    control.reset()
    assert control.view.value == "fine"


def test_pair_finds_a_claim_by_its_words():
    lines = {"2025-04-30 NIS: about 600 killed": "one", "2025-04-30 NIS: 2,700 wounded": "two"}
    assert find(lines, "nis 600") == "one"
    assert find(lines, "2025-04-30 NIS: 2,700 wounded") == "two"
    with pytest.raises(ValueError, match="2 claims hold the words 'nis'; choose one, such as: 2025-04-30 NIS: "):
        find(lines, "nis")
    for typed in ("cia", ""):
        with pytest.raises(ValueError, match="type a date, a name or a number"):
            find(lines, typed)


def test_pair_control_knows_its_claims(ledger, killed):
    with pytest.raises(ValueError, match=r"a='x' is not among the \d+ claims"):
        explore.pair(ledger, killed, a="x")


def test_stand_in_of_a_chart_brings_the_chart(ledger, chart):
    data = explore.known_on(chart, ledger)._repr_mimebundle_()
    assert data["image/svg+xml"] == chart.svg
    assert "application/vnd.kursk-ledger.chart+json" in data


def test_stops_of_the_slider_hold_the_first_of_december(ledger, chart):
    options = [value for _, value in explore.known_on(chart, ledger).widgets["date"].options]
    assert "2024-12-01" in options
    assert options == sorted(options)


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """The notebook of five controls, run and stored as `make notebooks` stores ours."""
    path = five.write(tmp_path_factory.mktemp("stored") / "five.ipynb")
    with ThreadPoolExecutor() as pool:  # in a thread, for a browser that is open keeps this one's event loop
        book, _ = pool.submit(lambda: asyncio.run(runs._run(path, runs.read(path), asyncio.Semaphore(1)))).result()
    path.write_text(runs.nbformat.writes(book, indent=1) + "\n")
    return path


def test_stored_controls_equal_a_new_run(stored):
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, f"--rootdir={stored.parent}", stored.name], cwd=stored.parent, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    assert f"{len(five.CELLS)} passed" in done.stdout


def test_stored_controls_hold_no_dead_widget(stored):
    book = runs.read(stored)
    outputs = [output for cell in book.cells for output in cell.outputs]
    assert len(outputs) == 5
    for output in outputs:
        assert WIDGET not in output.data
        assert "make lab" in output.data["text/html"]


def test_site_shows_the_picture_of_a_stored_control(stored):
    from docs.pages import read
    from docs.rows import Rows
    from helpers import load

    page = read("five", runs.read(stored), Rows(load()))
    kinds = [block.kind for block in page.blocks]
    assert kinds.count("chart") == kinds.count("live") == 1
    shown = "".join(block.html for block in page.blocks if block.kind == "html")
    assert shown.count('src="data:image/svg+xml;base64,') == 3
    assert shown.count("make lab") == 4
