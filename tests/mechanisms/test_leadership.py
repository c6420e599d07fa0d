"""Leadership: a week that ends, a temper that shifts it, freedom that pays in unrest, processes that age."""

from __future__ import annotations

import math

import pytest

from simulation import SalesOrganization
from simulation.mechanisms.leadership import (
    USUAL_AUTONOMY,
    absorbed,
    aimless_concession,
    care,
    divide_hours,
    felt_autonomy,
    lesson_share,
    local_advantage,
    promised_hours,
    refine_processes,
    renewed,
    share_kept,
    support,
    sustained_quality,
)
from simulation.mechanisms.opening import open_week
from simulation.mechanisms.planning import customer_hours, plan
from simulation.mechanisms.quitting import bonds
from simulation.parameters.leadership import AutonomyShape, Leadership
from simulation.records import ManagerState, TeamState
from tests.mechanisms.builders import calm_firm, make

pytestmark = pytest.mark.jitoff

# A week of one hour of each kind for each of her people, and three for the team.
WEEK = {
    "coaching.hours_per_rep": 1.0,
    "leadership.control_hours_per_rep": 1.0,
    "leadership.support_hours_per_rep": 1.0,
    "leadership.people_hours_per_rep": 1.0,
    "leadership.direction": 0.5,
    "leadership.direction_hours_at_full": 4.0,
    "leadership.process_hours": 1.0,
    "leadership.takeover": 0.0,
    "leadership.hours_per_week": 40.0,
    "recruiting.bench": 0.0,
    "recruiting.vacancy_hours": 2.5,
}
EACH = ("coaching_hours_per_rep", "control_hours_per_rep", "support_hours_per_rep", "people_hours_per_rep")


def test_promises_are_added_up_over_people_team_and_search() -> None:
    p = calm_firm({**WEEK, "recruiting.bench": 0.5, "recruiting.bench_hours": 3.0}).p
    # 8 people x 4 hours, direction 0.5 x 4, processes 1, bench 0.5 x 3, two searches of 2.5
    assert promised_hours(8, 2, p) == pytest.approx(32.0 + 2.0 + 1.0 + 1.5 + 5.0)


@pytest.mark.parametrize(
    ("promised", "hours", "kept"), [(20.0, 40.0, 1.0), (40.0, 40.0, 1.0), (50.0, 40.0, 0.8), (9.0, 0.0, 0.0), (0, 0, 1)]
)
def test_a_week_holds_what_it_holds(promised: float, hours: float, kept: float) -> None:
    assert share_kept(promised, hours) == pytest.approx(kept)


def test_what_is_promised_beyond_her_hours_shrinks_in_proportion() -> None:
    # Two people: 2 x 4 + 2 + 1 = 11 hours promised, 5.5 there.
    o = calm_firm({**WEEK, "leadership.hours_per_week": 5.5, "norms.half_life_weeks": 1.0})
    o.teams[0].direction = 0.0
    o.step()
    manager = o.managers[0]
    assert [getattr(manager, name) for name in (*EACH, "process_hours", "hours_share")] == pytest.approx([0.5] * 6)
    assert o.teams[0].direction == pytest.approx(0.5 * 0.5 * 0.5)  # half the way to half of what was meant


def test_fewer_people_get_more_of_a_full_week() -> None:
    o = calm_firm({**WEEK, "leadership.hours_per_week": 5.5, "recruiting.vacancy_hours": 0.0})
    o.reps[0].employed = 0
    o.step()
    assert o.managers[0].coaching_hours_per_rep == pytest.approx(5.5 / 7.0)


def test_a_vacant_search_takes_hours_from_those_who_are_here() -> None:
    o = calm_firm({**WEEK, "leadership.hours_per_week": 4.75})
    o.reps[0].employed, o.seats[0].vacant_until = 0, 9.0
    o.step()
    assert o.managers[0].coaching_hours_per_rep == pytest.approx(4.75 / (4.0 + 2.0 + 1.0 + 2.5))


def test_a_team_without_a_manager_gets_nothing_of_her_week() -> None:
    o = calm_firm(WEEK)
    o.managers[0].in_post, o.managers[0].post_vacant_until = 0, 9.0
    o.step()
    assert [getattr(o.managers[0], name) for name in (*EACH, "process_hours", "hours_share")] == [0.0] * 6


def hours_of(competitiveness: float, overrides: dict[str, object]) -> ManagerState:
    manager = make(ManagerState, competitiveness=competitiveness)
    divide_hours(manager, calm_firm({**WEEK, "leadership.takeover": 0.4, **overrides}).p, 1.0)
    return manager


