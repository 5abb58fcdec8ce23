"""The data package as a standard, its codebook, and the seed articles."""

import frictionless
import pytest

from helpers import codebook
from helpers.loading import schema
from helpers.select import select


def test_frictionless_finds_the_package_valid():
    report = frictionless.validate(str(schema.DATA / "datapackage.json"))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])


def test_every_column_has_type_title_description_and_example():
    for table in schema.tables().values():
        for field in table.fields:
            assert field.type in ("string", "number"), (table.name, field.name)
            assert field.title and field.description, (table.name, field.name)
            assert field.example or not field.required, (table.name, field.name)


def test_package_names_licence_and_sources():
    package = schema.package()
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert len(package["sources"]) >= 2


def test_codebook_is_what_the_package_says():
    assert (schema.DATA / "README.md").read_text(encoding="utf-8") == codebook.codebook()


def test_every_used_id_is_defined_and_every_document_is_used(ledger):
    claims, events = ledger.claims, ledger.events
    used = set(claims["source_id"]) | set(events["source_id"])
    for frame in (claims, events):
        used |= {source for cell in frame["also_in"] if cell for source in cell.split("|")}
    assert used == set(ledger.sources.index)


# Every figure of the two news articles the project starts from.
SEEDS = {
    "nine dead of the 528th regiment": {
        "measure": "killed",
        "force": "528th-engineer-regiment",
        "camp": "official",
        "point": 9,
    },
    "about 14,000 sent": {"measure": "deployed", "point": 14000},
    "several thousand sent": {"measure": "deployed", "qualifier": "several_thousand"},
    "more than 6,000 casualties": {"measure": "casualties", "low": 6000},
    "five million won a month": {
        "measure": "monthly_pay",
        "point": 5000000,
        "stated_equivalent": "5000000 KRW = 3704 USD",
    },
    "the admission of April 2025": {
        "measure": "deployed",
        "camp": "official",
        "stance": "acknowledges",
        "said_from": "2025-04",
        "said_to": "2025-04",
    },
}


@pytest.mark.parametrize("figure", SEEDS)
def test_seed_figure_is_in_the_ledger(ledger, figure):
    wanted = dict(SEEDS[figure])
    cells = {name: wanted.pop(name) for name in ("point", "low", "qualifier", "stated_equivalent") if name in wanted}
    found = select(ledger, **wanted)
    for name, value in cells.items():
        found = found[(found[name] == value).fillna(False)]
    assert len(found), figure


@pytest.mark.parametrize(
    ("month", "word"),
    [
        ("2025-08", "528"),
        ("2025-12", "528"),
        ("2025-08", "ceremony"),
        ("2025-06", "coffin"),
        ("2025-04", "admi|acknowledge"),
    ],
)
def test_seed_event_is_in_the_ledger(ledger, month, word):
    text = ledger.events["title"] + " " + ledger.events["note"]
    there = (ledger.events["date"].dt.strftime("%Y-%m") == month) & text.str.contains(word, case=False, regex=True)
    assert there.any()
