"""Tables of claims for the notebooks: what was said, by whom, when, where to read it."""

import html

import pandas as pd

from . import prose


class ClaimsTable:
    """Claims as a table with links; shows as HTML in a notebook, as text elsewhere.

    Attributes
    ----------
    frame : pandas.DataFrame
        The cells as text, one row per claim, indexed by ``claim_id``.
    """

    def __init__(self, claims, frame, caption):
        self.frame = frame
        self._urls = claims["url"]
        self._caption = caption

    def __repr__(self):
        with pd.option_context("display.width", 120, "display.max_colwidth", 40, "display.max_columns", None):
            return self.frame.reset_index(drop=True).to_string(max_rows=12)

    def _repr_html_(self):
        head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in self.frame)
        rows = []
        for claim_id, row in self.frame.iterrows():
            cells = [f"<td>{html.escape(cell)}</td>" for cell in row[:-1]]
            address = html.escape(self._urls[claim_id], quote=True)
            cells.append(f'<td><a href="{address}">{html.escape(row.iloc[-1])}</a></td>')
            rows.append(f'<tr data-claim="{html.escape(claim_id, quote=True)}">{"".join(cells)}</tr>')
        caption = f"<caption>{html.escape(self._caption)}</caption>"
        return f'<table class="claims">{caption}<thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def claims_table(ledger, claims, caption):
    """A table of claims, oldest first, with the figure as stated and a link to the document.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claims : pandas.DataFrame
        Rows of ``ledger.claims``.
    caption : str
        What the table holds; read out by screen readers.

    Returns
    -------
    ClaimsTable
    """
    ordered = claims.sort_values(["said_on", "said_on_last"], kind="stable")
    figures = [prose.figure(claim) for _, claim in ordered.iterrows()]
    stance = ordered["stance"].astype("str")
    figures = [f"{word}: {what}" if word != "asserts" else what for word, what in zip(stance, figures, strict=True)]
    frame = pd.DataFrame(
        {
            "Said on": [prose.said(claim) for _, claim in ordered.iterrows()],
            "Claimant": ordered["claimant"].astype("str"),
            "Measure": ordered["measure"].map(ledger.measures["label"]).astype("str"),
            "Figure": figures,
            "Who is counted": ordered["scope"],
            "Origin or repeat": ["origin" if origin else "repeat" for origin in ordered["is_origin"]],
            "Document": ordered["publisher"],
        },
        index=ordered.index,
    )
    return ClaimsTable(ordered, frame, caption)
