"""A claim's figure as stated, every digit with its hedge word (``prose.figure`` rounds, for reading)."""

import re

import pandas as pd

_SILENT = {"asserts": "said without a number", "acknowledges": "admitted without a number", "denies": "denied"}


def figure(claim, label):
    """The figure as stated: ``about 2,700``, ``10,000 to 12,000 USD``, ``admitted without a number``.

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
    if claim["qualifier"] == "no_number":
        return _SILENT.get(claim["stance"], "would not say")
    stated = [f"{float(claim[end]):,.12g}" for end in ("low", "point", "high") if pd.notna(claim[end])]
    words = re.sub(r"\bN\b", stated[0], re.sub(r"\bM\b", stated[-1], label)) if stated else label
    unit = {"persons": "", "none": "", "percent": "%"}.get(claim["unit"], f" {claim['unit'].replace('_', ' ')}")
    return f"{'denied: ' if claim['stance'] == 'denies' else ''}{words}{unit}"
