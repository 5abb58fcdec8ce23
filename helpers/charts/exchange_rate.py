"""An exchange rate printed in a document, against the market's: on which days did it fit?"""

import numpy as np
import pandas as pd
from matplotlib.dates import date2num

from .. import money, prose
from ..money import dollars
from . import links, marks, style
from .boxes import along
from .labels import Label, place


def exchange_rate(data, *, ledger, within=0.5, ax=None):
    """The market rate over time, the rate a printed conversion implies, and the days on which the two agree.

    Parameters
    ----------
    data : pandas.DataFrame
        Rows of ``money.stated_against_market(ledger)`` of one pair against the dollar, such as ``KRW per USD``, with a
        market rate; each is drawn on the day it was said.
    ledger : helpers.ledger.Ledger
    within : float
        Percent within which the market fits the implied rate.
    ax : matplotlib.axes.Axes, optional

    Returns
    -------
    matplotlib.axes.Axes
        Days that fit are drawn thick.

    Raises
    ------
    ValueError
        If there is no conversion, several pairs, or no market rate for the pair.
    """
    pairs = sorted(set(data["pair"]))
    if len(pairs) != 1 or not pairs[0].endswith(" per USD") or data["market"].isna().any():
        found = ", ".join(pairs) or "none"
        raise ValueError(f"one pair with a market rate is wanted, got {found}; give conversions of KRW per USD alone")
    currency = pairs[0].split()[0]
    history = money.market(ledger, currency)
    with style.context():
        ax = style.axes(ax)
        last = max(history.index[-1], data["said_on"].max())
        style.time_axis(ax, history.index[0], last + pd.Timedelta(days=15))
        ax.plot(date2num(history.index), history, color=style.PALE, linewidth=1.2, zorder=2)
        shown = np.append(history.to_numpy(), data["implied"])
        ax.set_ylim(shown.min() - 0.1 * np.ptp(shown), shown.max() + 0.1 * np.ptp(shown))
        style.count_axis(ax.yaxis, 4)
        if len(ax.figure.axes) == 1:
            style.fit(ax.figure)
        boxes = along(ax.transData.transform(np.column_stack([date2num(history.index), history])))
        wanted = []
        for claim_id, row in data.iterrows():
            near = dollars.fitting(ledger, currency, row["implied"], within).reindex(history.index)
            ax.plot(date2num(near.index), near, color=style.INK, linewidth=3.2, marker="o", markersize=3.2, zorder=3)
            claim = ledger.claims.loc[claim_id]
            at, camp = date2num(marks.middle(claim)), str(claim["camp"])
            level = [row["implied"]] * 2
            ax.plot([date2num(history.index[0]), at], level, color=style.GREY, linewidth=1, linestyle=(0, (4, 3)))
            dot = ax.scatter([at], level[:1], s=1.6 * marks.SIZE, marker=style.marker(camp), color=style.colour(camp))
            dot.set_zorder(5)
            links.tie(dot, claim, f"{marks.words(claim)}; {row['stated']}")
            words = marks.cited(claim, f"{claim['publisher']},\n{prose.said(claim)}:\n{row['implied']:,.0f}", "\n")
            boxes += along(ax.transData.transform([(date2num(history.index[0]), row["implied"]), (at, row["implied"])]))
            wanted.append(Label(at, row["implied"], words, style.words(camp), must=True, claim=claim_id))
            boxes.append(dot.get_window_extent(ax.figure._get_renderer()))
            ax.scatter([at], [row["market"]], s=1.6 * marks.SIZE, facecolors="white", edgecolors=style.GREY, zorder=4)
            wanted.append(Label(at, row["market"], f"market then: {row['market']:,.0f}", style.GREY, must=True))
        place(ax, wanted, boxes)
    return ax
