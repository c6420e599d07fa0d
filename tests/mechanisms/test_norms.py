"""Norms: slow to come, slow to go, and paid for in hours and money."""

from __future__ import annotations

import pytest

from simulation import SalesOrganization
from simulation.mechanisms.clocks import half_life_step
from simulation.mechanisms.norms import approach, fairness_step, invested
from simulation.parameters import Parameters
from simulation.parameters.leadership import Leadership
from tests.mechanisms.builders import calm_firm

pytestmark = pytest.mark.jitoff

PROGRAMMES = (
    "spirit.rituals",
    "spirit.standard",
    "spirit.recognition",
    "helping.norm",
    "attention.forward_norm",
    "accountability.ritual",
    "leadership.direction",
    "enemy.salience",
)
CODE = ("conduct.clarity", "conduct.enforcement")
NOTHING = dict.fromkeys((*PROGRAMMES, *CODE), 0.0)
EVERYTHING = dict.fromkeys((*PROGRAMMES, *CODE), 1.0)
OF_A_TEAM = ("direction", "code", "ritual", "forward", "help_norm", "salience", "standard", "recognition")


def turned(o: SalesOrganization, overrides: dict[str, object], weeks: int) -> SalesOrganization:
    """The same firm after some weeks under other levers."""
    o.use_arms((o.p.with_overrides(overrides),))
    for _ in range(weeks):
        o.step()
    return o


@pytest.mark.parametrize(("level", "target", "step", "there"), [(0.0, 1.0, 0.25, 0.25), (1.0, 0.2, 0.5, 0.6)])
def test_a_level_covers_a_share_of_its_way(level: float, target: float, step: float, there: float) -> None:
    assert approach(level, target, step) == pytest.approx(there)


def test_nine_programmes_are_paid_for_and_a_code_counts_once() -> None:
    p = calm_firm(NOTHING).p
    assert invested(p) == 0.0
    for programme in PROGRAMMES:
        assert invested(p.with_overrides({programme: 0.7})) == pytest.approx(0.7), programme
    assert invested(p.with_overrides({"conduct.clarity": 0.5, "conduct.enforcement": 0.4})) == pytest.approx(0.2)
    assert invested(p.with_overrides(EVERYTHING)) == pytest.approx(9.0)


def test_norms_get_half_way_in_a_half_life_and_fade_as_slowly_without_upkeep() -> None:
    o = turned(calm_firm({**NOTHING, "norms.half_life_weeks": 4.0}), EVERYTHING, weeks=4)
    assert [getattr(o.teams[0], norm) for norm in OF_A_TEAM] == pytest.approx([0.5] * 8)
    turned(o, NOTHING, weeks=8)
    assert [getattr(o.teams[0], norm) for norm in OF_A_TEAM] == pytest.approx([0.5 / 4] * 8)


def test_no_culture_by_decree() -> None:
    # At the default half-life of half a year a programme at full strength is at 2.6 % after a week.
    o = turned(calm_firm(NOTHING), EVERYTHING, weeks=1)
    assert o.teams[0].code == pytest.approx(half_life_step(26.0, 1.0)) == pytest.approx(0.0263, abs=1e-4)


def test_programmes_cost_hours_from_the_first_week_though_they_work_slowly() -> None:
    o = calm_firm({**NOTHING, "norms.hours_at_full": 0.5, "norms.money_at_full": 5_200.0})
    o.step()
    assert (o.teams[0].hours_per_rep, o.report.programmes_money) == (0.0, 0.0)
    turned(o, {"spirit.rituals": 1.0, "helping.norm": 0.6}, weeks=1)
    assert o.teams[0].hours_per_rep == pytest.approx(0.8)  # (1 + 0.6) x half an hour
    assert o.report.programmes_money == pytest.approx(2 * 1.6 * 100.0)  # two people, 5,200 a year each at full


def test_without_a_manager_nobody_gives_direction_and_the_other_programmes_run_on() -> None:
    o = calm_firm({**EVERYTHING, "norms.half_life_weeks": 4.0, "leadership.hours_per_week": 80.0})
    o.managers[0].in_post, o.managers[0].post_vacant_until = 0, 99.0
    for _ in range(4):
        o.step()
    assert o.teams[0].direction == pytest.approx(0.5)
    assert o.teams[0].code == o.teams[0].recognition == 1.0


POWER = {"leadership.power_unfairness": 0.6, "leadership.use_of_power": 1.0}


def test_fairness_falls_fast_and_comes_back_slowly() -> None:
    # Full use of power leaves 0.4. Six weeks, the half-life of loss, take half of the way there: 0.7. Once power is
    # laid down the way back to 1 has a half-life of 52 weeks: after six more it is 1 - 0.3 x 2^(-6/52) = 0.723, and
    # after a whole year 0.85.
    o = calm_firm({"leadership.use_of_power": 0.0})
    assert turned(o, POWER, weeks=6).teams[0].fairness == pytest.approx(0.7)
    assert turned(o, {"leadership.use_of_power": 0.0}, weeks=6).teams[0].fairness == pytest.approx(0.7230, abs=1e-4)
    assert turned(o, {}, weeks=46).teams[0].fairness == pytest.approx(0.85)


def test_the_more_power_was_used_the_more_is_gone_after_the_same_time() -> None:
    after = [
        turned(turned(calm_firm(), {"leadership.use_of_power": used}, 13), {"leadership.use_of_power": 0.0}, 13)
        for used in (0.2, 0.5, 1.0)
    ]
    left = [o.teams[0].fairness for o in after]
    assert left == sorted(left, reverse=True)
    assert len(set(left)) == 3


def test_each_direction_has_its_own_pace_and_none_moves_what_is_there() -> None:
    leadership = Leadership(fairness_loss_half_life_weeks=1.0, fairness_gain_half_life_weeks=2.0)
    assert fairness_step(0.9, 0.4, leadership) == pytest.approx(0.5)
    assert fairness_step(0.4, 0.9, leadership) == pytest.approx(1.0 - 0.5**0.5)
    assert Parameters().leadership.fairness_loss_half_life_weeks < Parameters().leadership.fairness_gain_half_life_weeks
