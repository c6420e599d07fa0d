"""Closing the books: quarters turn, the year is counted, and in which order."""

from __future__ import annotations

import pytest

from simulation.mechanisms.closing import close_year, count_attainment, count_concentration, turn_quarter
from simulation.records import RepState
from tests.mechanisms.builders import calm_firm, make

pytestmark = pytest.mark.jitoff


def test_a_quarter_joins_the_past_ones_and_the_oldest_is_forgotten() -> None:
    rep = make(
        RepState,
        quarter_money=4.0, quarter_1_ago_money=3.0, quarter_2_ago_money=2.0, quarter_3_ago_money=1.0,
        expected_quarter_money=40.0, expected_1_ago_money=30.0, expected_2_ago_money=20.0, expected_3_ago_money=10.0,
    )  # fmt: skip
    turn_quarter(rep)
    assert (rep.quarter_money, rep.quarter_1_ago_money, rep.quarter_2_ago_money, rep.quarter_3_ago_money) == (
        0,
        4,
        3,
        2,
    )
    assert (rep.expected_quarter_money, rep.expected_1_ago_money) == (0, 40)
    assert (rep.expected_2_ago_money, rep.expected_3_ago_money) == (30, 20)


def test_attainment_counts_only_those_who_were_here_all_year() -> None:
    # Week 51 closes year 0. Seats 0 to 2 were here from week 0 on: 120 %, 100 % and 50 % of quota; seat 3 came a week
    # later with 300 %; seat 4 is empty. Two of three reached quota; the mean is 270 % / 3 = 90 %.
    o = calm_firm({"organization.reps_per_team": 5})
    o.firm.week = 51
    for rep, hired, booked in zip(o.reps, (0, -60, 0, 1, 0), (120.0, 100.0, 50.0, 300.0, 900.0), strict=True):
        rep.hired_week, rep.year_bookings_money, rep.year_asked_money = hired, booked, 100.0
    o.reps[4].employed = 0
    count_attainment(o)
    assert o.firm.share_at_quota == pytest.approx(2 / 3)
    assert o.firm.mean_attainment == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("bookings", "share"),
    [
        ([1.0, 2.0, 3.0, 4.0, 10.0], 10 / 20),  # one fifth of 5 is 1
        ([1.0, 2.0, 3.0, 4.0, 10.0, 20.0], 30 / 40),  # of 6: the best 2
        ([7.0], 1.0),
    ],
)
def test_the_best_fifth_is_rounded_up(bookings: list[float], share: float) -> None:
    o = calm_firm({"organization.reps_per_team": len(bookings)})
    o.firm.week = 51
    for rep, booked in zip(o.reps, bookings, strict=True):
        rep.hired_week, rep.year_bookings_money = -1, booked
    count_concentration(o)
    assert o.firm.top_fifth_share == pytest.approx(share)


def test_the_best_fifth_is_taken_among_those_who_were_here_all_year() -> None:
    # Seat 0 came in week 0 and counts, seat 1 a week later and does not, seat 2 is empty: 30 of 30 + 10.
    o = calm_firm({"organization.reps_per_team": 4})
    o.firm.week = 51
    for rep, hired, booked in zip(o.reps, (0, 1, 0, -9), (30.0, 500.0, 500.0, 10.0), strict=True):
        rep.hired_week, rep.year_bookings_money = hired, booked
    o.reps[2].employed = 0
    count_concentration(o)
    assert o.firm.top_fifth_share == pytest.approx(0.75)


def test_a_year_without_anybody_in_it_leaves_the_last_figures() -> None:
    o = calm_firm()
    o.firm.week, o.firm.share_at_quota, o.firm.mean_attainment, o.firm.top_fifth_share = 51, 0.4, 0.9, 0.35
    for rep in o.reps:
        rep.employed = 0
    count_attainment(o)
    count_concentration(o)
    assert (o.firm.share_at_quota, o.firm.mean_attainment, o.firm.top_fifth_share) == (0.4, 0.9, 0.35)


def test_the_year_is_counted_before_it_is_wiped() -> None:
    o = calm_firm()
    o.firm.week = 51
    for rep, seat in zip(o.reps, o.seats, strict=True):
        rep.hired_week, rep.year_bookings_money, rep.year_asked_money = -1, 150.0, 100.0
        seat.year_bookings_money, seat.year_occupied_weeks = 150.0, 52.0
    close_year(o, o.ps)
    assert o.firm.mean_attainment == pytest.approx(1.5)
    assert o.firm.plan_money == pytest.approx(150.0)
    assert [rep.year_bookings_money + rep.year_asked_money for rep in o.reps] == [0.0, 0.0]
    assert [seat.year_bookings_money + seat.year_occupied_weeks for seat in o.seats] == [0.0, 0.0]
