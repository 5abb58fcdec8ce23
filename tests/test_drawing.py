"""Drawings made lean: the same picture with less in it."""

import re

import pytest

from docs.drawing import lean

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300">'
CLIP = '<defs><clipPath id="long-name"><rect x="10" y="10" width="100" height="100"/></clipPath></defs>'


def leaned(inside):
    """The drawing and its rules."""
    return lean(f"{HEAD}{inside}</svg>", "v0")


def test_marker_is_drawn_where_it_stands():
    picture, rules = leaned(
        '<defs><path id="m" d="M -3 3 L 3 3 L 3 -3 z" style="stroke: red; stroke-width: 1.5"/></defs>'
        '<g><use href="#m" x="10" y="20.5" style="fill: blue; stroke: green"/></g>'
    )
    assert 'd="M7 23.5L13 23.5L13 17.5z"' in picture
    assert "<use" not in picture and "<defs" not in picture
    assert "fill: blue; stroke: red; stroke-width: 1.5" in rules  # the symbol's own stroke goes before the inherited


def test_matplotlib_s_eight_curves_are_a_circle():
    curves = " ".join(["C 1 3 2 2 3 0"] * 8)
    picture, _ = leaned(f'<defs><path id="m" d="M 0 3 {curves} z"/></defs><use href="#m" x="10" y="20"/>')
    assert '<circle cx="10" cy="20" r="3"' in picture


@pytest.mark.parametrize(
    ("path", "clipped"), [("M 20 20 L 90 90", False), ("M 20 20 L 120 90", True), ("M 10.5 20 L 90 90", True)]
)
def test_clip_stays_only_around_what_sticks_out(path, clipped):
    drawn = f'<path clip-path="url(#long-name)" style="stroke: red; stroke-width: 1" d="{path}"/>'
    picture, _ = leaned(CLIP + drawn)
    assert ('clip-path="url(#v0-0)"' in picture) is clipped


def test_words_keep_their_clip():
    assert "clip-path=" in leaned(f'{CLIP}<g clip-path="url(#long-name)"><text x="20" y="20">Words</text></g>')[0]


def mark(claim, path):
    """A link as `docs.svg` writes it."""
    link = f'<a href="claims.html#{claim}" data-claim="{claim}" aria-label="{claim}" tabindex="-1">'
    return f'<g>\n {link}<path d="{path}"/><title>{claim}</title></a></g>\n'


def test_neighbours_that_lead_to_one_claim_are_one_link():
    picture, _ = leaned(mark("a", "M 1 1 L 2 2") + mark("a", "M 3 3 L 4 4") + mark("b", "M 5 5") + mark("a", "M 6 6"))
    assert re.findall(r'data-claim="(\w)"', picture) == ["a", "b", "a"]
    assert picture.count("<title>a</title>") == 2
    assert '<path d="M1 1L2 2" /><path d="M3 3L4 4" />' in picture


def test_equal_styles_are_one_class():
    picture, rules = leaned('<path d="M 1 1" style="fill: red"/><path d="M 2 2" style="fill: red"/>')
    assert rules == ".v0s0{fill: red}"
    assert picture.count('class="v0s0"') == 2 and "style=" not in picture


def test_style_that_could_end_a_rule_is_none():
    picture, rules = leaned('<path d="M 1 1" style="fill: red}&lt;/style&gt;"/>')
    assert rules == "" and "style=" in picture


def test_words_keep_place_and_space_inside():
    picture, _ = leaned(
        '<g> <text x="5" y="6" transform="rotate(-0 5 6)">1 <tspan>to 2</tspan> dead</text> </g>'
        '<text transform="translate(7 8)">x</text><text x="1" y="2" transform="rotate(-90 1 2)">up</text>'
    )
    assert '<text x="5" y="6">1 <tspan>to 2</tspan> dead</text>' in picture
    assert '<text x="7" y="8">x</text>' in picture
    assert 'transform="rotate(-90 1 2)"' in picture
