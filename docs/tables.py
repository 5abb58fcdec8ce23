"""Tables: HTML that a notebook put out, made safe, accessible and sortable."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

DROPPED = ["script", "style", "iframe", "object", "embed", "link", "meta", "form"]
# A picture in its own address is only ever a picture: scripts inside it do not run in an <img>.
PICTURES = re.compile(r"^data:image/(?:png|svg\+xml);base64,[A-Za-z0-9+/=]+$")
ADDRESSES = re.compile(r"^(?:https?:|#|[\w./-]+\.(?:html|csv|ipynb)|mailto:)", re.IGNORECASE)

LONG = 20  # more rows than this scroll within a box of their own, whose height is known before they are drawn
WIDE = 3  # more columns than this do not fit a phone: each row becomes a card there, see the style sheet

NUMBER = re.compile(r"[−–-]?[\d,. ]+%?")
DAY = re.compile(r"(?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4}|\d{4}-\d\d(?:-\d\d)?")


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
        no empty header cells, its caption before the box. Tables with four rows and more can be sorted, with nine and
        more filtered.
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
    rows = [row.find_all(["td", "th"], recursive=False) for row in table.select("tbody tr, table > tr")]
    heads = [cell.get_text(" ", strip=True) for cell in table.select("thead tr:last-child > *")]
    stack = (len(heads) > WIDE or table.find(["ul", "ol"])) and all(len(row) == len(heads) for row in rows)
    table["class"] = "data" + " sortable" * (len(rows) > 3) + " stack" * bool(stack)
    _align(rows)
    for row in rows if stack else []:
        for cell, head in zip(row, heads, strict=True):
            if head:
                cell["data-label"] = head
    if table.caption:
        label = table.caption.get_text(" ", strip=True)
    box = soup.new_tag("div", attrs={"class": "scroll", "role": "region", "aria-label": label, "tabindex": "0"})
    if len(rows) > LONG:
        box["class"] = "scroll long"
    if len(rows) > 8:
        box["data-filter"] = ""
    table.wrap(box)
    if table.caption:  # within the box it would be cut off where the table is wider than the page
        caption = table.caption.extract()
        caption.name, caption["class"] = "p", "caption"
        box.insert_before(caption)


def _align(rows: list) -> None:
    """Numbers to the right where a whole column is numbers; days kept on one line."""
    for column in zip(*rows, strict=False):
        texts = [cell.get_text(strip=True) for cell in column]
        if any(texts) and all(NUMBER.fullmatch(text) for text in texts if text):
            for cell in column:
                cell["class"] = "number"
        elif all(DAY.fullmatch(text) for text in texts if text):
            for cell in column:
                cell["class"] = "day"
