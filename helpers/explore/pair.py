"""Pair: any two claims, whether they can be compared, and why or why not."""

import ipywidgets

from .. import comparability, prose, select
from .control import Control
from .words import listing, safe, said, what

VERDICTS = {
    "comparable": "These two can be compared.",
    "comparable_after": "These two can be compared, but only after the steps below.",
    "not_comparable": "These two cannot be compared.",
}
_PARAGRAPH = {
    "reasons": "<p>Differences:</p>{}",
    "steps": "<p>Steps:</p>{}",
    "ratio": "<p>The first is {} times the second.</p>",
    "rates": "<p>Losses per 1,000 heads and month:</p>{}",
    "assumptions": "<p>Taken for granted:</p>{}",
}


def pair_view(ledger, a, b):
    """Whether two claims can be compared, and why or why not.

    Parameters
    ----------
    ledger, a, b
        As for `helpers.comparability.compare`, with the same error.

    Returns
    -------
    str
        HTML: both claims, the verdict, every difference, the bridging steps, the ratio and what it assumes.
    """
    found = comparability.compare(ledger, a, b)
    lines = [said(ledger, ledger.claims.loc[claim_id]) for claim_id in (a, b)]
    parts = [f"<p>{lines[0]}<br>{lines[1]}</p><p><strong>{VERDICTS[found.verdict]}</strong></p>"]
    if a == b:
        parts.append("<p>It is the same claim twice.</p>")
    for part, told in found.parts(lambda claim_id: _name(ledger, claim_id)).items():
        if told:
            items = [safe(line) for line in told]
            parts.append(_PARAGRAPH[part].format(items[0] if part == "ratio" else listing(items)))
    return "".join(parts)


def _name(ledger, claim_id):
    claim = ledger.claims.loc[claim_id]
    return f"{claim['claimant']}, {prose.said(claim)}"


def pair(ledger, claims=None, *, a=None, b=None):
    """Two boxes with claims: pick any two, by typing a part of their line, and see whether they compare.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claims : pandas.DataFrame, optional
        Claims to choose from; all by default.
    a, b : str, optional
        Claims to begin with; by default the oldest and the latest.

    Returns
    -------
    helpers.explore.Control
    """
    claims = select.require(ledger.claims if claims is None else claims, "a pair to compare")
    lines = _lines(ledger, claims.sort_values(["said_on_last", "said_on"], kind="stable"))
    line = {claim_id: words for words, claim_id in lines.items()}
    order = list(line)
    for name, claim_id in (("a", a), ("b", b)):
        if claim_id is not None and claim_id not in line:
            raise ValueError(f"{name}={claim_id!r} is not among the {len(order):,} claims to choose from")

    def box(claim_id, description):
        # Typing narrows the list; and JupyterLab takes the arrow keys away from drop-down lists.
        return ipywidgets.Combobox(
            value=line[claim_id],
            options=list(lines),
            description=description,
            placeholder="type a date, a name or a number",
            continuous_update=False,
        )

    widgets = {"a": box(a or order[0], "Compare"), "b": box(b or order[-1], "with")}

    def draw(a, b):
        return pair_view(ledger, find(lines, a), find(lines, b))

    return Control("Can these two claims be compared?", draw, widgets)


def find(lines, typed):
    """The claim whose line was typed, or the only one whose line holds every word typed.

    Parameters
    ----------
    lines : dict of str to str
        Claim ids by their lines.
    typed : str

    Returns
    -------
    str
        A claim_id.

    Raises
    ------
    ValueError
        If none fits, or several do; the message names some.
    """
    if typed in lines:
        return lines[typed]
    words = typed.lower().split()
    fits = [line for line in lines if words and all(word in line.lower() for word in words)]
    if len(fits) == 1:
        return lines[fits[0]]
    if not fits:
        raise ValueError(f"no claim holds the words {typed!r}; type a date, a name or a number and choose one")
    raise ValueError(f"{len(fits):,} claims hold the words {typed!r}; choose one, such as: {fits[0]}")


def _lines(ledger, claims):
    """Claim ids by one line of words each: the date first, so that the list reads in order; the force at the end."""
    lines = {}
    for claim_id, claim in claims.iterrows():
        day = prose.iso(claim["said_on"], str(claim["said_on_precision"]))
        line = f"{day} {claim['claimant']}: {what(ledger, claim)} ({ledger.forces['name'][claim['force_id']]})"
        lines[f"{line} [{claim_id}]" if line in lines else line] = claim_id
    return lines
