"""Sums within and between claims: do they come out?

A check fails only if the interval worked out and the interval stated do not meet.
"""

import itertools

import pandas as pd

from .. import forces, lookup, places, prose
from ..comparability import rates
from . import pay_sums
from .sums import COLUMNS, add, less, line, meet, span, times

_SUM = ("killed", "wounded", "casualties")
_NEEDED = ["claimant_id", "source_id", "said_on", "said_on_last", "is_origin", "measure", "unit", "force_id", "basis"]
_NEEDED += ["place", "as_of", "as_of_last", "as_of_precision", "lower", "upper", "scope"]
_LOST = ("killed", "wounded", "casualties", "losses")


def _statements(claims):
    """Claims made together: the origins of one claimant on one day; and renderings of one claimant in one document."""
    origins = claims[claims["is_origin"]]
    for keys, frame in ((["claimant_id", "said_on_last"], origins), (["claimant_id", "source_id"], claims)):
        frame = frame[frame.duplicated(keys, keep=False)]
        for _, group in frame.groupby(keys, observed=True, sort=True):
            if keys[1] == "said_on_last" or not group["is_origin"].all():
                yield group


def _killed_and_wounded(ledger, group):
    if group["measure"].nunique() < len(_SUM):
        return
    for _, same in group.groupby(["force_id", "basis", "as_of_last"], observed=True, sort=True):
        told = [list(same[same["measure"] == measure].itertuples()) for measure in _SUM]
        for dead, hurt, both in itertools.product(*told):
            words = f"{prose.interval(*span(dead))} killed + {prose.interval(*span(hurt))} wounded"
            ids = (dead.Index, hurt.Index, both.Index)
            total = add(span(dead), span(hurt))
            yield line("killed + wounded = casualties", ids, both.said_on, words, total, span(both))


def _parts(ledger, group):
    """Parts of a force that share no one, stated beside the whole."""
    if group["force_id"].nunique() < 3:
        return
    for _, same in group.groupby(["measure", "unit", "basis", "as_of_last"], observed=True, sort=True):
        told = list(same.itertuples())
        for whole in told:
            inside = forces.parts(ledger.forces, whole.force_id) - {whole.force_id}
            parts = [claim for claim in told if claim.force_id in inside]
            pairs = itertools.combinations([part.force_id for part in parts], 2)
            if len(parts) < 2 or any(forces.relation(ledger.forces, *pair) != "apart" for pair in pairs):
                continue
            total = add(*map(span, parts))
            short = total[1] < whole.lower
            verdict = "the parts fall short of the whole; others may make it up" if short else ""
            words = " + ".join(prose.interval(*span(part)) for part in parts)
            ids = [*(part.Index for part in parts), whole.Index]
            yield line("parts = whole", ids, whole.said_on, words, total, span(whole), verdict, short or None)


def _sent(ledger, counted, force, day):
    """Counts of those sent; None if nobody counts them."""
    try:
        return rates.heads(ledger, force, day, counted)
    except ValueError:
        return None


def _losses(ledger, claims, counted):
    """Losses against those sent; a share of the force against the same claimant's number."""
    lost = claims[claims["measure"].isin(_LOST) & (claims["basis"] == "cumulative")]
    people = lost[(lost["unit"] == "persons") & lost["is_origin"]]
    for claim in people.itertuples():
        base = _sent(ledger, counted, claim.force_id, claim.as_of_last)
        if base is None:
            continue
        low, high = 100 * claim.lower / base.high, 100 * claim.upper / base.low
        holds = claim.lower <= base.high
        verdict = f"{rates.spread(low, high)} percent of those sent" if holds else "more than were sent"
        ids, words = (claim.Index, *base.claims), prose.interval(*span(claim))
        yield line("losses <= sent", ids, claim.said_on, words, span(claim), (0.0, base.high), verdict, bool(holds))
    for share in lost[lost["unit"] == "percent_of_force"].itertuples():
        base = _sent(ledger, counted, share.force_id, share.as_of_last)
        same = people[(people["claimant_id"] == share.claimant_id) & (people["measure"] == share.measure)]
        same = same[(same["force_id"] == share.force_id)]
        for number in same[(same["as_of_last"] - share.as_of_last).abs().dt.days <= 31].itertuples():
            if base is not None:
                total = times((share.lower / 100, share.upper / 100), (base.low, base.high))
                words = f"{rates.spread(share.lower, share.upper)} percent of {base.words}"
                ids = (share.Index, number.Index, *base.claims)
                yield line("share x sent = losses", ids, share.said_on, words, total, span(number))


def _stands_for(ledger, a, b, day, counted):
    relation = forces.relation(ledger.forces, a, b)
    if relation in ("same", "apart"):
        return relation == "same"
    return rates.bulk(ledger, *((a, b) if relation == "part" else (b, a)), day, counted)


