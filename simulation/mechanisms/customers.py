"""Customers: accounts are served, grow satisfied or not, and are renewed, widened or lost on their date."""

import math

from simulation.body import move
from simulation.mark import behaviour, rule
from simulation.mechanisms.clocks import WEEKS_PER_YEAR, clamp, half_life_step
from simulation.mechanisms.crediting import book
from simulation.mechanisms.events import ACCOUNT_CHURNED, ACCOUNT_RENEWED, ACCOUNT_WON, note_account
from simulation.parameters import Parameters
from simulation.parameters.customers import Customers
from simulation.purposes import ACCOUNT
from simulation.randomness import uniform
from simulation.records import NOBODY, AccountState, DealState, RepState, World
from simulation.variates import exponential

SLIGHTEST_CHURN = 0.1  # of par: no customer is won for ever
ONE_WEEK = 1.0
LOUDEST_POINTS = 30.0  # from par: beyond that, better or worse customers are not heard of more


@rule
def deserved_satisfaction(service: float, know_how: float, customers: Customers) -> float:
    """Satisfaction that hours and know-how lead to, in points; plenty of hours help as much as none hurt."""
    hours = min(service, 2.0) - 1.0
    points = (
        customers.par_satisfaction + customers.service_weight * hours + customers.know_how_weight * (know_how - 1.0)
    )
    return min(max(points, 0.0), 100.0)


@rule
def strain(account: AccountState, customers: Customers) -> float:
    """How far an account is from par, 1 being par: points of satisfaction and relationship that are missing."""
    unhappy = customers.churn_satisfaction_weight * (customers.par_satisfaction - account.satisfaction)
    strange = customers.churn_relationship_weight * (1.0 - account.relationship)
    return max(SLIGHTEST_CHURN, 1.0 + unhappy + strange)


@rule
def place_of_account(o: World, seat_number: int, account_seat: int, account_opened: int) -> int:
    """Where in a seat's book an account stands; -1 if it is not there (any more)."""
    if account_seat == NOBODY:
        return NOBODY
    book = o.accounts[seat_number]
    for place in range(o.seats[seat_number].accounts):
        account = book[place]
        if account.opened == account_opened and account.seat == account_seat:
            return place
    return NOBODY


@rule
def smallest_account(o: World, seat_number: int) -> int:
    """Place of the account with the least revenue."""
    smallest = 0
    for place in range(o.seats[seat_number].accounts):
        if o.accounts[seat_number][place].revenue_money < o.accounts[seat_number][smallest].revenue_money:
            smallest = place
    return smallest


@rule
def open_account(rep: RepState, o: World, p: Parameters, revenue_money: float) -> int:
    """A new customer joins the seat's book; in a full book it shares the line of the smallest account (counted)."""
    seat = o.seats[rep.seat]
    if seat.accounts >= len(o.accounts[rep.seat]):
        o.firm.account_overflows += 1
        crowded = smallest_account(o, rep.seat)
        widen(o.accounts[rep.seat][crowded], o.firm.week, revenue_money)
        return crowded
    place = seat.accounts
    account = o.accounts[rep.seat][place]
    account.seat = rep.seat
    account.opened = seat.accounts_opened
    account.renewal_due = o.firm.week + WEEKS_PER_YEAR
    account.revenue_money = revenue_money
    account.satisfaction = p.customers.par_satisfaction
    account.relationship = p.customers.relationship_at_start
    account.churn_dose = 0.0
    account.churn_limit = exponential(uniform(o.firm.seed, ACCOUNT, account.seat, account.opened, 0))
    seat.accounts += 1
    seat.accounts_opened += 1
    note_account(o, rep, ACCOUNT_WON, account.seat, account.opened, revenue_money)
    return place


@rule
def shared_date(now: int, due: int, revenue_money: float, added_money: float) -> int:
    """Week in which an account with one more contract is renewed: each has a full year, so on average by revenue."""
    total = revenue_money + added_money
    if total <= 0.0:
        return due
    share = added_money / total
    return due + int(share * (now + WEEKS_PER_YEAR - due))


@rule
def widen(account: AccountState, now: int, added_money: float) -> None:
    """A customer buys more: one account, one date of renewal."""
    account.renewal_due = shared_date(now, account.renewal_due, account.revenue_money, added_money)
    account.revenue_money += added_money


@rule
def broken_promises(account: AccountState, added_money: float, promising: float, p: Parameters) -> None:
    """What was promised too much is missed in the new contract, and weighs as it does in the account."""
    share = 1.0
    if account.revenue_money > 0.0:
        share = min(1.0, added_money / account.revenue_money)
    account.satisfaction = max(0.0, account.satisfaction - share * p.conduct.promise_points * promising)


@rule
def sign(rep: RepState, o: World, p: Parameters, deal: DealState, paid_money: float) -> None:
    """A won deal widens its customer's account, or opens one."""
    recurring = p.customers.recurring_share * paid_money
    place = place_of_account(o, rep.seat, deal.account_seat, deal.account_opened)
    if place == NOBODY:
        place = open_account(rep, o, p, recurring)
    else:
        widen(o.accounts[rep.seat][place], o.firm.week, recurring)
        o.seats[rep.seat].recurring_gained_money += recurring
    account = o.accounts[rep.seat][place]
    broken_promises(account, recurring, rep.promising, p)
    deal.account_seat = account.seat
    deal.account_opened = account.opened


