"""Presets: every story claims something, and the model shows it."""

from pathlib import Path

import pandas as pd
import pytest

from simulation import ScenarioError, burn_in, load_scenario, run_many
from workshop.command import FIRM
from workshop.presets import Claim, judge, preset_named, presets, read_preset

SEEDS = range(1_000, 1_016)
"""Other futures than those by which the stories were written."""


def test_there_are_at_least_eight_and_each_has_another_name_and_company() -> None:
    assert len(presets()) >= 8
    assert len({preset.name for preset in presets()}) == len(presets())
    assert len({preset.company for preset in presets()}) == len(presets())


@pytest.fixture(scope="module")
def lived() -> pd.DataFrame:
    firm = load_scenario(FIRM)
    arms = [firm, *(preset.company.on(firm) for preset in presets())]
    table = run_many(arms, SEEDS, years=5, states=burn_in(firm, SEEDS))
    names = ["as it is", *(preset.name for preset in presets())]
    table.insert(0, "arm", table.pop("scenario").map(dict(enumerate(names))))
    return table


@pytest.mark.parametrize("preset", [preset.name for preset in presets()])
def test_the_model_tells_the_story(preset: str, lived: pd.DataFrame) -> None:
    broken = [
        (claim, interval) for claim, interval, holds in judge(lived, preset_named(preset), "as it is") if not holds
    ]
    assert broken == []


@pytest.mark.parametrize(
    ("claim", "interval", "holds"),
    [
        (Claim("morale", "up", 0.1), (1.1, 2.0), True),
        (Claim("morale", "up", 0.1), (0.9, 2.0), False),
        (Claim("morale", "down", 0.1), (-2.0, -1.0), True),
        (Claim("morale", "down", 0.1), (-2.0, 0.5), False),
        (Claim("morale", "same", 0.1), (-1.0, 1.0), True),
        (Claim("morale", "same", 0.1), (-1.0, 1.1), False),
    ],
)
def test_a_claim_is_held_against_the_interval(claim: Claim, interval: tuple[float, float], holds: bool) -> None:
    assert claim.holds(interval, 10.0) is holds


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('format = 1\n[title]\nen="a"\nsv="b"\n[story]\nen="a"\nsv="b"\n', "without a claim"),
        ("format = 2\n", "format"),
        ("format = 1\nmoral = 1\n", "moral"),
        ('format = 1\n[[claim]]\nmetric="profit"\nway="up"\n', "name an indicator"),
        ('format = 1\n[title]\nen="a"\n[[claim]]\nmetric="morale"\nway="up"\n', "title must be"),
    ],
)
def test_a_wrong_file_is_refused_with_what_is_wrong(tmp_path: Path, text: str, problem: str) -> None:
    file = tmp_path / "01-odd.toml"
    file.write_text(text)
    with pytest.raises(ScenarioError, match=problem):
        read_preset(file)


def test_an_unknown_preset_is_answered_with_those_there_are() -> None:
    with pytest.raises(ScenarioError, match="boiler_room"):
        preset_named("boiler")
