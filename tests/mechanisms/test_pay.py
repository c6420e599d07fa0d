"""Pay: commission with an accelerator, a newcomer's quota, and what others would pay."""

from __future__ import annotations

import math

import pytest

from simulation.mechanisms.pay import accelerated, commission_on, expected_pay, outside_option, personal_quota
from simulation.parameters.pay import Pay
from tests.mechanisms.builders import calm_firm

pytestmark = pytest.mark.jitoff
PAY = Pay(
    base_salary_money=50_000.0, target_commission_money=40_000.0, accelerator=1.5, market_pay_money=80_000.0,
    market_pay_ability_slope=0.1,
)  # fmt: skip


@pytest.mark.parametrize(
    ("before", "money", "above"), [(50.0, 30.0, 0.0), (70.0, 30.0, 0.0), (80.0, 30.0, 10.0), (120.0, 30.0, 30.0)]
)
def test_only_the_part_of_a_booking_above_quota_is_accelerated(before: float, money: float, above: float) -> None:
    assert accelerated(before, 100.0, money) == pytest.approx(above)


PLAN = {"pay.target_commission_money": 50_000.0, "pay.accelerator": 2.0}


def booked_and_paid(*bookings: float) -> list[float]:
    """Commission on each of some bookings in a row, on the first day of a year with a quota of 100,000."""
    o = calm_firm(PLAN)
    o.seats[0].quota_money = 100_000.0
    paid = []
    for money in bookings:
        paid.append(commission_on(o.reps[0], o, o.p, money))
        o.reps[0].year_bookings_money += money
    return paid


def test_commission_by_hand() -> None:
    # 0.50 a unit up to quota: 90,000 -> 45,000. Then 10,000 at 0.50 and 20,000 at 1.00: 25,000. Then all at 1.00.
    assert booked_and_paid(90_000.0, 30_000.0, 5_000.0) == pytest.approx([45_000.0, 25_000.0, 5_000.0])


def test_slicing_a_year_into_deals_changes_no_commission() -> None:
    assert sum(booked_and_paid(140_000.0)) == pytest.approx(sum(booked_and_paid(*[10_000.0] * 14)))


def test_reaching_quota_exactly_pays_the_target() -> None:
    assert sum(booked_and_paid(*[25_000.0] * 4)) == pytest.approx(50_000.0)


def test_without_a_quota_nothing_is_owed() -> None:
    o = calm_firm(PLAN)
    o.seats[0].quota_money = 0.0
    assert commission_on(o.reps[0], o, o.p, 1_000.0) == 0.0


def test_a_newcomer_s_quota_is_what_was_asked_so_far_and_the_rest_of_the_year_in_full() -> None:
    o = calm_firm()
    o.firm.week, o.seats[0].quota_money, o.reps[0].year_asked_money = 26, 104_000.0, 40_000.0
    assert personal_quota(o.reps[0], o) == pytest.approx(92_000.0)


def test_others_pay_the_able_more() -> None:
    assert outside_option(0.0, PAY) == pytest.approx(80_000.0)
    assert outside_option(2.0, PAY) == pytest.approx(80_000.0 * math.exp(0.2))


@pytest.mark.parametrize(("attainment", "money"), [(0.0, 50_000.0), (0.5, 70_000.0), (1.0, 90_000.0), (1.5, 120_000.0)])
def test_a_year_s_pay_by_attainment(attainment: float, money: float) -> None:
    assert expected_pay(attainment, PAY) == pytest.approx(money)
