"""Quitting: the hump, discontent, danger, and a clock that keeps its law."""

from __future__ import annotations

import math

import pytest

from simulation.mechanisms.quitting import (
    OTHER,
    POACHED,
    RESIGNS,
    STAYS,
    bonds,
    consider_quitting,
    hump,
    quits_per_week,
    way_out,
)
from simulation.parameters.quitting import Quitting
from tests.mechanisms.builders import calm_firm

pytestmark = pytest.mark.jitoff
TENT = Quitting(hump_factor=3.0, hump_weeks=20.0, hump_width_weeks=10.0)


@pytest.mark.parametrize(
    ("tenure", "factor"), [(0, 1.0), (10, 1.0), (15, 2.0), (20, 3.0), (25, 2.0), (30, 1.0), (500, 1.0)]
)
def test_the_hump_is_a_tent_over_the_first_year(tenure: int, factor: float) -> None:
    assert hump(tenure, TENT) == pytest.approx(factor)


SETTINGS = {
    "quitting.quits_per_year": 0.52,
    "quitting.hump_factor": 1.0,
    "quitting.morale_weight": 2.0,
    "quitting.pay_weight": 1.5,
    "quitting.threat_factor": 1.3,
    "morale.par": 0.6,
    "pay.base_salary_money": 50_000.0,
    "pay.target_commission_money": 50_000.0,
    "pay.accelerator": 1.0,
    "pay.market_pay_money": 100_000.0,
    "pay.market_pay_ability_slope": 0.0,
}


def rate(overrides: dict[str, object], **attributes: float) -> float:
    """Weekly rate of a median tenured person at quota, but for what is given."""
    o = calm_firm(SETTINGS | overrides)
    rep = o.reps[0]
    rep.ability, rep.morale, rep.hired_week, o.seats[0].quota_money = 0.0, 0.6, -500, 100.0
    for name, value in attributes.items():
        setattr(rep, name, value)
    return quits_per_week(rep, o, o.p)


@pytest.mark.parametrize(
    ("overrides", "attributes", "expected"),
    [
        ({}, {}, 0.01),  # 0.52 a year
        ({}, {"morale": 0.5}, 0.01 * 1.2),
        ({}, {"morale": 1.0}, 0.01 * 0.2),
        ({"quitting.morale_weight": 20.0}, {"morale": 1.0}, 0.01 * 0.1),  # nobody is held for ever
        ({"quitting.morale_weight": 20.0}, {"morale": 0.0}, 0.01 * 5.0),
        ({}, {"warnings": 1}, 0.01 * 1.3),
        # Others pay twice as much for somebody of ability 1: 150 % more.
        ({"pay.market_pay_ability_slope": math.log(2.0)}, {"ability": 1.0}, 0.01 * 2.5),
        # Half of quota in outlook - (12.5 + 25) / (50 + 25) - earns 75,000 here, 100,000 elsewhere: a third more.
        ({}, {"year_bookings_money": 12.5, "year_asked_money": 50.0}, 0.01 * 1.5),
        ({"quitting.hump_factor": 3.0, "quitting.hump_weeks": 10.0}, {"hired_week": -10}, 0.03),
    ],
)
def test_the_rate_by_hand(overrides: dict[str, object], attributes: dict[str, float], expected: float) -> None:
    assert rate(overrides, **attributes) == pytest.approx(expected)


def test_somebody_resigns_when_the_dose_reaches_the_limit() -> None:
    o = calm_firm(SETTINGS)
    rep = o.reps[0]
    rep.ability, rep.morale, rep.hired_week, rep.quit_limit = 0.0, 0.6, -500, 0.0349
    assert [consider_quitting(rep, o, o.p) for _ in range(4)] == [STAYS, STAYS, STAYS, RESIGNS]  # 0.01 a week


def test_in_a_year_the_stated_share_resigns() -> None:
    # 1 - exp(-0.5) = 39.35 % of those who start it; 1,200 people.
    o = calm_firm({
        **SETTINGS, "quitting.quits_per_year": 0.5, "quitting.morale_weight": 0.0, "quitting.pay_weight": 0.0,
        "organization.teams": 30, "organization.reps_per_team": 40, "organization.deal_slots": 16,
        "organization.account_slots": 4,
    })  # fmt: skip
    gone = sum(any(consider_quitting(rep, o, o.p) for _ in range(52)) for rep in o.reps)
    assert gone / 1_200 == pytest.approx(-math.expm1(-0.5), abs=4 * 0.0141)


