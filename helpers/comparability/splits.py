"""How many of the casualties were killed, by what one claimant said on one occasion."""

import pandas as pd


def splits(ledger, claims=None):
    """Share of the dead among the killed and wounded, statement by statement.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger
    claims : pandas.DataFrame, optional
        Some of the ledger's claims; all origins by default.

    Returns
    -------
    pandas.DataFrame
        One row per statement that gives both, indexed by the claim of the killed: ``claimant``, ``camp``, ``said_on``,
        ``killed``, ``wounded`` (claim_ids; the second is "" where the statement gives a share instead), ``lower``,
        ``upper`` (percent of killed and wounded together). The interval is the widest the two allow: fewest killed with
        most wounded, and the other way round. Oldest first.

    Notes
    -----
    Killed and wounded belong together if claimant, day, force, place and basis agree. Open-ended figures give no share
    and are left out.
    """
    claims = ledger.claims[ledger.claims["is_origin"]] if claims is None else claims
    closed = claims[(claims["upper"] < float("inf")) & (claims["stance"] == "asserts")]
    keys = ["claimant_id", "said_on", "as_of", "force_id", "place", "basis", "unit"]
    found = []
    killed = closed[(closed["measure"] == "killed") & (closed["unit"] == "persons")]
    wounded = closed[(closed["measure"] == "wounded") & (closed["unit"] == "persons")]
    both = killed.reset_index().merge(wounded.reset_index(), on=keys, suffixes=("", "_wounded"))
    for _, row in both.drop_duplicates("claim_id").iterrows():
        low = row["lower"] / (row["lower"] + row["upper_wounded"])
        high = row["upper"] / (row["upper"] + row["lower_wounded"])
        found.append((row["claim_id"], row["claim_id_wounded"], 100 * low, 100 * high))
    shares = closed[(closed["measure"] == "killed") & (closed["unit"] == "percent_of_casualties")]
    found += [(claim_id, "", row["lower"], row["upper"]) for claim_id, row in shares.iterrows()]
    frame = pd.DataFrame(found, columns=["killed", "wounded", "lower", "upper"]).set_index("killed", drop=False)
    frame.index.name = "claim_id"
    frame = claims.loc[frame.index, ["claimant", "camp", "said_on"]].join(frame)
    return frame.sort_values("said_on", kind="stable")
