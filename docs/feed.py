"""Feed: data changes as Atom, and the sitemap."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from docs.pages import prose


@dataclass(frozen=True)
class Change:
    """One section of ``data/CHANGELOG.md``."""

    version: str
    day: str
    html: str


def changes(changelog: str) -> list[Change]:
    """Sections of a changelog, newest first as written.

    A section's heading is ``## VERSION``, with an ISO date after it unless the version is one itself (2026.11.22).
    """
    found = []
    for section in re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]:
        heading, _, body = section.partition("\n")
        version = heading.split()[0].strip("[]")
        day = re.search(r"(\d{4})[-.](\d{2})[-.](\d{2})", heading)
        # A plain str: Markup would escape itself once more within `escape`.
        found.append(Change(version, "-".join(day.groups()) if day else "1970-01-01", str(prose(body))))
    return found


def atom(title: str, address: str, listed: list[Change]) -> str:
    """The feed of data changes."""
    entries = "".join(
        f"<entry><id>{escape(address)}changelog.html#{escape(c.version)}</id>"
        f"<title>Data version {escape(c.version)}</title><updated>{c.day}T00:00:00Z</updated>"
        f"<link href={quoteattr(f'{address}changelog.html')}/>"
        f'<content type="html">{escape(c.html)}</content></entry>\n'
        for c in listed
    )
    updated = max((c.day for c in listed), default="1970-01-01")
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
        f"<title>{escape(title)}: changes to the data</title><id>{escape(address)}</id>"
        f"<updated>{updated}T00:00:00Z</updated><author><name>{escape(title)}</name></author>"
        f'<link rel="self" href={quoteattr(f"{address}feed.xml")}/><link href={quoteattr(address)}/>\n'
        f"{entries}</feed>\n"
    )


def sitemap(address: str, pages: list[str]) -> str:
    """Every page's address, for search engines."""
    lines = "".join(f"<url><loc>{escape(address + page)}</loc></url>\n" for page in pages)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n'
    )
