"""Mend matplotlib's SVG: ids of its own, no page-wide rule, a title and description, words on every mark."""

import re
from xml.etree import ElementTree

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_REFERENCE = re.compile(r"url\(#([^)]+)\)")


def _unique(base, taken):
    """The id itself, or the id with the first free number."""
    name, count = base, 1
    while name in taken:
        count += 1
        name = f"{base}--{count}"
    taken.add(name)
    return name


def mend(text, *, chart_id, title, alt, words):
    """An SVG that can stand beside others in one page.

    Parameters
    ----------
    text : str
        As matplotlib writes it.
    chart_id : str
        Put before every id, so that two charts on one page never share one.
    title, alt : str
        Accessible name and description.
    words : dict of str to str
        By claim_id: tooltip and accessible name of the claim's mark.

    Returns
    -------
    str
        Groups of a claim carry ``data-claim`` with its claim_id, those of its label ``data-label``. Links inside are
        left out of the tab order: the table beside each chart has the same links, and a hundred stops before the next
        paragraph help nobody.
    """
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", XLINK)
    root = ElementTree.fromstring(text.split("?>", 1)[-1].split('svg11.dtd">', 1)[-1])
    for parent in root.iter():
        for child in list(parent):
            if child.tag == f"{{{SVG}}}metadata":
                parent.remove(child)
            elif child.tag == f"{{{SVG}}}defs" and child.find(f"{{{SVG}}}style") is not None:
                # matplotlib's "*{...}" would reach the whole page; the root's own style does the same.
                parent.remove(child)
    root.set("style", "stroke-linejoin: round; stroke-linecap: butt; max-width: 100%; height: auto")
    taken, renamed = set(), {}
    for node in root.iter():
        old = node.get("id")
        if old is None:
            continue
        if old.startswith("claim--"):
            claim_id = old.removeprefix("claim--")
            node.set("id", _unique(f"{chart_id}--{claim_id}", taken))
            node.set("data-claim", claim_id)
            _say(node, words.get(claim_id, ""))
        elif old.startswith("label--"):
            claim_id = old.removeprefix("label--")
            node.set("id", _unique(f"{chart_id}--label--{claim_id}", taken))
            node.set("data-label", claim_id)
        else:
            renamed[old] = _unique(f"{chart_id}--{old}", taken)
            node.set("id", renamed[old])
    for node in root.iter():
        for name, value in list(node.attrib.items()):
            if name in ("href", f"{{{XLINK}}}href") and value[:1] == "#":
                node.set(name, f"#{renamed.get(value[1:], value[1:])}")
            elif "url(#" in value:
                node.set(name, _REFERENCE.sub(lambda found: f"url(#{renamed.get(found[1], found[1])})", value))
        if node.tag == f"{{{SVG}}}a":
            node.set("tabindex", "-1")
            node.set("rel", "noopener")
    for place, (tag, content) in enumerate((("title", title), ("desc", alt))):
        element = ElementTree.Element(f"{{{SVG}}}{tag}", {"id": f"{chart_id}--{tag}"})
        element.text = content
        root.insert(place, element)
    root.set("role", "group")
    root.set("aria-labelledby", f"{chart_id}--title")
    root.set("aria-describedby", f"{chart_id}--desc")
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def _say(group, words):
    """Tooltip for a mark, and the same words on its link."""
    if not words:
        return
    tip = ElementTree.Element(f"{{{SVG}}}title")
    tip.text = words
    group.insert(0, tip)
    for link in group.iter(f"{{{SVG}}}a"):
        link.set("aria-label", words)
