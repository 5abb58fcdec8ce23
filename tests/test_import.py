"""Importing the package defines names and does nothing else."""

import ast
import inspect
import pkgutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import helpers

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(helpers.__path__, "helpers.")
    if not module.name.endswith("__main__")
)


def test_import_reads_no_data_and_sets_no_option(tmp_path):
    code = (
        "import sys, matplotlib, pandas\n"
        "before = dict(matplotlib.rcParams)\n"
        "opened = []\n"
        "sys.addaudithook(lambda name, args: opened.append(str(args[0])) if name == 'open' else None)\n"
        "import helpers\n"
        "assert dict(matplotlib.rcParams) == before\n"
        "assert not [name for name in opened if name.endswith('.csv') or name.endswith('datapackage.json')], opened\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path)


@pytest.mark.parametrize("name", MODULES)
def test_every_public_name_is_explained(name):
    module = import_module(name)
    assert module.__doc__, f"{name} has no docstring"
    for label, thing in vars(module).items():
        own = getattr(thing, "__module__", None) == name
        if own and not label.startswith("_") and (inspect.isfunction(thing) or inspect.isclass(thing)):
            assert inspect.getdoc(thing), f"{name}.{label} has no docstring"


def test_modules_stay_small():
    long = {
        path.name: lines
        for path in Path(helpers.__path__[0]).rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 330
    }
    assert not long, f"split these modules: {long}"


def _imported(path, name):
    """Names of the modules of the package that a module imports when it is imported itself."""
    base = name if path.stem == "__init__" else name.rpartition(".")[0]
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.level:
            home = base.rsplit(".", node.level - 1)[0] if node.level > 1 else base
            target = f"{home}.{node.module}" if node.module else home
            yield from [target] if node.module else []
            yield from (f"{target}.{alias.name}" for alias in node.names)


def test_no_two_modules_import_each_other():
    root = Path(helpers.__path__[0])
    uses = {}
    for path in root.rglob("*.py"):
        parts = path.relative_to(root.parent).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        uses[name] = set(_imported(path, name)) - {name}
    pairs = {tuple(sorted((one, other))) for one in uses for other in uses[one] if one in uses.get(other, ())}
    assert not pairs, pairs
    above = {(_second(one), _second(other)) for one in uses for other in uses[one] if other in uses}
    assert not {pair for pair in above if pair[0] != pair[1] and pair[::-1] in above}


def _second(name):
    """What a module belongs to: ``helpers.money`` for ``helpers.money.terms``."""
    return ".".join(name.split(".")[:2])
