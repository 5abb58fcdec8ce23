"""Site: every page, from the notebooks' outputs and the ledger."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import jinja2
from markupsafe import Markup

from docs import charts, exports, feed, pages, timeline, words
from docs.files import Place, web_address, write
from docs.rows import Rows
from helpers import load
from helpers.findings import findings
from helpers.latest import latest

HERE = Path(__file__).resolve().parent
NAV = [
    ("index.html", "Start"),
    ("index.html#notebooks", "Notebooks"),
    ("claims.html", "Claims"),
    ("timeline.html", "Timeline"),
    ("codebook.html", "Codebook"),
    ("downloads.html", "Downloads"),
]
TOPICS = {
    "troops": "Troops",
    "casualties": "Casualties",
    "shown": "Shown by North Korea",
    "payments": "Payments",
    "materiel": "Arms",
    "clearance": "Clearance",
}


@dataclass
class Site:
    """What every page is told about the whole.

    ``address`` is where the site stands on the web, ending in a slash; "" if not known, and then no citation names it.
    Feed and sitemap cannot do without one: they name `anywhere`.
    """

    version: str
    name: str = "Kursk Ledger"
    title: str = "North Korea’s soldiers in Russia’s war: who claims what"
    address: str = field(default_factory=web_address)
    nav: list = field(default_factory=lambda: NAV)

    @property
    def anywhere(self) -> str:
        """The site's address on the web, or else on the reader's own machine."""
        return self.address or "http://localhost:8000/"


class Writer:
    """Fills templates and writes pages into a folder."""

    def __init__(self, site: Site, folder: Path):
        self.site, self.folder, self.written = site, folder, []
        loader = jinja2.FileSystemLoader(HERE / "templates")
        self._templates = jinja2.Environment(
            loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
        )

        theme = (HERE / "templates" / "theme.js").read_text().strip()
        digest = base64.b64encode(hashlib.sha256(theme.encode()).digest()).decode()
        self._templates.globals |= {"theme": Markup(theme), "theme_hash": Markup(f"sha256-{digest}")}

    def render(self, template: str, address: str, **values) -> str:
        """Fill a template."""
        values = {"preview": "site", "preview_alt": self.site.title, "page_address": address} | values
        return self._templates.get_template(template).render(site=self.site, address=address, **values)

    def page(self, template: str, address: str, *, title: str, description: str, **values) -> None:
        """Fill a template and write it; every page has a title and a description."""
        write(self.folder / address, self.render(template, address, title=title, description=description, **values))
        self.written.append(address)


def write_site(place: Place, books: dict, folder: Path, ledger=None) -> int:
    """Write every page and download.

    Parameters
    ----------
    place : Place
        The checkout.
    books : dict
        Notebooks with outputs by file stem, in reading order.
    folder : Path
        Empty folder to write to.
    ledger : helpers.ledger.Ledger, optional
        The checkout's own by default.

    Returns
    -------
    int
        Number of pages.
    """
    ledger = ledger if ledger is not None else load(place.data)
    rows = Rows(ledger)
    writer = Writer(Site(ledger.version), folder)
    for file in sorted((HERE / "static").iterdir()):
        shutil.copyfile(file, folder / file.name)

    def save(chart, drawing):
        charts.save(chart, drawing, rows, folder)

    read = [pages.read(stem, book, rows, save) for stem, book in books.items()]
    _notebooks(writer, read)
    _landing(writer, read, rows)
    write_claims(writer, rows)
    _timeline(writer, ledger)
    _codebook(writer, place, ledger)
    _texts(writer, place, rows)
    writer.page(
        "downloads.html",
        "downloads.html",
        title="Downloads",
        description="The whole ledger as CSV, data package, SQLite and Parquet.",
        files=exports.write_all(place.data, folder / "data"),
    )
    write(folder / "sitemap.xml", feed.sitemap(writer.site.anywhere, sorted(writer.written)))
    return len(writer.written)


def _preview(folder: Path, name: str, page) -> dict:
    """Write a page's picture for social media, from its first chart; say which to use."""
    if not page or not page.charts:
        return {}
    first = page.charts[0]
    charts.preview(first, folder / "preview" / f"{name}.png")
    return {"preview": name, "preview_alt": first.alt}


