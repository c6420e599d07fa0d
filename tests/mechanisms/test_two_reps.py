"""Two reps for three weeks, worked out by hand: deals, a resignation, a newcomer, a renewal, and all the money.

The firm. Deals ripen at 0.5 a week and are won at 0.2; in talks they die at 0.25, when ripe at 0.1. Quotas of 104,000
and a target commission of 52,000 make 0.50 a unit booked. Base pay 1,000 a week, a manager 1,000, overhead a fifth.

Seat 0 has deal A (12,000), in talks: limit 0.6, then 0.5, outcome 0.3.
- Week 0: at 0.75 a week talks end after 0.8 weeks. 0.3 lies below 0.5 / 0.75: it ripens, and 0.3 * 1.5 = 0.45 is left
  as its outcome. The other 0.2 weeks at 0.3 a week give a dose of 0.06.
- Week 1: dose 0.36.
- Week 2: the missing 0.14 take 0.14 / 0.3 = 0.4667 weeks. 0.45 lies below 0.2 / 0.3: won, 2.4667 weeks after it began.
  Commission 6,000; the rep's morale rises by 0.1. A quarter recurs: an account of 3,000, relationship 0.5, which covers
  half of the way to 1 within the week: 0.75.

Seat 1 has deal B, ripe: limit 0.15, outcome 0.9, and deal C, in talks, with patience for years.
- Week 0: B ends after half a week; 0.9 lies above 2/3: undecided. A setback: morale 0.6 - 0.1 = 0.5. Then the rep
  resigns, and C dies with it (nothing is inherited). The seat's customer - 8,000, satisfaction 70, relationship 1 - is
  left with 60 points and a relationship of 0.2. Both worked this week and are paid for it.
- Week 1: nobody is there. Satisfaction goes half of the way back: 65; the relationship waits. A successor is found (it
  takes one week): 10,000 + 2 * 500 to find, 2,000 to train; at work, and paid, from week 2 on.
- Week 2: satisfaction 67.5, relationship 0.6. It is the customer's date: a quarter of 8,000 has run out, 6,000 are
  renewed. Strain 1 + 0.02 * 2.5 + 0.5 * 0.4 = 1.25, so it grows by 0.1 * (2 - 1.25) of that: 450.

Money. Week 0: -2,000 - 400 - 1,000 = -3,400. Week 1: -1,000 - 200 - 1,000 - 11,000 - 2,000 = -15,200.
Week 2: half of 12,000 + 450 + 6,000 is 9,225; base 2,000, commission 6,000 + 225 on the growth: wages 8,225; overhead
1,645, manager 1,000: -1,645.
"""

from __future__ import annotations

import pytest

from simulation import SalesOrganization
from simulation.mechanisms.customers import catch_up, enter_book
from simulation.records import AccountState, DealState
from tests.mechanisms.builders import calm_firm, make

pytestmark = pytest.mark.jitoff

SETTINGS: dict[str, object] = {
    "selling.advance_per_week": 0.5, "selling.win_per_week": 0.2, "selling.undecided_early_per_week": 0.25,
    "selling.undecided_late_per_week": 0.1, "selling.inherited_share": 0.0,
    "pay.base_salary_money": 52_000.0, "pay.target_commission_money": 52_000.0, "pay.accelerator": 2.0,
    "ledger.manager_salary_money": 52_000.0, "ledger.payroll_overhead": 0.2, "ledger.gross_margin": 0.5,
    "ledger.hiring_money": 10_000.0, "ledger.candidate_money": 500.0, "ledger.training_money": 2_000.0,
    "recruiting.candidates_per_hire": 2.0, "recruiting.vacancy_weeks": 1.0, "recruiting.fastest_share": 1.0,
    "learning.know_how_at_hire": 1.0, "coaching.gain": 0.0,
    "quitting.quits_per_year": 1e-6,  # a reason to go, for whoever has had enough
    "morale.par": 0.6, "morale.win_gain": 0.1, "morale.loss_pain": 0.1,
    "customers.par_satisfaction": 70.0, "customers.service_weight": 0.0, "customers.know_how_weight": 0.0,
    "customers.satisfaction_half_life_weeks": 1.0, "customers.relationship_half_life_weeks": 1.0,
    "customers.relationship_kept": 0.2, "customers.change_of_rep_points": 10.0, "customers.churn_per_year": 0.0,
    "customers.churn_satisfaction_weight": 0.02, "customers.churn_relationship_weight": 0.5,
    "customers.fading_per_year": 0.25, "customers.expansion_per_year": 0.1, "customers.recurring_share": 0.25,
}  # fmt: skip
DEALS = (
    make(DealState, seat=0, limit=0.6, next_limit=0.5, outcome=0.3, value_money=12_000.0),
    make(DealState, seat=1, ripe=1, limit=0.15, outcome=0.9, value_money=9_000.0),
    make(DealState, seat=1, rank=1, limit=500.0, value_money=7_000.0),
)
CUSTOMER = make(
    AccountState, seat=1, renewal_due=2, revenue_money=8_000.0, satisfaction=70.0, relationship=1.0,
    churn_limit=1.0,
)  # fmt: skip


