"""What must you disbelieve: time on the shipped ledger, and growth on generated claims."""

import time
import types

import numpy as np
import pandas as pd

from helpers import consistency, load

DAY = pd.Timestamp("2024-10-01")


def _timed(job):
    start = time.perf_counter()
    result = job()
    return result, time.perf_counter() - start


def generated(count, series=30, wrong=0.1, sums=False, seed=1):
    """A ledger of generated claims: series that grow, claimed within a twentieth, some off by up to three times.

    Parameters
    ----------
    count, series : int
    wrong : float
        Share of the claims that are off.
    sums : bool
        Claims on killed, wounded and casualties of a third as many forces, all tied, instead of separate series.
    seed : int
    """
    random = np.random.default_rng(seed)
    groups = max(1, series // 3) if sums else series
    force, measure = random.integers(0, groups, count), random.integers(0, 3 if sums else 1, count)
    day = random.integers(0, 700, count)
    share = np.array([0.2, 0.8, 1.0])[measure] if sums else 1.0
    true = (1000 + 40.0 * day) * share * (1 + force % 7)
    claimed = np.round(true * np.where(random.random(count) < wrong, random.uniform(0.4, 3, count), 1))
    ids = [f"f{k:02}" for k in range(groups)]
    forces = pd.DataFrame({"name": ids, "parent": "", "definite": "yes"}, index=pd.Index(ids, name="force_id"))
    dates = DAY + pd.to_timedelta(day, unit="D")
    names = [f"c{k:06}" for k in range(count)]
    same = {
        "basis": "cumulative",
        "unit": "persons",
        "stance": "asserts",
        "repeats": "",
        "is_origin": True,
        "place": "front",
    }
    claims = pd.DataFrame(
        {
            "claimant_id": names,
            "claimant": names,
            "camp": pd.Categorical(["independent"] * count),
            "measure": np.array(["killed", "wounded", "casualties"])[measure],
            "force_id": np.array(ids)[force],
            "said_on": dates,
            "said_on_last": dates,
            "said_on_precision": "day",
            "as_of": dates,
            "as_of_last": dates,
            "lower": np.floor(claimed * 0.95),
            "upper": np.ceil(claimed * 1.05),
            **same,
        },
        index=pd.Index(names, name="claim_id"),
    )
    return types.SimpleNamespace(claims=claims, forces=forces, measures=load().measures)


def _shipped():
    ledger, rows = load(), []
    for by in ("claim", "origin"):
        for places in ("parts", "one"):
            made, build = _timed(lambda by=by, places=places: consistency.system(ledger, by=by, places=places))
            best, largest = _timed(lambda made=made: consistency.largest(made))
            fresh = consistency.system(ledger, by=by, places=places)
            _, sweep = _timed(lambda fresh=fresh: consistency.cost(fresh, np.linspace(0, 7000, 60)))
            _, step = _timed(lambda made=made: consistency.believe(made, 2000))
            rows.append(
                (
                    by,
                    places,
                    len(made.elements),
                    len(best.rejected),
                    *(f"{t:.2f}" for t in (build, largest, sweep, step)),
                )
            )
    columns = [
        "counted by",
        "places",
        "entered",
        "rejected",
        "build s",
        "largest set s",
        "60-point sweep s",
        "one value s",
    ]
    return pd.DataFrame(rows, columns=columns)


def _growth():
    rows = []
    for count, wrong, sums in (
        (100, 0.1, False),
        (1000, 0.1, False),
        (5000, 0.1, False),
        (10000, 0.1, False),
        (5000, 0.02, False),
        (5000, 0.2, False),
        (100, 0.1, True),
        (300, 0.1, True),
        (1000, 0.1, True),
    ):
        ledger = generated(count, wrong=wrong, sums=sums)
        made, build = _timed(lambda ledger=ledger: consistency.system(ledger, force="f00"))
        pairs = len(made.clashes)
        rejected, solve = _timed(lambda made=made: made.reject())
        kind = "10 forces, sums" if sums else "30 series"
        rows.append((count, kind, f"{wrong:.0%}", pairs, len(rejected), f"{build:.2f}", f"{solve:.2f}"))
    return pd.DataFrame(rows, columns=["claims", "what", "wrong", "clashes", "rejected", "build s", "solve s"])


def tables():
    """Title, table and remark of each measurement."""
    yield (
        "Consistency of the shipped ledger",
        _shipped(),
        "The sweep starts from nothing. A slider asks one value of a system already built.",
    )
    yield (
        "Consistency of generated claims",
        _growth(),
        "What makes it grow is the number of clashes, about the square of the claims per series times the share "
        "that is wrong, and with sums the linear programmes over all days on which something is claimed.",
    )