def _notebooks(writer: Writer, read: list) -> None:
    for i, page in enumerate(read):
        writer.page(
            "notebook.html",
            page.address,
            title=page.title,
            description=page.question or f"{page.title}: claims compared, each with its document.",
            page=page,
            before=read[i - 1] if i else None,
            after=read[i + 1] if i + 1 < len(read) else None,
            has_code=any(block.kind == "code" for block in page.blocks),
            **_preview(writer.folder, page.stem, page),
        )


def _landing(writer: Writer, read: list, rows: Rows) -> None:
    ledger = rows.ledger
    with_charts = [page for page in read if page.charts]
    if with_charts:
        _preview(writer.folder, "site", with_charts[0])
    else:
        write(writer.folder / "preview" / "site.png", charts.blank())
    for page, chart in zip(read, charts.tell_apart([page.charts for page in read]), strict=True):
        if chart:
            charts.card(chart, writer.folder / "preview" / f"{page.stem}-small.webp")
    counts = {name: f"{len(getattr(ledger, name)):,}" for name in ("claims", "sources")}
    counts["claimants"] = f"{ledger.claims['claimant_id'].nunique():,}"
    writer.page(
        "index.html",
        "index.html",
        title=writer.site.title,
        description="Figures on North Korean troops, casualties and pay in Russia’s war, as dated and sourced claims.",
        pages=read,
        headline=with_charts[0].charts[0] if with_charts else None,
        findings=[pages.prose(finding) for finding in findings(ledger)],
        counts=counts,
        latest=[
            (ledger.measures.at[measure, "label"], [rows.all.get(claim_id) for claim_id in line])
            for measure, *line in latest(ledger).itertuples()
        ],
        camps=list(words.CAMPS.items()),
    )


def write_claims(writer: Writer, rows: Rows) -> None:
    """Write the page with every claim."""
    ledger = rows.ledger
    ordered = sorted(rows.all.values(), key=lambda row: row.id)
    ordered.sort(key=lambda row: row.said_iso, reverse=True)
    used = {name: {getattr(row, name) for row in ordered} for name in ("measure_id", "claimant_id", "force_id")}
    measures = {}
    for measure_id, measure in ledger.measures.iterrows():
        if measure_id in used["measure_id"]:
            measures.setdefault(TOPICS[measure["topic"]], []).append((measure_id, measure["label"]))
    claimants = ledger.claimants[ledger.claimants.index.isin(used["claimant_id"])]
    chains = _chains(ledger.forces)
    claimed = {part for force_id in used["force_id"] for part in chains[force_id]}
    writer.page(
        "claims.html",
        "claims.html",
        title="Browse the claims",
        description="Every claim in the ledger: search, filter, see its documents and who repeats it.",
        rows=rows,
        ordered=ordered,
        parents={force_id: " ".join(chain) for force_id, chain in chains.items()},
        measures=list(measures.items()),
        claimants=sorted(claimants["short_name"].items(), key=lambda pair: pair[1].lower()),
        forces=[
            ("\u00a0" * 3 * (len(chains[force_id]) - 1) + name, force_id)[::-1]
            for force_id, name in ledger.forces["name"].items()
            if force_id in claimed
        ],
        camps=list(words.CAMPS.items()),
    )


def _chains(forces) -> dict[str, list[str]]:
    """Each force with the forces it is a part of, itself first."""
    chains = {}
    for force_id in forces.index:
        chain = [force_id]
        while forces.at[chain[-1], "parent"]:
            chain.append(forces.at[chain[-1], "parent"])
        chains[force_id] = chain
    return chains


