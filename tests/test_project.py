"""The files that set the project up agree with each other and name no machine."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from rattler import MatchSpec

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def canonical(name):
    """Name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def requirement(line):
    """Name and bounds of a requirement."""
    name, bounds = re.fullmatch(r"([\w.-]+)(.*)", line.strip()).groups()
    return canonical(name), bounds


def wanted():
    """Every direct dependency with its bounds."""
    groups = PROJECT["dependency-groups"].values()
    return dict(requirement(line) for lines in [PROJECT["project"]["dependencies"], *groups] for line in lines)


def environment():
    """Entries of environment.yml, those under pip included."""
    lines = (ROOT / "environment.yml").read_text().split("dependencies:")[1].splitlines()
    entries = [line.strip()[2:] for line in lines if line.strip().startswith("- ")]
    return dict(requirement(entry) for entry in entries if entry not in ("pip", "pip:"))


def said(*command):
    """What a command prints."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def tracked():
    """Files under version control that hold text."""
    names = said("git", "ls-files").splitlines()
    return [ROOT / name for name in names if (ROOT / name).is_file() and not name.endswith((".png", ".parquet"))]


def test_environment_says_the_same_as_pyproject():
    python = {"python": PROJECT["project"]["requires-python"]}
    assert environment() == wanted() | python


@pytest.mark.parametrize("line", [f"{name}{bounds}" for name, bounds in environment().items()])
def test_conda_reads_each_line(line):
    assert MatchSpec(line, strict=True).name is not None


def test_each_dependency_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text()
    lines = [line for line in text.split("[build-system]")[0].splitlines() if re.match(r'\s+"[\w.-]+>=', line)]
    assert len(lines) == len(wanted())
    assert not [line for line in lines if not re.search(r'",\s+# \w', line)]


def test_lock_pins_every_dependency_with_hashes():
    lock = (ROOT / "requirements.lock").read_text()
    pinned = {canonical(name) for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    assert set(wanted()) <= pinned
    entries = re.split(r"^(?=[\w.-]+==)", lock, flags=re.MULTILINE)[1:]
    assert not [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry]


def test_no_file_names_a_registry():
    hosts = re.compile(r"pypi\.(?:org|python)|pythonhosted|npmjs|anaconda\.(?:org|com)|conda\.anaconda", re.IGNORECASE)
    assert not [path.name for path in tracked() if path.name != Path(__file__).name and hosts.search(path.read_text())]


def test_no_file_carries_a_path_of_a_machine():
    paths = re.compile(r"/(?:home|Users)/\w+/|/ro{2}t/|/wo" + r"rk/|/tmp/(?!\w*\b(?:example|scratch))")
    assert not [path.name for path in tracked() if path.name != Path(__file__).name and paths.search(path.read_text())]


def test_make_help_lists_the_targets():
    listed = {line.split()[1] for line in said("make", "--no-print-directory").splitlines()}
    assert {"site", "test", "lab", "notebooks", "check", "bench", "clean"} <= listed


def test_make_test_reruns_every_notebook():
    planned = said("make", "--dry-run", "--no-print-directory", "test")
    books = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
    assert books
    assert not [name for name in books if f"--nbval --nbval-current-env notebooks/{name}" not in planned]
