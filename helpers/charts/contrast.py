"""Official against outside figures: as printed side by side, and below as rates, alike in form if not in danger."""

from ..comparability import rates
from . import style
from .dot_range import dot_range, height, restate

UNIT = "per 1,000 soldiers and month"
_NOUN = {"killed": "deaths"}


def contrast(data, *, ledger, fair, override, dangers="", label=None):
    """Two panels: figures as they are printed beside each other, then losses per 1,000 soldiers and month.

    Parameters
    ----------
    data : pandas.DataFrame
        Rows of ``ledger.claims`` as printed side by side; they need not compare, which is the point.
    ledger : helpers.ledger.Ledger
    fair : pandas.DataFrame
        Rows of ``ledger.claims`` of one measure, from which rates are made (see ``helpers.comparability.rates.rate``).
    override : str
        What is wrong with the upper panel; printed on the chart.
    dangers : str
        In what the dangers differ, which no rate makes alike, such as "mine-clearing beside combat"; printed below the
        lower heading, which says in any case that they do.
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
        # Between the panels stand the numbers of the upper one and two lines of heading.
        heights = [height(data, label=label), 0.85, height(rated, label=label)]
        fig = style.figure(sum(heights) + 0.65)
        grid = fig.add_gridspec(3, height_ratios=heights, hspace=0)
        upper, lower = fig.add_subplot(grid[0]), fig.add_subplot(grid[2])
        style.heading(upper, "As printed", up=4)
        measure = str(fair["measure"].iloc[0])
        noun = _NOUN.get(measure, ledger.measures["label"][measure])
        style.heading(lower, f"{noun[:1].upper()}{noun[1:]} {UNIT}", up=20)
        differ = f"Dangers differ: {dangers}" if dangers else "Dangers differ"
        style.heading(lower, differ, up=5, fontweight="normal", color=style.GREY)
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
