"""Charts: the picture, the rows behind it and their documents, from one notebook output."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urldefrag

from PIL import Image

from docs import svg
from docs.files import write
from docs.rows import Document, Row, Rows

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
    png: bytes
    rows: list[Row] = field(default_factory=list)
    documents: list[tuple[Document, int]] = field(default_factory=list)


def slug(text: str) -> str:
    """Lower-case words joined by hyphens, fit for an id or a file name."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def read(data: dict, stem: str, rows: Rows) -> Chart:
    """Read a chart from the MIME bundle of a notebook output.

    Parameters
    ----------
    data : dict
        The bundle: the chart's description under `MIME`, ``image/svg+xml`` and ``image/png``.
    stem : str
        File stem of the notebook; keeps ids of different notebooks apart.
    rows : Rows
        All claims in words.
    """
    said = data[MIME]
    name = f"{slug(stem)}-{slug(said['id'])}"
    behind = [rows.all[claim_id] for claim_id in said.get("claims") or [] if claim_id in rows.all]
    ids = {row.id for row in behind}

    def link(target: str):
        """A mark's address is its document's, with the claim's id behind the #; without one, the document decides."""
        address, fragment = urldefrag(target)
        found = [fragment] if fragment in rows.all else [i for i in rows.by_url.get(address, []) if i in ids]
        if not found:
            return None
        row = rows.all[found[0]]
        return row.id, row.address, row.tip

    counts: dict[Document, int] = {}
    for row in behind:
        for document in row.documents:
            counts[document] = counts.get(document, 0) + 1
    drawing = "".join(data.get("image/svg+xml", ""))
    return Chart(
        id=name,
        title=said["title"],
        subtitle=said.get("subtitle") or "",
        source=said["source"],
        alt=said["alt"],
        override=said.get("override") or "",
        svg=svg.inline(drawing, prefix=name, label=said["alt"], link=link) if drawing else "",
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


def fit(png: bytes, width: int, height: int, colours: int = 64) -> bytes:
    """A picture scaled into a white box of the size given, as a small PNG."""
    with Image.open(io.BytesIO(png)) as picture:
        picture = picture.convert("RGB")
        picture.thumbnail((width, height), Image.Resampling.LANCZOS)
        box = Image.new("RGB", (width, height), "white")
        box.paste(picture, ((width - picture.width) // 2, (height - picture.height) // 2))
    out = io.BytesIO()
    box.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
