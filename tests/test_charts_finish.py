"""What every finished chart carries: its words, links, ids, alt text; and that it comes out the same twice."""

import base64
import re
from xml.etree import ElementTree

import matplotlib as mpl
import pytest

from helpers import select
from helpers.charts import finish, style
from helpers.charts.claims_over_time import claims_over_time
from helpers.charts.finish import MIME, slug

WORDS = {
    "title": "Seoul's count of the dead rose from 100 to 2,000",
    "subtitle": "North Koreans killed, persons",
    "source": "Kursk Ledger",
    "alt": "Four marks that rise.",
}


@pytest.fixture(scope="module")
def killed(ledger):
    """The NIS's own counts of the dead: one open-ended, the others about a number."""
    return select.select(
        ledger,
        measure="killed",
        claimant="nis",
        basis="cumulative",
        origins=True,
        numbers=True,
        force="nk-troops",
        parts=True,
    )


def draw(killed, ledger):
    return claims_over_time(killed, ledger=ledger)


@pytest.fixture(scope="module")
def drawn(killed, ledger):
    """Axes to finish with other words; finishing leaves them as they were (see below)."""
    return draw(killed, ledger)


@pytest.fixture(scope="module")
def chart(killed, ledger):
    return finish(draw(killed, ledger), **WORDS)


@pytest.mark.parametrize("name", ["title", "subtitle", "source", "alt"])
@pytest.mark.parametrize("blank", [None, "", "  "])
def test_no_chart_without_its_words(drawn, name, blank):
    with pytest.raises(ValueError, match=f"cannot be finished without {name}: got {blank!r}; give "):
        finish(drawn, **{**WORDS, name: blank})


def test_words_have_no_defaults(drawn):
    with pytest.raises(TypeError, match="source"):
        finish(drawn, title="T", subtitle="s", alt="a")


def test_a_notebook_gets_four_views_of_one_chart(chart):
    data, metadata = chart._repr_mimebundle_()
    assert list(data) == ["text/plain", "image/svg+xml", "image/png", MIME]
    assert data["text/plain"] == WORDS["alt"]
    assert base64.b64decode(data["image/png"])[:4] == b"\x89PNG"
    assert data[MIME]["claims"] == list(chart.claims)
    assert {name: data[MIME][name] for name in WORDS} == WORDS
    assert metadata["image/png"]["alt"] == WORDS["alt"]


def test_the_same_chart_twice_is_the_same_to_the_byte(killed, ledger, chart):
    again = finish(draw(killed, ledger), **WORDS)
    assert again.svg == chart.svg
    assert again.png == chart.png


def test_finishing_the_same_axes_again_gives_the_same_picture(killed, ledger):
    ax = draw(killed, ledger)
    size = tuple(ax.figure.get_size_inches())
    first = finish(ax, **WORDS)
    assert tuple(ax.figure.get_size_inches()) == size
    assert finish(ax, **WORDS).svg == first.svg


def test_the_readers_own_options_do_not_change_a_chart_and_are_left_alone(killed, ledger, chart):
    with mpl.rc_context({"font.size": 22, "font.family": "serif", "svg.fonttype": "path", "axes.facecolor": "black"}):
        before = dict(mpl.rcParams)
        again = finish(draw(killed, ledger), **WORDS)
        assert dict(mpl.rcParams) == before
    assert again.svg == chart.svg


def test_every_claim_is_a_group_with_a_link_to_its_document_and_a_tooltip(chart, killed):
    root = ElementTree.fromstring(chart.svg)
    svg, link = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
    groups = [node for node in root.iter(f"{svg}g") if node.get("data-claim")]
    assert {node.get("data-claim") for node in groups} == set(killed.index) == set(chart.claims)
    for node in groups:
        addresses = {a.get(link) for a in node.iter(f"{svg}a")}
        assert addresses <= {killed["url"][node.get("data-claim")]}
        assert "NIS" in node.find(f"{svg}title").text
    linked = {node.get("data-claim") for node in groups if next(node.iter(f"{svg}a"), None) is not None}
    assert linked == set(killed.index)