def test_ways_out_share_a_draw_in_proportion_to_their_rates() -> None:
    ways = [way_out((k + 0.5) / 100, 0.5, 0.2, 0.3) for k in range(100)]
    assert ways == [RESIGNS] * 50 + [POACHED] * 20 + [OTHER] * 30
    assert {way_out(draw, 0.0, 0.1, 0.0) for draw in (0.001, 0.999)} == {POACHED}


MANY = {"organization.teams": 30, "organization.reps_per_team": 40, "organization.deal_slots": 16,
        "organization.account_slots": 4, "quitting.morale_weight": 0.0, "quitting.pay_weight": 0.0}  # fmt: skip


def ways_of_a_year(star: int, standing: float) -> list[int]:
    """How each of 1,200 people leaves within a year, or does not."""
    o = calm_firm({
        **SETTINGS, **MANY, "quitting.quits_per_year": 0.2, "quitting.poached_per_year": 0.1,
        "quitting.other_exits_per_year": 0.1,
    })  # fmt: skip
    for rep in o.reps:
        rep.hired_week, rep.star, rep.standing = -500, star, standing
    gone = []
    for rep in o.reps:
        way, week = STAYS, 0
        while way == STAYS and week < 52:
            way, week = consider_quitting(rep, o, o.p), week + 1
        gone.append(way)
    return gone


def test_kinds_of_exits_come_at_their_rates_on_one_clock() -> None:
    # Together 0.4 a year: 33 % are gone, half of them by themselves, a quarter hired away, a quarter otherwise.
    ways = ways_of_a_year(star=1, standing=1.0)
    gone = 1_200 - ways.count(STAYS)
    assert gone / 1_200 == pytest.approx(-math.expm1(-0.4), abs=4 * 0.0136)
    shares = [ways.count(way) / gone for way in (RESIGNS, POACHED, OTHER)]
    assert shares == pytest.approx([0.5, 0.25, 0.25], abs=4 * 0.0251)


def test_whom_nobody_sees_nobody_hires_away() -> None:
    assert POACHED not in ways_of_a_year(star=0, standing=0.0)


def test_a_worse_week_only_brings_the_same_exit_forward() -> None:
    o = calm_firm(SETTINGS)
    weeks = []
    for morale in (0.6, 0.3):
        rep = o.reps[0]
        rep.ability, rep.morale, rep.hired_week, rep.quit_limit, rep.quit_dose = 0.0, morale, -500, 0.0949, 0.0
        week = 1
        while consider_quitting(rep, o, o.p) == STAYS:
            week += 1
        weeks.append(week)
    assert weeks == [10, 6]  # 0.01 a week, or 0.016


@pytest.mark.parametrize(
    ("team", "person", "hours", "log_rate"),
    [
        ({}, {}, 0.0, 0.0),
        ({"fairness": 0.5}, {}, 0.0, 0.4),
        ({"code": 0.5}, {"competitiveness": 0.5}, 0.0, 0.05),
        ({"departures": 2.0}, {}, 0.0, 0.3),
        ({}, {"energy": 0.25}, 0.0, 1.0),
        ({}, {}, 0.5, -0.3),  # half of what plenty of care by a manager of median skill takes away
    ],
)
def test_bonds_by_hand(team: dict[str, float], person: dict[str, float], hours: float, log_rate: float) -> None:
    o = calm_firm({
        "leadership.fairness_quits": 0.8, "conduct.star_exits": 0.2, "quitting.team_mates": 0.15,
        "energy.burn_out_quits": 5.0, "energy.exhausted_below": 0.45, "leadership.people_gain": 0.6,
        "leadership.half_gain_hours": 0.5,
    })  # fmt: skip
    rep, manager = o.reps[0], o.managers[0]
    manager.people_hours_per_rep, manager.people_skill = hours, 0.5
    rep.energy, o.teams[0].fairness, o.teams[0].code, o.teams[0].departures = 0.7, 1.0, 0.0, 0.0
    for thing, values in ((o.teams[0], team), (rep, person)):
        for name, value in values.items():
            setattr(thing, name, value)
    assert bonds(rep, o, o.p) == pytest.approx(log_rate)


def test_bonds_move_the_rate_and_nobody_is_driven_out_without_limit() -> None:
    usual = rate({"leadership.people_gain": 0.0})
    torn = {"leadership.people_gain": 0.0, "energy.burn_out_quits": 50.0, "energy.exhausted_below": 1.0}
    assert rate({**torn, "energy.burn_out_quits": 2.0}, energy=0.5) == pytest.approx(usual * math.e)
    assert rate(torn, energy=0.0) == pytest.approx(usual * math.exp(3.0))
