"""Runs: notebooks executed top to bottom in fresh kernels, and what they put out."""

from __future__ import annotations

import asyncio
import json
import os
import platform
import tempfile
import time
from contextlib import asynccontextmanager
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from traitlets.config import Config

from docs.files import Place, fingerprint, write

KEPT_CELL_METADATA = {"tags", "mystnb"}
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


class RunError(RuntimeError):
    """A notebook that did not run through."""


def code(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    """Code cells, in order."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def tidy(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Drop what differs from machine to machine or from run to run and means nothing to a reader.

    Kernel and language versions, timings, widgets' random model ids. Cell ids stay; missing ones are numbered. A widget
    with a still picture in HTML beside it is dropped: in a notebook opened but not run, JupyterLab would show an error
    about the missing widget instead of the picture.
    """
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    views = 0
    for number, cell in enumerate(notebook.cells):
        cell.setdefault("id", f"cell-{number}")
        cell.metadata = {key: value for key, value in cell.metadata.items() if key in KEPT_CELL_METADATA}
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            view = data.get("application/vnd.jupyter.widget-view+json")
            if view and "text/html" in data:
                del data["application/vnd.jupyter.widget-view+json"]
            elif view:
                views += 1
                view["model_id"] = f"view-{views}"
    return notebook


def read(path: Path) -> nbformat.NotebookNode:
    """Read a notebook as it is stored."""
    return nbformat.read(path, as_version=4)


def key(place: Place, notebook: nbformat.NotebookNode) -> str:
    """Word that changes when a new run could put out something else."""
    return fingerprint(place.computed, platform.python_version(), *(cell.source for cell in code(notebook)))


@asynccontextmanager
async def _folder():
    with tempfile.TemporaryDirectory() as folder:
        yield folder


async def _run(path: Path, notebook: nbformat.NotebookNode, cores: asyncio.Semaphore) -> tuple[list, float]:
    async with cores, _folder() as sockets:
        started = time.perf_counter()
        client = NotebookClient(
            notebook,
            kernel_name="python3",
            # Sockets in a folder of its own: no open port, and no warning about one.
            config=Config(KernelManager={"transport": "ipc", "ip": f"{sockets}/kernel"}),
            timeout=600,
            record_timing=False,
            store_widget_state=False,
            resources={"metadata": {"path": str(path.parent)}},
        )
        try:
            await client.async_execute()
        except CellExecutionError as error:
            raise RunError(f"{path.name} stopped: {error.ename}: {error.evalue}\n{error.traceback}") from None
        return tidy(notebook), time.perf_counter() - started


def run(place: Place, say=print) -> dict[str, nbformat.NotebookNode]:
    """Bring every notebook's outputs up to date.

    Parameters
    ----------
    place : Place
        The checkout.
    say : callable
        Called with one line of progress per notebook.

    Returns
    -------
    dict
        Notebook with outputs by file stem, in reading order. Only those whose code, data or helpers changed were run.

    Raises
    ------
    RunError
        With the notebook, the error and the cell's traceback; the other notebooks' results are kept for next time.
    """
    books = {path: read(path) for path in place.notebooks}
    keys = {path: key(place, book) for path, book in books.items()}
    kept = {path: _kept(place, path) for path in books}
    todo = []
    for path, book in books.items():
        if kept[path].get("key") == keys[path]:
            for cell, ran in zip(code(book), kept[path]["cells"], strict=True):
                cell.outputs, cell.execution_count = nbformat.from_dict(ran["outputs"]), ran["execution_count"]
            tidy(book)
            say(f"  {path.stem:32} unchanged")
        else:
            todo.append(path)
    todo.sort(key=lambda path: -kept[path].get("seconds", 0))  # longest first fills both cores best

    async def one(path: Path, cores: asyncio.Semaphore) -> None:
        book, seconds = await _run(path, books[path], cores)
        say(f"  {path.stem:32} ran in {seconds:.1f} s")
        cells = [{"outputs": cell.outputs, "execution_count": cell.execution_count} for cell in code(book)]
        write(_cached(place, path), json.dumps({"key": keys[path], "seconds": seconds, "cells": cells}))

    async def every() -> list:
        cores = asyncio.Semaphore(os.cpu_count() or 1)
        return await asyncio.gather(*(one(path, cores) for path in todo), return_exceptions=True)

    failed = [result for result in asyncio.run(every()) if isinstance(result, BaseException)]
    if failed:
        broken = [error for error in failed if not isinstance(error, RunError)]
        raise broken[0] if broken else RunError("\n\n".join(str(error) for error in failed))
    return {path.stem: book for path, book in books.items()}


def store(place: Place, books: dict[str, nbformat.NotebookNode]) -> None:
    """Write notebooks back in place, outputs and all, the same bytes for the same results."""
    for path in place.notebooks:
        write(path, nbformat.writes(books[path.stem], indent=1) + "\n")


def _cached(place: Place, path: Path) -> Path:
    return place.cache / "runs" / f"{path.stem}.json"


def _kept(place: Place, path: Path) -> dict:
    try:
        return json.loads(_cached(place, path).read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
