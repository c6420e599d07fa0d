"""Effort: quota in reach pulls, quota out of reach lets go, danger drives, morale colours."""

from __future__ import annotations

import pytest

from simulation.mechanisms.effort import MOST_EFFORT, chosen_effort, in_danger, outlook, pull_above_quota
from simulation.mechanisms.opening import open_week
from simulation.records import RepState
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


def effort_at(expected: float, overrides: dict[str, object], **attributes: float) -> float:
    """Effort of a median person whose outlook is as given, at a quota of 100."""
    o = calm_firm(overrides)
    open_week(o, o.p)
    rep = o.reps[0]
    o.seats[0].quota_money = 100.0
    rep.year_asked_money = 25.0
    rep.year_bookings_money = 50.0 * expected - 25.0  # (b + 25) / (25 + 25)
    rep.competitiveness = rep.resilience = 0.5
    for name, value in attributes.items():
        setattr(rep, name, value)
    return chosen_effort(rep, o, o.p, pull_above_quota(rep.arm, o, o.p))


PULL = {"pay.accelerator": 1.5, "effort.pay_elasticity": 1.0}  # full pull: 1.5 ** 1 - 1 = 50 % more effort


@pytest.mark.parametrize(("expected", "effort"), [(0.80, 1.0), (0.85, 1.0), (0.925, 1.25), (1.0, 1.5), (2.0, 1.5)])
def test_pay_above_quota_pulls_who_is_near_it(expected: float, effort: float) -> None:
    assert effort_at(expected, PULL) == pytest.approx(effort)


@pytest.mark.parametrize(("expected", "effort"), [(0.75, 1.0), (0.70, 1.0), (0.55, 0.9), (0.40, 0.8), (0.1, 0.8)])
def test_far_below_quota_a_rep_gives_up(expected: float, effort: float) -> None:
    assert effort_at(expected, {"effort.giving_up": 0.2}) == pytest.approx(effort)


@pytest.mark.parametrize(("trait", "effort"), [(0.0, 1.0), (0.5, 1.25), (1.0, 1.5)])
def test_the_competitive_are_pulled_twice_as_much(trait: float, effort: float) -> None:
    assert effort_at(1.0, {**PULL, "pay.accelerator": 1.25}, competitiveness=trait) == pytest.approx(effort)


def test_a_week_has_no_more_hours_however_strong_the_pull() -> None:
    assert effort_at(1.0, {**PULL, "pay.accelerator": 10.0}) == MOST_EFFORT
    assert effort_at(0.1, {"effort.giving_up": 0.9}, resilience=0.0) == 0.0


@pytest.mark.parametrize(("trait", "effort"), [(0.0, 0.6), (0.5, 0.8), (1.0, 1.0)])
def test_the_resilient_do_not_give_up(trait: float, effort: float) -> None:
    assert effort_at(0.3, {"effort.giving_up": 0.2}, resilience=trait) == pytest.approx(effort)


def test_danger_drives_and_morale_colours() -> None:
    assert effort_at(0.8, {"effort.threat_effort": 0.05}, warnings=1) == pytest.approx(1.05)
    assert effort_at(0.8, {"effort.morale_effort": 0.2, "morale.par": 0.6}, morale=0.9) == pytest.approx(1.06)
    assert effort_at(0.8, {"effort.morale_effort": 0.2, "morale.par": 0.6}, morale=0.1) == pytest.approx(0.9)


def test_an_accelerator_of_one_pulls_nobody() -> None:
    assert effort_at(1.2, {"pay.accelerator": 1.0, "effort.pay_elasticity": 1.0}) == 1.0
