"""`salesorg sweep`, `query` and `results` as their users meet them."""

from __future__ import annotations

import json
import re
from inspect import signature
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from experiments import cli
from experiments.design import read_plan, read_study
from experiments.design.study_file import DESIGNS
from tests.experiments.sweep.small import PROJECT, write_study

PAGE = (PROJECT / "docs" / "sweeps.md").read_text("utf-8")


def example(info: str) -> str:
    (text,) = re.findall(rf"^```{info}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return text


@pytest.fixture
def salesorg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Call the command line in a folder with a study."""
    monkeypatch.chdir(tmp_path)
    write_study(tmp_path)

    def call(*words: str) -> Result:
        return CliRunner().invoke(cli.app, list(words))

    return call


@pytest.fixture
def swept(salesorg):  # type: ignore[no-untyped-def]
    """The same, the study swept."""
    done = salesorg("sweep", "study.toml")
    assert done.exit_code == 0, done.output
    return salesorg


def one_line(text: str) -> str:
    return " ".join(text.split())


# --- sweep -----------------------------------------------------------------------------------------------------------


def test_a_sweep_says_what_it_did_and_what_came_of_it(salesorg, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    done = salesorg("sweep", "study.toml", "--workers", "2")
    assert done.exit_code == 0
    assert "18 runs made" in done.stdout
    assert "culling=10% against ordinary" in done.stdout
    assert "Paired over 2 worlds, each the mean of its seeds." in done.stdout
    assert sorted(path.name for path in (tmp_path / "results" / "study").iterdir()) == [
        ".lock", "firm.toml", "manifest.json", "raw",
    ]  # fmt: skip
    assert "0 runs made, 18 were there" in salesorg("sweep", "study.toml").stdout


def test_a_sweep_for_programs_is_one_object(salesorg) -> None:  # type: ignore[no-untyped-def]
    found = json.loads(salesorg("sweep", "study.toml", "--replications", "2", "--json").stdout)
    assert (found["runs"], found["made"], found["failed"], found["cells"]) == (12, 12, 0, 6)
    assert found["seeds"] == {"first": 0, "count": 2}
    assert {row["arm"] for row in found["findings"]} == {"culling=10%", "random_dismissal=10%"}


def test_what_is_not_judged_is_said(salesorg, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("experiments.commands.sweep.MOST_JUDGED", 2)
    assert "3 arms are too many to judge one by one" in one_line(salesorg("sweep", "study.toml").stdout)


def test_seeds_until_a_precision_is_reached(salesorg) -> None:  # type: ignore[no-untyped-def]
    words = ("sweep", "study.toml", "--replications", "auto", "--precision", "0.0001%", "--budget", "4")
    done = salesorg(*words)
    assert done.exit_code == 0
    assert "The budget is spent" in done.stdout
    assert json.loads(salesorg(*words, "--json").stdout)["seeds"]["count"] == 4
    assert "until the 95 % interval" in salesorg("results", "study", "--cite").stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["sweep", "stdy.toml"], "there is no such study file"),
        (["sweep", "screenin"], "did you mean screening?"),
        (["sweep", "study.toml", "--replications", "many"], "write a number of seeds from 1 on, or auto"),
        (["sweep", "study.toml", "--precision", "1%"], "goes with --replications auto"),
        (["sweep", "study.toml", "--replications", "auto", "--precision", "2"], "write a share"),
        (["sweep", "study.toml", "--model", "json:JSONDecoder"], "is no subclass of SalesOrganization"),
        (["query", "study", "select 1"], "holds no results of a study study"),
        (["results", "study"], "holds no results of a study study"),
    ],
)
def test_bad_input_ends_with_2_and_one_sentence_and_nothing_written(  # type: ignore[no-untyped-def]
    salesorg, tmp_path: Path, words: list[str], sentence: str
) -> None:
    done = salesorg(*words)
    assert done.exit_code == 2
    assert sentence in one_line(done.stderr)
    assert [path.name for path in tmp_path.iterdir()] == ["study.toml"]


def test_a_mistake_in_the_study_leaves_nothing(salesorg, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    study = tmp_path / "study.toml"
    study.write_text(study.read_text("utf-8").replace('"culling=10%"', '"culling=60%"'), "utf-8")
    done = salesorg("sweep", "study.toml")
    assert done.exit_code == 2
    assert "selection.cull_fraction = 0.6" in done.stderr
    assert not (tmp_path / "results").exists()


# --- query -----------------------------------------------------------------------------------------------------------


def test_the_question_of_the_page_is_answered(salesorg, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "study.toml").write_text(example("toml study"), "utf-8")
    assert salesorg("sweep", "study.toml").exit_code == 0
    found = json.loads(salesorg("query", "study", example("sql query"), "--json").stdout)
    assert len(found["rows"]) == 3 * 4
    assert list(found["rows"][0]) == ["volatility", "arm", "profit", "turnover"]


def test_answers_are_shown_or_written(swept, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert "18" in swept("query", "study", "select count(*) as n from runs").stdout
    done = swept("query", "study.toml", "from runs, range(10)")
    assert "180 rows, 50 shown" in one_line(done.stdout)
    assert swept("query", "results/study", "from runs", "--csv", "all.csv").exit_code == 0
    assert len((tmp_path / "all.csv").read_text().splitlines()) == 19


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("selec 1", "syntax error"),
        ("select profit from runs", "profit_money"),
        ("select 1; select 2", "a query is one question"),
        ("drop view runs", "a query is one question"),
        ("copy runs to 'stolen.csv'", "a query is one question"),
        ("select * from read_csv('study.toml')", "disabled by configuration"),
        ("set lock_configuration = false", "a query is one question"),
    ],
)
def test_a_query_can_only_ask(swept, tmp_path: Path, sql: str, sentence: str) -> None:  # type: ignore[no-untyped-def]
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    done = swept("query", "study", sql)
    assert done.exit_code == 2
    assert sentence in one_line(done.stderr)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


# --- results ---------------------------------------------------------------------------------------------------------


def test_studies_are_listed_with_their_state(swept, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    manifest = tmp_path / "results" / "study" / "manifest.json"
    assert "complete" in swept("results").stdout
    content = manifest.read_text("utf-8")
    manifest.write_text(content.replace('"complete"', '"running"'), "utf-8")
    assert "interrupted" in swept("results").stdout
    manifest.write_text(re.sub('"code": "....', '"code": "0000', content), "utf-8")
    assert "of other code" in swept("results").stdout
    manifest.write_text("{", "utf-8")
    assert "unreadable" in swept("results").stdout
    (listed,) = json.loads(swept("results", "--json").stdout)["studies"]
    assert listed["state"] == "unreadable"


def test_without_studies_that_is_said(salesorg) -> None:  # type: ignore[no-untyped-def]
    assert "holds no studies yet" in salesorg("results").stdout


def test_a_study_is_cited_from_its_manifest(swept) -> None:  # type: ignore[no-untyped-def]
    shown = one_line(swept("results", "study", "--cite").stdout)
    assert "6 firms (3 arms in 2 worlds, scenario midmarket)" in shown
    assert "the same 3 random seeds (0 to 2) for 1 year after 1 year of settling in" in shown
    assert "This makes 18 runs, of which 0 failed." in shown
    assert "@software{salesorg_" in shown
    assert shown.count("{") == shown.count("}")
    assert "STUDY" in swept("results", "--cite").stderr


# --- the page --------------------------------------------------------------------------------------------------------


def test_the_two_studies_of_the_page_are_one(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_text(example("toml study"), "utf-8")
    (tmp_path / "study.py").write_text(example("python study"), "utf-8")
    toml, script = (read_plan(read_study(tmp_path / name)) for name in ("study.toml", "study.py"))
    assert toml.cells == script.cells
    assert len(toml.cells) == 3 * 4


def test_the_page_lists_every_design_with_its_keys() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", PAGE, re.MULTILINE))
    assert list(rows) == list(DESIGNS)
    for name, design in DESIGNS.items():
        assert set(signature(design).parameters) <= set(re.findall(r"`(\w+)`", rows[name]))
