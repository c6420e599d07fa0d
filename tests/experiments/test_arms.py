"""Arms: policies laid over a firm, named as they were asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.arms import read_arm, read_arms
from simulation import ScenarioError, load_scenario
from simulation.layers import load_policy, shipped


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("ordinary", "ordinary dismissals"),
        ("culling", "culling 10 %"),
        ("culling=10%", "culling 10 %"),
        ("culling=0.125", "culling 12.5 %"),
        ("culling_two_strikes=5%", "two-strikes culling 5 %"),
        ("nobody_dismissed+culling=20%", "nobody dismissed + culling 20 %"),
    ],
)
def test_titles_say_policy_and_dial(name: str, title: str) -> None:
    assert read_arm(name, "midmarket", {}).title == title


def test_layers_apply_in_order() -> None:
    selection = read_arm("nobody_dismissed+culling=20%", "midmarket", {}).scenario.selection
    assert (selection.ordinary_dismissals, selection.cull_fraction) == (False, 0.2)
    selection = read_arm("culling=20%+nobody_dismissed", "midmarket", {}).scenario.selection
    assert (selection.ordinary_dismissals, selection.cull_fraction) == (False, 0.0)


def test_a_policy_file_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "gentle.toml"
    path.write_text('format = 1\ntitle = "gentle"\n[selection]\nreview_strikes = 4\n')
    arm = read_arm(str(path), "midmarket", {})
    assert (arm.title, arm.scenario.selection.review_strikes) == ("gentle", 4)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["cullin", "ordinary"], "did you mean culling"),
        (["culling=60%", "ordinary"], "cull_fraction"),
        (["culling=", "ordinary"], "culling="),
        (["nobody_dismissed=10%", "ordinary"], "no dial"),
        (["ordinary", "ordinary"], "same firm"),
        (["culling=10%", "culling=0.1"], "same firm"),
        (["culling=10%++ordinary", "ordinary"], "policy"),
    ],
)
def test_bad_arms_are_refused(names: list[str], message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        read_arms(names, "midmarket", {})


def test_an_override_that_would_undo_a_policy_is_refused() -> None:
    with pytest.raises(ScenarioError, match="would undo what the policy culling=10% sets"):
        read_arm("culling=10%", "midmarket", {"selection.cull_fraction": 0.2})


def test_the_reference_is_what_the_default_firm_does() -> None:
    assert read_arm("ordinary", "midmarket", {}).scenario.fingerprint() == load_scenario().fingerprint()


@pytest.mark.parametrize("name", shipped("policy"))
def test_every_shipped_policy_has_titles_in_english_and_swedish_and_a_description(name: str) -> None:
    policy = load_policy(name)
    assert set(policy.title) == {"en", "sv"}
    assert policy.title["en"] != policy.title["sv"]
    assert policy.description.endswith(".")
