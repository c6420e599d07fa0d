"""Customers: satisfaction, strain, renewal and churn, and what a change of rep does."""

from __future__ import annotations

import math

import pytest

from simulation import SalesOrganization, load_scenario
from simulation.mechanisms.clocks import half_life_step
from simulation.mechanisms.customers import (
    SLIGHTEST_CHURN,
    break_promises,
    catch_up,
    decide,
    deserved_satisfaction,
    disappoint,
    feel_change_of_rep,
    live_on,
    look_at,
    open_account,
    quit_book,
    renew,
    shared_date,
    sign,
    smallest_account,
    spread_word,
    strain,
    widen,
    word_of_mouth,
)
from simulation.mechanisms.opening import open_week
from simulation.mechanisms.planning import plan
from simulation.mechanisms.prospecting import prospect
from simulation.parameters.customers import Customers
from simulation.records import AccountState, DealState, SeatState
from tests.mechanisms.builders import calm_firm, make

pytestmark = pytest.mark.jitoff

CUSTOMERS = Customers(
    par_satisfaction=70.0, service_weight=20.0, know_how_weight=10.0, churn_satisfaction_weight=0.05,
    churn_relationship_weight=1.0, fading_per_year=0.2, expansion_per_year=0.05,
    usual_accounts=0.1,  # nobody is a customer from the start
)  # fmt: skip
SETTINGS = {f"customers.{name}": getattr(CUSTOMERS, name) for name in Customers.model_fields} | {
    "customers.recurring_share": 0.25,
    "customers.churn_per_year": 0.1,
    "customers.relationship_kept": 0.25,
    "customers.change_of_rep_points": 4.0,
}
AT_PAR = {"satisfaction": 70.0, "relationship": 1.0}


def with_accounts(*revenues: float, **settings: object) -> SalesOrganization:
    """A firm whose seat 0 has accounts of these revenues, opened in this order, at par."""
    o = calm_firm(SETTINGS | settings)
    for revenue in revenues:
        open_account(o.reps[0], o, o.p, revenue)
    for account in o.accounts[0]:
        account.satisfaction, account.relationship = 70.0, 1.0
    return o


def satisfy(o: SalesOrganization, *points: float) -> None:
    """Set how satisfied the accounts of seat 0 are, in their order."""
    for account, satisfaction in zip(o.accounts[0], points, strict=False):
        o.seats[0].satisfaction_points += satisfaction - account.satisfaction
        account.satisfaction = satisfaction


def looked_at(o: SalesOrganization, place: int = 0) -> AccountState:
    """An account of seat 0, up to date."""
    catch_up(o.accounts[0][place], o.seats[0], o.p.customers)
    return o.accounts[0][place]


@pytest.mark.parametrize(
    ("service", "know_how", "points"),
    [(1.0, 1.0, 70.0), (0.0, 1.0, 50.0), (2.0, 1.0, 90.0), (5.0, 1.0, 90.0), (1.0, 0.5, 65.0), (0.5, 0.8, 58.0)],
)
def test_satisfaction_follows_hours_and_know_how(service: float, know_how: float, points: float) -> None:
    assert deserved_satisfaction(service, know_how, CUSTOMERS) == pytest.approx(points)


def test_satisfaction_stays_on_its_scale() -> None:
    extreme = Customers(par_satisfaction=100.0, service_weight=100.0, know_how_weight=100.0)
    assert deserved_satisfaction(2.0, 1.5, extreme) == 100.0
    assert deserved_satisfaction(0.0, 0.0, extreme) == 0.0


@pytest.mark.parametrize(
    ("satisfaction", "relationship", "expected"),
    [
        (70.0, 1.0, 1.0),
        (60.0, 1.0, 1.5),  # 10 points missing at 0.05 each
        (70.0, 0.25, 1.75),  # three quarters of the relationship missing
        (50.0, 0.0, 3.0),
        (80.0, 1.0, 0.5),
        (100.0, 1.0, SLIGHTEST_CHURN),  # 1 - 1.5: no customer is won for ever
    ],
)
def test_strain_adds_up_what_is_missing(satisfaction: float, relationship: float, expected: float) -> None:
    account = make(AccountState, satisfaction=satisfaction, relationship=relationship)
    assert strain(account, CUSTOMERS) == pytest.approx(expected)


