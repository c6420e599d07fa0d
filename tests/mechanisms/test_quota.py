"""Quota: what is asked, of whom, and that the sum is the plan."""

from __future__ import annotations

import pytest

from simulation.mechanisms.quota import ask, ramp, raw_quota, review_plan, set_quotas, set_ratio
from simulation.parameters.quota import Quota
from tests.mechanisms.builders import calm_firm

pytestmark = pytest.mark.jitoff


@pytest.mark.parametrize(
    ("tenure", "weeks", "start", "share"),
    [(0, 26.0, 0.3, 0.3), (13, 26.0, 0.3, 0.65), (26, 26.0, 0.3, 1.0), (90, 26.0, 0.3, 1.0), (0, 0.0, 0.3, 1.0)],
)
def test_a_newcomer_s_quota_rises_in_a_straight_line(tenure: int, weeks: float, start: float, share: float) -> None:
    assert ramp(tenure, Quota(ramp_weeks=weeks, ramp_start=start)) == pytest.approx(share)


@pytest.mark.parametrize(
    ("potential", "last_year", "error", "claim"),
    [(1.0, 1.0, 0.0, 1.0), (4.0, 1.0, 0.0, 2.0), (1.0, 1.44, 0.0, 1.2), (1.0, 1.0, 1.0, 1.2214), (4.0, 1.44, 0.0, 2.4)],
)
def test_a_territory_s_claim(potential: float, last_year: float, error: float, claim: float) -> None:
    quota = Quota(potential_exponent=0.5, ratchet=0.5, error_sd=0.2)
    assert raw_quota(potential, last_year, error, quota) == pytest.approx(claim, rel=1e-4)


@pytest.mark.parametrize("error_sd", [0.0, 0.3])
def test_quotas_sum_to_the_plan_times_the_ambition_whatever_the_errors(error_sd: float) -> None:
    o = calm_firm({"organization.reps_per_team": 7, "quota.ambition": 1.1, "quota.error_sd": error_sd})
    o.firm.plan_money = 500_000.0
    for number, seat in enumerate(o.seats):
        seat.potential, seat.last_year_ratio = 0.5 + 0.2 * number, 1.5 - 0.1 * number
    set_quotas(o, o.ps)
    quotas = [seat.quota_money for seat in o.seats]
    assert sum(quotas) == pytest.approx(7 * 1.1 * 500_000.0)
    assert len({round(quota) for quota in quotas}) == 7


def test_a_year_asks_for_the_quota_and_expects_it_without_the_ambition() -> None:
    o = calm_firm({"quota.ambition": 1.25, "quota.ramp_weeks": 0.0})
    rep = o.reps[0]
    o.seats[0].quota_money = 100_000.0
    for week in range(52):
        o.firm.week = week
        ask(rep, o, o.p)
    assert (rep.year_asked_money, rep.expected_quarter_money) == pytest.approx((100_000.0, 80_000.0))


def test_the_plan_is_what_an_occupied_year_brought() -> None:
    # 52 + 26 occupied weeks brought 300,000: 200,000 a year of them.
    o = calm_firm()
    for seat, money, weeks in zip(o.seats, (220_000.0, 80_000.0), (52.0, 26.0), strict=True):
        seat.year_bookings_money, seat.year_occupied_weeks = money, weeks
    review_plan(o)
    assert o.firm.plan_money == pytest.approx(200_000.0)


@pytest.mark.parametrize(("money", "weeks"), [(0.0, 52.0), (0.0, 0.0)])
def test_a_year_that_brought_nothing_leaves_the_plan(money: float, weeks: float) -> None:
    o = calm_firm()
    o.firm.plan_money = 7.0
    o.seats[0].year_bookings_money, o.seats[0].year_occupied_weeks = money, weeks
    review_plan(o)
    assert o.firm.plan_money == 7.0


@pytest.mark.parametrize(
    ("money", "weeks", "asked", "ratio"),
    [
        (120.0, 52.0, 100.0, 1.2),
        (60.0, 26.0, 50.0, 1.2),  # half a year is enough, and counts as half
        (60.0, 26.0, 40.0, 1.5),  # of a newcomer less was asked
        (60.0, 25.0, 50.0, 1.0),  # less than half a year tells nothing
        (0.0, 52.0, 100.0, 0.4),  # within reason
        (900.0, 52.0, 100.0, 2.5),
    ],
)
def test_last_year_s_ratio(money: float, weeks: float, asked: float, ratio: float) -> None:
    o = calm_firm()
    seat = o.seats[0]
    seat.year_bookings_money, seat.year_occupied_weeks, seat.year_asked_money = money, weeks, asked
    set_ratio(o, 0)
    assert seat.last_year_ratio == pytest.approx(ratio)
    assert (seat.year_bookings_money, seat.year_occupied_weeks, seat.year_asked_money) == (0.0, 0.0, 0.0)
