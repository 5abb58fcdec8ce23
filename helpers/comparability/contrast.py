"""What can be compared with what.

Two claims are *comparable* if they mean the same thing: the same measure and unit, the same force, the same kind of
count (basis) over the same period or on the same day, the same place. They are *comparable after* bridging if every
difference can be bridged by a step that is named here and computed from the ledger. Otherwise they are *not
comparable*, and every reason is given. What is bridged:

- force and period of losses: losses per 1,000 heads and month (``helpers.comparability.rates``);
- a share of the force against a number of people: the share times the heads sent;
- a place within the other: taken as one, which assumes nothing happened outside the narrower;
- a count on one day against one up to half a year later: taken as unchanged in between;
- pay per head of different groups: per head already;
- two currencies in the same terms: the exchange rate of the day (``helpers.money``).

Nothing turns dead into dead and wounded, a plan into a deed, or a count on one day into a sum since the start.
"""

import numpy as np
import pandas as pd

from .. import forces, lookup, places, prose
from ..lineage import roots
from . import rates
from .comparison import Comparison, compare, compared
from .differences import Reason, differences, kinship
from .rates import rate

__all__ = ["Comparison", "Reason", "compare", "contrast", "mixture", "official_totals", "rate"]


def _numbered(ledger, camp):
    claims = ledger.claims
    stated = claims["is_origin"] & claims["lower"].notna() & claims["stance"].isin(["asserts", "acknowledges"])
    return claims[(claims["camp"] == camp) & stated & claims["topic"].isin(["troops", "casualties", "shown"])]


def _steps_apart(ledger, measures):
    """Matrix of steps between measures, along "is at most" and "is part of the sum"; 9 if there is no way."""
    count = len(measures)
    apart = np.full((count, count), 9)
    np.fill_diagonal(apart, 0)
    for at, measure in enumerate(measures):
        above = {ledger.measures["at_most"][measure]} | {
            whole for whole in measures if measure in str(ledger.measures["sum_of"][whole]).split("|")
        }
        for whole in above & set(measures):
            apart[at, measures.index(whole)] = 1
    for middle in range(count):  # shortest ways upwards (Floyd and Warshall)
        apart = np.minimum(apart, apart[:, [middle]] + apart[[middle], :])
    return np.minimum(apart, apart.T)


def contrast(ledger, nearest=3):
    """Each official figure beside the intelligence figures nearest to it in measure, then force, then date.

    Only origins with a number count, about people sent, lost or shown. A measure is near if one of the two is at most
    the other, or a part of it, within two steps (dead, casualties, losses); a force if it is the same, a part or the
    whole. With other figures there is nothing to set it beside.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    nearest : int
        How many intelligence figures for each official one, 1 or more.

    Returns
    -------
    pandas.DataFrame
        One row for each pair: ``official``, ``official_figure``, ``intelligence``, ``intelligence_figure``,
        ``verdict``, ``ratio_low``, ``ratio_high`` (official over intelligence; nan if not comparable) and ``reasons``
        in words. An official figure with no near counterpart has one row with a blank ``intelligence``.

    Raises
    ------
    ValueError
        If ``nearest`` is not positive.
    """
    if nearest < 1:
        raise ValueError(f"nearest is {nearest}; at least 1 intelligence figure must stand beside each official one")
    official, other = _numbered(ledger, "official"), _numbered(ledger, "intelligence")
    i, j = (index.ravel() for index in np.indices((len(official), len(other))))
    near = list(ledger.measures.index)
    steps = _steps_apart(ledger, near)
    steps = steps[pd.Index(near).get_indexer(official["measure"])[i], pd.Index(near).get_indexer(other["measure"])[j]]
    at = [ledger.forces.index.get_indexer(frame["force_id"]) for frame in (official, other)]
    kin = kinship(ledger.forces)[at[0][i], at[1][j]]
    keep = np.flatnonzero((steps <= 2) & (kin < 2))
    i, j, steps, kin = i[keep], j[keep], steps[keep], kin[keep]
    codes = differences(ledger, official, other, i, j)
    days = official["as_of"].to_numpy("datetime64[D]")[i] - other["as_of"].to_numpy("datetime64[D]")[j]
    days = np.where(np.isnat(days), np.inf, np.abs(days.astype(float)))
    order = np.lexsort((days, codes["basis"], codes["unit"], kin, steps, i))
    rank = pd.Series(i[order]).groupby(i[order]).cumcount().to_numpy()
    rated, rows = {}, []
    for pair in order[rank < nearest]:
        row = {d: int(code[pair]) for d, code in codes.items()}
        rows.append(compared(ledger, official.iloc[i[pair]], other.iloc[j[pair]], row, rated))
    paired = {row.a for row in rows}
    return _contrast_frame(ledger, rows, [claim for claim in official.index if claim not in paired])


