"""Customers: accounts are served, grow satisfied or not, and are renewed, widened or lost on their date.

All accounts of a book live through the same weeks, so that the book lives on as a whole: the level of satisfaction of
customers who were always there, and what they bear with. A single account is brought up to date when something happens
to it; how far it stood from the level, and how strange it was, fade by their half-lives, in closed form.
"""

import math

from simulation.body import move
from simulation.mark import behaviour, rule
from simulation.mechanisms.clocks import LN2, WEEKS_PER_YEAR, clamp, half_life_step
from simulation.mechanisms.crediting import book
from simulation.mechanisms.events import ACCOUNT_CHURNED, ACCOUNT_RENEWED, ACCOUNT_WON, note_account
from simulation.parameters import Parameters
from simulation.parameters.customers import Customers
from simulation.purposes import ACCOUNT
from simulation.randomness import uniform
from simulation.records import NOBODY, AccountState, DealState, RepState, SeatState, World
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
def weeks_at_full_size(gone: float, half_life_weeks: float) -> float:
    """What something amounts to while it fades by a half-life until this share is gone, in weeks of its first size."""
    return half_life_weeks / LN2 * gone


@rule
def look_at(account: AccountState, seat: SeatState) -> None:
    """Note where the book stood when an account was looked at."""
    account.seen_level = seat.satisfaction_level
    account.seen_book_weeks = seat.book_weeks
    account.seen_met_weeks = seat.met_weeks
    account.seen_wear_weeks = seat.wear_weeks


@rule
def apart_weeks(account: AccountState, faded: float, customers: Customers) -> float:
    """Discontent spared since the last look by what set the account apart from its book, in weeks at par."""
    apart = account.satisfaction - account.seen_level
    lasted = weeks_at_full_size(faded, customers.satisfaction_half_life_weeks)
    return customers.churn_satisfaction_weight * apart * lasted


@rule
def strange_weeks(account: AccountState, alone_weeks: float, grown: float, customers: Customers) -> float:
    """Discontent since the last look for want of a relationship: it grew, then perhaps the seat was empty."""
    strange = 1.0 - account.relationship
    lasted = weeks_at_full_size(grown, customers.relationship_half_life_weeks) + alone_weeks * (1.0 - grown)
    return customers.churn_relationship_weight * strange * lasted


@rule
def catch_up(account: AccountState, seat: SeatState, customers: Customers) -> None:
    """Bring an account up to date: patience wears, satisfaction nears the book's level, the relationship grows."""
    weeks, met = seat.book_weeks - account.seen_book_weeks, seat.met_weeks - account.seen_met_weeks
    faded = half_life_step(customers.satisfaction_half_life_weeks, weeks)
    grown = half_life_step(customers.relationship_half_life_weeks, met)
    worn = seat.wear_weeks - account.seen_wear_weeks - apart_weeks(account, faded, customers)
    worn += strange_weeks(account, weeks - met, grown, customers)
    account.churn_dose += customers.churn_per_year / WEEKS_PER_YEAR * max(SLIGHTEST_CHURN * weeks, worn)
    expected = seat.satisfaction_level + (account.satisfaction - account.seen_level) * (1.0 - faded)
    account.satisfaction = clamp(expected, 0.0, 100.0)
    seat.satisfaction_points += account.satisfaction - expected
    account.relationship += (1.0 - account.relationship) * grown
    look_at(account, seat)


@rule
def enter_book(account: AccountState, seat: SeatState) -> None:
    """From now on, an account lives through what the seat's book does."""
    seat.satisfaction_points += account.satisfaction
    seat.account_money += account.revenue_money
    look_at(account, seat)


@rule
def quit_book(account: AccountState, seat: SeatState) -> None:
    """What the seat's book is without an account, which is up to date; rounding leaves nothing of the last one."""
    others = 1.0 if seat.accounts > 1 else 0.0
    seat.satisfaction_points = others * max(0.0, seat.satisfaction_points - account.satisfaction)
    seat.account_money = others * max(0.0, seat.account_money - account.revenue_money)


@rule
def lose_points(account: AccountState, seat: SeatState, points: float) -> None:
    """An account, which is up to date, is less satisfied at once; no less than not at all."""
    lost = min(points, account.satisfaction)
    account.satisfaction -= lost
    seat.satisfaction_points = max(0.0, seat.satisfaction_points - lost)


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
        catch_up(o.accounts[rep.seat][crowded], seat, p.customers)
        widen(o.accounts[rep.seat][crowded], seat, o.firm.week, revenue_money)
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
    enter_book(account, seat)
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
def widen(account: AccountState, seat: SeatState, now: int, added_money: float) -> None:
    """A customer buys more: one account, one date of renewal."""
    account.renewal_due = shared_date(now, account.renewal_due, account.revenue_money, added_money)
    account.revenue_money += added_money
    seat.account_money += added_money


@rule
def break_promises(account: AccountState, seat: SeatState, added_money: float, promised_points: float) -> None:
    """What was promised too much is missed in the new contract, and weighs as it does in the account."""
    share = 1.0
    if account.revenue_money > 0.0:
        share = min(1.0, added_money / account.revenue_money)
    lose_points(account, seat, share * promised_points)