def test_a_step_in_a_book_s_life() -> None:
    # Two accounts at 60 and 90, the level at 70; deserved 90, half of the way. At 80 points half of the wear is spared.
    seat = make(SeatState, accounts=2, satisfaction_points=150.0, satisfaction_level=70.0, account_money=5.0)
    live_on(seat, 90.0, 0.5, 1.0, CUSTOMERS)
    assert (seat.satisfaction_points, seat.satisfaction_level) == (165.0, 80.0)
    assert (seat.wear_weeks, seat.book_weeks, seat.account_money) == (0.5, 1.0, 5.0)


def test_rounding_leaves_nothing_in_a_book_without_accounts() -> None:
    seat = make(SeatState, accounts=1, satisfaction_points=70.0 - 1e-12, account_money=5.0 + 1e-12)
    quit_book(make(AccountState, satisfaction=70.0, revenue_money=5.0), seat)
    assert (seat.satisfaction_points, seat.account_money) == (0.0, 0.0)
    seat = make(SeatState, accounts=3, satisfaction_points=150.0, account_money=9.0)
    quit_book(make(AccountState, satisfaction=70.0, revenue_money=5.0), seat)
    assert (seat.satisfaction_points, seat.account_money) == (80.0, 4.0)


def in_steps(account: AccountState, weeks: int, met: int, deserved: float, steps: int) -> tuple[float, float, float]:
    """Satisfaction, relationship and dose of an account that is taken on in small steps, empty after `met` weeks."""
    following, growing = (
        1.0 - 0.5 ** (1.0 / (steps * half_life))
        for half_life in (CUSTOMERS.satisfaction_half_life_weeks, CUSTOMERS.relationship_half_life_weeks)
    )
    stepped, dose = make(AccountState, satisfaction=account.satisfaction, relationship=account.relationship), 0.0
    for step in range(weeks * steps):
        stepped.satisfaction += (deserved - stepped.satisfaction) * following
        stepped.relationship += (1.0 - stepped.relationship) * growing * (step < met * steps)
        dose += CUSTOMERS.churn_per_year / 52 / steps * strain(stepped, CUSTOMERS)
    return stepped.satisfaction, stepped.relationship, dose


@pytest.mark.parametrize(("weeks", "met"), [(1, 1), (52, 52), (40, 15), (30, 0)])
def test_a_stretch_in_an_account_s_life_is_what_small_steps_make_of_it(weeks: int, met: int) -> None:
    seat = make(SeatState, accounts=1, satisfaction_points=50.0, satisfaction_level=72.0)
    account = make(AccountState, satisfaction=50.0, relationship=0.3)
    look_at(account, seat)
    stepped = in_steps(account, weeks, met, 76.0, 400)
    following = 1.0 - 0.5 ** (1.0 / (20 * CUSTOMERS.satisfaction_half_life_weeks))
    for step in range(weeks * 20):
        live_on(seat, 76.0, following, 0.05, CUSTOMERS)
        seat.met_weeks += 0.05 * (step < met * 20)
    catch_up(account, seat, CUSTOMERS)
    assert (account.satisfaction, account.relationship, account.churn_dose) == pytest.approx(stepped, rel=2e-3)
    assert seat.satisfaction_points == pytest.approx(account.satisfaction)


def test_two_looks_see_what_one_sees() -> None:
    often, once = (make(AccountState, satisfaction=40.0, relationship=0.2) for _ in range(2))
    seat, following = (
        make(SeatState, satisfaction_level=75.0),
        half_life_step(CUSTOMERS.satisfaction_half_life_weeks, 1.0),
    )
    for account in (often, once):
        look_at(account, seat)
    for week in range(60):
        live_on(seat, 65.0, following, 1.0, CUSTOMERS)
        seat.met_weeks += 1.0
        if week % 7 == 0:
            catch_up(often, seat, CUSTOMERS)
    for account in (often, once):
        catch_up(account, seat, CUSTOMERS)
    seen = [(account.satisfaction, account.relationship, account.churn_dose) for account in (often, once)]
    assert seen[0] == pytest.approx(seen[1], rel=1e-9)
    catch_up(often, seat, CUSTOMERS)
    assert (often.satisfaction, often.relationship, often.churn_dose) == seen[0]


