"""The tables serve another conflict: an empty ledger, then a small one about an invented one.

Everything in it is INVENTED: there was no Teapot War, and nobody claimed any of this.
"""

import json
import os
from pathlib import Path

import frictionless
import matplotlib.pyplot as plt
import nbclient
import nbformat
import pytest
from click.testing import CliRunner

from helpers import LedgerError, charts, codebook, lineage, load, prose, tables, vintage
from helpers.commands import main
from helpers.loading.schema import DATA
from helpers.select import select

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
TABLES = ["claimants", "claims", "events", "exchange_rates", "excluded", "forces", "measures", "qualifiers", "sources"]


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="python -m helpers")


@pytest.fixture
def empty(tmp_path):
    """A folder as ``new`` lays it out."""
    done = run("new", tmp_path / "teapot", "--title", "The Teapot War (invented)")
    assert done.exit_code == 0, done.stderr
    return tmp_path / "teapot"


def test_new_ledger_is_valid_and_empty(empty):
    ledger = load(empty)
    assert len(ledger.claims) == len(ledger.sources) == len(ledger.forces) == 0
    assert len(ledger.qualifiers) == len(load().qualifiers)
    assert run("check", empty).exit_code == 0


def test_new_ledger_holds_every_table_and_its_codebook(empty):
    assert sorted(path.stem for path in empty.glob("*.csv")) == TABLES
    assert (empty / "README.md").read_text(encoding="utf-8") == codebook.codebook(empty)
    for name in ("claims", "forces", "events"):
        header = (DATA / f"{name}.csv").read_bytes().split(b"\n")[0] + b"\n"
        assert (empty / f"{name}.csv").read_bytes() == header


def test_new_ledger_says_nothing_of_the_first_ones_subject(empty):
    package = json.loads((empty / "datapackage.json").read_text(encoding="utf-8"))
    about = {name: value for name, value in package.items() if name != "resources"}
    assert package["title"] == "The Teapot War (invented)"
    assert package["name"] == "the-teapot-war-invented"
    assert "Korea" not in json.dumps(about) and "Kursk" not in json.dumps(about)


def test_new_and_filled_ledgers_meet_the_standard(empty, teapot):
    for folder in (empty, teapot):
        report = frictionless.validate(str(folder / "datapackage.json"))
        assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])


def test_title_is_the_folders_name_by_default(tmp_path):
    assert run("new", tmp_path / "a" / "teapot").exit_code == 0
    assert "Ledger: teapot" in (tmp_path / "a" / "teapot" / "datapackage.json").read_text(encoding="utf-8")


