"""``check``, ``export``, ``cite``, ``codebook`` and the group itself: what they print, and how they fail."""

import json
import re
import sqlite3

import fastparquet
import pandas as pd
import pytest
from click.testing import CliRunner

from helpers import codebook
from helpers.cite import STYLES, cite
from helpers.commands import main
from helpers.export import COMPUTED, FORMATS
from helpers.loading.schema import DATA
from helpers.select import select

CLAIM = "nis-2025-04-30-killed"


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="python -m helpers")


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_has_a_manual(name):
    done = run(name, "--help")
    assert done.exit_code == 0
    assert len(done.stdout.split()) > 15
    assert done.stdout == run(name, "-h").stdout


@pytest.mark.parametrize("name", ["add", "cite", "diff", "export", "new", "rates"])
def test_manual_has_examples(name):
    assert f"python -m helpers {name}" in run(name, "--help").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ad"], "No such command 'ad'"),
        (["cite"], "Missing argument 'CLAIM_ID'"),
        (["export", "x.csv", "--colour", "red"], "No such option"),
    ],
)
def test_wrong_call_is_told_on_stderr(arguments, message):
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


def test_check_of_the_shipped_data():
    done = run("check")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "claims by" in done.stdout


def test_check_names_every_problem(folder):
    folder.change("claims", 0, place="mars")
    folder.change("claims", 1, basis="guess")
    done = run("check", folder.path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "'mars'" in done.stderr
    assert "'guess'" in done.stderr
    assert "2 problems; nothing was changed." in done.stderr


def test_codebook_of_a_folder(folder):
    readme = folder.path / "README.md"
    readme.write_text("old", encoding="utf-8")
    assert run("codebook", folder.path).exit_code == 0
    assert readme.read_text(encoding="utf-8") == codebook.codebook()


@pytest.fixture
def killed(ledger):
    return select(ledger, measure="killed")


def test_export_of_everything_is_the_file_itself(tmp_path):
    assert run("export", tmp_path / "all.csv").exit_code == 0
    assert (tmp_path / "all.csv").read_bytes() == (DATA / "claims.csv").read_bytes()


def read(path):
    if path.suffix == ".csv":
        return pd.read_csv(path, keep_default_na=False)
    if path.suffix == ".json":
        return pd.DataFrame(json.loads(path.read_text(encoding="utf-8")))
    if path.suffix == ".parquet":
        return fastparquet.ParquetFile(path).to_pandas()
    connection = sqlite3.connect(path)
    try:
        return pd.read_sql("select * from claims", connection)
    finally:
        connection.close()


@pytest.mark.parametrize("suffix", FORMATS)
def test_formats_hold_the_same_claims(tmp_path, killed, suffix):
    path = tmp_path / f"killed{suffix}"
    done = run("export", path, "--measure", "killed", "--computed")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == f"{path}: {len(killed):,} claims\n"
    frame = read(path).set_index("claim_id")
    assert list(frame.index) == list(killed.index)
    assert set(COMPUTED) <= set(frame.columns)
    for column in ("low", "point", "high"):
        got = pd.to_numeric(frame[column]).to_numpy(float)
        assert pd.Series(got).equals(pd.Series(killed[column].to_numpy(float, na_value=float("nan")))), column
    assert list(frame["said_on"].str[:4]) == list(killed["said_on"].dt.strftime("%Y"))
    silent = frame[frame["qualifier"] == "no_number"]
    assert len(silent)
    assert not (pd.to_numeric(silent["point"]) == 0).any()


@pytest.mark.parametrize("suffix", FORMATS)
def test_same_selection_gives_the_same_bytes(tmp_path, suffix):
    first, second = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    for path in (first, second):
        run("export", path, "--topic", "casualties", "--computed")
    assert first.read_bytes() == second.read_bytes()


def test_open_end_is_inf_in_csv_and_null_in_json(tmp_path):
    for suffix in (".csv", ".json"):
        run("export", tmp_path / f"x{suffix}", "--measure", "casualties", "--camp", "intelligence", "--computed")
    table = pd.read_csv(tmp_path / "x.csv")
    open_ends = table["upper"] == float("inf")
    assert open_ends.any()
    text = (tmp_path / "x.json").read_text(encoding="utf-8")
    assert "Infinity" not in text and "NaN" not in text
    rows = json.loads(text)
    assert all(row["upper"] is None and row["lower"] > 0 for row, o in zip(rows, open_ends, strict=True) if o)


def test_export_takes_every_condition_of_select(ledger, tmp_path):
    conditions = {
        "measure": ["killed", "casualties"],
        "force": "nk-troops",
        "camp": "intelligence",
        "said_from": "2025",
        "said_to": "2025-09",
        "parts": True,
        "origins": True,
        "numbers": True,
    }
    words = []
    for name, value in conditions.items():
        flag = f"--{name.replace('_', '-')}"
        words += (
            [flag] if value is True else [w for v in ([value] if isinstance(value, str) else value) for w in (flag, v)]
        )
    assert run("export", tmp_path / "x.csv", *words).exit_code == 0
    wanted = select(ledger, **conditions)
    assert 0 < len(wanted) < 100
    assert list(read(tmp_path / "x.csv")["claim_id"]) == list(wanted.index)


def test_every_condition_of_select_has_a_flag():
    import inspect

    flags = {option.name for option in main.commands["export"].params}
    asked = {name for name, p in inspect.signature(select).parameters.items() if p.kind is p.KEYWORD_ONLY}
    assert asked <= flags


def test_export_to_standard_output(killed):
    done = run("export", "-", "--measure", "killed")
    assert done.stdout.count("\n") == len(killed) + 1
    assert json.loads(run("export", "-", "--format", "json", "--measure", "killed").stdout)


def test_empty_selection_says_so(tmp_path):
    done = run("export", tmp_path / "x.csv", "--measure", "killed", "--said-to", "1999")
    assert done.exit_code == 0
    assert "no claim meets these conditions" in done.stderr
    assert (tmp_path / "x.csv").read_text(encoding="utf-8").count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["x.csv", "--camp", "neutral"], "unknown camp 'neutral'; allowed: independent, intelligence, official"),
        (["x.csv", "--said-from", "May 2025"], "'May 2025' is not a date; write YYYY-MM-DD, YYYY-MM or YYYY"),
        (["x.txt"], "no format goes with 'x.txt'; end the name in .csv, .json, .parquet, .sqlite"),
        (["x.csv", "--format", "xls"], "unknown format 'xls'; allowed: csv, json, parquet, sqlite"),
        (["nowhere/x.csv"], "No such file or directory"),
    ],
)
def test_bad_export_writes_nothing(tmp_path, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    done = run("export", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr
    assert not list(tmp_path.iterdir())


def test_failed_export_leaves_the_older_file(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("old", encoding="utf-8")
    assert run("export", path, "--camp", "neutral").exit_code == 2
    assert path.read_text(encoding="utf-8") == "old"


def test_plain_citation_names_claimant_figure_document_and_version(ledger):
    text = run("cite", CLAIM).stdout
    source = ledger.sources.loc[ledger.claims.at[CLAIM, "source_id"]]
    for part in (
        "National Intelligence Service of South Korea",
        "2025-04-30",
        "about 600",
        source["publisher"],
        source["url"],
        ledger.version,
        CLAIM,
    ):
        assert part in text


def test_bibtex_of_every_claim_is_balanced(ledger):
    for claim_id in ledger.claims.index:
        entry = cite(ledger, claim_id, "bibtex")
        assert entry.startswith(f"@misc{{{claim_id},\n") and entry.endswith("\n}")
        bare = re.sub(r"\\[{}]", "", entry)
        assert bare.count("{") == bare.count("}"), claim_id
        for line in entry.splitlines():
            if "=" in line and " url " not in line:
                assert not re.search(r"(?<!\\)[&%$#_]", line), line


def test_csl_json_of_every_claim_has_what_processors_need(ledger):
    for claim_id in ledger.claims.index:
        (item,) = json.loads(cite(ledger, claim_id, "csl-json"))
        assert {"id", "type", "title", "author", "issued", "URL"} <= set(item)
        assert item["id"] == claim_id
        for date in (item["issued"], item.get("available-date", item["issued"])):
            (parts,) = date["date-parts"]
            assert 1 <= len(parts) <= 3 and all(isinstance(part, int) for part in parts)


def test_month_stays_a_month_in_citations(ledger):
    claim_id = ledger.claims.index[ledger.claims["said_on_precision"] == "month"][0]
    (item,) = json.loads(cite(ledger, claim_id, "csl-json"))
    assert len(item["issued"]["date-parts"][0]) == 2


def test_undated_document_is_said_to_be_undated(ledger):
    undated = ledger.sources.index[ledger.sources["published_on"].isna()]
    claim_id = ledger.claims.index[ledger.claims["source_id"].isin(undated)][0]
    assert ", undated." in cite(ledger, claim_id)


def test_digits_are_not_rounded_in_citations(folder):
    row = next(i for i, claim in enumerate(folder.rows("claims")) if claim["claim_id"] == CLAIM)
    folder.change("claims", row, point="1234567")
    assert "about 1,234,567" in run("cite", CLAIM, "--data", folder.path).stdout


def test_rates_are_those_of_the_shipped_data(folder):
    shipped = (folder.path / "exchange_rates.csv").read_bytes()
    (folder.path / "exchange_rates.csv").write_bytes(b"date,currency,per_usd\n")
    done = run("rates", "--data", folder.path)
    assert done.exit_code == 0, done.stderr
    assert "CHF, EUR" in done.stdout
    assert (folder.path / "exchange_rates.csv").read_bytes() == shipped


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nis-2025-04-30-kiled"], "nearest: nis-2025-04-30-killed"),
        ([CLAIM, "--style", "chicago"], f"unknown style 'chicago'; allowed: {', '.join(STYLES)}"),
    ],
)
def test_bad_citation(arguments, message):
    done = run("cite", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


def test_no_traceback_reaches_the_reader(folder):
    (folder.path / "datapackage.json").write_text("{", encoding="utf-8")
    for arguments in (["cite", CLAIM, "--data"], ["diff", "--data"], ["add", "--claimant", "nis", "--data"]):
        done = run(*arguments, folder.path)
        assert done.exit_code == 2, arguments
        assert isinstance(done.exception, SystemExit)
        assert done.stderr.startswith("Error: ")
