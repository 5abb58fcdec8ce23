"""Tables for the notebooks: what was said, by whom, when, where to read it."""

import html

import pandas as pd

from . import prose
from .figure import told


class Table:
    """A table of text with a caption; shows as HTML in a notebook, as text elsewhere.

    Attributes
    ----------
    frame : pandas.DataFrame
        The cells as text.
    caption : str
        What the table holds; screen readers read it out.
    urls : pandas.Series or None
        By the frame's index, where the words of the last column lead.
    """

    def __init__(self, frame, caption, urls=None):
        self.frame = frame.astype("str")
        self.caption = caption
        self.urls = urls

    def __repr__(self):
        with pd.option_context("display.width", 120, "display.max_colwidth", 40, "display.max_columns", None):
            return self.frame.reset_index(drop=True).to_string(max_rows=12)

    def _repr_html_(self):
        head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in self.frame)
        rows = [self._row(key, list(row)) for key, row in zip(self.frame.index, self.frame.to_numpy(), strict=True)]
        caption = f"<caption>{html.escape(self.caption)}</caption>"
        return f'<table class="claims">{caption}<thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'

    def _row(self, key, cells):
        cells = [html.escape(cell) for cell in cells]
        name = ""
        if self.urls is not None:
            cells[-1] = f'<a href="{html.escape(self.urls[key], quote=True)}">{cells[-1]}</a>'
            name = f' data-claim="{html.escape(str(key), quote=True)}"'
        return f"<tr{name}>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def claims_table(ledger, claims, caption):
    """A table of claims, oldest first, with the figure as stated and a link to the document.

    What is the same in every row, the measure or that all are origins, is left for the caption to say.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claims : pandas.DataFrame
        Rows of ``ledger.claims``.
    caption : str
        What the table holds.

    Returns
    -------
    Table
        Indexed by ``claim_id``.
    """
    ordered = claims.sort_values(["said_on", "said_on_last"], kind="stable")
    figures = [told(claim, prose.figure(claim)) for _, claim in ordered.iterrows()]
    frame = pd.DataFrame(
        {
            "Said on": [prose.said(claim) for _, claim in ordered.iterrows()],
            "Claimant": ordered["claimant"].astype("str"),
            "Figure": figures,
            "Measure": ordered["measure"].astype("str").map(ledger.measures["label"]),
            "Who is counted": ordered["scope"],
            "Origin or repeat": ["origin" if origin else "repeat" for origin in ordered["is_origin"]],
            "Document": ordered["publisher"],
        },
        index=ordered.index,
    )
    return Table(_telling(frame, ["Measure", "Origin or repeat"]), caption, ordered["url"])


def _telling(frame, columns):
    """The table without those of the columns that say the same in every one of several rows."""
    return frame.drop(columns=[name for name in columns if len(frame) > 1 and frame[name].nunique() == 1])


def changes_table(ledger, mutations, caption):
    """A table of relays, the figure each gives and what it changed, oldest first, with a link to the relay's document.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    mutations : pandas.DataFrame
        Rows of ``helpers.lineage.mutations(ledger)``.
    caption : str

    Returns
    -------
    Table
    """
    relays = ledger.claims.loc[mutations["relay"]].reset_index()
    origins = ledger.claims.loc[mutations["origin"]].reset_index()
    frame = pd.DataFrame(
        {
            "Printed": [prose.said(relay) for _, relay in relays.iterrows()],
            "Figure": [prose.figure(relay) for _, relay in relays.iterrows()],
            "Said first by": origins["claimant"].astype("str"),
            "on": [prose.said(origin) for _, origin in origins.iterrows()],
            "Changed": mutations["kind"].to_numpy(),
            "From": mutations["before"].to_numpy(),
            "To": mutations["after"].to_numpy(),
            "Document": relays["publisher"],
        }
    )
    order = relays["said_on"].sort_values(kind="stable").index
    return Table(_telling(frame, ["Changed"]).loc[order], caption, relays["url"])


def inputs_table(ledger, inputs, caption):
    """A table of a scenario's inputs: the range of each and the claims behind it.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    inputs : iterable of helpers.money.scenario.Input
    caption : str

    Returns
    -------
    Table
        An input without claims is called assumed.
    """
    rows = []
    for given in inputs:
        behind = [
            f"{row['claimant']}, {prose.figure(row)}" for _, row in ledger.claims.loc[list(given.claim_ids)].iterrows()
        ]
        ends = [prose.number(round(end), words=False) for end in (given.low, given.high)]
        rows.append([given.name, *ends, prose.unit(given.unit) or "people", "; ".join(behind) or "assumed"])
    return Table(pd.DataFrame(rows, columns=["Input", "From", "To", "Unit", "Claims behind it"]), caption)