@rule
def sign(rep: RepState, o: World, p: Parameters, deal: DealState, paid_money: float) -> None:
    """A won deal widens its customer's account, or opens one."""
    recurring = p.customers.recurring_share * paid_money
    seat, place = o.seats[rep.seat], place_of_account(o, rep.seat, deal.account_seat, deal.account_opened)
    if place == NOBODY:
        place = open_account(rep, o, p, recurring)
    else:
        catch_up(o.accounts[rep.seat][place], seat, p.customers)
        widen(o.accounts[rep.seat][place], seat, o.firm.week, recurring)
        seat.recurring_gained_money += recurring
    account = o.accounts[rep.seat][place]
    break_promises(account, seat, recurring, p.conduct.promise_points * rep.promising)
    deal.account_seat = account.seat
    deal.account_opened = account.opened


@rule
def disappoint(rep: RepState, o: World, p: Parameters, deal: DealState) -> None:
    """A cancellation leaves a customer less satisfied, if it was one already."""
    place = place_of_account(o, rep.seat, deal.account_seat, deal.account_opened)
    if place != NOBODY:
        account = o.accounts[rep.seat][place]
        catch_up(account, o.seats[rep.seat], p.customers)
        lose_points(account, o.seats[rep.seat], p.customers.cancelled_points)


@rule
def renew(rep: RepState, o: World, p: Parameters, account: AccountState) -> None:
    """A renewal: old contracts run out, the rest is paid for another year and may grow."""
    seat = o.seats[rep.seat]
    faded = p.customers.fading_per_year * account.revenue_money
    seat.recurring_lost_money += faded
    account.revenue_money -= faded
    growth = p.customers.expansion_per_year * max(0.0, 2.0 - strain(account, p.customers)) * account.revenue_money
    account.renewal_due += WEEKS_PER_YEAR
    seat.renewed += 1
    seat.renewals_money += account.revenue_money
    seat.expansion_money += growth
    seat.recurring_gained_money += growth
    account.revenue_money += growth
    seat.account_money += growth - faded
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
    quit_book(account, seat)
    seat.accounts -= 1
    move(o.accounts[rep.seat], place, seat.accounts)


@rule
def live_on(seat: SeatState, deserved: float, following: float, step_weeks: float, p: Customers) -> None:
    """A step in a book's life: satisfaction follows what it deserves, and what is missing of par is borne with."""
    seat.satisfaction_points += (seat.accounts * deserved - seat.satisfaction_points) * following
    seat.satisfaction_level += (deserved - seat.satisfaction_level) * following
    unhappy = p.churn_satisfaction_weight * (p.par_satisfaction - seat.satisfaction_level)
    seat.wear_weeks += step_weeks * (1.0 + unhappy)
    seat.book_weeks += step_weeks


@rule
def decide(rep: RepState, o: World, p: Parameters, place: int) -> int:
    """An account on its date goes or stays; 1 if it stays."""
    account = o.accounts[rep.seat][place]
    catch_up(account, o.seats[rep.seat], p.customers)
    if account.churn_dose >= account.churn_limit:
        leave_book(rep, o, place)
        return 0
    renew(rep, o, p, account)
    return 1


@rule
def feel_backlash(rep: RepState, o: World, p: Parameters) -> None:
    """What turns everybody against the firm costs points with each customer of a seat."""
    seat = o.seats[rep.seat]
    for place in range(seat.accounts):
        account = o.accounts[rep.seat][place]
        catch_up(account, seat, p.customers)
        lose_points(account, seat, o.market.angry_points)


@behaviour
def serve(rep: RepState, o: World, p: Parameters) -> None:
    """Serve the seat's accounts for a step of the clock, and let those decide whose date it is."""
    seat, accounts = o.seats[rep.seat], o.accounts[rep.seat]
    know_how = rep.know_how if rep.employed == 1 else p.learning.know_how_at_hire
    deserved = deserved_satisfaction(rep.service, know_how, p.customers)
    if o.market.angry_points > 0.0 and o.firm.tick == 0:
        feel_backlash(rep, o, p)
    live_on(seat, deserved, o.firm.satisfaction_step, o.firm.step_weeks, p.customers)
    seat.met_weeks += o.firm.step_weeks * rep.employed
    week, place = o.firm.week, 0
    while place < seat.accounts:
        if accounts[place].renewal_due > week or decide(rep, o, p, place) == 1:
            place += 1


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
    o.market.angry_points = 0.0


@rule
def feel_change_of_rep(rep: RepState, o: World, p: Parameters) -> None:
    """What a departure leaves of the relationships in a seat's book."""
    seat = o.seats[rep.seat]
    for place in range(seat.accounts):
        account = o.accounts[rep.seat][place]
        catch_up(account, seat, p.customers)
        account.relationship *= p.customers.relationship_kept
        lose_points(account, seat, p.customers.change_of_rep_points)
