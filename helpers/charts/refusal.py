"""A chart refuses to draw together what does not compare, unless the reader says why it should."""

from .. import comparability


def refuse(ledger, claims, override=None, figure=None):
    """Raise if claims do not belong on one axis.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claims : pandas.DataFrame
        Rows of ``ledger.claims`` that would share an axis.
    override : str, optional
        Reason to draw them nevertheless; `finish` prints it on the chart.
    figure : matplotlib.figure.Figure, optional
        Where the reason is kept for `finish`.

    Raises
    ------
    ValueError
        With every reason why the claims do not compare, and the remedy.
    """
    found = _reasons(ledger, claims)
    if not found:
        return
    if not isinstance(override, str) or not override.strip():
        listed = "; ".join(found)
        raise ValueError(
            f"these {len(claims)} claims do not compare: {listed}. Narrow the selection, or give override='why "
            "they are drawn together nevertheless', which the chart prints"
        )
    if figure is not None:
        figure.override = override.strip()


def _reasons(ledger, claims):
    found = []
    for column, name in (("measure", "measures"), ("unit", "units"), ("basis", "bases")):
        values = sorted(set(claims[column].astype("str")))
        if len(values) > 1:
            found.append(f"different {name} ({', '.join(values)})")
    # These are read off the rows drawn, which may have been restated as shares or rates; whom, where and when they are
    # about is the ledger's to say.
    others = [why for why in comparability.mixture(ledger, claims) if why.dimension not in ("measure", "unit", "basis")]
    return found + [str(why) for why in others]
