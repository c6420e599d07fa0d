"""Crediting: new business counts in the year, the quarter, the seat - and is paid, once."""

from __future__ import annotations

import pytest

from simulation.mechanisms.crediting import book
from simulation.mechanisms.customers import open_account, renew
from tests.mechanisms.builders import calm_firm

pytestmark = pytest.mark.jitoff
PLAN = {
    "pay.target_commission_money": 50_000.0,
    "customers.fading_per_year": 0.0,
    "customers.expansion_per_year": 0.1,
    "customers.churn_relationship_weight": 0.0,
    "customers.churn_satisfaction_weight": 0.0,
}


def test_a_booking_counts_everywhere_it_should_and_is_paid_at_the_rate_before_it() -> None:
    # Quota 100,000, target 50,000: 0.50 a unit. 90,000 before, then 10,000: still below quota.
    o = calm_firm(PLAN)
    rep, seat = o.reps[0], o.seats[0]
    seat.quota_money, rep.year_bookings_money = 100_000.0, 90_000.0
    book(rep, o, o.p, 10_000.0)
    assert seat.commission_money == pytest.approx(5_000.0)
    assert (rep.year_bookings_money, rep.quarter_money, seat.year_bookings_money) == (100_000.0, 10_000.0, 10_000.0)
    assert o.reps[1].year_bookings_money == 0.0


@pytest.mark.parametrize(("employed", "credited"), [(1, 100.0), (0, 0.0)])
def test_the_growth_of_an_account_is_credited_to_whoever_is_there(employed: int, credited: float) -> None:
    # At par (strain 1) an account of 1,000 grows by a tenth; what is merely renewed earns nothing.
    o = calm_firm(PLAN)
    rep, seat = o.reps[0], o.seats[0]
    open_account(rep, o, o.p, 1_000.0)
    seat.quota_money, rep.employed = 100_000.0, employed
    renew(rep, o, o.p, o.accounts[0][0])
    assert seat.expansion_money == pytest.approx(100.0)
    assert rep.year_bookings_money == pytest.approx(credited)
    assert seat.commission_money == pytest.approx(0.5 * credited)
