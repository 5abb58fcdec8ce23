"""Run the benchmarks named (all by default) and write ``docs/benchmarks.md``: ``python -m bench [ledger site ...]``."""

import pkgutil
import platform
import sys
from importlib import import_module
from pathlib import Path

import bench

TARGET = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
OPENING = f"""# Benchmarks

Written by `make bench`. Times depend on the machine; the ratios are between things measured in the same run.
Python {platform.python_version()}, {platform.machine()}.
"""


def _markdown(frame):
    header = "| " + " | ".join(frame.columns) + " |\n|" + " --- |" * frame.shape[1]
    return "\n".join([header, *("| " + " | ".join(map(str, row)) + " |" for row in frame.itertuples(index=False))])


def main(wanted):
    """Print every table as it comes; rewrite the page only when all benchmarks were run."""
    names = [module.name for module in pkgutil.iter_modules(bench.__path__) if not module.name.startswith("_")]
    unknown = sorted(set(wanted) - set(names))
    if unknown:
        sys.exit(f"no benchmark {unknown[0]!r}; there are: {', '.join(names)}")
    parts = [OPENING]
    for name in sorted(wanted or names):
        for title, frame, remark in import_module(f"bench.{name}").tables():
            parts.append(f"## {title}\n\n{_markdown(frame)}\n\n{remark}\n")
            print(parts[-1], flush=True)
    if not wanted:
        TARGET.write_text("\n".join(parts), encoding="utf-8")


main(sys.argv[1:])
