"""Exports: the whole ledger as CSV, data package, SQLite and Parquet."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from pathlib import Path

import fastparquet
import pandas as pd

NAME = "kursk-ledger"
EPOCH = (1980, 1, 1, 0, 0, 0)  # a fixed date, so that the same data make the same file


def tables(data: Path) -> dict[str, pd.DataFrame]:
    """Tables as stated, by name: text, and nullable numbers where the codebook says number."""
    package = json.loads((data / "datapackage.json").read_text())
    found = {}
    for resource in package["resources"]:
        frame = pd.read_csv(data / resource["path"], dtype=str, keep_default_na=False)
        for field in resource["schema"]["fields"]:
            if field["type"] in ("number", "integer"):
                frame[field["name"]] = pd.to_numeric(frame[field["name"]]).astype("Float64")
        found[resource["name"]] = frame
    return found


def write_sqlite(frames: dict[str, pd.DataFrame], path: Path) -> None:
    """One SQLite file with a table per table; blank numbers are NULL, blank text is ''."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    with connection:
        for name, frame in frames.items():
            frame.to_sql(name, connection, index=False)
    connection.close()


def write_parquet(frame: pd.DataFrame, path: Path) -> None:
    """One Parquet file."""
    fastparquet.write(str(path), frame, compression="GZIP", object_encoding="utf8", write_index=False)


def write_package(data: Path, path: Path) -> None:
    """The data package as one zip: descriptor, tables, codebook, changelog."""
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(p for p in data.iterdir() if p.suffix in (".csv", ".json", ".md")):
            entry = zipfile.ZipInfo(f"{NAME}/{file.name}", EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.read_bytes())


def write_all(data: Path, folder: Path) -> list[tuple[str, str, str]]:
    """Write every download.

    Parameters
    ----------
    data : Path
        Folder with the tables and their ``datapackage.json``.
    folder : Path
        Where the files go.

    Returns
    -------
    list of (str, str, str)
        Name, what it is, size, in the order of the page.
    """
    folder.mkdir(parents=True)
    frames = tables(data)
    write_package(data, folder / f"{NAME}.zip")
    write_sqlite(frames, folder / f"{NAME}.sqlite")
    listed = [
        (f"{NAME}.zip", "Data package: every table as CSV, its schema (Frictionless), the codebook"),
        (f"{NAME}.sqlite", "Every table in one SQLite file"),
    ]
    titles = {r["name"]: r["title"] for r in json.loads((data / "datapackage.json").read_text())["resources"]}
    for name, frame in frames.items():
        shutil.copyfile(data / f"{name}.csv", folder / f"{name}.csv")
        listed.append((f"{name}.csv", f"{titles[name]}: {len(frame):,} rows"))
    for name, frame in frames.items():
        write_parquet(frame, folder / f"{name}.parquet")
        listed.append((f"{name}.parquet", f"{titles[name]}, Parquet"))
    shutil.copyfile(data / "datapackage.json", folder / "datapackage.json")
    return [(name, what, _size(folder / name)) for name, what in listed]


def _size(path: Path) -> str:
    size = path.stat().st_size
    return f"{size / 1000:,.0f} kB" if size >= 1000 else f"{size} bytes"