def test_folder_in_use_is_refused(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    done = run("new", tmp_path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "is not empty; give the name of a new or empty folder" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_name_of_a_file_is_refused(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    done = run("new", tmp_path / "mine.txt")
    assert done.exit_code == 2
    assert "is a file; give the name of a new or empty folder" in done.stderr


def test_empty_selection_citation_and_rates_of_an_empty_ledger(empty, tmp_path):
    assert select(load(empty)).empty
    assert run("export", tmp_path / "x.csv", "--data", empty).exit_code == 0
    done = run("rates", "--data", empty)
    assert done.exit_code == 2
    assert "there are no claims yet" in done.stderr
    assert run("cite", "anything", "--data", empty).exit_code == 2


def put(folder, table, *rows):
    path = folder / f"{table}.csv"
    path.write_text(path.read_text(encoding="utf-8") + "".join(f"{row}\n" for row in rows), encoding="utf-8")


GUARD = "teapot-guard"
REPEATED = "saucer-ministry-2001-04-05-killed"
CLAIMS = [
    ("saucer-ministry", "2001-03-05", "killed", GUARD, "low", "40", "at_least", ""),
    ("saucer-ministry", "2001-04-05", "killed", GUARD, "point", "70", "about", ""),
    ("spoon-gazette", "2001-04-06", "killed", GUARD, "point", "70", "exact", REPEATED),
    ("teapot-palace", "2001-04-20", "killed", "lid-company", "point", "3", "exact", ""),
    ("saucer-ministry", "2001-04-05", "casualties", GUARD, "point", "200", "about", ""),
    ("saucer-ministry", "2001-02-01", "deployed", GUARD, "point", "900", "about", ""),
]


@pytest.fixture(scope="module")
def teapot(tmp_path_factory):
    """The folder of the Teapot War: invented from beginning to end, built with the commands."""
    folder = tmp_path_factory.mktemp("invented") / "teapot"
    assert run("new", folder, "--title", "The Teapot War (invented)").exit_code == 0
    package = folder / "datapackage.json"
    text = package.read_text(encoding="utf-8").replace('"russia"', '"tearoom"').replace('"kursk"', '"table-top"')
    package.write_text(text, encoding="utf-8")
    put(
        folder,
        "claimants",
        "saucer-ministry,Ministry of the Saucer (invented),Saucer,intelligence,Saucer,government,,",
        "teapot-palace,Palace of the Teapot (invented),Teapot,official,Teapot,government,,",
        "spoon-gazette,Spoon Gazette (invented),Gazette,independent,,media,,",
    )
    put(
        folder,
        "forces",
        "teapot-guard,The Guard (invented),,troops,yes,All soldiers of the Teapot.",
        "lid-company,Lid Company (invented),teapot-guard,troops,yes,A part of the Guard.",
    )
    for claimant, said, measure, force, end, number, hedge, repeats in CLAIMS:
        done = run(
            "add",
            f"--data={folder}",
            f"--claimant={claimant}",
            f"--said-on={said}",
            "--date-evidence=printed",
            f"--measure={measure}",
            f"--force={force}",
            "--place=table-top",
            "--basis=cumulative",
            f"--as-of={said}",
            f"--{end}={number}",
            f"--qualifier={hedge}",
            "--stance=asserts",
            "--attribution=on_record",
            "--support=full",
            *([f"--repeats={repeats}", "--repeats-evidence=stated"] if repeats else []),
            f"--url=https://example.org/invented/{claimant}/{said}",
            f"--publisher=Spoon Gazette for {claimant} (invented)",
            f"--published-on={said}",
            "--language=en",
        )
        assert done.exit_code == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def invented(teapot):
    return load(teapot)


def test_invented_ledger_loads_and_selects(invented):
    assert len(invented.claims) == len(CLAIMS)
    assert len(invented.sources) == len(CLAIMS) - 1, "two claims stand in one document"
    dead = select(invented, measure="killed", force="teapot-guard", parts=True, origins=True)
    assert list(dead["camp"]) == ["intelligence", "intelligence", "official"]
    assert dead.iloc[0][["lower", "upper"]].tolist() == [40, float("inf")]


def test_own_closed_list_counts(invented):
    assert set(invented.claims["place"].cat.categories) >= {"tearoom", "table-top"}
    with pytest.raises(ValueError, match=r"unknown place 'kursk'; allowed: .*table-top"):
        select(invented, place="kursk")


def test_rules_hold_there_too(teapot, tmp_path):
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in teapot.iterdir():
        (copy / path.name).write_bytes(path.read_bytes().replace(b"table-top,cumulative", b"kursk,cumulative"))
    with pytest.raises(LedgerError, match=r"claims.csv row 2, column place: 'kursk': .* Allowed: .*table-top"):
        load(copy)


def test_lineage_and_vintage_of_the_invented_ledger(invented):
    assert lineage.origin(invented, "spoon-gazette-2001-04-06-killed") == REPEATED
    assert len(vintage.as_known_on(invented, "2001-03-31").claims) == 2


def test_citation_and_diff_name_the_invented_ledger(teapot, tmp_path):
    text = run("cite", "teapot-palace-2001-04-20-killed", "--data", teapot).stdout
    assert "The Teapot War (invented), version 0.1.0" in text
    assert "Kursk" not in text
    assert run("new", tmp_path / "older").exit_code == 0
    text = run("diff", tmp_path / "older", "--data", teapot).stdout
    assert f"claims: {len(CLAIMS)} added" in text
    assert "killed, intelligence: none -> about 70, teapot-guard" in text


def test_charts_draw_the_invented_ledger(invented):
    dead = select(invented, measure=["killed", "casualties"], force="teapot-guard", numbers=True)
    ax = charts.claims_over_time(dead, ledger=invented)
    chart = charts.finish(
        ax,
        title="An invented war, drawn",
        subtitle="Killed and casualties of the Guard (invented)",
        source="The Teapot War (invented)",
        alt=f"{len(dead)} invented claims, the last of {prose.figure(dead.iloc[-1])}.",
        claims=dead,
    )
    svg = chart._repr_mimebundle_()[0]["image/svg+xml"]
    assert [claim_id for claim_id in dead.index if dead.at[claim_id, "url"] not in svg] == []
    plt.close("all")


def test_tables_and_words_of_the_invented_ledger(invented):
    shown = tables.claims_table(invented, select(invented, measure="deployed"), "Sent (invented)")
    assert "about 900" in shown._repr_html_()


NOTEBOOK = (
    """
from helpers import load, prose
from helpers.charts import claims_over_time, finish
from helpers.select import select

ledger = load({folder!r})
dead = select(ledger, measure="killed", force="teapot-guard", numbers=True)
""",
    """
finish(
    claims_over_time(dead, ledger=ledger),
    title="An invented war in a notebook",
    subtitle="Killed (invented)",
    source="The Teapot War (invented)",
    alt=f"{{len(dead)}} invented claims, the last of {{prose.figure(dead.iloc[-1])}}.",
    claims=dead,
)
""",
)


def test_notebook_runs_on_the_invented_ledger(teapot, invented):
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(code.format(folder=str(teapot))) for code in NOTEBOOK]
    nbclient.NotebookClient(notebook, kernel_name="python3", timeout=120).execute(env=ENVIRONMENT)
    (shown,) = notebook.cells[-1].outputs
    assert shown["data"]["text/plain"] == "3 invented claims, the last of 70."
    assert "teapot-palace-2001-04-20-killed" not in shown["data"]["application/vnd.kursk-ledger.chart+json"]["claims"]
