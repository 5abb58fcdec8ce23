"""What the official side admitted when, after how long, and what it had denied."""

import pandas as pd

from .. import forces, places

# Any of these says that they are there.
THERE = ("deployed", "arrived", "present")
ADMITS = ("acknowledges", "asserts")


def _fact(ledger, measure, force, planned, place, number):
    """A fact in words."""
    name = ledger.forces["name"][force]
    what = f", {ledger.measures['label'][measure]}" if measure != "there" else " to be sent" if planned else " there"
    where = "" if place == "any" else f", in {places.NAMES[place]}"
    return f"{name}{what}{where}{': a number' if number else ''}"


def lags(ledger):
    """From the first outside claim of a fact to the first official admission of it.

    A fact is that some of a force are there (sent, arrived or in place), or were killed, wounded, captured ..., or that
    there is a number for it. The facts are those spoken of: every measure of people sent or lost for all North Korean
    troops, and for each other force of which an official speaks. That some of a part are there, or died, says the same
    of the whole; a number for a part is no number for the whole. A plan an official announces is a fact of its own.
    Only origins count; a denial or a refusal admits nothing.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger

    Returns
    -------
    pandas.DataFrame
        One row for each fact: ``fact`` in words, ``measure`` ("there" for sent, arrived or in place), ``force_id``,
        ``planned``, ``place`` ("any" or "kursk"), ``number``, ``outside`` and ``official`` (claim_ids, "" if none),
        ``outside_on``, ``official_on`` (last day each can have been said), ``days`` (negative where officials were
        first; missing where one of the two never said it) and ``denied`` (official denials and refusals of the fact
        before the admission, or at any time if there is none).
    """
    columns = ["camp", "measure", "force_id", "place", "basis", "stance", "lower", "said_on_last", "topic", "is_origin"]
    claims = ledger.claims[columns]
    own = forces.parts(ledger.forces, "nk-troops")
    claims = claims[claims["is_origin"] & claims["topic"].isin(["troops", "casualties"]) & claims["force_id"].isin(own)]
    claims = claims.sort_values("said_on_last", kind="stable").astype({"force_id": "str", "place": "str"})
    there = claims["measure"].isin(THERE)
    claims = claims.assign(
        measure=claims["measure"].astype("str").where(~there, "there"),
        planned=claims["basis"].isin(["planned", "projected"]),
        admits=claims["stance"].isin(ADMITS),
        official=claims["camp"] == "official",
    )
    claims = claims[there | ~claims["planned"]]
    facts = []
    for measure in ["there", *[m for m in ledger.measures.index if m in set(claims["measure"])]]:
        about = claims[(claims["measure"] == measure) & claims["admits"]]
        named = about[about["official"]]
        facts += [(measure, "nk-troops", False, place) for place in ("any", "kursk")[: 1 + (measure == "there")]]
        facts += sorted(
            {(measure, *pair, "any") for pair in zip(named["force_id"], named["planned"], strict=True)} - {*facts}
        )
    below = {force: forces.parts(ledger.forces, force) for _, force, _, _ in facts}
    rows = [_lag(ledger, claims, fact, number, below[fact[1]]) for fact in facts for number in (False, True)]
    columns = ["fact", "measure", "force_id", "planned", "place", "number", "outside", "official"]
    frame = pd.DataFrame(
        [row for row in rows if row], columns=[*columns, "outside_on", "official_on", "days", "denied"]
    )
    return frame.astype({"days": "Int64"})


def _lag(ledger, claims, fact, number, below):
    measure, force, planned, place = fact
    about = claims[(claims["measure"] == measure) & (claims["planned"] == planned)]
    about = about[about["force_id"].isin({force} if number else below)]
    if place != "any":
        about = about[about["place"] == place]
    told = about[about["admits"] & (about["lower"].notna() | (not number))]
    inside, outside = told[told["official"]], told[~told["official"]]
    if len(inside):  # what is said of a place apart is another fact
        outside = outside[outside["place"].map(lambda where: places.meet(where, inside["place"].iloc[0])).astype(bool)]
    if inside.empty and (outside.empty or force != "nk-troops"):
        return None
    (first, first_on), (admission, admitted_on) = (
        (part.index[0], part["said_on_last"].iloc[0]) if len(part) else ("", pd.NaT) for part in (outside, inside)
    )
    days = (admitted_on - first_on).days if first and admission else pd.NA
    refused = about.loc[about["official"] & ~about["admits"], "said_on_last"]
    denied = int(((refused < admitted_on) | pd.isna(admitted_on)).sum())
    return _fact(ledger, *fact, number), *fact, number, first, admission, first_on, admitted_on, days, denied


def denials(ledger, camp="official"):
    """Who denied, refused to say, or acknowledged what, in order of time.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    camp : str or None
        ``official`` by default; None for all camps.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``claim_id``: ``said_on``, ``claimant``, ``stance`` (denies, declines, acknowledges), ``measure``,
        ``force_id``, ``place``, ``scope``, ``publisher``, ``url``; and, for denials and refusals, ``answered_by`` (the
        first later origin of that camp acknowledging the same measure for the same force, a part or the whole; "" if
        there is none) and ``days`` until then.

    Raises
    ------
    ValueError
        If the camp is unknown.
    """
    known = sorted(set(ledger.claimants["camp"].astype("str")))
    if camp is not None and camp not in known:
        raise ValueError(f"unknown camp {camp!r}; allowed: {', '.join(known)}")
    columns = ["said_on", "claimant", "stance", "measure", "force_id", "place", "scope", "publisher", "url"]
    claims = ledger.claims[[*columns, "said_on_last", "camp", "is_origin"]]
    use = claims["stance"].isin(["denies", "declines", "acknowledges"]) & ((claims["camp"] == camp) | (camp is None))
    told = claims[use].sort_values("said_on_last", kind="stable")
    admitted = told[(told["stance"] == "acknowledges") & told["is_origin"]]
    rows = list(zip(admitted.index, admitted.to_dict("records"), strict=True))
    answers = [_answer(ledger, row, rows) for row in told.to_dict("records")]
    return told[columns].assign(
        answered_by=pd.array([answer for answer, _ in answers], "str"),
        days=pd.array([days for _, days in answers], "Int64"),
    )


def _answer(ledger, row, admitted):
    """The first admission of what was denied, and the days until then."""
    if row["stance"] == "acknowledges":
        return "", pd.NA
    group = THERE if row["measure"] in THERE else (row["measure"],)
    for claim_id, later in admitted:
        if later["said_on_last"] < row["said_on_last"] or later["camp"] != row["camp"] or later["measure"] not in group:
            continue
        if forces.relation(ledger.forces, later["force_id"], row["force_id"]) != "apart":
            return claim_id, (later["said_on_last"] - row["said_on_last"]).days
    return "", pd.NA
