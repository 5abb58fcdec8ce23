"""Drawing: a chart's SVG as small as it can be without looking any different, so that its page is quick to paint."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from docs.svg import SVG, WORDS

NUMBER = r"-?\d+(?:\.\d+)?"
PAIR = re.compile(rf"({NUMBER})[ ,]+({NUMBER})")
STYLE = re.compile(r"[\w\s:;#.,()%+-]+")  # what may stand in a rule: nothing that could end it
PLACED = re.compile(rf"(?:rotate\(-?0 {NUMBER} {NUMBER}\)|translate\(({NUMBER})[ ,]+({NUMBER})\))")
LINK = f"{SVG}a"
HOLDERS = (f"{SVG}g", LINK, f"{SVG}title")  # draw nothing themselves


def lean(text: str, prefix: str) -> tuple[str, str]:
    """Take out of a drawing what costs time and shows nothing.

    Parameters
    ----------
    text : str
        An SVG element as `docs.svg.inline` returns it: paths in absolute ``M L C Q z``, markers as ``<use>``.
    prefix : str
        Begins every id and class, different for each drawing of a page.

    Returns
    -------
    str
        The element: markers drawn where they stand, no clip around what lies inside it, no empty groups or space,
        neighbours that lead to the same claim in one link, equal styles as one class.
    str
        The classes' rules, for the head of the page.
    """
    root = ElementTree.fromstring(text)
    by_id = {element.get("id"): element for element in root.iter() if "id" in element.attrib}
    _markers(root, by_id)
    _clips(root, by_id)
    _tidy(root, _used(root))
    for link in root.iter(LINK):
        if link.get("aria-label") == link.findtext(f"{SVG}title"):
            link.attrib.pop("aria-label", None)  # the title names it as well
    _ids(root, prefix)
    rules = _classes(root, prefix)
    return ElementTree.tostring(root, encoding="unicode"), rules


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".").replace("-0.", "-.").removeprefix("0") or "0"


def _declarations(element: ElementTree.Element) -> dict[str, str]:
    pairs = (part.split(":", 1) for part in element.get("style", "").split(";") if ":" in part)
    return {name.strip(): value.strip() for name, value in pairs}


def _style(declarations: dict[str, str]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in declarations.items())


def _markers(root: ElementTree.Element, by_id: dict) -> None:
    """Draw each marker itself: a <use> costs the browser a copy of the tree behind it."""
    for element in root.iter(f"{SVG}use"):
        symbol = by_id.get(element.get("href", "")[1:])
        if symbol is None or symbol.tag != f"{SVG}path" or set(symbol.attrib) - {"d", "id", "style"}:
            continue
        x, y = float(element.attrib.pop("x", 0)), float(element.attrib.pop("y", 0))
        del element.attrib["href"]
        style = _style(_declarations(element) | _declarations(symbol))  # the symbol's own goes before the inherited
        if style:
            element.set("style", style)
        path = symbol.get("d").strip()
        round_ = re.match(rf"M 0 ({NUMBER}) ", path)
        if round_ and path.count("C") == 8:  # matplotlib's circle, in eight curves
            element.tag = f"{SVG}circle"
            element.attrib |= {"cx": _short(x), "cy": _short(y), "r": _short(abs(float(round_[1])))}
        else:
            element.tag = f"{SVG}path"
            element.set("d", _moved(path, x, y))


def _moved(path: str, x: float, y: float) -> str:
    return PAIR.sub(lambda at: f"{float(at[1]) + x:.2f} {float(at[2]) + y:.2f}", path)


def _clips(root: ElementTree.Element, by_id: dict) -> None:
    """Drop clips from what lies inside them anyway."""
    for element in root.iter():
        name = re.fullmatch(r"url\(#(.+)\)", element.get("clip-path", ""))
        clip = by_id.get(name[1]) if name else None
        box = None if clip is None else clip.find(f"{SVG}rect")
        if box is None:
            continue
        left, top, width, height = (float(box.get(key)) for key in ("x", "y", "width", "height"))
        reach = list(_reach(element))
        if reach and all(
            found and left <= found[0] and top <= found[1] and found[2] <= left + width and found[3] <= top + height
            for found in reach
        ):
            del element.attrib["clip-path"]


def _reach(element: ElementTree.Element) -> Iterator[tuple[float, float, float, float] | None]:
    """Boxes around all that an element draws; None for what is not known."""
    for part in element.iter():
        if "transform" in part.attrib or part.tag not in (*HOLDERS, f"{SVG}circle", f"{SVG}path"):
            yield None
        elif part.tag not in HOLDERS:
            declared = _declarations(part)
            # Pointed corners stick out by more than half the line's width.
            edge = 2 * float(declared.get("stroke-width", 1)) if declared.get("stroke", "none") != "none" else 0.0
            if part.tag == f"{SVG}circle":
                x, y, r = (float(part.get(key)) for key in ("cx", "cy", "r"))
                xs, ys = [x - r, x + r], [y - r, y + r]
            else:
                points = [(float(x), float(y)) for x, y in PAIR.findall(part.get("d", ""))]
                xs, ys = [x for x, _ in points], [y for _, y in points]
            yield (min(xs) - edge, min(ys) - edge, max(xs) + edge, max(ys) + edge) if xs else None


def _used(root: ElementTree.Element) -> set[str]:
    """Ids that something in the drawing still refers to."""
    values = " ".join(value for element in root.iter() for value in element.attrib.values())
    return set(re.findall(r"url\(#(.+?)\)", values)) | {
        element.get("href")[1:] for element in root.iter() if element.get("href", "").startswith("#")
    }


def _tidy(element: ElementTree.Element, used: set[str]) -> None:
    """From the leaves up: no space between elements, no group for nothing, one link for neighbours to one claim."""
    if element.tag in WORDS:
        _place(element)
        return
    element.text = None
    if element.tag == f"{SVG}defs":
        element[:] = [part for part in element if part.get("id") in used]
    kept: list[ElementTree.Element] = []
    for child in list(element):
        child.tail = None
        if child.tag != f"{SVG}title":
            _tidy(child, used)
        if child.tag == f"{SVG}path":
            child.set("d", _path(child.get("d", "")))
        if child.tag in (f"{SVG}g", f"{SVG}defs") and not len(child):
            continue
        for part in child if child.tag == f"{SVG}g" and not child.attrib else [child]:
            _append(kept, part)
    element[:] = kept


def _append(kept: list, child: ElementTree.Element) -> None:
    if not (kept and child.tag == LINK and kept[-1].tag == LINK and _leads(child) == _leads(kept[-1]) is not None):
        kept.append(child)
        return
    titles = [part for part in kept[-1] if part.tag == f"{SVG}title"]
    parts = [part for part in [*kept[-1], *child] if part.tag != f"{SVG}title"]
    kept[-1][:] = [*titles[:1], *parts]


def _leads(link: ElementTree.Element) -> tuple | None:
    claim = link.get("data-claim")
    return (claim, link.get("href"), link.get("class"), link.get("style")) if claim else None


def _path(path: str) -> str:
    numbers = re.sub(NUMBER, lambda match: _short(float(match[0])), path)
    return re.sub(r"\s*([A-Za-z])\s*", r"\1", re.sub(r"\s+", " ", numbers)).strip()


def _place(text: ElementTree.Element) -> None:
    placed = PLACED.fullmatch(text.get("transform", ""))
    if placed and not (placed[1] and (len(text) or "x" in text.attrib)):
        del text.attrib["transform"]
        if placed[1]:
            text.attrib |= {"x": placed[1], "y": placed[2]}
    declared = _declarations(text)
    declared.pop("font-family", None)  # the page's own
    if declared.get("text-anchor") == "start":
        del declared["text-anchor"]
    if "font" not in declared:
        text.set("style", _style(declared))


def _ids(root: ElementTree.Element, prefix: str) -> None:
    named = [element for element in root.iter() if "id" in element.attrib]
    short = {element.get("id"): f"{prefix}-{number}" for number, element in enumerate(named)}
    for element in root.iter():
        for key, value in element.attrib.items():
            if key == "id":
                element.set(key, short[value])
            elif "#" in value and key in ("style", "clip-path", "fill", "stroke", "href", "mask"):
                if key == "href" and value.startswith("#"):
                    element.set(key, f"#{short.get(value[1:], value[1:])}")
                else:
                    element.set(key, re.sub(r"url\(#(.+?)\)", lambda m: f"url(#{short.get(m[1], m[1])})", value))


def _classes(root: ElementTree.Element, prefix: str) -> str:
    rules: dict[str, str] = {}
    for element in root.iter():
        style = element.get("style", "").strip()
        if style == "":
            element.attrib.pop("style", None)
        elif STYLE.fullmatch(style):
            del element.attrib["style"]
            element.set("class", rules.setdefault(style, f"{prefix}s{len(rules)}"))
    return "\n".join(f".{name}{{{style}}}" for style, name in rules.items())
