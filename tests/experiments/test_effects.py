"""What was put in by hand: the data file fits the model, and an effect is marked by the channels that lead there."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from experiments.analysis.metrics import METRICS
from experiments.doses import overlays
from experiments.effects import Effects, read_effects
from experiments.studies.factors import CHANNELS
from simulation import ScenarioError, load_policy, load_scenario
from simulation.indicators import UNITS
from simulation.layers import CATALOGUE

FIRM = load_scenario("midmarket", (), {"enemy.preparation": 0.1, "peers.contest_effort": 0.0})
SALIENCE = {"enemy.salience": 1}


@pytest.fixture(scope="module")
def effects() -> Effects:
    return read_effects(CHANNELS)


def test_every_lever_of_every_overlay_has_channels_and_no_other_lever(effects: Effects) -> None:
    moved = set(chain.from_iterable(load_policy(factor).values for factor in overlays()))
    assert effects.levers == moved


def test_channels_name_parameters_and_indicators_that_there_are(effects: Effects) -> None:
    watched = {metric.name for metric in (*effects.metrics, *METRICS)}
    assert {channel.through for channel in effects.channels} <= set(CATALOGUE.by_path)
    assert {channel.on for channel in effects.channels} <= watched <= set(UNITS)


def test_earnings_are_not_watched_twice(effects: Effects) -> None:
    names = [metric.name for metric in (*METRICS, *effects.metrics)]
    assert len(names) == len(set(names))
    assert len({metric.label for metric in effects.metrics}) == len(effects.metrics)


def test_a_channel_is_a_lever_itself_or_what_the_world_is_like(effects: Effects) -> None:
    levers = {path for path, declared in CATALOGUE.by_path.items() if declared.kind == "lever"}
    strangers = [one for one in effects.channels if one.through in levers and one.through != one.lever]
    assert {(one.lever, one.through) for one in strangers} == {("peers.contest", "peers.prize_weeks")}


def test_an_effect_that_goes_the_way_of_a_channel_is_assumed(effects: Effects) -> None:
    mark = effects.mark("rival_share", -1, SALIENCE, FIRM)
    assert mark.word == "assumed"
    assert mark.text(FIRM) == "assumed: `enemy.preparation` = 0.1 (barnett_hansen_1996)"


def test_an_effect_against_every_channel_emerged_and_says_against_what(effects: Effects) -> None:
    mark = effects.mark("rival_share", 1, SALIENCE, FIRM)
    assert mark.word == "emerged"
    assert mark.text(FIRM) == "emerged, against `enemy.preparation` = 0.1 (barnett_hansen_1996)"


def test_a_lever_that_is_lowered_turns_its_channels_round(effects: Effects) -> None:
    lowered = {"enemy.salience": -1}
    assert effects.mark("rival_share", 1, lowered, FIRM).word == "assumed"
    assert effects.mark("rival_share", -1, lowered, FIRM).word == "emerged"


def test_an_effect_to_which_no_channel_leads_emerged(effects: Effects) -> None:
    assert effects.mark("dismissed", 1, SALIENCE, FIRM).text(FIRM) == "emerged"
    assert effects.mark("rival_share", -1, {"spirit.rituals": 1}, FIRM).word == "emerged"


def test_a_channel_whose_parameter_is_zero_carries_nothing(effects: Effects) -> None:
    assert effects.mark("effort", 1, {"peers.contest": 1}, FIRM).word == "emerged"
    keen = FIRM.with_overrides({"peers.contest_effort": 0.03})
    assert effects.mark("effort", 1, {"peers.contest": 1}, keen).word == "assumed"


def test_a_lever_that_acts_as_it_is_needs_no_other_parameter(effects: Effects) -> None:
    assert effects.mark("salience", 1, SALIENCE, FIRM).text(FIRM) == "assumed: `enemy.salience` itself"


def test_a_channel_that_goes_either_way_explains_both(effects: Effects) -> None:
    moved = {"leadership.autonomy": 1}
    assert {effects.mark("win_share", way, moved, FIRM).word for way in (-1, 0, 1)} == {"assumed"}


WRONG = """
format = 1
[[indicator]]
name = "efort"
label = "effort"
group = "people"
[[indicator]]
name = "morale"
label = "morale"
group = "people"
[[lever]]
path = "enemy.saliense"
channels = [{ through = "enemy.salience", on = "morale", sign = 1 }]
[[lever]]
path = "enemy.effort"
channels = [{ through = "enemy.effort", on = "moral", sign = 2 }]
"""


def test_every_wrong_name_is_said_with_the_nearest_right_one(tmp_path: Path) -> None:
    (tmp_path / "wrong.toml").write_text(WRONG)
    with pytest.raises(ScenarioError) as raised:
        read_effects(tmp_path / "wrong.toml")
    assert list(raised.value.problems) == [
        "wrong.toml: efort is no indicator; did you mean effort?",
        "wrong.toml: enemy.saliense is no parameter; did you mean enemy.salience?",
        "wrong.toml: enemy.effort: moral is not watched; did you mean morale?",
        "wrong.toml: enemy.effort: sign = 2, but it must be -1, 0 or 1",
        "wrong.toml: enemy.effort is no lever",
    ]