@pytest.mark.parametrize(
    ("competitiveness", "with_people", "in_deals"),
    [
        (0.5, 1.0, 1.0),  # the median manager does as she promised
        (1.0, 0.6, 1.8),  # the fully competitive takes 0.4 of two hours over into deals
        (0.75, 0.8, 1.4),
        (0.0, 1.4, 0.2),  # the mild does the reverse
    ],
)
def test_a_competitive_manager_turns_coaching_and_care_into_deals(
    competitiveness: float, with_people: float, in_deals: float
) -> None:
    manager = hours_of(competitiveness, {})
    assert manager.coaching_hours_per_rep == manager.people_hours_per_rep == pytest.approx(with_people)
    assert manager.support_hours_per_rep == pytest.approx(in_deals)
    assert manager.control_hours_per_rep == 1.0


@pytest.mark.parametrize("competitiveness", [0.0, 0.2, 0.5, 0.9, 1.0])
@pytest.mark.parametrize("support_hours", [0.0, 0.1, 1.0])
def test_temper_shifts_hours_and_makes_none(competitiveness: float, support_hours: float) -> None:
    manager = hours_of(competitiveness, {"leadership.support_hours_per_rep": support_hours})
    assert sum(getattr(manager, name) for name in EACH) == pytest.approx(3.0 + support_hours)
    assert min(getattr(manager, name) for name in EACH) >= 0.0


LEADERSHIP = Leadership(process_half_gain_hours=1.5, usual_turbulence=0.1, half_gain_hours=0.5)


def test_half_of_the_failures_teach_where_nothing_failed() -> None:
    assert lesson_share(make(TeamState, failures=0.0, lessons=0.0)) == 0.5
    assert lesson_share(make(TeamState, failures=4.0, lessons=1.0)) == 0.25


@pytest.mark.parametrize(
    ("hours", "accountability", "lessons", "quality"),
    [
        (0.0, 1.0, 1.0, 0.0),
        (1.5, 0.5, 0.5, 0.5),  # the half-gain hours of a median manager whose failures half teach
        (1.5, 1.0, 1.0, 2.25 / 3.25),  # x 1.5 x 1.5 hours' worth, over the same and 1
        (1.5, 0.0, 0.0, 0.25 / 1.25),
    ],
)
def test_hours_and_lessons_sustain_processes(
    hours: float, accountability: float, lessons: float, quality: float
) -> None:
    assert sustained_quality(hours, accountability, lessons, LEADERSHIP) == pytest.approx(quality)


@pytest.mark.parametrize(
    ("quality", "sustained", "turbulence", "later"),
    [
        (0.5, 0.5, 0.1, 0.5),  # kept up in ordinary times
        (0.5, 0.0, 0.1, 0.45),  # unattended
        (0.5, 0.0, 1.1, 0.40),  # unattended, in a world one more turbulent than usual: twice as fast
        (0.5, 0.5, 1.1, 0.45),  # the same hours do not keep up with it
        (0.5, 1.0, 1.1, 0.50),
        (0.5, 0.0, 99.0, 0.0),
    ],
)
def test_processes_age_faster_in_turbulence(quality: float, sustained: float, turbulence: float, later: float) -> None:
    assert renewed(quality, sustained, turbulence, 0.1, LEADERSHIP) == pytest.approx(later)


def test_unattended_processes_lose_half_in_their_half_life() -> None:
    o = calm_firm({"leadership.process_hours": 0.0, "leadership.process_ageing_half_life_weeks": 4.0})
    open_week(o, o.p)
    o.market.turbulence = o.p.leadership.usual_turbulence
    for _ in range(4):
        refine_processes(o.managers[0], o, o.p)
    assert o.teams[0].process_quality == pytest.approx(0.25)


@pytest.mark.parametrize(("control", "felt"), [(0.0, 0.8), (0.5, 0.4), (1.5, 0.2)])
def test_control_takes_back_freedom(control: float, felt: float) -> None:
    leadership = Leadership(autonomy=0.8, half_gain_hours=0.5)
    assert felt_autonomy(control, leadership) == pytest.approx(felt)


def test_ordinary_freedom_is_what_an_ordinary_firm_leaves() -> None:
    usual = Leadership()
    assert felt_autonomy(usual.control_hours_per_rep, usual) == pytest.approx(USUAL_AUTONOMY, abs=0.02)


def advantage(autonomy: float, turbulence: float, shape: AutonomyShape) -> float:
    leadership = Leadership(autonomy_gain=0.5, usual_turbulence=0.2, autonomy_shape=shape)
    return local_advantage(autonomy, turbulence, leadership)


@pytest.mark.parametrize(
    ("autonomy", "turbulence", "gain"),
    [
        (0.3, 5.0, 0.0),  # ordinary freedom, whatever the world
        (0.9, 0.2, 0.0),  # the usual world, whatever the freedom
        (0.9, 1.2, 0.3),  # 0.5 x 0.6 x 1
        (0.0, 1.2, -0.15),  # the directed lose what the free gain
        (0.9, 0.0, -0.06),  # in a calm freedom costs: 0.5 x 0.6 x -0.2
    ],
)
def test_freedom_pays_in_unrest_only(autonomy: float, turbulence: float, gain: float) -> None:
    assert advantage(autonomy, turbulence, AutonomyShape.INTERACTION) == pytest.approx(gain)


