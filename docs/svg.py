"""SVG: a chart as `helpers.charts` stored it, made fit to stand inside a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

from helpers.charts import style

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
DROPPED = {f"{SVG}metadata", f"{SVG}style", f"{SVG}script", f"{SVG}title", f"{SVG}desc"}
WORDS = {f"{SVG}text", f"{SVG}tspan"}
# Colours that follow the page's scheme, by the name of the page's variable.
NAMED = {
    "#7a1f5c": "change",
    **{colour.lower(): camp for camp, colour in style.COLOURS.items()},
    **{colour.lower(): f"{camp}-text" for camp, colour in style.WORDS.items()},
    **{style.faint(colour): f"{camp}-faint" for camp, colour in style.COLOURS.items()},
}
MARGIN = 12.0  # the chart's own words begin left of this; whatever the plot says begins right of it

ElementTree.register_namespace("", SVG[1:-1])
ElementTree.register_namespace("xlink", HREF[1 : HREF.index("}")])


def inline(
    text: str, *, prefix: str, label: str, said: list[str], link: Callable[[str], tuple[str, str] | None]
) -> tuple[str, tuple[float, float]]:
    """Make a stand-alone SVG into an element of an HTML page.

    Parameters
    ----------
    text : str
        The SVG document.
    prefix : str
        Put before every id, since two notebooks may draw the same chart.
    label : str
        What a screen reader says for the whole chart.
    said : list of str
        Title, subtitle, source: words that the page prints itself, so that they are cut off the picture.
    link : callable
        From a claim_id to ``(address, words)``, or None if there is no such claim. The words become the mark's tooltip
        and accessible name.

    Returns
    -------
    str
        The element, without metadata, page-wide rules and ids nobody refers to, its colours tied to the page's scheme.
    (float, float)
        Where what is left of the picture begins and ends, as shares of the height it had.
    """
    root = ElementTree.fromstring(text)
    used = set(re.findall(r"""(?:url\(#|href=["']#)([^)"']+)""", text))
    plot = _crop(root, said)
    for parent in root.iter():
        for child in [child for child in parent if child.tag in DROPPED]:
            parent.remove(child)
    for element in root.iter():
        name = element.attrib.pop("id", None)
        if name in used:
            element.set("id", f"{prefix}-{name}")
        for key, value in list(element.attrib.items()):
            element.set(key, _value(element.tag, key, value, prefix))
            if key.startswith("on"):
                del element.attrib[key]
        target = element.attrib.pop(HREF, None)
        if target is not None:
            element.set("href", target)
        found = link(element.get("data-claim")) if "data-claim" in element.attrib else None
        if found:
            _mark(element, element.attrib.pop("data-claim"), *found)
    _name(root)
    for key in ("width", "height", "version", "style", "aria-labelledby", "aria-describedby"):
        root.attrib.pop(key, None)
    root.set("role", "group")
    root.set("aria-label", label)
    return ElementTree.tostring(root, encoding="unicode"), plot


def _value(tag: str, key: str, value: str, prefix: str) -> str:
    value = value.replace("url(#", f"url(#{prefix}-")
    if key.endswith("href") and value.startswith("#"):
        return f"#{prefix}-{value[1:]}"
    if key in ("style", "fill", "stroke"):
        return re.sub(r"#[0-9a-fA-F]{6}\b", lambda match: _colour(match[0].lower(), tag in WORDS), value)
    if key in ("d", "x", "y", "points"):
        return re.sub(r"-?\d+\.\d{3,}", lambda match: f"{float(match[0]):.2f}".rstrip("0").rstrip("."), value)
    return value


def _colour(value: str, words: bool) -> str:
    """Camps' colours and greys become the page's own variables, so that charts have a dark scheme too."""
    if value in NAMED:
        name = NAMED[value]
        return f"var(--{name}-text)" if words and name in style.COLOURS else f"var(--{name})"  # letters need contrast
    red, green, blue = (int(value[i : i + 2], 16) for i in (1, 3, 5))
    if max(red, green, blue) - min(red, green, blue) > 16:
        return value
    return f"var(--g{round((255 - (red + green + blue) / 3) / 255 * 20) * 5})"


def _mark(group: ElementTree.Element, claim_id: str, address: str, words: str) -> None:
    for anchor in group.iter(f"{SVG}a"):
        anchor.attrib.pop("target", None)
        anchor.set("href", address)
        anchor.set("data-claim", claim_id)
        anchor.set("aria-label", words)
        if anchor.find(f"{SVG}title") is None:  # a link that names its claim comes by twice
            ElementTree.SubElement(anchor, f"{SVG}title").text = words


def _name(root: ElementTree.Element) -> None:
    """Give a link that is only a mark, as an event's, the words of those that lead to the same document."""
    links = [link for link in root.iter(f"{SVG}a") if "aria-label" not in link.attrib]
    said: dict[str, dict[str, None]] = {}
    for link in links:
        words = " ".join("".join(link.itertext()).split())
        if words:
            said.setdefault(link.get("href"), {})[words] = None
    for link in links:
        if not "".join(link.itertext()).strip():
            link.set("aria-label", "; ".join(said.get(link.get("href"), {"document": None})))


def _crop(root: ElementTree.Element, said: list[str]) -> tuple[float, float]:
    """Take the words that the page prints itself out of the picture, and the room they stood in."""
    left, top, width, height = (float(value) for value in root.get("viewBox").split())
    begin, end = top, top + height
    rest = list(said)
    for parent in list(root.iter()):
        for child in list(parent):
            line = "".join(child.itertext()).strip()
            found = next((i for i, words in enumerate(rest) if words.startswith(line)), None) if line else None
            if child.tag != f"{SVG}text" or found is None:
                continue
            x, y, size = _place(child)
            if x > MARGIN:
                continue
            rest[found] = rest[found][len(line) :].lstrip()
            if y < top + height / 2:
                begin = max(begin, y + size * 0.6)
            else:
                end = min(end, y - size * 1.2)
            parent.remove(child)
    root.set("viewBox", f"{left:g} {begin:g} {width:g} {end - begin:g}")
    return (begin - top) / height, (end - top) / height


def _place(text: ElementTree.Element) -> tuple[float, float, float]:
    """Left end, baseline and size of a text, in user units."""
    size = re.search(r"([\d.]+)px", text.get("style", ""))
    shift = re.search(r"translate\(([-\d.]+)[ ,]+([-\d.]+)\)", text.get("transform", ""))
    x, y = shift.groups() if shift else (text.get("x", 0), text.get("y", 0))
    return float(x), float(y), float(size[1]) if size else 10.0
