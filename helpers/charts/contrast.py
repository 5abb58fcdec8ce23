"""Official against outside figures: as printed side by side, and below as rates that can be compared."""

from ..comparability import rates
from . import style
from .dot_range import dot_range, restate

UNIT = "per 1,000 heads a month"


def contrast(data, *, ledger, fair, override, label=None):
    """Two panels: figures as they are printed beside each other, then losses per 1,000 heads and month.

    Parameters
    ----------
    data : pandas.DataFrame
        Rows of ``ledger.claims`` as printed side by side; they need not compare, which is the point.
    ledger : helpers.ledger.Ledger
    fair : pandas.DataFrame
        Rows of ``ledger.claims`` of one measure, from which rates are made (see ``helpers.comparability.rates.rate``).
    override : str
        What is wrong with the upper panel; printed on the chart.
    label : dict of str to str, optional
        Words on the left by claim_id.

    Returns
    -------
    matplotlib.axes.Axes
        The upper panel.

    Raises
    ------
    ValueError
        If a claim has no rate, or those for the lower panel are of several measures.
    """
    if fair["measure"].nunique() != 1:
        found = ", ".join(sorted(set(fair["measure"].astype("str")))) or "none"
        raise ValueError(f"rates compare within one measure, got {found}; give claims of one measure")
    rated = as_rates(ledger, fair)
    with style.context():
        heights = [0.33 * len(data) + 0.55, 0.33 * len(rated) + 0.75]
        fig = style.figure(sum(heights) + 0.5)
        upper, lower = fig.subplots(2, 1, height_ratios=heights, gridspec_kw={"hspace": 0.42})
        heading = {"loc": "left", "fontsize": style.LABEL, "fontweight": "bold", "color": style.INK}
        upper.set_title("As printed", **heading)
        measure = ledger.measures["label"][fair["measure"].iloc[0]]
        lower.set_title(f"Like with like: {measure} {UNIT}", **heading)
        # The wider names decide the margin, so both panels are laid out before marks are placed.
        dot_range(rated, ledger=ledger, label=label, ax=lower, override=override)
        dot_range(data, ledger=ledger, label=label, ax=upper, override=override)
    return upper


def as_rates(ledger, claims):
    """Claims of losses as if they had stated their rate per 1,000 heads and month.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claims : pandas.DataFrame
        Rows of ``ledger.claims``.

    Returns
    -------
    pandas.DataFrame
        As from `restate`.
    """
    found = [rates.rate(ledger, claim) for _, claim in claims.iterrows()]
    return restate(claims, [rate.lower for rate in found], [rate.upper for rate in found], UNIT)
