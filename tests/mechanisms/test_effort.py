"""Effort: quota in reach pulls, quota out of reach lets go, danger drives, morale colours, others draw along."""

from __future__ import annotations

import pytest

from simulation import SalesOrganization
from simulation.mechanisms.effort import (
    MOST_EFFORT,
    accelerator_pull,
    chosen_effort,
    exhaustion,
    in_danger,
    nearness,
    outlook,
    own_share,
    pull_above_quota,
)
from simulation.mechanisms.opening import open_week
from simulation.parameters.energy import Energy
from simulation.records import RepState
from simulation.scenario import Scenario
from tests.mechanisms.builders import calm_firm, make

pytestmark = pytest.mark.jitoff


@pytest.mark.parametrize(
    ("attributes", "danger"),
    [
        ({}, False),
        ({"warnings": 1}, True),
        ({"near_cut": 1}, True),
        ({"weeks_to_go": 3}, True),
        ({"bottoms": 1}, False),
    ],
)
def test_who_is_in_danger(attributes: dict[str, int], danger: bool) -> None:
    assert in_danger(make(RepState, **attributes)) is danger


@pytest.mark.parametrize(
    ("bookings", "asked", "quota", "expected"),
    [
        (0.0, 0.0, 100.0, 1.0),  # on the first day everybody is at quota
        (30.0, 50.0, 100.0, 55 / 75),  # half a year at 60 %, steadied by a quarter of a year at quota
        (150.0, 100.0, 100.0, 175 / 125),
        (5.0, 1.0, 0.0, 1.0),  # no quota, nothing to miss
    ],
)
def test_outlook_is_results_steadied_by_a_quarter_at_quota(
    bookings: float, asked: float, quota: float, expected: float
) -> None:
    assert outlook(bookings, asked, quota) == pytest.approx(expected)


def somebody(expected: float, overrides: dict[str, object], **attributes: float) -> SalesOrganization:
    """A firm whose first rep is a median person with this outlook, at a quota of 100."""
    o = calm_firm(overrides)
    open_week(o, o.p)
    rep = o.reps[0]
    o.seats[0].quota_money = 100.0
    rep.year_asked_money = 25.0
    rep.year_bookings_money = 50.0 * expected - 25.0  # (b + 25) / (25 + 25)
    rep.competitiveness = rep.resilience = rep.accountability = 0.5
    rep.hunger, o.teams[0].effort, o.teams[0].effort_norm = 0.0, 1.0, 1.0
    for name, value in attributes.items():
        setattr(rep, name, value)
    return o


def effort_in(o: SalesOrganization) -> float:
    return chosen_effort(o.reps[0], o, o.p, pull_above_quota(0, o, o.p))


def effort_at(expected: float, overrides: dict[str, object], **attributes: float) -> float:
    return effort_in(somebody(expected, overrides, **attributes))


def test_a_median_person_to_whom_nothing_happens_works_as_usual() -> None:
    assert effort_at(0.8, {}) == 1.0


# Full pull: 1.5 ** 1 - 1 = 50 % more effort, in every week of the year.
PULL = {"pay.accelerator": 1.5, "effort.pay_elasticity": 1.0, "effort.goal_gradient": 0.0}


def test_the_pull_of_pay_is_its_ratio_to_the_power_of_the_elasticity() -> None:
    p = Scenario().with_overrides({"pay.accelerator": 4.0, "effort.pay_elasticity": 0.5})
    assert accelerator_pull(p) == pytest.approx(1.0)
    assert accelerator_pull(p.with_overrides({"pay.accelerator": 0.0})) == pytest.approx(0.1 - 1.0)  # one hundredth


@pytest.mark.parametrize(("expected", "effort"), [(0.80, 1.0), (0.85, 1.0), (0.925, 1.25), (1.0, 1.5), (2.0, 1.5)])
def test_pay_above_quota_pulls_who_is_near_it(expected: float, effort: float) -> None:
    assert effort_at(expected, PULL) == pytest.approx(effort)


def test_the_year_s_end_pulls_more_the_nearer_it_is_and_as_much_on_the_whole() -> None:
    p = Scenario().with_overrides({"effort.goal_gradient": 1.0})
    felt = [nearness(week, p) for week in range(52)]
    assert (felt[0], felt[-1]) == pytest.approx((1.0 - 51 / 104, 1.0 + 51 / 104))  # half a week from either end
    assert felt == sorted(felt)
    assert sum(felt) / 52 == pytest.approx(1.0)
    assert nearness(51, p.with_overrides({"effort.goal_gradient": 0.0})) == 1.0


def test_late_in_the_year_pay_pulls_more() -> None:
    o = somebody(1.0, {"pay.accelerator": 1.2, "effort.pay_elasticity": 1.0, "effort.goal_gradient": 1.0})
    o.firm.week = 51
    assert effort_in(o) == pytest.approx(1.0 + 0.2 * (1.0 + 51 / 104))


