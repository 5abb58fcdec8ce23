"""Charts: the picture, the rows behind it and their documents, from one notebook output."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image

from docs import svg
from docs.drawing import lean
from docs.files import write
from docs.rows import Document, Row, Rows

CARD = 0.66  # share of a chart's width that a card shows
MIME = "application/vnd.kursk-ledger.chart+json"


@dataclass(frozen=True)
class Chart:
    """One chart as a page shows it."""

    id: str
    title: str
    subtitle: str
    source: str
    alt: str
    override: str
    svg: str
    shape: str  # width to height, as CSS has it
    rules: str  # CSS of the picture's classes
    png: bytes
    plot: tuple[float, float]  # where the plot begins and ends, as shares of the picture's height
    rows: list[Row] = field(default_factory=list)
    documents: list[tuple[Document, int]] = field(default_factory=list)


def slug(text: str) -> str:
    """Lower-case words joined by hyphens, fit for an id or a file name."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def read(data: dict, stem: str, rows: Rows, taken: Collection[str] = ()) -> Chart:
    """Read a chart from the MIME bundle of a notebook output.

    Parameters
    ----------
    data : dict
        The bundle: the chart's description under `MIME`, ``image/svg+xml`` and ``image/png``.
    stem : str
        File stem of the notebook; keeps ids of different notebooks apart.
    rows : Rows
        All claims in words.
    taken : collection of str
        Ids in use on the page: a chart shown again, under controls, gets one of its own.
    """
    said = data[MIME]
    name = f"{slug(stem)}-{slug(said['id']).removeprefix('chart-')}"
    while name in taken:
        name += "-again"
    behind = [rows.all[claim_id] for claim_id in said.get("claims") or [] if claim_id in rows.all]

    def link(claim_id: str):
        return (rows.all[claim_id].address, rows.all[claim_id].tip) if claim_id in rows.all else None

    counts: dict[Document, int] = {}
    for row in behind:
        for document in row.documents:
            counts[document] = counts.get(document, 0) + 1
    drawing = "".join(data.get("image/svg+xml", ""))
    override = said.get("override") or ""
    printed = [said["title"], said.get("subtitle") or "", said["source"], f"Source: {said['source']}"]
    if override:
        printed.append(f"Drawn together although not comparable: {override}")
    picture, rules, shape, plot = "", "", "auto", (0.0, 1.0)
    if drawing:
        picture, plot = svg.inline(drawing, prefix=name, label=said["alt"], said=printed, link=link)
        picture, rules = lean(picture, f"v{len(taken)}")
        shape = " / ".join(re.search(r'viewBox="\S+ \S+ (\S+) (\S+)"', picture).groups())
    return Chart(
        id=name,
        title=said["title"],
        subtitle=said.get("subtitle") or "",
        source=said["source"],
        alt=said["alt"],
        override=override,
        svg=picture,
        shape=shape,
        rules=rules,
        plot=plot,
        png=base64.b64decode("".join(data["image/png"])),
        rows=behind,
        documents=sorted(counts.items(), key=lambda pair: (pair[0].publisher.lower(), pair[0].source_id)),
    )


def save(chart: Chart, drawing: str, rows: Rows, site: Path) -> None:
    """Write a chart's downloads: SVG and PNG as drawn, the rows behind it as CSV."""
    write(site / "charts" / f"{chart.id}.svg", drawing)
    write(site / "charts" / f"{chart.id}.png", chart.png)
    if chart.rows:
        write(site / "charts" / f"{chart.id}.csv", rows.csv([row.id for row in chart.rows]))


def fit(picture: Image.Image, width: int, height: int) -> Image.Image:
    """A picture scaled into a white box of the size given."""
    picture = picture.copy()
    picture.thumbnail((width, height), Image.Resampling.LANCZOS)
    box = Image.new("RGB", (width, height), "white")
    box.paste(picture, ((width - picture.width) // 2, (height - picture.height) // 2))
    return box


def blank() -> bytes:
    """A white picture for social media, for a site without a chart."""
    out = io.BytesIO()
    Image.new("1", (1200, 630), 1).save(out, "PNG")
    return out.getvalue()


def preview(chart: Chart, path: Path) -> None:
    """Write a chart's picture for social media."""
    path.parent.mkdir(exist_ok=True)
    fit(_picture(chart), 1200, 630).save(path)


def card(chart: Chart, path: Path) -> None:
    """Write a part of a chart for a card, large enough for its letters to be read.

    The left part, with the names and the axis, at the height where most is drawn and no line of letters is cut.
    """
    path.parent.mkdir(exist_ok=True)
    whole = _picture(chart)
    top, bottom = (round(share * whole.height) for share in chart.plot)
    width = round(whole.width * CARD)
    plot = whole.crop((0, top, width, bottom))
    height = min(round(width * 5 / 8), plot.height)
    ink = (np.asarray(plot.convert("L")) < 190).sum(axis=1)  # by line; leaves out the pale grid
    within = np.convolve(ink, np.ones(height, int), "valid")
    clear = (ink[: len(within)] == 0) & (ink[height - 1 :] == 0)
    y = int(np.where(clear, within, within - ink.sum() - 1).argmax())
    fit(plot.crop((0, y, width, y + height)), 640, 400).save(path, quality=70, method=6)


def _picture(chart: Chart) -> Image.Image:
    with Image.open(io.BytesIO(chart.png)) as opened:
        return opened.convert("RGB")


def tell_apart(listed: list[list[Chart]]) -> list[Chart | None]:
    """For each page the first of its charts that no earlier page shows; its first if all are shown.

    Two charts show the same when they share more than half of their claims.
    """
    chosen: list[Chart | None] = []
    for charts in listed:
        new = (chart for chart in charts if not any(other and _alike(chart, other) for other in chosen))
        chosen.append(next(new, charts[0] if charts else None))
    return chosen


def _alike(one: Chart, other: Chart) -> bool:
    mine, others = ({row.id for row in chart.rows} for chart in (one, other))
    return len(mine & others) * 2 > len(mine | others)
