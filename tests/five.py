"""A notebook with all five controls, for the tests that run it."""

import nbformat

CELLS = (
    """from helpers import explore, load
from helpers.charts import claims_over_time, finish
from helpers.select import select

ledger = load()
killed = select(ledger, measure="killed", force="nk-troops", basis="cumulative", numbers=True)
killed = killed[killed["unit"] == "persons"]""",
    """ax = claims_over_time(killed, ledger=ledger, labels=3)
chart = finish(ax, title="Claims of the dead", subtitle="Killed", source="Ledger", alt="Claims of the dead over time.")
explore.known_on(chart, ledger)""",
    "explore.inclusion(ledger, killed)",
    "explore.payment(ledger)",
    "explore.disbelief(ledger)",
    "explore.pair(ledger, killed)",
)


def write(path, sources=CELLS):
    """Write a notebook, not run, its cells named cell-0 and on; returns the path."""
    cells = [nbformat.v4.new_code_cell(source, id=f"cell-{k}") for k, source in enumerate(sources)]
    kernel = {"kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
    return path
