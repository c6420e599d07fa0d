"""Covering: what colleagues do for an empty seat, what it costs them, and what nobody does."""

from __future__ import annotations

import pytest

from simulation import SalesOrganization
from simulation.mechanisms.covering import cover, hours_asked
from simulation.mechanisms.leaving import depart
from simulation.mechanisms.opening import open_week, set_clock
from simulation.mechanisms.planning import customer_hours
from simulation.mechanisms.selling import sell
from simulation.mechanisms.teams import meet
from simulation.records import NOBODY, SeatState
from tests.mechanisms.builders import calm_firm, make

pytestmark = pytest.mark.jitoff
CARE = {"customers.vacancy_service": 0.4, "planning.deal_hours_per_week": 0.5, "planning.account_hours_per_week": 0.1}


def empty_seat(**settings: object) -> SalesOrganization:
    """Two seats of which the first is empty, with 20 customers."""
    o = calm_firm({**CARE, "customers.usual_accounts": 40.0, **settings})
    open_week(o, o.p)
    o.seats[0].accounts = 20
    for place in range(20):
        o.accounts[0][place].seat, o.accounts[0][place].opened = 0, place
        o.accounts[0][place].satisfaction, o.accounts[0][place].churn_limit = 70.0, 99.0
        o.accounts[0][place].renewal_due = 900
    depart(o.reps[0], o, o.p)
    return o


def test_the_hours_that_an_empty_seat_asks_for() -> None:
    assert hours_asked(make(SeatState, open_deals=8, accounts=30), calm_firm(CARE).p) == pytest.approx(
        0.4 * (4.0 + 3.0)
    )
    assert hours_asked(make(SeatState), calm_firm(CARE).p) == 0.0


def test_colleagues_pay_with_their_hours() -> None:
    o = empty_seat()
    meet(o, o.ps)
    o.reps[1].effort = 1.0
    asked = customer_hours(o.reps[1], o, o.p)
    o.seats[0].accounts = 0
    meet(o, o.ps)
    assert customer_hours(o.reps[1], o, o.p) - asked == pytest.approx(0.4 * 2.0)


def test_customers_get_part_of_the_service() -> None:
    o = empty_seat()
    cover(o.reps[0], o, o.p)
    assert o.reps[0].service == 0.4


def test_deals_go_on_at_the_pace_of_what_time_is_found_and_nobody_concedes_or_promises() -> None:
    o = empty_seat(**{
        "selling.win_per_week": 0.5, "selling.undecided_late_per_week": 0.1, "deadline.concession": 0.1,
    })  # fmt: skip
    rep, deal = o.reps[0], o.deals[0][0]
    rep.concession = rep.promising = 0.3
    deal.ripe, deal.limit, deal.pace, deal.odds, deal.stale_at, deal.account_seat = 1, 9.0, 1.0, 1.0, 999.0, NOBODY
    o.seats[0].open_deals = 1
    cover(rep, o, o.p)
    set_clock(o, 0)
    sell(rep, o, o.p)
    assert deal.dose == pytest.approx(0.4 * 0.5 + 0.1)
    assert (rep.concession, rep.hurried_concession, rep.promising, rep.gap_money) == (0.0, 0.0, 0.0, 0.0)


def test_what_is_won_in_an_empty_seat_is_the_firm_s_alone() -> None:
    o = empty_seat(**{"selling.win_per_week": 9.0, "selling.undecided_late_per_week": 0.0})
    rep, deal = o.reps[0], o.deals[0][0]
    deal.ripe, deal.limit, deal.pace, deal.odds, deal.stale_at = 1, 0.1, 1.0, 1.0, 999.0
    deal.value_money, deal.account_seat, deal.account_opened = 5_000.0, 0, 3
    o.seats[0].open_deals = 1
    cover(rep, o, o.p)
    set_clock(o, 0)
    sell(rep, o, o.p)
    assert (o.seats[0].wins, o.seats[0].bookings_money) == (1, 5_000.0)
    assert (o.seats[0].commission_money, rep.year_bookings_money, o.seats[0].year_bookings_money) == (0.0, 0.0, 0.0)


def leads_of_an_empty_seat(**settings: object) -> int:
    """Leads found in a year in an empty seat with 20 customers."""
    o, found = empty_seat(**{"prospecting.leads_per_week": 4.0, "qualification.bar": 3.0, **settings}), 0
    for week in range(52):
        o.firm.week = week
        cover(o.reps[0], o, o.p)
        found += o.seats[0].leads
        assert o.seats[0].leads == 0 or o.seats[0].fresh_share == 0.0
    return found


def test_only_customers_bring_leads_and_colleagues_take_up_part_of_them() -> None:
    # Half of the usual book brings half of the business with customers, 60 % of four leads a week; two fifths are taken
    # up: 25 a year, give or take 5.
    usual = {"customers.new_customer_share": 0.4, "customers.book_exponent": 1.0}
    assert leads_of_an_empty_seat(**usual) == pytest.approx(52 * 4.0 * 0.6 * 0.5 * 0.4, abs=4 * 5.0)
    assert leads_of_an_empty_seat(**usual, **{"customers.vacancy_service": 0.0}) == 0
    assert leads_of_an_empty_seat(**{"customers.new_customer_share": 1.0}) == 0


def test_a_seat_is_covered_from_the_week_after_a_departure_until_somebody_comes() -> None:
    o = calm_firm(CARE)
    for rep in o.reps:
        rep.quit_limit = 1e9
    o.seats[0].vacant_until = 3.0
    depart(o.reps[0], o, o.p)
    o.seats[0].vacant_until = 3.0
    served = []
    for _ in range(4):
        o.step()
        served.append(o.reps[0].service)
    assert served[:2] == [0.4, 0.4]
    assert served[-1] > 0.4
