"""Pay: commission with an accelerator, a newcomer's quota, and what others would pay."""

from __future__ import annotations

import math

import pytest

from simulation import SalesOrganization
from simulation.mechanisms.closing import turn_quarter
from simulation.mechanisms.crediting import book
from simulation.mechanisms.pay import (
    accelerated,
    commission_on,
    counted_attainment,
    crosses,
    expected_pay,
    outside_option,
    personal_quota,
    quarter_quota,
)
from simulation.mechanisms.quitting import temptation
from simulation.mechanisms.quota import ask
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


LUMPS = {
    "pay.target_commission_money": 50_000.0,
    "pay.accelerator": 1.0,
    "pay.quarter_lump_share": 0.2,
    "pay.year_lump_share": 0.1,
}


@pytest.mark.parametrize(
    ("before", "money", "reached"), [(90.0, 9.0, False), (90.0, 10.0, True), (99.0, 50.0, True), (100.0, 5.0, False)]
)
def test_one_booking_reaches_a_quota(before: float, money: float, reached: bool) -> None:
    assert crosses(before, money, 100.0) is reached


def commissions(o: SalesOrganization, *bookings: float) -> list[float]:
    """Commission on each of some bookings in a row."""
    rep, paid = o.reps[0], []
    for money in bookings:
        before = o.seats[0].commission_money
        book(rep, o, o.p, money)
        paid.append(o.seats[0].commission_money - before)
    return paid


def on_the_first_day(**settings: object) -> SalesOrganization:
    """A year with a quota of 100,000: 25,000 a quarter."""
    o = calm_firm({**LUMPS, **settings})
    o.seats[0].quota_money = 100_000.0
    return o


def test_lumps_by_hand() -> None:
    # Without the lumps' 30 % the rate is 0.35. The second booking reaches the quarter: 20 % of 12,500 on top; the last
    # one the year: 10 % of 50,000.
    paid = commissions(on_the_first_day(), 20_000.0, 10_000.0, 50_000.0, 30_000.0)
    assert paid == pytest.approx([7_000.0, 3_500.0 + 2_500.0, 17_500.0, 10_500.0 + 5_000.0])


def test_a_year_in_which_every_quota_is_just_reached_pays_the_target() -> None:
    o = on_the_first_day()
    rep, paid = o.reps[0], 0.0
    rep.hired_week = -500
    for week in range(52):
        o.firm.week = week
        paid += sum(commissions(o, 100_000.0 / 52.0 + 1e-6))
        ask(rep, o, o.p)
        if week % 13 == 12:
            turn_quarter(rep)
    assert paid == pytest.approx(50_000.0)


def test_a_newcomer_s_quarter_asks_for_what_was_asked_so_far_and_the_rest_in_full() -> None:
    o = calm_firm({"quota.ambition": 1.25})
    o.firm.week, o.seats[0].quota_money, o.reps[0].expected_quarter_money = 17, 52_000.0, 2_000.0
    assert quarter_quota(o.reps[0], o, o.p) == pytest.approx(1.25 * 2_000.0 + 9_000.0)


def test_what_is_shared_is_owed_at_the_target_rate_without_kinks() -> None:
    # 40 % for the team, 10 % by rank: half of the plan's 6,000 on the booking that reaches the quarter, and half of
    # 0.5 x 10,000.
    shared = {"pay.team_share": 0.4, "pay.relative_share": 0.1}
    assert commissions(on_the_first_day(**shared), 20_000.0, 10_000.0)[1] == pytest.approx(3_000.0 + 2_500.0)
    all_shared = {"pay.team_share": 1.0, "pay.accelerator": 3.0}
    assert commissions(on_the_first_day(**all_shared), 200_000.0) == pytest.approx([100_000.0])


@pytest.mark.parametrize(
    ("team_share", "relative_share", "counted"),
    [(0.0, 0.0, 1.2), (0.5, 0.0, 1.0), (0.0, 0.5, 1.35), (0.25, 0.25, 1.175), (1.0, 0.0, 0.8), (0.0, 1.0, 1.5)],
)
def test_pay_goes_by_own_results_the_team_s_and_the_place_by_their_shares(
    team_share: float, relative_share: float, counted: float
) -> None:
    # Own 1.2, the team 0.8, three quarters of the way up: 2 x 0.75 = 1.5.
    plan = Pay(team_share=team_share, relative_share=relative_share)
    assert counted_attainment(1.2, 0.8, 0.75, plan) == pytest.approx(counted)


def test_a_plan_by_place_pays_the_target_on_average() -> None:
    plan = Pay(team_share=0.0, relative_share=1.0)
    assert sum(counted_attainment(0.3, 0.3, place / 9, plan) for place in range(10)) / 10 == pytest.approx(1.0)


def test_a_bad_team_tempts_a_good_seller_away_and_a_good_team_keeps_a_bad_one() -> None:
    def tempted(team_share: float, attainment: float, team: float) -> float:
        o = calm_firm({"pay.team_share": team_share, "pay.accelerator": 1.0, "pay.market_pay_ability_slope": 0.0})
        rep, o.seats[0].quota_money, o.teams[0].attainment = o.reps[0], 100.0, team
        rep.year_asked_money, rep.year_bookings_money = 100.0, 125.0 * attainment - 25.0  # outlook is the attainment
        return temptation(rep, o, o.p)

    # 60,000 fixed and 60,000 at target. Alone: 132,000 at 1.2. Half by a team at 0.8: 120,000.
    assert tempted(0.0, 1.2, 0.8) == pytest.approx(120 / 132 - 1)
    assert tempted(0.5, 1.2, 0.8) == pytest.approx(0.0)
    assert tempted(0.5, 0.6, 1.2) < tempted(0.0, 0.6, 1.2)
