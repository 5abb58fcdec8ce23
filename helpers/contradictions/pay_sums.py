"""Sums of money: pay, heads and months against revenue; printed conversions against the market."""

import re

import numpy as np

from .. import forces, money, prose
from ..bounds import last_unit
from ..comparability import rates
from .sums import add, line, meet, span, times

MARKET = 5  # percent: a printed conversion further than this from the day's market rate does not fit
_ABOUT = ("about", "some", "around", "estimated")
_HEADS = re.compile(
    rf"\b({'|'.join(_ABOUT)}|at least)?\s*\b(\d[\d,]*)\s+(?:further |civilian |North Korean )?"
    r"(?:soldiers|troops|workers|people)\b",
    re.IGNORECASE,
)
REVENUE = ("monthly_pay", "one_off_payment", "revenue_monthly", "revenue_annual")
BESIDE = ("revenue_monthly", "revenue_annual", "death_compensation", "death_compensation_total")
_MONTHS = {"revenue_monthly": 1, "revenue_annual": 12}


def stated_heads(scope):
    """How many heads a claim's scope names, as an interval; None if it names none.

    Parameters
    ----------
    scope : str

    Returns
    -------
    tuple of (float, float) or None
        "About" and its like are read as the codebook reads them; "at least" has no upper end.
    """
    found = _HEADS.search(scope)
    if not found:
        return None
    number, word = float(found[2].replace(",", "")), (found[1] or "").lower()
    if word == "at least":
        return number, np.inf
    slack = min(0.5 * float(last_unit([number])[0]), 0.1 * number) if word in _ABOUT else 0.0
    return number - slack, number + slack


def _currency(unit):
    return str(unit).partition("/")[0]


def _in_currency(claims, unit):
    return claims[np.array([_currency(each) == _currency(unit) for each in claims["unit"]], bool)]


def revenue(ledger, group):
    """Pay times heads times months, and a lump sum a head where one is stated, against the revenue stated beside it.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    group : pandas.DataFrame
        Claims made together.

    Yields
    ------
    dict
        One row of ``helpers.contradictions.arithmetic``.
    """
    check, rows = "pay x heads x months = revenue", {}
    for income in group[group["measure"].isin(list(_MONTHS))].itertuples():
        months, pay = _MONTHS[income.measure], group[group["measure"] == "monthly_pay"]
        pay = pay[
            np.array([forces.relation(ledger.forces, f, income.force_id) != "apart" for f in pay["force_id"]], bool)
        ]
        told = [(each, *_converted(ledger, each, income)) for each in pay.itertuples()]
        told = [(each, paid, how, stated_heads(each.scope)) for each, paid, how in told if paid is not None]
        if not told:
            continue
        heads, counts = _income_heads(ledger, income)
        if len(told) > 1 and all(own for *_, own in told):
            total = times(add(*(times(paid, own) for _, paid, _, own in told)), (months, months))
            words = " + ".join(f"{prose.interval(*own)} x {prose.interval(*paid)}" for _, paid, _, own in told)
            sums = [([each.Index for each, *_ in told], words if months == 1 else f"{months} x ({words})", total)]
        elif heads is None:
            continue
        else:
            lump = _in_currency(group[group["measure"] == "one_off_payment"], income.unit)
            lump = lump[lump["force_id"] == income.force_id]
            more = [times(span(extra), heads) for extra in lump.itertuples()]
            also = "".join(f" + {prose.interval(*span(extra))} each" for extra in lump.itertuples())
            sums = [
                (
                    [each.Index, *lump.index, *counts],
                    f"{prose.interval(*paid)}{how} x {prose.interval(*heads)} heads x {months}{also}",
                    add(times(paid, heads, (months, months)), *more),
                )
                for each, paid, how, _ in told
            ]
        for ids, words, total in sums:
            found = line(check, (*ids, income.Index), income.said_on, words, total, span(income))
            rows.setdefault((income.measure, income.force_id, income.unit), []).append(found)
    for same in rows.values():
        # Of several scenarios in one statement the pay need only bear out one.
        yield from [row for row in same if row["holds"]] or same