def test_no_customer_is_won_for_ever() -> None:
    seat, delighted = (
        make(SeatState, satisfaction_level=100.0),
        make(AccountState, satisfaction=100.0, relationship=1.0),
    )
    look_at(delighted, seat)
    for _ in range(52):
        live_on(seat, 100.0, 0.1, 1.0, CUSTOMERS)
    catch_up(delighted, seat, CUSTOMERS)
    assert delighted.churn_dose == pytest.approx(SLIGHTEST_CHURN * CUSTOMERS.churn_per_year)


def test_a_renewal_fades_then_grows() -> None:
    # 1000 -> 800 renewed; at par 5 % more: 40. At strain 2 and beyond nothing grows.
    o = with_accounts(1000.0, 1000.0)
    strange = o.accounts[0][1]
    strange.relationship = 0.0
    for account in o.accounts[0][:2]:
        renew(o.reps[0], o, o.p, account)
    seat = o.seats[0]
    assert (seat.renewed, seat.renewals_money, seat.expansion_money) == (2, pytest.approx(1600.0), pytest.approx(40.0))
    assert [account.revenue_money for account in o.accounts[0][:2]] == pytest.approx([840.0, 800.0])


def test_a_won_deal_opens_an_account_and_the_next_one_widens_it() -> None:
    o = calm_firm(SETTINGS)
    first = make(DealState, value_money=8000.0, account_seat=-1, account_opened=-1)
    sign(o.reps[0], o, o.p, first, first.value_money)
    assert (first.account_seat, first.account_opened) == (0, 0)
    second = make(DealState, value_money=4000.0, account_seat=0, account_opened=0)
    sign(o.reps[0], o, o.p, second, second.value_money)
    assert o.seats[0].accounts == 1
    assert o.accounts[0][0].revenue_money == pytest.approx(0.25 * 12_000.0)


@pytest.mark.parametrize(
    ("now", "due", "revenue", "added", "shared"),
    [
        (26, 52, 1000.0, 1000.0, 65),  # half has 26 weeks left, half a full year: renewed in 39 weeks
        (26, 52, 1000.0, 0.0, 52),
        (26, 52, 0.0, 0.0, 52),
        (0, 52, 1000.0, 9000.0, 52),
        (51, 52, 1000.0, 3000.0, 90),  # 1 week and 52 weeks, at 1 to 3
    ],
)
def test_one_date_for_all_contracts_of_a_customer(
    now: int, due: int, revenue: float, added: float, shared: int
) -> None:
    assert shared_date(now, due, revenue, added) == shared


def test_widening_neither_bills_a_contract_early_nor_late() -> None:
    account, seat = make(AccountState, renewal_due=52, revenue_money=1000.0), make(SeatState, account_money=1000.0)
    widen(account, seat, 26, 1000.0)
    paid_weeks = 1000.0 * (account.renewal_due - 52) - 1000.0 * (26 + 52 - account.renewal_due)
    assert (paid_weeks, account.revenue_money, seat.account_money) == (0.0, 2000.0, 2000.0)


def test_a_deal_of_a_customer_who_left_meanwhile_opens_an_account_again() -> None:
    o = with_accounts(100.0)
    o.accounts[0][0].churn_dose = math.inf
    decide(o.reps[0], o, o.p, 0)
    deal = make(DealState, value_money=8000.0, account_seat=0, account_opened=0)
    sign(o.reps[0], o, o.p, deal, deal.value_money)
    assert (deal.account_seat, deal.account_opened) == (0, 1)


def test_a_full_book_shares_the_line_of_the_smallest_and_counts_it() -> None:
    o = with_accounts(500.0, 100.0, 300.0, 400.0, **{"organization.account_slots": 4})
    assert smallest_account(o, 0) == 1
    assert open_account(o.reps[0], o, o.p, 50.0) == 1
    assert [account.revenue_money for account in o.accounts[0]] == [500.0, 150.0, 300.0, 400.0]
    assert (o.firm.account_overflows, o.seats[0].accounts, o.seats[0].accounts_opened) == (1, 4, 4)


def test_an_account_past_its_patience_goes_and_the_last_takes_its_line() -> None:
    o = with_accounts(500.0, 100.0, 300.0)
    o.accounts[0][0].churn_dose = o.accounts[0][0].churn_limit
    assert decide(o.reps[0], o, o.p, 0) == 0
    assert (o.seats[0].accounts, o.seats[0].churned) == (2, 1)
    assert [(account.opened, account.revenue_money) for account in o.accounts[0][:2]] == [(2, 300.0), (1, 100.0)]
    assert decide(o.reps[0], o, o.p, 0) == 1


