"""The computed part of README.md: its findings, and the headline chart taken from the first notebook."""

from __future__ import annotations

import base64
import re
import sys

from docs.charts import MIME
from docs.files import Place, write
from docs.runs import read
from helpers import load
from helpers.findings import findings

START, END = "<!-- findings: written by `make notebooks` -->", "<!-- end of findings -->"
CHART = "docs/headline.png"


def headline(place: Place) -> tuple[bytes, str]:
    """The first chart of the first notebook as PNG, and its alternative text."""
    for cell in read(place.notebooks[0]).cells:
        for output in cell.get("outputs", []):
            if MIME in output.get("data", {}):
                data = output["data"]
                return base64.b64decode(data["image/png"]), data[MIME]["alt"]
    raise ValueError(f"{place.notebooks[0].name} holds no chart; run `make notebooks`")


def text(place: Place) -> str:
    """README.md as it should read, its findings and chart brought up to date."""
    old = (place.root / "README.md").read_text(encoding="utf-8")
    if START not in old or END not in old:
        raise ValueError(f"README.md lacks the lines {START!r} and {END!r}; put them around the findings")
    lines = "\n".join(f"{number}. {finding}" for number, finding in enumerate(findings(load(place.data)), 1))
    block = f"{START}\n\n{lines}\n\n![{headline(place)[1]}]({CHART})\n\n{END}"
    return re.sub(re.escape(START) + ".*" + re.escape(END), lambda _: block, old, flags=re.DOTALL)


def store(place: Place) -> None:
    """Write README.md and the headline chart."""
    picture, _ = headline(place)
    (place.root / CHART).write_bytes(picture)
    write(place.root / "README.md", text(place))


if __name__ == "__main__":
    from docs.build import ROOT

    store(Place(ROOT))
    sys.exit(0)