@pytest.mark.parametrize(("expected", "effort"), [(0.75, 1.0), (0.70, 1.0), (0.55, 0.9), (0.40, 0.8), (0.1, 0.8)])
def test_far_below_quota_a_rep_gives_up(expected: float, effort: float) -> None:
    assert effort_at(expected, {"effort.giving_up": 0.2}) == pytest.approx(effort)


@pytest.mark.parametrize(("trait", "effort"), [(0.0, 1.0), (0.25, 1.25), (0.5, 1.5)])
def test_the_competitive_are_pulled_more(trait: float, effort: float) -> None:
    assert effort_at(1.0, PULL, competitiveness=trait) == pytest.approx(effort)


@pytest.mark.parametrize(("trait", "effort"), [(0.0, 0.6), (0.5, 0.8), (1.0, 1.0)])
def test_the_resilient_do_not_give_up(trait: float, effort: float) -> None:
    assert effort_at(0.3, {"effort.giving_up": 0.2}, resilience=trait) == pytest.approx(effort)


def test_danger_drives_and_morale_colours() -> None:
    assert effort_at(0.8, {"effort.threat_effort": 0.05}, warnings=1) == pytest.approx(1.05)
    assert effort_at(0.8, {"effort.morale_effort": 0.2, "morale.par": 0.6}, morale=0.9) == pytest.approx(1.06)
    assert effort_at(0.8, {"effort.morale_effort": 0.2, "morale.par": 0.6}, morale=0.1) == pytest.approx(0.9)


def test_an_accelerator_of_one_pulls_nobody() -> None:
    assert effort_at(1.2, {"pay.accelerator": 1.0, "effort.pay_elasticity": 1.0}) == 1.0


@pytest.mark.parametrize(("team_share", "reps", "own"), [(0.0, 10, 1.0), (0.5, 10, 0.55), (1.0, 10, 0.1), (1.0, 1, 1)])
def test_a_team_s_share_moves_with_all_its_members(team_share: float, reps: int, own: float) -> None:
    p = Scenario().with_overrides({"pay.team_share": team_share, "organization.reps_per_team": reps})
    assert own_share(p) == pytest.approx(own)


def test_pay_for_the_team_pulls_less_at_the_margin() -> None:
    # Half of the commission goes by a team of two: three quarters of it move with the own results.
    assert effort_at(1.0, {**PULL, "pay.team_share": 0.5}) == pytest.approx(1.375)


@pytest.mark.parametrize(("energy", "lost"), [(0.7, 0.0), (0.5, 0.0), (0.3, 0.04), (0.0, 0.1)])
def test_the_exhausted_cannot_give_more(energy: float, lost: float) -> None:
    assert exhaustion(energy, Energy(exhausted_effort=0.2, exhausted_below=0.5)) == pytest.approx(lost)
    tired = effort_at(0.8, {"energy.exhausted_effort": 0.2, "energy.exhausted_below": 0.5}, energy=energy)
    assert tired == pytest.approx(1.0 - lost)


def test_the_hungry_work_more_and_may_stir_others() -> None:
    assert effort_at(0.8, {"recruiting.hunger_effort": 0.05}, hunger=0.6) == pytest.approx(1.03)
    o = somebody(0.8, {"recruiting.newcomers_stir": 0.02})
    o.teams[0].hunger = 0.5
    assert effort_in(o) == pytest.approx(1.01)


def test_the_own_standard_draws_out_effort() -> None:
    # A median goal is the quota; a quarter of it is missing.
    settings = {"accountability.standard_effort": 0.08, "accountability.own_standard": 1.0}
    assert effort_at(0.75, settings) == pytest.approx(1.04)
    assert effort_at(1.0, settings) == 1.0


def test_all_reasons_add_up_before_colleagues_are_looked_at() -> None:
    # Danger 0.05 and the first place on the board 0.02 make 1.07; colleagues work 0.87: a fifth of that is followed;
    # then 1.03 is 0.17 below the norm, and a cohesive team draws out half of what is missing.
    o = somebody(
        0.8,
        {"effort.threat_effort": 0.05, "peers.leaderboard": "ranks", "peers.rank_lift": 0.02, "peers.spillover": 0.2,
         "spirit.norm_pull": 0.5},
        warnings=1, standing=1.0,
    )  # fmt: skip
    team = o.teams[0]
    team.effort, team.effort_norm, team.cohesion = 0.87, 1.2, 1.0
    assert effort_in(o) == pytest.approx(1.03 + 0.5 * 0.17)


def test_effort_is_never_below_nothing_or_beyond_what_people_can() -> None:
    assert effort_at(2.0, {"pay.accelerator": 10.0, "effort.pay_elasticity": 1.0}) == MOST_EFFORT
    assert effort_at(0.1, {"effort.giving_up": 0.9}, resilience=0.0) == 0.0


def test_each_arm_is_pulled_by_its_own_plan() -> None:
    o = somebody(1.0, PULL)
    assert pull_above_quota(0, o, o.p) == pytest.approx(0.5)
    assert pull_above_quota(1, o, o.p.with_overrides({"pay.accelerator": 1.0})) == 0.0