def test_accounts_decide_once_a_year_on_their_date() -> None:
    # Won in week 0, 10 and 51: the dates of year 1 are weeks 52, 62 and 103, and nothing falls due before.
    o = calm_firm(SETTINGS | {"customers.churn_per_year": 0.0})
    due = []
    for week in range(104):
        if week in (0, 10, 51):
            open_account(o.reps[0], o, o.p, 100.0)
        o.step()
        due += [week] * o.seats[0].renewed
    assert due == [52, 62, 103]


@pytest.mark.parametrize("steps", [1, 2, 4])
def test_a_year_at_par_wears_a_customer_s_patience_by_the_yearly_rate(steps: int) -> None:
    # Nothing moves satisfaction or relationship away from par: strain 1 all year, a dose of 0.1 a year.
    unmoved = {"customers.service_weight": 0.0, "customers.know_how_weight": 0.0, "calendar.steps_per_week": steps}
    o = with_accounts(100.0, **unmoved)
    o.accounts[0][0].churn_limit = math.inf
    for _ in range(52):
        o.step()
    assert looked_at(o).churn_dose == pytest.approx(0.1)


def test_the_firm_s_satisfaction_is_the_mean_over_all_accounts() -> None:
    # Unmoved by hours or know-how, 60 and 90 go a tenth of the way to 70: half-life of log(2) / -log(0.9) weeks.
    slow = {"customers.satisfaction_half_life_weeks": math.log(2.0) / -math.log(0.9)}
    o = with_accounts(100.0, 100.0, **{"customers.service_weight": 0.0, "customers.know_how_weight": 0.0, **slow})
    satisfy(o, 60.0, 90.0)
    o.step()
    assert o.report.satisfaction == pytest.approx((61.0 + 88.0) / 2)
    assert [looked_at(o, place).satisfaction for place in range(2)] == pytest.approx([61.0, 88.0])


def test_a_change_of_rep_costs_relationship_and_points_and_no_less_than_nothing_is_left() -> None:
    o = with_accounts(100.0, 100.0)
    satisfy(o, 70.0, 3.0)
    feel_change_of_rep(o.reps[0], o, o.p)
    assert [account.relationship for account in o.accounts[0][:2]] == [0.25, 0.25]
    assert [account.satisfaction for account in o.accounts[0][:2]] == [66.0, 0.0]
    assert o.seats[0].satisfaction_points == 66.0


def test_an_empty_seat_s_accounts_live_on_colleagues_hours_and_build_no_relationship() -> None:
    # Vacancy service 0.5 and a newcomer's know-how 0.6: 70 - 10 - 4 = 56; half of the way in a half-life of one week.
    o = with_accounts(100.0, **{
        "customers.vacancy_service": 0.5, "learning.know_how_at_hire": 0.6,
        "customers.satisfaction_half_life_weeks": 1.0, "recruiting.vacancy_weeks": 50.0,
    })  # fmt: skip
    o.accounts[0][0].relationship = 0.4
    o.reps[0].employed, o.seats[0].vacant_until = 0, 99.0
    o.step()
    account = looked_at(o)
    assert (account.satisfaction, account.relationship) == pytest.approx((63.0, 0.4))


@pytest.mark.parametrize(
    ("revenue", "added", "promising", "lost"),
    [(100.0, 100.0, 0.5, 7.0), (400.0, 100.0, 0.5, 1.75), (100.0, 100.0, 0.0, 0.0), (0.0, 0.0, 1.0, 14.0)],
)
def test_what_was_promised_too_much_weighs_as_the_new_contract_does(
    revenue: float, added: float, promising: float, lost: float
) -> None:
    account, seat = (
        make(AccountState, revenue_money=revenue, satisfaction=70.0),
        make(SeatState, satisfaction_points=70.0),
    )
    break_promises(account, seat, added, 14.0 * promising)
    assert (account.satisfaction, seat.satisfaction_points) == pytest.approx((70.0 - lost, 70.0 - lost))


