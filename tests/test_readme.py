"""The README says what the ledger says, and names only files that exist."""

import re

from docs.build import ROOT
from docs.files import Place
from docs.readme import CHART, headline, text


def test_findings_are_those_of_the_data():
    assert (ROOT / "README.md").read_text(encoding="utf-8") == text(Place(ROOT)), "run `make notebooks`"


def test_headline_chart_is_the_first_notebooks():
    assert (ROOT / CHART).read_bytes() == headline(Place(ROOT))[0], "run `make notebooks`"


def test_every_file_named_exists():
    for page in ("README.md", "CONTRIBUTING.md", "data/README.md"):
        path = ROOT / page
        for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (path.parent / target).exists(), f"{page} names {target}"


def test_every_make_target_named_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"`?make ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert named <= targets, named - targets
