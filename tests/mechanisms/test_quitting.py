"""Quitting: the hump, discontent, danger, and a clock that keeps its law."""

from __future__ import annotations

import math

import pytest

from simulation.mechanisms.quitting import RESIGNS, STAYS, consider_quitting, hump, quits_per_week
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