def _converted(ledger, pay, income):
    """Pay as an interval in the income's currency, and how it was converted; None if there is no rate."""
    if _currency(pay.unit) == _currency(income.unit):
        return span(pay), ""
    try:
        one = money.convert(ledger, 1.0, _currency(pay.unit), _currency(income.unit), income.said_on_last)
    except money.NoRate:
        return None, ""
    return times(span(pay), (one, one)), f" ({prose.interval(*span(pay))} {_currency(pay.unit)} at the market rate)"


def _income_heads(ledger, income):
    """Heads an income is reckoned for: those its scope names, else those counted as sent; None if neither."""
    heads = stated_heads(income.scope)
    if heads is not None:
        return heads, ()
    try:
        base = rates.heads(ledger, income.force_id, income.as_of_last)
    except ValueError:
        return None, ()
    return (base.low, base.high), base.claims


def beside(ledger, group):
    """Twelve months against the year; the payment per death times the dead against their total.

    Parameters and yields as for ``revenue``.
    """
    for year in group[group["measure"] == "revenue_annual"].itertuples():
        months = _in_currency(group[group["measure"] == "revenue_monthly"], year.unit)
        for month in months[months["force_id"] == year.force_id].itertuples():
            total, words = times(span(month), (12, 12)), f"12 x {prose.interval(*span(month))}"
            yield line("12 months = year", (month.Index, year.Index), year.said_on, words, total, span(year))
    for whole in group[group["measure"] == "death_compensation_total"].itertuples():
        dead = stated_heads(whole.scope)
        for each in _in_currency(group[group["measure"] == "death_compensation"], whole.unit).itertuples():
            if dead is not None:
                words = f"{prose.interval(*span(each))} x {prose.interval(*dead)} dead"
                ids, total = (each.Index, whole.Index), times(span(each), dead)
                yield line("payment per death x dead = total", ids, whole.said_on, words, total, span(whole))


def implied(ledger, claims):
    """Revenue with heads but no pay beside it: the pay a head it implies, against every pay stated for that force.

    Parameters and yields as for ``revenue``; ``claims`` may be of many statements.
    """
    origins = claims[claims["is_origin"]]
    pay = origins[origins["measure"] == "monthly_pay"]
    for income in origins[origins["measure"].isin(list(_MONTHS))].itertuples():
        heads = stated_heads(income.scope)
        own = (pay["claimant_id"] == income.claimant_id) & (pay["said_on_last"] == income.said_on_last)
        known = _in_currency(pay[pay["said_on_last"] <= income.said_on_last], income.unit)
        known = known[known["force_id"] == income.force_id]
        if heads is None or own.any() or known.empty:
            continue
        months = _MONTHS[income.measure]
        total = income.lower / (heads[1] * months), income.upper / (heads[0] * months)
        fits = [each.Index for each in known.itertuples() if meet(total, span(each))]
        stated = f"{prose.plural(len(fits), 'claim')} state{'s' if len(fits) == 1 else ''}"
        verdict = f"a pay that {stated}" if fits else "a pay that nobody in the ledger had stated"
        words = f"{prose.interval(*span(income))} / ({prose.interval(*heads)} heads x {months})"
        hull = known["lower"].min(), known["upper"].max()
        ids = (income.Index, *fits)
        yield line("revenue / heads / months = pay", ids, income.said_on, words, total, hull, verdict, bool(fits))


def conversions(ledger, claims):
    """Every conversion a document prints, by ``helpers.money.stated_against_market``, that the market has a rate for.

    Parameters and yields as for ``revenue``.
    """
    table = money.stated_against_market(ledger, claims)
    for each in table[table["why_not"] == ""].itertuples():
        holds = bool(abs(each.gap_percent) <= MARKET)
        verdict = f"{abs(each.gap_percent):.1f} percent {'above' if each.gap_percent > 0 else 'below'} the market"
        verdict += "" if holds else f"; last fitted on {prose.day(each.fits_on)}"
        words, ends = f"{each.stated}, {each.implied:,.6g} {each.pair}", [(each.implied,) * 2, (each.market,) * 2]
        yield line("conversion = market rate", (each.Index,), each.said_on, words, *ends, verdict, holds)
