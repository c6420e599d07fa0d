"""Overlays in doses: each lever has one owner, any of them layer, and a dose is a share of the way from the default."""

from __future__ import annotations

from collections import Counter
from itertools import chain, combinations

import pytest

from experiments.doses import AS_IT_IS, DOUBLE, FULL, HALF, SIZES, TOGETHER, as_it_is, asked_as, dosed_arms, overlays
from experiments.effects import moved_levers
from simulation import ScenarioError, load_policy, load_scenario, run
from simulation.layers import CATALOGUE

FACTORS = overlays()
SMALL = {"organization.teams": 2, "organization.reps_per_team": 3, "calendar.burn_in_years": 1, "calendar.years": 2}


def test_there_are_seven_and_the_folder_says_which() -> None:
    assert [name.partition("-")[0] for name in FACTORS] == [*"1234567"]


def test_no_lever_belongs_to_two_overlays() -> None:
    owners = Counter(chain.from_iterable(load_policy(factor).values for factor in FACTORS))
    assert [path for path, count in owners.items() if count > 1] == []


def test_any_subset_layers_and_each_overlay_keeps_its_values() -> None:
    subsets = [subset for size in range(len(FACTORS) + 1) for subset in combinations(FACTORS, size)]
    firms = {subset: load_scenario("midmarket", subset) for subset in subsets}
    assert len({firm.fingerprint() for firm in firms.values()}) == len(subsets) == 128
    for subset, firm in firms.items():
        values = firm.resolved()
        for factor in subset:
            assert {path: values[path] for path in load_policy(factor).values} == load_policy(factor).values


@pytest.mark.parametrize("factor", FACTORS)
@pytest.mark.parametrize("dose", [HALF, DOUBLE])
def test_a_dose_goes_its_share_of_the_way_from_the_default(factor: str, dose: str) -> None:
    full = load_policy(asked_as(factor, FULL)).values
    part = load_policy(asked_as(factor, dose)).values
    assert list(part) == list(full)
    for path, value in part.items():
        default = CATALOGUE.find(path).default
        assert value - default == pytest.approx(SIZES[dose] * (full[path] - default))
        assert value != default


@pytest.mark.parametrize("factor", FACTORS)
def test_levers_at_their_ordinary_values_change_no_byte_and_the_overlay_changes_some(factor: str) -> None:
    plain = load_scenario("midmarket", (), SMALL)
    levers = load_policy(factor).values
    idle = load_scenario("midmarket", (), {**SMALL, **{path: plain.resolved()[path] for path in levers}})
    moved = load_scenario("midmarket", (factor,), SMALL)
    lives = [run(firm, 3, record=("weekly", "events")) for firm in (plain, idle, moved)]
    weekly = [life.weekly.to_numpy().tobytes() for life in lives]
    assert weekly[0] == weekly[1]
    assert lives[0].events.equals(lives[1].events)
    assert weekly[0] != weekly[2]


def test_arms_are_every_dose_of_every_overlay_and_all_together_in_full() -> None:
    arms = dosed_arms("midmarket", FACTORS[:2])
    one, two = FACTORS[:2]
    assert [(dosed.factor, dosed.dose) for dosed in arms] == [
        *((one, dose) for dose in SIZES),
        *((two, dose) for dose in SIZES),
        (TOGETHER, FULL),
    ]
    assert [dosed.arm.name for dosed in arms[:3]] == [f"{one}@0.5", one, f"{one}@2"]
    assert {policy.name for policy in arms[-1].arm.policies} == {one, two}


def test_one_overlay_has_nobody_to_be_together_with() -> None:
    assert TOGETHER not in {dosed.factor for dosed in dosed_arms("midmarket", FACTORS[:1])}


def test_the_reference_is_the_scenario_itself() -> None:
    assert as_it_is("sweden").name == AS_IT_IS
    assert as_it_is("sweden").scenario == load_scenario("sweden")


def test_a_dose_beyond_the_bounds_is_refused_before_anything_runs() -> None:
    with pytest.raises(ScenarioError, match="3-common_enemy@4"):
        load_policy("3-common_enemy@4")


def test_levers_that_stay_where_they_are_do_not_count_as_moved() -> None:
    before, after = load_scenario("midmarket"), load_scenario("midmarket", ["1-command_and_freedom"])
    moved = moved_levers(["leadership.direction", "leadership.use_of_power", "enemy.salience"], before, after)
    assert moved == {"leadership.direction": 1, "leadership.use_of_power": -1}
