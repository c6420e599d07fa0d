"""Pairs: a bonus for the joint result, what it costs, and what it moves."""

from __future__ import annotations

import pytest

from simulation import SalesOrganization
from simulation.mechanisms.effort import chosen_effort
from simulation.mechanisms.pairs import pay_pair, pull_of_pair, week_attainment
from simulation.mechanisms.quitting import temptation
from simulation.records import NOBODY, SeatState
from simulation.scenario import Scenario
from tests.mechanisms.builders import calm_firm, firm, make

pytestmark = pytest.mark.jitoff

BONUS = {"pay.pair_bonus": 0.2, "pay.target_commission_money": 1_000.0, "effort.pay_elasticity": 0.5}


def pair(overrides: dict[str, object] = BONUS) -> SalesOrganization:
    """Two partners; a quota of 100, of which one sold 30 this week and the other 10."""
    o = calm_firm(overrides)
    for seat, money in zip(o.seats, (30.0, 10.0), strict=True):
        seat.quota_money, seat.bookings_money, seat.partner = 100.0, money, 1 - seat.seat
    return o


def test_new_business_won_and_grown_counts_against_the_year_s_quota() -> None:
    assert week_attainment(make(SeatState, quota_money=100.0, bookings_money=30.0, expansion_money=5.0)) == 0.35
    assert week_attainment(make(SeatState, bookings_money=30.0)) == 0.0


def test_both_are_paid_half_by_their_own_and_half_by_the_partner_s_result() -> None:
    o = pair()
    for rep in o.reps:
        pay_pair(rep, o, o.p)
    assert [seat.commission_money for seat in o.seats] == pytest.approx([40.0, 40.0])  # 0.2 of 1,000 by a fifth


def test_a_pair_at_quota_all_year_earns_the_bonus() -> None:
    o = pair()
    for seat in o.seats:
        seat.bookings_money = seat.quota_money / 52
    for _ in range(52):
        pay_pair(o.reps[0], o, o.p)
    assert o.seats[0].commission_money == pytest.approx(200.0)


def test_in_an_experiment_only_the_treated_one_of_a_pair_is_paid() -> None:
    o = pair()
    for rep, p in zip(o.reps, (o.p, o.p.with_overrides({"pay.pair_bonus": 0.0})), strict=True):
        pay_pair(rep, o, p)
    assert [seat.commission_money for seat in o.seats] == [pytest.approx(40.0), 0.0]


@pytest.mark.parametrize("away", ["no partner", "empty seat"])
def test_without_a_partner_there_is_neither_bonus_nor_pull(away: str) -> None:
    o, usual = pair(), pair({**BONUS, "pay.pair_bonus": 0.0})
    if away == "no partner":
        o.seats[0].partner = NOBODY
    else:
        o.reps[1].employed = 0
    pay_pair(o.reps[0], o, o.p)
    assert o.seats[0].commission_money == 0.0
    assert chosen_effort(o.reps[0], o, o.p, 0.0) == chosen_effort(usual.reps[0], usual, usual.p, 0.0)


def test_it_pulls_like_a_rate_higher_by_the_half_that_is_one_s_own() -> None:
    p = Scenario().with_overrides(BONUS)
    assert pull_of_pair(0.5, p) == pytest.approx(1.1**0.5 - 1.0)
    assert pull_of_pair(1.0, p) == pytest.approx(2.0 * (1.1**0.5 - 1.0))
    assert pull_of_pair(0.0, p) == pull_of_pair(1.0, p.with_overrides({"pay.pair_bonus": 0.0})) == 0.0
    assert pull_of_pair(1.0, p.with_overrides({"effort.pay_elasticity": 0.0})) == 0.0


def test_effort_rises_by_the_pull() -> None:
    o, usual = pair(), pair({**BONUS, "pay.pair_bonus": 0.0})
    effort, ordinary = (chosen_effort(one.reps[0], one, one.p, 0.0) for one in (o, usual))
    assert effort - ordinary == pytest.approx(pull_of_pair(o.reps[0].competitiveness, o.p), rel=0.2)
    assert effort > ordinary


def test_a_bonus_makes_offers_from_elsewhere_less_tempting() -> None:
    o, usual = pair(), pair({**BONUS, "pay.pair_bonus": 0.0})
    assert temptation(o.reps[0], o, o.p) < temptation(usual.reps[0], usual, usual.p)


def test_the_week_s_page_holds_the_cost_and_nothing_else_differs_where_pay_moves_nobody() -> None:
    unmoved = {**BONUS, "effort.pay_elasticity": 0.0, "calendar.burn_in_years": 0}
    o, usual = firm(unmoved), firm({**unmoved, "pay.pair_bonus": 0.0})
    paid = 0.0
    for _ in range(40):
        due = 0.0
        for one in (o, usual):
            one.step()
        for seat in o.seats:
            here = seat.partner != NOBODY and o.seats[seat.partner].at_work == seat.at_work == 1
            due += 200.0 * 0.5 * (week_attainment(seat) + week_attainment(o.seats[seat.partner])) if here else 0.0
        assert o.report.commission_money - usual.report.commission_money == pytest.approx(due, abs=1e-6)
        assert o.report.bookings_money == usual.report.bookings_money
        paid += due
    assert paid > 0.0
