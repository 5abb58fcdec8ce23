"""HTML of a view, from the ledger's texts: everything escaped, every figure linked to its document."""

import html

from .. import prose
from ..figure import SILENT


def safe(text):
    """Text with everything that HTML would obey made harmless."""
    return html.escape(str(text), quote=True)


def anchor(address, text):
    """A link to an http address that opens beside the notebook; any other address gives the text alone."""
    if not str(address).startswith(("https://", "http://")):
        return safe(text)
    return f'<a href="{safe(address)}" target="_blank" rel="noopener">{safe(text)}</a>'


def said(ledger, claim):
    """One claim as a line: ``NIS, 30 April 2025: about 600 killed``, the figure linked to its document.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claim : pandas.Series
        One row of ``ledger.claims``.
    """
    head = f"{claim['claimant']}, {prose.said(claim)}"
    return f"{safe(head)}: {anchor(claim['url'], what(ledger, claim))}"


def what(ledger, claim):
    """A claim's figure and measure, or its stance where it gives no number."""
    label, stance = ledger.measures["label"][claim["measure"]], str(claim["stance"])
    if claim["qualifier"] == "no_number":
        return f"{label}: {SILENT[stance]}"
    stance = {"denies": "denied", "declines": "refused to comment", "acknowledges": "acknowledged"}.get(stance, "")
    figure = prose.figure(claim)
    text = f"{figure} {label}" if claim["unit"] in ("persons", "none") else f"{label}: {figure}"
    return f"{stance}: {text}" if stance else text


def table(head, rows, caption):
    """A small table.

    Parameters
    ----------
    head : sequence of str
        Column names.
    rows : iterable of sequence of str
        Cells, already HTML.
    caption : str
    """
    top = "".join(f'<th scope="col" style="text-align: left">{safe(name)}</th>' for name in head)
    lines = ["".join(f'<td style="text-align: left">{cell}</td>' for cell in row) for row in rows]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return (
        f'<table><caption style="text-align: left">{safe(caption)}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    )


def listing(items):
    """An unordered list of items that are already HTML; "" if there are none."""
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>" if items else ""
