"""SVG: a chart as matplotlib wrote it, made fit to stand inside a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
DROPPED = {f"{SVG}metadata", f"{SVG}style", f"{SVG}script"}
# The camps' colours follow the page's scheme; the three values are those of helpers.charts.style.
CAMPS = {"#d55e00": "official", "#0072b2": "intelligence", "#009e73": "independent"}

ElementTree.register_namespace("", SVG[1:-1])
ElementTree.register_namespace("xlink", HREF[1 : HREF.index("}")])


def _colour(match: re.Match) -> str:
    """Camps' colours and greys become the page's own variables, so that charts have a dark scheme too."""
    value = match[0].lower()
    if value in CAMPS:
        return f"var(--{CAMPS[value]})"
    red, green, blue = (int(value[i : i + 2], 16) for i in (1, 3, 5))
    if max(red, green, blue) - min(red, green, blue) > 16:
        return value
    return f"var(--g{round((255 - (red + green + blue) / 3) / 255 * 20) * 5})"


def _short(match: re.Match) -> str:
    return f"{float(match[0]):.2f}".rstrip("0").rstrip(".")


def inline(text: str, *, prefix: str, label: str, link: Callable[[str], tuple[str, str, str] | None]) -> str:
    """Make a stand-alone SVG into an element of an HTML page.

    Parameters
    ----------
    text : str
        The SVG document.
    prefix : str
        Put before every id, since ids of two charts on one page collide.
    label : str
        What a screen reader says for the whole chart.
    link : callable
        From a mark's address to ``(claim_id, address, words)``, or None to leave the address alone. The words become the
        mark's tooltip and accessible name.

    Returns
    -------
    str
        The element, without matplotlib's page-wide style rule, its metadata and the ids nobody refers to.
    """
    root = ElementTree.fromstring(text)
    used = set(re.findall(r"""(?:url\(#|href=["']#)([^)"']+)""", text))
    for parent in root.iter():
        for child in [child for child in parent if child.tag in DROPPED]:
            parent.remove(child)
    for element in root.iter():
        name = element.attrib.pop("id", None)
        if name in used:
            element.set("id", f"{prefix}-{name}")
        for key, value in list(element.attrib.items()):
            if key.startswith("on"):
                del element.attrib[key]
                continue
            value = value.replace("url(#", f"url(#{prefix}-")
            if key in ("style", "fill", "stroke"):
                value = re.sub(r"#[0-9a-fA-F]{6}\b", _colour, value)
            elif key in ("d", "x", "y", "points"):
                value = re.sub(r"-?\d+\.\d{3,}", _short, value)
            element.set(key, value)
        target = element.attrib.pop(HREF, None)
        if target is not None:
            element.set("href", f"#{prefix}-{target[1:]}" if target.startswith("#") else target)
            if element.tag == f"{SVG}a":
                _mark(element, target, link)
    for key in ("width", "height", "version"):
        root.attrib.pop(key, None)
    root.set("role", "group")
    root.set("aria-label", label)
    return ElementTree.tostring(root, encoding="unicode")


def _mark(element: ElementTree.Element, target: str, link: Callable) -> None:
    element.attrib.pop("target", None)
    found = link(target)
    if not found:
        return
    claim_id, address, words = found
    element.set("href", address)
    element.set("data-claim", claim_id)
    element.set("aria-label", words)
    title = ElementTree.Element(f"{SVG}title")
    title.text = words
    element.insert(0, title)