def _contrast_frame(ledger, rows, lone):
    claims = ledger.claims
    label = ledger.measures["label"]

    def figure(claim_id):
        row = claims.loc[claim_id]
        return f"{prose.figure(row)} {label[row['measure']]}"

    table = [
        {
            "official": row.a,
            "official_figure": figure(row.a),
            "intelligence": row.b,
            "intelligence_figure": figure(row.b),
            "verdict": row.verdict,
            "ratio_low": row.ratio[0] if row.ratio else np.nan,
            "ratio_high": row.ratio[1] if row.ratio else np.nan,
            "reasons": "; ".join(map(str, row.reasons)),
        }
        for row in rows
    ] + [
        {
            "official": claim,
            "official_figure": figure(claim),
            "intelligence": "",
            "intelligence_figure": "",
            "verdict": "not_comparable",
            "ratio_low": np.nan,
            "ratio_high": np.nan,
            "reasons": "no intelligence figure of this or a near measure for this force",
        }
        for claim in lone
    ]
    columns = [
        "official",
        "official_figure",
        "intelligence",
        "intelligence_figure",
        "verdict",
        "ratio_low",
        "ratio_high",
    ]
    frame = pd.DataFrame(table, columns=[*columns, "reasons"])
    order = np.argsort(claims["said_on_last"].reindex(frame["official"]).to_numpy(), kind="stable")
    return frame.iloc[order].reset_index(drop=True)


def official_totals(ledger, force="nk-troops"):
    """How many official figures for the whole force exist at all.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    force : str
        The whole force.

    Returns
    -------
    pandas.DataFrame
        Indexed by measure (people sent, lost or shown; only those that officials speak of): counts of origins by the
        official camp. ``statements`` of any kind; ``with_number`` of anyone; ``whole_force``: statements about the
        force named or more; ``whole_force_with_number``: those that give a number, up to a day or on a day, done and
        not planned. The last column is the answer.

    Raises
    ------
    ValueError
        If the force is unknown.
    """
    whole = {force, *forces.ancestors(ledger.forces, force)}
    below = forces.parts(ledger.forces, force)
    claims = ledger.claims
    own = claims[(claims["camp"] == "official") & claims["is_origin"]]
    own = own[own["topic"].isin(["troops", "casualties", "shown"]) & own["force_id"].isin(whole | below)]
    everyone = own["force_id"].isin(whole)
    number = own["lower"].notna()
    total = number & everyone & own["basis"].isin(["cumulative", "stock"])
    marks = {"statements": own["lower"].notna() | True, "with_number": number, "whole_force": everyone}
    table = pd.DataFrame({**marks, "whole_force_with_number": total}).groupby(own["measure"].astype("str")).sum()
    order = [measure for measure in ledger.measures.index if measure in table.index]
    return table.loc[order].astype(int).rename_axis("measure")


def _force_mixture(ledger, claims):
    """The forces that do not go with the one most claims are about."""
    main = claims["force_id"].astype("str").value_counts(sort=True).index[0]
    day, odd = claims["as_of_last"].max(), []
    for force in sorted(set(claims["force_id"]) - {main}):
        relation = forces.relation(ledger.forces, force, main)
        part, whole = (force, main) if relation == "part" else (main, force)
        if relation == "apart" or not rates.bulk(ledger, part, whole, day):
            how = {"apart": "apart", "part": "a small part", "whole": "far more"}[relation]
            odd.append(f"{ledger.forces['name'][force]} ({how})")
    return [Reason("force", f"{ledger.forces['name'][main]} with {prose.listing(odd)}")] if odd else []


def mixture(ledger, claims):
    """Why a set of claims must not share one axis.

    Different dates may share one, that is what a time axis is for; so may a force and its bulk: a part that is at least
    half of it by every count. Claims without a number are not drawn to scale and do not count.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claims : pandas.DataFrame or iterable of str
        Claims, or their ids.

    Returns
    -------
    list of Reason
        Empty if nothing speaks against it. ``str(reason)`` is what a chart prints.

    Raises
    ------
    ValueError
        If there are no claims, or one is not in the ledger.
    """
    claims = lookup.rows(ledger, claims)
    claims = claims[claims["lower"].notna()]
    reasons = []
    label = ledger.measures["label"]
    for dimension, words in (
        ("measure", [label[m] for m in dict.fromkeys(claims["measure"])]),
        ("unit", list(dict.fromkeys(claims["unit"]))),
        ("basis", list(dict.fromkeys(claims["basis"]))),
    ):
        if len(words) > 1:
            reasons.append(Reason(dimension, prose.listing(words, last="with")))
    reasons += _force_mixture(ledger, claims)
    ends = roots(ledger)["origin"]
    for force in dict.fromkeys(claims["force_id"]):
        own = claims.index[claims["force_id"] == force]
        if ledger.forces["definite"][force] == "no" and ends[own].nunique() > 1:
            reasons.append(Reason("indefinite", f"each claim about {ledger.forces['name'][force]} means its own group"))
    found = list(dict.fromkeys(claims["place"]))
    for at, a in enumerate(found):
        for b in found[at + 1 :]:
            if not places.meet(a, b):
                reasons.append(Reason("place", f"{places.NAMES[a]} with {places.NAMES[b]}"))
    flows = claims[claims["basis"] == "flow"].drop_duplicates(["period_start", "period_end", "as_of"])
    if len(flows) > 1 and (claims["basis"] == "flow").all():
        reasons.append(Reason("period", f"counts over {prose.plural(len(flows), 'different period')}"))
    return reasons