@pytest.fixture
def o() -> SalesOrganization:
    firm = calm_firm(SETTINGS)
    for rep, seat in zip(firm.reps, firm.seats, strict=True):
        rep.resilience, seat.quota_money = 0.5, 104_000.0
    for deal in DEALS:
        row = firm.deals[deal.seat][firm.seats[deal.seat].open_deals]
        vars(row).update(
            vars(deal) | {"pace": 1.0, "odds": 1.0, "stale_at": 99.0, "account_seat": -1, "account_opened": -1}
        )
        firm.seats[deal.seat].open_deals += 1
    vars(firm.accounts[1][0]).update(vars(CUSTOMER))
    firm.seats[1].accounts = firm.seats[1].accounts_opened = 1
    enter_book(firm.accounts[1][0], firm.seats[1])
    firm.reps[1].quit_limit = 0.0  # has enough
    return firm


def test_three_weeks_by_hand(o: SalesOrganization) -> None:
    leaver = o.reps[1]
    deal, customer = o.deals[0][0], o.accounts[1][0]

    o.step()
    assert (deal.ripe, deal.outcome, deal.dose) == (1, pytest.approx(0.45), pytest.approx(0.06))
    assert leaver.morale == pytest.approx(0.5)
    assert (leaver.employed, o.seats[1].resigned, o.seats[1].vacant_until) == (0, 1, 1.0)
    assert (o.seats[1].undecided, o.seats[1].open_deals) == (2, 0)
    assert (customer.satisfaction, customer.relationship) == pytest.approx((60.0, 0.2))
    assert o.report.profit_money == pytest.approx(-3_400.0)

    o.step()
    assert deal.dose == pytest.approx(0.36)
    catch_up(customer, o.seats[1], o.p.customers)
    assert (customer.satisfaction, customer.relationship) == pytest.approx((65.0, 0.2))
    newcomer = o.reps[1]
    assert newcomer is not leaver
    assert (newcomer.employed, newcomer.hire, newcomer.hired_week, newcomer.morale) == (1, 1, 2, 0.6)
    assert (o.report.hiring_money, o.report.training_money) == pytest.approx((11_000.0, 2_000.0))
    assert o.report.profit_money == pytest.approx(-15_200.0)

    o.step()
    assert (o.seats[0].wins, o.seats[0].open_deals) == (1, 0)
    assert o.seats[0].cycle_weeks == pytest.approx(0.8 + 0.2 + 1.0 + 0.14 / 0.3)
    assert o.seats[0].commission_money == pytest.approx(6_000.0)
    assert (o.reps[0].morale, newcomer.morale) == pytest.approx((0.7, 0.6))
    won = o.accounts[0][0]
    catch_up(won, o.seats[0], o.p.customers)
    assert (won.revenue_money, won.relationship, won.satisfaction) == pytest.approx((3_000.0, 0.75, 70.0))
    assert (customer.satisfaction, customer.relationship) == pytest.approx((67.5, 0.6))
    assert (o.report.renewals_money, o.report.expansion_money) == pytest.approx((6_000.0, 450.0))
    assert customer.revenue_money == pytest.approx(6_450.0)
    assert o.report.gross_margin_money == pytest.approx(9_225.0)
    assert o.report.profit_money == pytest.approx(-1_645.0)


def test_the_collector_saw_the_same_three_weeks(o: SalesOrganization) -> None:
    for _ in range(3):
        o.step()
    seen = o.datacollector.get_model_vars_dataframe()
    assert seen["week"].tolist() == [0, 1, 2]
    assert seen["heads"].tolist() == [1, 2, 2]
    assert seen["vacant_seats"].tolist() == [1, 0, 0]
    assert seen["wins"].tolist() == [0, 0, 1]
    assert seen["undecided"].tolist() == [2, 0, 0]
    assert seen["open_deals"].tolist() == [1, 1, 0]
    assert seen["profit_money"].tolist() == pytest.approx([-3_400.0, -15_200.0, -1_645.0])
