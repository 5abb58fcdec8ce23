"""What a change of each control costs: from the widget's new value to the new view, as the kernel computes it."""

import time

import pandas as pd

from helpers import explore, load
from helpers.charts import claims_over_time, finish
from helpers.select import select

MOVES = 24


def _spread(values):
    """At most ``MOVES`` of the values, evenly chosen, ends included."""
    values = list(values)
    count = min(MOVES, len(values))
    return [values[round(k * (len(values) - 1) / max(count - 1, 1))] for k in range(count)]


def _moves(name, control):
    """Widget and values to set, one after another; each differs from the one before."""
    widget = control.widgets
    if name == "known_on":
        return widget["date"], _spread(value for _, value in widget["date"].options)
    if name == "inclusion":
        return widget["without"], _spread([*widget["without"].options, ""])
    if name == "payment":
        return widget["pay"], [(100 * k, 2000 + 100 * k) for k in range(MOVES)]
    if name == "disbelief":
        slider = widget["value"]
        return slider, _spread(range(0, slider.max + 1, slider.step))
    return widget["a"], _spread(widget["a"].options)


def _redraws():
    ledger = load()
    counts = {"force": "nk-troops", "parts": True, "basis": "cumulative", "numbers": True}
    outside = select(ledger, measure=["killed", "casualties"], camp=["intelligence", "independent"], **counts)
    outside = outside[outside["unit"] == "persons"]
    begun = time.perf_counter()
    ax = claims_over_time(outside, ledger=ledger, override="to measure the largest chart there is")
    chart = finish(ax, title="Claims", subtitle="Killed, casualties", source="Ledger", alt="Claims over time.")
    drawing = time.perf_counter() - begun
    makers = {
        "known_on": lambda: explore.known_on(chart, ledger),
        "inclusion": lambda: explore.inclusion(ledger, outside[outside["measure"] == "killed"]),
        "payment": lambda: explore.payment(ledger),
        "disbelief": lambda: explore.disbelief(ledger),
        "pair": lambda: explore.pair(ledger),
    }
    rows = []
    for name, make in makers.items():
        begun = time.perf_counter()
        control = make()
        making = time.perf_counter() - begun
        widget, values = _moves(name, control)
        times, size = [], 0
        for value in values:
            if value != widget.value:
                begun = time.perf_counter()
                widget.value = value
                times.append(time.perf_counter() - begun)
                size = max(size, len(control.view.value))
        times.sort()
        rows.append(
            {
                "control": name,
                "made, s": f"{making:.2f}",
                "changes": len(times),
                "median change, ms": f"{times[len(times) // 2] * 1e3:.0f}",
                "slowest, ms": f"{times[-1] * 1e3:.0f}",
                "view, kB": f"{size / 1e3:.0f}",
            }
        )
    return pd.DataFrame(rows), drawing


def tables():
    """One table: a change of each control."""
    frame, drawing = _redraws()
    yield (
        "Controls",
        frame,
        "From a widget's new value to the new view, in the kernel; every value is asked for once. Goal: under "
        f"150 ms. Drawing the chart under the slider anew would take {drawing:.1f} s.",
    )
