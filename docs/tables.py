"""Tables: HTML that a notebook put out, made safe, accessible and sortable."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

DROPPED = ["script", "style", "iframe", "object", "embed", "link", "meta", "form"]
# A picture in its own address is only ever a picture: scripts inside it do not run in an <img>.
PICTURES = re.compile(r"^data:image/(?:png|svg\+xml);base64,[A-Za-z0-9+/=]+$")
ADDRESSES = re.compile(r"^(?:https?:|#|[\w./-]+\.(?:html|csv|ipynb)|mailto:)", re.IGNORECASE)


def clean(html: str, label: str) -> str:
    """Make a notebook's HTML output fit for a page.

    Parameters
    ----------
    html : str
        As put out: a DataFrame, a Styler, a small object's ``_repr_html_``.
    label : str
        What a screen reader calls the table, for example the section's heading.

    Returns
    -------
    str
        Without scripts, handlers and styles; tables in a box that scrolls by keyboard too, header cells with a scope,
        no empty header cells. Tables with four rows and more can be sorted, with nine and more filtered.
    """
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(DROPPED):
        element.decompose()
    for element in soup.find_all(True):
        for name in list(element.attrs):
            if name.startswith("on") or name in ("border", "style"):
                del element[name]
        for name in ("href", "src"):
            picture = name == "src" and element.name == "img" and PICTURES.match(element.get(name, "").strip())
            if name in element.attrs and not picture and not ADDRESSES.match(element[name].strip()):
                del element[name]
        if element.name == "a" and element.get("href", "").startswith("http"):
            element["rel"] = "noopener"
    for table in soup.find_all("table"):
        _table(soup, table, label)
    return str(soup)


def _table(soup: BeautifulSoup, table, label: str) -> None:
    for cell in table.find_all("th"):
        if not cell.get_text(strip=True):
            cell.name = "td"
        else:
            cell["scope"] = "col" if cell.find_parent("thead") else "row"
    rows = len(table.find_all("tr"))
    table["class"] = "data sortable" if rows > 4 else "data"
    for cell in table.find_all("td"):
        if re.fullmatch(r"[−–-]?[\d,. ]+%?", cell.get_text(strip=True)):
            cell["class"] = "number"
    box = soup.new_tag("div", attrs={"class": "scroll", "role": "region", "aria-label": label, "tabindex": "0"})
    if rows > 9:
        box["data-filter"] = ""
    table.wrap(box)
