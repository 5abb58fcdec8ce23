"""Rates, printed conversions and a million random draws."""

import time

import pandas as pd

from helpers import load, money
from helpers.money import scenario

RUNS = 3


def _best(job):
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return min(times)


def tables():
    """Title, table and remark of each measurement."""
    ledger = load()
    one = scenario.payments(
        scenario.Input("pay", 1800, 2200, "USD/month/person"),
        scenario.Input("heads", 10_000, 15_000, "persons"),
        scenario.Input("months", 12, 24, "months"),
        scenario.Input("share", 75, 100, "percent"),
    )
    rows = [
        ("exact range", _best(lambda: one.range)),
        ("a million draws", _best(lambda: one.draws(1_000_000))),
        ("a million draws and their quantiles", _best(lambda: one.quantiles(1_000_000))),
        ("every printed conversion against the market", _best(lambda: money.stated_against_market(ledger))),
    ]
    frame = pd.DataFrame([(what, f"{seconds:.4f}") for what, seconds in rows], columns=["what", "seconds"])
    yield "Money", frame, f"Best of {RUNS} runs."