def test_signing_breaks_the_promises_of_whoever_signs() -> None:
    o = with_accounts(3_000.0, **{"conduct.promise_points": 20.0})
    o.reps[0].promising = 0.5
    for deal in (make(DealState, account_seat=-1), make(DealState, account_seat=0, account_opened=0)):
        sign(o.reps[0], o, o.p, deal, 4_000.0)  # a quarter of it recurs
    # One contract of 1,000 in an account of 4,000, and one in an account of its own.
    assert [account.satisfaction for account in o.accounts[0][:2]] == pytest.approx([67.5, 60.0])


def test_a_cancellation_disappoints_a_customer_and_nobody_else() -> None:
    o = with_accounts(100.0, 200.0, **{"customers.cancelled_points": 6.0})
    disappoint(o.reps[0], o, o.p, make(DealState, account_seat=0, account_opened=1))
    disappoint(o.reps[0], o, o.p, make(DealState, account_seat=-1, account_opened=-1))
    assert [account.satisfaction for account in o.accounts[0][:2]] == [70.0, 64.0]
    satisfy(o, 70.0, 2.0)
    disappoint(o.reps[0], o, o.p, make(DealState, account_seat=0, account_opened=1))
    assert o.accounts[0][1].satisfaction == 0.0


@pytest.mark.parametrize(
    ("points", "log_inquiries"), [(0.0, 0.0), (10.0, 0.15), (-20.0, -0.3), (30.0, 0.45), (80.0, 0.45), (-80.0, -0.45)]
)
def test_word_of_mouth_by_hand(points: float, log_inquiries: float) -> None:
    assert word_of_mouth(points, Customers(referrals=0.15)) == pytest.approx(math.exp(log_inquiries))


def test_a_name_follows_what_customers_live_through_and_a_firm_without_any_is_forgotten() -> None:
    o = with_accounts(100.0, 100.0, **{"customers.reputation_half_life_weeks": 10.0, "customers.referrals": 0.5})
    o.seats[0].satisfaction_points = 2 * 78.0  # eight above par
    for _ in range(10):
        spread_word(o, o.p)
    assert o.firm.customer_reputation == pytest.approx(4.0)
    assert o.firm.word_of_mouth == pytest.approx(math.exp(0.2))
    o.seats[0].accounts = 0
    for _ in range(10):
        spread_word(o, o.p)
    assert o.firm.customer_reputation == pytest.approx(2.0)


def leads_at(word: float, inbound: float) -> int:
    o = calm_firm({"prospecting.inbound_share": inbound, "prospecting.leads_per_week": 40.0})
    open_week(o, o.p)
    o.firm.word_of_mouth = word
    plan(o.reps[0], o, o.p)
    prospect(o.reps[0], o, o.p)
    return int(o.seats[0].leads)


def test_word_of_mouth_brings_what_comes_by_itself_and_nothing_that_is_worked_for() -> None:
    assert leads_at(1.5, 0.5) > leads_at(1.0, 0.5) > leads_at(0.5, 0.5)
    assert leads_at(1.5, 0.0) == leads_at(0.5, 0.0)


def test_what_a_book_adds_up_to_is_what_its_accounts_are_worth_whatever_happens_to_them() -> None:
    busy = {
        "organization.teams": 2, "organization.reps_per_team": 3, "customers.usual_accounts": 12.0,
        "quitting.quits_per_year": 2.0, "recruiting.vacancy_weeks": 4.0, "handover.incumbent_share": 0.5,
        "shocks.backlashes_per_year": 5.0, "customers.cancelled_share": 0.3, "customers.fading_per_year": 0.2,
        "conduct.promise_points": 10.0, "customers.churn_per_year": 0.5, "calendar.burn_in_years": 0,
    }  # fmt: skip
    o = SalesOrganization(load_scenario(overrides=busy), 3)
    happened = {"departed": 0, "churned": 0, "renewed": 0, "cancelled": 0}
    for _ in range(60):
        o.step()
        for name in happened:
            happened[name] += sum(getattr(seat, name) for seat in o.seats)
        for seat, book in zip(o.seats, o.accounts, strict=True):
            filled = [make(AccountState, **vars(account)) for account in book[: seat.accounts]]
            for account in filled:  # copies: looking at the firm changes nothing
                catch_up(account, make(SeatState, **vars(seat)), o.p.customers)
            assert seat.satisfaction_points == pytest.approx(sum(account.satisfaction for account in filled), abs=1e-6)
            assert seat.account_money == pytest.approx(sum(account.revenue_money for account in filled), abs=1e-6)
    assert min(happened.values()) > 3
