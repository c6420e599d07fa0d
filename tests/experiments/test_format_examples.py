"""The JSON examples of `docs/formats.md` have exactly the keys that the program writes."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import pytest

from experiments import store
from experiments.commands.story import as_json as as_program
from experiments.commands.story import live, read_question
from experiments.compare import as_json, ask, compare
from experiments.report.language import Language
from experiments.story.kinds import KINDS
from experiments.story.telling import Teller

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


@pytest.mark.parametrize("unknown", ["machine", "host"])
def test_a_manifest_names_no_machine(unknown: str) -> None:
    assert unknown not in asdict(store.Manifest("s", "q", "c", {}, {"first": 0, "count": 1}))
