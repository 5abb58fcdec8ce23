"""Build the site: run what changed, write the pages to a folder beside, swap it in."""

from __future__ import annotations

import argparse
import fcntl
import shutil
import sys
import time
from pathlib import Path

from docs.files import Place, fingerprint, swap, web_address, write

ROOT = Path(__file__).resolve().parent.parent


def build(place: Place, *, run: bool = True, store: bool = False, say=print) -> Path:
    """Build the site of a checkout.

    Parameters
    ----------
    place : Place
        The checkout; the site is written to ``place.site``.
    run : bool
        Run the notebooks whose results are out of date. If False, take the outputs as stored in them.
    store : bool
        Write the outputs into the notebooks and stop there.
    say : callable
        Called with each line of progress.

    Returns
    -------
    Path
        The page to open. A build that fails leaves the last good site as it was.
    """
    stamp = place.cache / "site.stamp"
    state = fingerprint(place.rendered, str(run), web_address())
    index = place.site / "index.html"
    if not store and index.exists() and stamp.exists() and stamp.read_text() == state:
        say("nothing changed")
        return index

    from docs import runs  # imports that take a second wait until there is something to do

    books = runs.run(place, say) if run else {path.stem: runs.read(path) for path in place.notebooks}
    if store:
        from docs import readme

        runs.store(place, books)
        readme.store(place)
        return place.root / "notebooks"

    from docs.site import write_site

    started = time.perf_counter()
    new = place.cache / "site-new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    pages = write_site(place, books, new)
    stamp.unlink(missing_ok=True)
    swap(new, place.site)
    write(stamp, state)
    say(f"  {pages} pages written in {time.perf_counter() - started:.1f} s")
    return index


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m docs.build", description=__doc__)
    parser.add_argument("--store", action="store_true", help="store the outputs in the notebooks; write no pages")
    arguments = parser.parse_args()
    place = Place(ROOT)
    place.cache.mkdir(exist_ok=True)
    with open(place.cache / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two builds at once would fight over the same folders
        try:
            done = build(place, store=arguments.store)
        except KeyboardInterrupt:
            print("interrupted; the last good site is untouched", file=sys.stderr)
            return 130
        except (RuntimeError, ValueError) as error:
            print(f"{error}\nnot built; the last good site is untouched", file=sys.stderr)
            return 1
    print(f"stored in {done}" if arguments.store else f"open {done}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
