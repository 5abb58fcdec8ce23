"""A claim's figure as stated, every digit with its hedge word (``prose.figure`` rounds, for reading)."""

import re

import pandas as pd

SILENT = {
    "asserts": "no number given",
    "acknowledges": "acknowledged, no number given",
    "denies": "denied",
    "declines": "refused to comment",
}


def told(claim, stated):
    """A claim in words: its figure, named where it is denied; where it gives none, what was said instead.

    Parameters
    ----------
    claim : mapping
        With ``qualifier`` and ``stance``.
    stated : str
        The figure in words; not used where the claim gives no number.

    Returns
    -------
    str
    """
    if claim["qualifier"] == "no_number":
        return SILENT.get(claim["stance"], "no number")
    return f"denied: {stated}" if claim["stance"] == "denies" else stated


def figure(claim, label):
    """The figure as stated: ``about 2,700``, ``10,000 to 12,000 USD``, ``refused to comment``.

    Parameters
    ----------
    claim : mapping
        With ``low``, ``point``, ``high``, ``unit``, ``qualifier`` and ``stance``.
    label : str
        The hedge word's label in ``qualifiers.csv``, such as ``about N`` or ``N to M``.

    Returns
    -------
    str
    """
    stated = [f"{float(claim[end]):,.12g}" for end in ("low", "point", "high") if pd.notna(claim[end])]
    words = re.sub(r"\bN\b", stated[0], re.sub(r"\bM\b", stated[-1], label)) if stated else label
    unit = {"persons": "", "none": "", "percent": "%"}.get(claim["unit"], f" {claim['unit'].replace('_', ' ')}")
    return told(claim, f"{words}{unit}")