def test_ids_are_unique_and_carry_the_charts_own(chart):
    ids = re.findall(r'\bid="([^"]+)"', chart.svg)
    assert len(ids) == len(set(ids))
    assert all(name.startswith(f"{chart.id}--") for name in ids)
    wanted = set(re.findall(r'(?:href="#|url\(#)([^")]+)', chart.svg))
    assert wanted <= set(ids)


def test_the_svg_has_a_name_and_a_description_and_no_rule_for_the_whole_page(chart):
    root = ElementTree.fromstring(chart.svg)
    assert [root[0].text, root[1].text] == [WORDS["title"], WORDS["alt"]]
    assert root.get("aria-labelledby") == root[0].get("id")
    assert "<style" not in chart.svg
    assert "<metadata" not in chart.svg


def test_words_stay_text_in_dejavu_sans(chart):
    assert "DejaVu Sans" in chart.svg
    assert ">Source: Kursk Ledger</" in chart.svg


def test_markup_in_words_is_escaped(drawn):
    svg = finish(drawn, **{**WORDS, "title": "<script>x</script> & more"}).svg
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg


def test_a_long_title_wraps_within_the_figure(killed, ledger):
    ax = draw(killed, ledger)
    title = "A finding that takes many words to say because there are so many things to consider in it"
    with style.context():
        from helpers.charts.finish import _words

        texts, *_ = _words(ax.figure, title, "s", "s", "")
    lines = [text for text in texts if text.get_fontweight() == "bold"]
    assert len(lines) > 1
    assert " ".join(line.get_text() for line in lines) == title
    assert all(line.get_window_extent().x1 <= ax.figure.bbox.width for line in lines)


def test_no_word_of_a_title_stands_alone_on_its_last_line(killed, ledger):
    ax = draw(killed, ledger)
    title = "The last estimate of the dead by an intelligence agency is about 2,000; what is printed goes to 6,000"
    with style.context():
        from helpers.charts.finish import _words

        texts, *_ = _words(ax.figure, title, "s", "s", "")
    lines = [text.get_text() for text in texts if text.get_fontweight() == "bold"]
    assert " ".join(lines) == title
    assert len(lines) == 3
    assert len(lines[-1].split()) > 1


def test_an_override_is_printed_and_kept(killed, ledger):
    chart = finish(draw(killed, ledger), **WORDS, override="for contrast")
    assert chart.override == "for contrast"
    assert "Drawn together although not comparable: for contrast" in chart.svg


@pytest.mark.parametrize("kind", [list, tuple, lambda frame: frame])
def test_claims_may_be_given_as_frame_or_ids(killed, drawn, kind):
    given = kind(killed if not isinstance(kind, type) else killed.index)
    assert finish(drawn, **WORDS, claims=given).claims == tuple(killed.index)


def test_save_takes_svg_and_png_only(chart, tmp_path):
    chart.save(tmp_path / "a.svg")
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == chart.svg
    chart.save(tmp_path / "a.png")
    assert (tmp_path / "a.png").read_bytes() == chart.png
    with pytest.raises(ValueError, match=r"allowed endings: \.svg, \.png"):
        chart.save(tmp_path / "a.pdf")


def test_an_id_is_made_of_the_title():
    assert slug("More than 6,000 “casualties”?") == "chart-more-than-6000-casualties"
    assert len(slug("word " * 60)) <= 60


@pytest.mark.parametrize("look", [style.colour, style.words, style.marker])
def test_an_unknown_camp_is_named_with_the_known(look):
    with pytest.raises(ValueError, match="unknown camp 'neutral'; allowed: official, intelligence, independent"):
        look("neutral")


def test_camps_differ_by_shape_and_their_words_have_contrast():
    assert len(set(style.MARKERS.values())) == len(set(style.COLOURS.values())) == 3

    def light(colour):
        parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in mpl.colors.to_rgb(colour)]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    for colour in [*style.WORDS.values(), style.GREY, style.INK]:
        assert 1.05 / (light(colour) + 0.05) >= 4.5