def _standing(ledger, sent, stock):
    """The claimant's own count of those sent that stands when it counts those in place; None if there is none.

    The latest count of the same force or of one it is part of; but a count of its bulk made half a year later stands
    for it from below.
    """
    kin = {force: forces.relation(ledger.forces, force, stock.force_id) for force in set(sent["force_id"])}
    kin = sent["force_id"].map(kin).astype("str")
    full, part = sent[kin.isin(["same", "whole"])], sent[kin == "part"]
    if len(full) and not (len(part) and (part["as_of"].iloc[-1] - full["as_of"].iloc[-1]).days > rates.NEAR[1]):
        return full.iloc[-1], span(full.iloc[-1])
    return (part.iloc[-1], (part["lower"].iloc[-1], float("inf"))) if len(part) else (None, None)


def _in_place(ledger, claims, counted):
    """Those in place against the claimant's own count of those sent, less its dead and those gone home."""
    own = claims[claims["is_origin"] & (claims["unit"] == "persons")]
    moved = own[own["measure"].isin(["deployed", "killed", "wounded", "returned_home"])]
    for stock in own[(own["measure"] == "present") & (own["basis"] == "stock")].itertuples():
        mine = moved[(moved["claimant_id"] == stock.claimant_id) & (moved["said_on_last"] <= stock.said_on_last)]
        mine = mine[mine["as_of"] <= stock.as_of_last]
        alike = {
            force: _stands_for(ledger, force, stock.force_id, stock.as_of_last, counted)
            for force in set(mine["force_id"])
        }
        mine = mine[mine["force_id"].astype("str").map(alike).astype(bool)].sort_values("as_of_last", kind="stable")
        since = mine[mine["basis"] == "cumulative"]
        near = since["place"].map(lambda place, at=stock.place: places.meet(place, at)).astype(bool)
        first, total = _standing(ledger, since[(since["measure"] == "deployed") & near], stock)
        if first is None:
            continue
        used, gone, words = [first.name], [], f"{prose.interval(*total)} sent"
        for measure, found in (("killed", since), ("returned_home", mine), ("wounded", since)):
            found = found[found["measure"] == measure]
            if len(found):
                used.append(found.index[-1])
                gone.append((0.0 if measure == "wounded" else found["lower"].iloc[-1], found["upper"].iloc[-1]))
        if gone:
            words += f", less {prose.interval(*add(*gone))} dead, gone home or (perhaps) wounded and away"
        total = less(total, *gone)
        if places.relation(stock.place, first["place"]) != "same":
            total = 0.0, total[1]  # the others may be elsewhere
        verdict, holds = "", None
        if first["as_of"] < stock.as_of and not meet(total, span(stock)):
            short, since_then = total[1] < stock.lower, prose.day(first["as_of"], first["as_of_precision"])
            verdict = f"only if {'more were sent' if short else 'fewer were left'} after {since_then}"
            holds = pd.NA
        ids = (stock.Index, *used)
        yield line("in place = sent - losses - returns", ids, stock.said_on, words, total, span(stock), verdict, holds)


def arithmetic(ledger, claims=None):
    """Every sum that can be checked, with the claims in it.

    Within one statement (the origins of one claimant on one day, or one claimant's figures in one document): killed and
    wounded against casualties; parts against the whole; pay times heads times months against the revenue beside it;
    twelve months against the year; payment per death times the dead. Across statements: losses against those sent; a
    share of the force against the same claimant's number; those in place against the claimant's own count of those sent
    less its dead and returned (wounded may or may not have gone home); revenue per head and month against the pay that
    had been stated; printed conversions against the market of the day. Heads are those the claim's scope names, else
    the counts of those sent.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claims : pandas.DataFrame, optional
        Check these rows of ``ledger.claims`` only; all by default.

    Returns
    -------
    pandas.DataFrame
        One row for each sum, by check, then date: ``check``, ``claims`` (claim_ids, joined by |), ``said_on``, ``sum``
        in words, ``sum_low``, ``sum_high``, ``expected_low``, ``expected_high`` (in the claims' unit), ``holds`` (False
        if the two intervals do not meet, missing where it hangs on what happened in between), ``verdict`` in words.

    Raises
    ------
    ValueError
        If ``claims`` is empty.
    """
    claims = ledger.claims if claims is None else lookup.some(claims, "were given to check")
    told = claims.loc[claims["lower"].notna() & claims["stance"].isin(["asserts", "acknowledges"]), _NEEDED]
    told = told.astype(dict.fromkeys(told.select_dtypes("category"), "object"))
    people = told[told["unit"] == "persons"]
    rows, counted = [], rates.counts(ledger)
    for check, asked in (
        (_killed_and_wounded, people[people["measure"].isin(_SUM)]),
        (_parts, people),
        (pay_sums.revenue, told[told["measure"].isin(pay_sums.REVENUE)]),
        (pay_sums.beside, told[told["measure"].isin(pay_sums.BESIDE)]),
    ):
        for group in _statements(asked):
            rows += check(ledger, group)
    rows += [*_losses(ledger, told, counted), *_in_place(ledger, told, counted)]
    rows += [*pay_sums.implied(ledger, told), *pay_sums.conversions(ledger, claims)]
    frame = pd.DataFrame(rows, columns=COLUMNS).drop_duplicates(["check", "claims", "sum"])
    frame = frame.astype({"holds": "boolean"})
    return frame.sort_values(["check", "said_on", "claims"], kind="stable").reset_index(drop=True)
