"""Loading and checking against a bare read of the same files, and what importing the package costs."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from helpers import load
from helpers.loading import files, schema

RUNS = 5

# A fresh process per size, so that the peak is that size's own.
_ONE = """
import resource, sys, time
from pathlib import Path
import pandas as pd
from helpers import load
from helpers.loading import files, schema
folder, what, runs = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
def bare():
    for table in schema.tables(folder).values():
        pd.read_csv(folder / table.file, **files.READ)
job = {"bare": bare, "load": lambda: load(folder)}[what]
times = []
for _ in range(runs):
    start = time.process_time(); job(); times.append(time.process_time() - start)
print(sorted(times)[len(times) // 2], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def _measure(folder, what, runs=RUNS):
    out = subprocess.run(
        [sys.executable, "-c", _ONE, str(folder), what, str(runs)], capture_output=True, text=True, check=True
    )
    return [float(word) for word in out.stdout.split()]


def synthetic(folder, count, seed=7):
    """Write a ledger of ``count`` claims, the shipped ones over and over with ids, days and repeats of their own."""
    for table in schema.tables().values():
        (folder / table.file).write_bytes((schema.DATA / table.file).read_bytes())
    draw = np.random.default_rng(seed)
    shipped = pd.read_csv(schema.DATA / "claims.csv", **files.READ)
    claims = shipped.iloc[draw.integers(0, len(shipped), count)].reset_index(drop=True)
    rows = np.arange(count)
    claims["claim_id"] = "synthetic-" + pd.Series(rows).astype("str")
    earlier = (rows * draw.random(count)).astype(int)
    said = pd.to_datetime(claims["said_on"], format="ISO8601").to_numpy()
    repeat = (draw.random(count) < 0.3) & (said[earlier] <= said) & (earlier < rows)
    claims["repeats"] = np.where(repeat, claims["claim_id"].to_numpy()[earlier], "")
    claims["repeats_evidence"] = np.where(repeat, "stated", "")
    claims.to_csv(folder / "claims.csv", index=False, lineterminator="\n")


def _sizes():
    rows = []
    with tempfile.TemporaryDirectory() as place:
        for count in (None, 10**4, 10**5, 10**6):
            folder = schema.DATA
            if count:
                folder = Path(place) / str(count)
                folder.mkdir()
                synthetic(folder, count)
            runs = 2 if count == 10**6 else RUNS
            (bare, _), (whole, peak) = _measure(folder, "bare", runs), _measure(folder, "load", runs)
            rows.append(
                {
                    "claims": f"{count:,}" if count else f"{len(load().claims):,} (shipped)",
                    "bare read_csv, s": f"{bare:.3f}",
                    "load and check, s": f"{whole:.3f}",
                    "ratio": f"{whole / bare:.1f}",
                    "microseconds a claim": f"{whole / (count or len(load().claims)) * 1e6:.1f}",
                    "peak memory, MB": f"{peak:.0f}",
                }
            )
    return pd.DataFrame(rows)


def _imports():
    def once(code):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return time.perf_counter() - start

    bare, ours = "import pandas, matplotlib", "import pandas, matplotlib, helpers"
    pairs = [(once(bare), once(ours)) for _ in range(9)]
    first, second = (sorted(times)[len(times) // 2] for times in zip(*pairs, strict=True))
    cells = {
        "import pandas, matplotlib, s": f"{first:.3f}",
        "and helpers, s": f"{second:.3f}",
        "ratio": f"{second / first:.2f}",
    }
    return pd.DataFrame([cells])


def tables():
    """Two tables: loading by size; importing."""
    yield (
        "Loading and checking",
        _sizes(),
        "Processor seconds, median of several runs in a fresh process each. The bare read is `pandas.read_csv` of the "
        "same files with the same engine and all columns as text. Goals: the shipped ledger within 0.1 s; from 10,000 "
        "claims on at most 5 times the bare read.",
    )
    yield ("Importing", _imports(), "Whole processes, median of nine pairs. Goal: at most 1.10.")
