"""Files: where things are, what they hash to, how they are written."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Place:
    """The folders of one checkout."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def notebooks(self) -> list[Path]:
        """Notebooks in reading order."""
        return sorted((self.root / "notebooks").glob("*.ipynb"))

    @property
    def cache(self) -> Path:
        return self.root / ".cache"

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def computed(self) -> list[Path]:
        """Everything but its own code that a notebook's outputs depend on."""
        helpers = sorted((self.root / "helpers").rglob("*.py"))
        data = sorted(path for path in self.data.iterdir() if path.is_file() and not path.name.startswith("."))
        return [*helpers, *data, self.root / "requirements.lock"]

    @property
    def rendered(self) -> list[Path]:
        """Everything the pages depend on."""
        docs = sorted(p for p in (self.root / "docs").rglob("*") if p.is_file() and p.suffix != ".pyc")
        words = sorted([*self.root.glob("*.md"), *self.root.glob("LICENSE*"), *self.root.glob("CITATION.cff")])
        return [*self.computed, *self.notebooks, *docs, *words]


def web_address() -> str:
    """Where the site stands on the web, from the variable SITE_URL, ending in a slash; "" where that is not set."""
    given = os.environ.get("SITE_URL", "").strip().rstrip("/")
    return f"{given}/" if given else ""


def fingerprint(paths: Iterable[Path], *texts: str) -> str:
    """Hash names and contents of files, and texts, into one short word."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0")
        if path.exists():
            digest.update(path.read_bytes())
    for text in texts:
        digest.update(b"\0" + text.encode())
    return digest.hexdigest()[:20]


def write(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all; leave it alone when nothing changes."""
    content = content.encode() if isinstance(content, str) else content
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(content)
    os.replace(beside, path)


def swap(new: Path, site: Path) -> None:
    """Put a finished folder in the place of the old one."""
    old = new.with_name("site-old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    try:
        new.rename(site)
    except BaseException:
        if old.exists():
            old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)