def test_in_the_rival_shapes_freedom_pays_always_or_never() -> None:
    for turbulence in (0.0, 0.2, 3.0):
        assert advantage(0.9, turbulence, AutonomyShape.NONE) == 0.0
        assert advantage(0.9, turbulence, AutonomyShape.MONOTONE) == pytest.approx(0.5 * 0.6 * 0.2)


def speed_of_the_free(turbulence: float, shape: str) -> float:
    """Speed of deals under much freedom against little, in this world."""
    speeds = []
    for autonomy in (0.9, 0.1):
        settings = {"leadership.autonomy": autonomy, "leadership.autonomy_shape": shape}
        o = calm_firm({**settings, "leadership.autonomy_gain": 0.5, "leadership.control_hours_per_rep": 0.0})
        open_week(o, o.p)
        o.market.turbulence = turbulence
        plan(o.reps[0], o, o.p)
        speeds.append(o.reps[0].advance_factor)
    return speeds[0] / speeds[1]


def test_in_a_firm_the_free_are_faster_under_turbulence_in_the_interaction_shape_alone() -> None:
    usual = Leadership().usual_turbulence
    assert speed_of_the_free(usual + 1.0, "interaction") == pytest.approx(math.exp(0.5 * 0.8))
    assert speed_of_the_free(usual, "interaction") == pytest.approx(1.0)
    assert speed_of_the_free(0.0, "interaction") < 1.0
    assert speed_of_the_free(usual + 1.0, "none") == speed_of_the_free(0.0, "none") == 1.0
    assert speed_of_the_free(usual + 1.0, "monotone") == pytest.approx(speed_of_the_free(0.0, "monotone"))
    assert speed_of_the_free(0.0, "monotone") > 1.0


@pytest.mark.parametrize(("autonomy", "direction", "given"), [(1.0, 0.0, 0.04), (0.5, 0.5, 0.01), (1.0, 1.0, 0.0)])
def test_freedom_without_direction_gives_price_away(autonomy: float, direction: float, given: float) -> None:
    assert aimless_concession(autonomy, direction, Leadership(autonomy_concession=0.04)) == pytest.approx(given)


@pytest.mark.parametrize(("hours", "skill", "share"), [(0.5, 0.5, 0.5), (0.5, 1.0, 1.0), (1.5, 0.5, 0.75), (0, 1, 0)])
def test_support_and_care_are_skill_times_saturating_hours(hours: float, skill: float, share: float) -> None:
    leadership = Leadership(support_gain=0.1, people_gain=0.4, half_gain_hours=0.5)
    manager = make(
        ManagerState,
        support_hours_per_rep=hours,
        people_hours_per_rep=hours,
        selling_skill=skill,
        people_skill=skill,
    )
    assert support(manager, leadership) == pytest.approx(0.1 * share)
    assert care(manager, leadership) == pytest.approx(0.4 * share)


@pytest.mark.parametrize(("resilience", "felt"), [(0.5, 0.02), (1.0, 0.015), (0.0, 0.025)])
def test_a_resilient_manager_keeps_pressure_to_herself(resilience: float, felt: float) -> None:
    manager = make(ManagerState, resilience=resilience)
    assert absorbed(0.02, manager, Leadership(absorbing=0.5)) == pytest.approx(felt)


def led(overrides: dict[str, object]) -> SalesOrganization:
    """A firm in which a manager has divided her week."""
    o = calm_firm({**WEEK, **overrides})
    open_week(o, o.p)
    divide_hours(o.managers[0], o.p, 1.0)
    return o


def test_control_costs_her_people_hours_of_reporting() -> None:
    free, checked = led({"leadership.control_hours_per_rep": 0.0}), led({"leadership.control_paperwork": 2.0})
    assert customer_hours(free.reps[0], free, free.p) - customer_hours(checked.reps[0], checked, checked.p) == (
        pytest.approx(2.0)
    )


def test_care_and_fairness_keep_people() -> None:
    o = led({"leadership.people_gain": 0.4, "leadership.fairness_quits": 0.8, "leadership.half_gain_hours": 1.0})
    rep, o.managers[0].people_skill, o.teams[0].code = o.reps[0], 0.5, 0.0
    o.teams[0].fairness = 1.0
    kept = bonds(rep, o, o.p)
    o.teams[0].fairness = 0.5
    assert bonds(rep, o, o.p) - kept == pytest.approx(0.4)  # 0.8 x half
    o.managers[0].people_hours_per_rep = 0.0
    assert bonds(rep, o, o.p) - kept == pytest.approx(0.4 + 0.2)  # and half of what plenty of care brings