@rule
def disappoint(rep: RepState, o: World, p: Parameters, deal: DealState) -> None:
    """A cancellation leaves a customer less satisfied, if it was one already."""
    place = place_of_account(o, rep.seat, deal.account_seat, deal.account_opened)
    if place != NOBODY:
        account = o.accounts[rep.seat][place]
        account.satisfaction = max(0.0, account.satisfaction - p.customers.cancelled_points)


@rule
def renew(rep: RepState, o: World, p: Parameters, account: AccountState) -> None:
    """A renewal: old contracts run out, the rest is paid for another year and may grow."""
    seat = o.seats[rep.seat]
    seat.recurring_lost_money += p.customers.fading_per_year * account.revenue_money
    account.revenue_money *= 1.0 - p.customers.fading_per_year
    growth = p.customers.expansion_per_year * max(0.0, 2.0 - strain(account, p.customers)) * account.revenue_money
    account.renewal_due += WEEKS_PER_YEAR
    seat.renewed += 1
    seat.renewals_money += account.revenue_money
    seat.expansion_money += growth
    seat.recurring_gained_money += growth
    account.revenue_money += growth
    if rep.employed == 1:
        book(rep, o, p, growth)
    note_account(o, rep, ACCOUNT_RENEWED, account.seat, account.opened, account.revenue_money)


@rule
def leave_book(rep: RepState, o: World, place: int) -> None:
    """An account is lost; the last one takes its line."""
    seat = o.seats[rep.seat]
    account = o.accounts[rep.seat][place]
    note_account(o, rep, ACCOUNT_CHURNED, account.seat, account.opened, account.revenue_money)
    seat.churned += 1
    seat.churned_money += account.revenue_money
    seat.recurring_lost_money += account.revenue_money
    seat.accounts -= 1
    move(o.accounts[rep.seat], place, seat.accounts)


@rule
def live_on(
    account: AccountState, deserved: float, following: float, growing: float, churning: float, p: Customers
) -> None:
    """A step in an account's life: satisfaction follows what it deserves, the relationship grows, patience wears."""
    account.satisfaction += (deserved - account.satisfaction) * following
    account.relationship += (1.0 - account.relationship) * growing
    account.churn_dose += churning * strain(account, p)


@rule
def decide(rep: RepState, o: World, p: Parameters, place: int) -> int:
    """An account on its date goes or stays; 1 if it stays."""
    account = o.accounts[rep.seat][place]
    if account.churn_dose >= account.churn_limit:
        leave_book(rep, o, place)
        return 0
    renew(rep, o, p, account)
    return 1


@behaviour
def serve(rep: RepState, o: World, p: Parameters) -> None:
    """Serve the seat's accounts for a step of the clock, and let those decide whose date it is."""
    seat, accounts = o.seats[rep.seat], o.accounts[rep.seat]
    service, know_how = rep.service, rep.know_how
    if rep.employed == 0:
        know_how = p.learning.know_how_at_hire
    deserved = deserved_satisfaction(service, know_how, p.customers)
    following, growing = o.firm.satisfaction_step, o.firm.relationship_step * rep.employed
    churning = p.customers.churn_per_year / WEEKS_PER_YEAR * o.firm.step_weeks
    week, points, money, place = o.firm.week, 0.0, 0.0, 0
    while place < seat.accounts:
        account = accounts[place]
        live_on(account, deserved, following, growing, churning, p.customers)
        satisfaction = account.satisfaction
        if account.renewal_due > week or decide(rep, o, p, place) == 1:
            points += satisfaction
            money += account.revenue_money
            place += 1
    seat.satisfaction_points = points
    seat.account_money = money


@rule
def word_of_mouth(reputation: float, customers: Customers) -> float:
    """Inquiries that come by themselves, against normal, when customers are so many points happier than par."""
    heard = clamp(reputation, -LOUDEST_POINTS, LOUDEST_POINTS)
    return math.exp(0.1 * customers.referrals * heard)


@rule
def spread_word(o: World, p: Parameters) -> None:
    """What customers tell follows how satisfied they are, and brings or keeps away inquiries."""
    points, accounts = 0.0, 0
    for number in range(len(o.seats)):
        points += o.seats[number].satisfaction_points
        accounts += o.seats[number].accounts
    told = points / accounts - p.customers.par_satisfaction if accounts > 0 else 0.0
    step = half_life_step(p.customers.reputation_half_life_weeks, ONE_WEEK)
    o.firm.customer_reputation += (told - o.firm.customer_reputation) * step
    o.firm.word_of_mouth = word_of_mouth(o.firm.customer_reputation, p.customers)


@rule
def feel_change_of_rep(rep: RepState, o: World, p: Parameters) -> None:
    """What a departure leaves of the relationships in a seat's book."""
    for place in range(o.seats[rep.seat].accounts):
        account = o.accounts[rep.seat][place]
        account.relationship *= p.customers.relationship_kept
        account.satisfaction = max(0.0, account.satisfaction - p.customers.change_of_rep_points)
