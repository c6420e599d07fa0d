"""The JSON examples of `docs/formats.md` have exactly the keys that the program writes."""

from __future__ import annotations

import getpass
import json
import platform
import re
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from experiments import cli, store
from experiments.commands.story import as_json as as_program
from experiments.commands.story import live, read_question
from experiments.compare import as_json, ask, compare
from experiments.design import Plan
from experiments.design.study_file import KEYS
from experiments.report.language import Language
from experiments.story.kinds import KINDS
from experiments.story.telling import Teller
from tests.experiments.sweep.small import write_study

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
SMALL = {"organization.teams": 2, "organization.reps_per_team": 5, "calendar.burn_in_years": 1}


def example(kind: str) -> dict[str, Any]:
    (block,) = re.findall(rf"```json {kind}\n(.*?)```", PAGE, re.DOTALL)
    found: dict[str, Any] = json.loads(block)
    return found


def test_the_manifest_example_is_a_manifest(tmp_path: Path) -> None:
    shown = example("manifest")
    assert list(shown) == [field.name for field in fields(store.Manifest)]
    store.open_study(tmp_path, store.Manifest(**shown))
    found = store.read_manifest(tmp_path)
    assert found == shown


def test_the_compare_example_has_the_keys_and_metrics_of_an_answer() -> None:
    shown = example("compare")
    written = as_json(compare(ask("midmarket", ["culling=10%"], seeds=range(2), years=1, overrides=SMALL)))
    assert list(shown) == list(written)
    assert list(shown["metrics"][0]) == list(written["metrics"][0])
    assert [list(arm) for arm in shown["arms"]] == [list(arm) for arm in written["arms"]]
    assert [arm["name"] for arm in shown["arms"]] == [arm["name"] for arm in written["arms"]]
    assert list(shown["arms"][0]["means"]) == list(written["arms"][0]["means"])
    assert shown["schema"] == written["schema"]


def test_the_story_example_has_the_keys_of_a_story() -> None:
    shown = example("story")
    question = read_question("midmarket", [], [f"{path}={value}" for path, value in SMALL.items()], (1, 1), "4")
    language = Language(shown["language"])
    written = as_program(question, language, [Teller(language, "EUR", 7).tell(life) for life in live(question)])
    assert list(shown) == list(written)
    assert shown["schema"] == written["schema"]
    assert list(shown["people"][0]) == list(written["people"][0])
    assert list(shown["people"][0]["years"][0]) == list(written["people"][0]["years"][0])
    assert list(shown["people"][0]["years"][0]["moments"][0]) == list(written["people"][0]["years"][0]["moments"][0])
    assert set(shown["people"][0]["years"][0]["left_out"]) <= set(KINDS)


def test_a_manifest_says_what_machine_it_was_but_not_whose() -> None:
    written = str(asdict(store.Manifest("s", "q", "c", {}, {"first": 0, "count": 1})))
    for private in (platform.node(), getpass.getuser(), str(Path.home())):
        assert len(private) < 3 or f"'{private}" not in written


def test_the_sweep_example_has_the_keys_of_a_sweep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_study(tmp_path, seeds=2)
    written = json.loads(CliRunner().invoke(cli.app, ["sweep", "study.toml", "--json"]).stdout)
    shown = example("sweep")
    assert list(shown) == list(written)
    assert list(shown["findings"][0]) == list(written["findings"][0])
    assert shown["schema"] == written["schema"]


def test_the_table_of_a_study_file_has_its_keys_and_defaults() -> None:
    rows = re.findall(
        r"^\| `\[*(\w+)\]*` \| (.*?) \|", PAGE.partition("## Study file")[2].partition("\n## ")[0], re.MULTILINE
    )
    assert {key for key, _ in rows} == {"format", *KEYS}
    defaults = dict(rows)
    plan = Plan("?")
    assert {name: defaults[name].strip("`") for name in ("firm", "by", "metric")} == {
        "firm": plan.firm, "by": plan.by, "metric": plan.metric,
    }  # fmt: skip
    assert defaults["seeds"] == f"{len(plan.seeds)} from {plan.seeds.start}"
