"""Ledger: every amount by hand, every amount once."""

from __future__ import annotations

import pytest

from simulation.mechanisms.arms import take_places
from simulation.mechanisms.customers import open_account
from simulation.mechanisms.ledger import account
from simulation.mechanisms.teams import meet
from tests.mechanisms.builders import calm_firm

pytestmark = pytest.mark.jitoff

MONEY = {
    "pay.base_salary_money": 52_000.0,
    "ledger.gross_margin": 0.6,
    "ledger.payroll_overhead": 0.25,
    "ledger.manager_salary_money": 104_000.0,
    "ledger.hiring_money": 10_000.0,
    "ledger.candidate_money": 500.0,
    "ledger.training_money": 3_000.0,
    "recruiting.candidates_per_hire": 4.0,
}


def test_the_week_in_money() -> None:
    # Two heads at 1,000 a week: 2,000. Commission 700, severance 300: wages 3,000, overhead 750. One manager: 2,000.
    # One hire: 10,000 + 4 * 500 = 12,000, and 3,000 of training. Sold 30,000 + 4,000 + 16,000 = 50,000, margin 30,000.
    # Left: 30,000 - 3,000 - 750 - 2,000 - 12,000 - 3,000 = 9,250.
    o = calm_firm(MONEY)
    one, other = o.seats
    one.bookings_money, one.commission_money, one.hired = 30_000.0, 700.0, 1
    other.expansion_money, other.renewals_money, other.severance_money = 4_000.0, 16_000.0, 300.0
    meet(o, o.ps)
    take_places(o)  # two at work
    account(o, o.ps)
    page = o.report
    assert (page.pay_money, page.commission_money, page.severance_money) == pytest.approx((2_000.0, 700.0, 300.0))
    assert (page.overhead_money, page.managers_money) == pytest.approx((750.0, 2_000.0))
    assert (page.hiring_money, page.training_money) == pytest.approx((12_000.0, 3_000.0))
    assert (page.gross_margin_money, page.profit_money) == pytest.approx((30_000.0, 9_250.0))


def test_people_and_customers_are_averaged_over_those_who_are_there() -> None:
    o = calm_firm({"organization.reps_per_team": 3})
    o.firm.week = 10
    for rep, ability, hired in zip(o.reps, (1.0, -0.5, 99.0), (1, -9, 0), strict=True):
        rep.ability, rep.hired_week = ability, hired
    o.reps[2].employed = 0
    for seat in (0, 2):  # an empty seat keeps its customers
        open_account(o.reps[seat], o, o.p, 100.0)
    o.seats[0].satisfaction_points, o.seats[2].satisfaction_points = 80.0, 50.0
    account(o, o.ps)
    assert (o.report.heads, o.report.vacant_seats) == (2.0, 1.0)
    assert o.report.ability == pytest.approx(0.25)
    assert o.report.tenure_weeks == pytest.approx((10 + 20) / 2)  # the week that ends counts
    assert (o.report.accounts, o.report.satisfaction) == (2.0, 65.0)


FLOWS = (
    "leads", "qualified", "open_deals", "accounts", "bookings_money", "expansion_money", "renewals_money", "wins",
    "rival_losses", "undecided", "cycle_weeks", "churned", "renewed", "resigned", "dismissed", "hired",
    "commission_money", "severance_money",
)  # fmt: skip


@pytest.mark.parametrize("flow", FLOWS)
def test_every_flow_is_the_sum_over_seats(flow: str) -> None:
    o = calm_firm({"organization.reps_per_team": 3})
    for number, seat in enumerate(o.seats):
        setattr(seat, flow, 2 + number)
    account(o, o.ps)
    assert getattr(o.report, flow) == 9.0


def test_demand_is_the_mean_over_segments() -> None:
    o = calm_firm({"market.segments": 2})
    o.segments[0].demand, o.segments[1].demand = 0.5, 1.1
    account(o, o.ps)
    assert o.report.demand == pytest.approx(0.8)


def test_a_firm_without_anybody_reports_zeros_and_pays_its_managers() -> None:
    o = calm_firm(MONEY)
    for rep in o.reps:
        rep.employed = 0
    account(o, o.ps)
    assert (o.report.heads, o.report.ability, o.report.satisfaction, o.report.pay_money) == (0.0, 0.0, 0.0, 0.0)
    assert o.report.profit_money == pytest.approx(-2_000.0)


def test_the_page_starts_clean_every_week() -> None:
    o = calm_firm(MONEY)
    o.seats[0].bookings_money = 500.0
    account(o, o.ps)
    first = o.report.profit_money
    account(o, o.ps)
    assert o.report.bookings_money == 500.0
    assert o.report.profit_money == first