def _timeline(writer: Writer, ledger) -> None:
    writer.page(
        "timeline.html",
        "timeline.html",
        title="Timeline",
        description="Dispatches, fighting, denials, acknowledgements, ceremonies by month, each with its document.",
        months=timeline.months(ledger),
        kinds=sorted(words.event_kind(kind) for kind in ledger.events["kind"].astype(str).unique()),
    )


def _codebook(writer: Writer, place: Place, ledger) -> None:
    chains = _chains(ledger.forces)
    forces = [
        (" › ".join(ledger.forces.at[part, "name"] for part in reversed(chains[i])), force["kind"], force["definition"])
        for i, force in ledger.forces.iterrows()
    ]
    measures = [(m["label"], TOPICS[m["topic"]], m["definition"]) for _, m in ledger.measures.iterrows()]
    qualifiers = [(q["label"], q["drawn"], q["definition"]) for _, q in ledger.qualifiers.iterrows()]
    claimants = [
        (c["name"], words.CAMPS[c["camp"]], c["country"], c["kind"], c["note"]) for _, c in ledger.claimants.iterrows()
    ]
    writer.page(
        "codebook.html",
        "codebook.html",
        title="Codebook",
        description="What every table, column, measure, force and hedge word of the ledger means.",
        package=json.loads((place.data / "datapackage.json").read_text()),
        lists=[
            ("measures", "Every measure", ["Measure", "Topic", "Meaning"], measures),
            ("forces", "Every force", ["Force", "Kind", "Who is counted"], forces),
            ("qualifiers", "Every hedge word", ["As printed", "Drawn", "How it is read"], qualifiers),
            ("claimants", "Every claimant", ["Claimant", "Camp", "Country", "Kind", "Note"], claimants),
        ],
    )


def _linked(html: Markup, rows: Rows) -> Markup:
    """Prose with the ids of claims as links to them; an id that is no longer in use stays as it is."""

    def link(match: re.Match) -> str:
        return f'<a href="{rows.all[match[1]].address}">{match[0]}</a>' if match[1] in rows.all else match[0]

    return Markup(re.sub(r"<code>([\w-]+)</code>", link, html))


def _texts(writer: Writer, place: Place, rows: Rows) -> None:
    def text(path: Path, instead: str) -> str:
        return path.read_text() if path.exists() else instead

    changelog = text(place.data / "CHANGELOG.md", "# Changes to the data\n\nNone yet.\n")
    writer.page(
        "text.html",
        "changelog.html",
        title="Changes to the data",
        description="What changed in the data, version by version, by claim.",
        html=_linked(pages.prose(changelog), rows),
    )
    write(writer.folder / "feed.xml", feed.atom(writer.site.name, writer.site.anywhere, feed.changes(changelog)))
    contribute = text(place.root / "CONTRIBUTING.md", "# How to add a claim\n\nRun `python -m helpers add --help`.\n")
    writer.page(
        "text.html",
        "contribute.html",
        title="How to add a claim",
        description="How to add a claim to the ledger from a new document, start to finish.",
        html=pages.prose(contribute),
    )
    citation = text(place.root / "CITATION.cff", "title: Kursk Ledger\n")
    title = re.search(r'^title: "?(.*?)"?$', citation, re.MULTILINE)[1]
    author = re.search(r"^ *- name: (.*)$", citation, re.MULTILINE)
    authors = author[1] if author else writer.site.name
    site = writer.site
    lines = {
        "title": title,
        "author": f"{{{authors}}}",
        "note": f"Data version {site.version}, CC BY 4.0",
        **({"url": site.address} if site.address else {}),
    }
    writer.page(
        "cite.html",
        "cite.html",
        title="How to cite",
        description="How to cite the ledger, one claim or one chart.",
        title_cited=title,
        authors=authors,
        bibtex="@misc{kursk-ledger,\n" + ",\n".join(f"  {k:6} = {{{v}}}" for k, v in lines.items()) + "\n}",
        example=next(iter(rows.all.values()), None),
    )
