"""Handover: who takes over the customers, and where a script names heirs the open deals, of somebody who leaves.

Sequential, in the order of seats, since accounts move from one book into another: what a colleague's book has no room
for stays where it is, and is counted.
"""

from collections.abc import Sequence

from simulation.body import move_between
from simulation.mark import rule
from simulation.mechanisms.assignment import YEAR, recent_ratio
from simulation.mechanisms.covering import load_hours
from simulation.mechanisms.customers import catch_up, enter_book, quit_book
from simulation.mechanisms.events import HANDED_OVER, name_colleague, note_account
from simulation.mechanisms.selling import age_and_rank, drop
from simulation.parameters import Parameters
from simulation.parameters.handover import Handover
from simulation.parameters.scripts import Heirs
from simulation.purposes import DEAL_HEIR, HEIR
from simulation.randomness import uniform, uniforms
from simulation.records import NOBODY, RepState, World

USUAL, SUCCESSOR, BY_LOT, BEST = int(Heirs.USUAL), int(Heirs.SUCCESSOR), int(Heirs.LOT), int(Heirs.BEST)
USUAL_LIKENESS = 0.8  # of two people from the same labour market, whose traits differ by 1.13 sd of 0.18 on average


@rule
def traits_of(rep: RepState) -> tuple[float, float, float, float]:
    """Competitiveness, helpfulness, accountability and resilience of a person."""
    return rep.competitiveness, rep.helpfulness, rep.accountability, rep.resilience


@rule
def likeness(rep: RepState, ambition: float, kindness: float, duty: float, calm: float) -> float:
    """How like a person is to somebody with these four traits: 1 for the same, 0 for opposites."""
    apart = abs(rep.competitiveness - ambition) + abs(rep.helpfulness - kindness)
    apart += abs(rep.accountability - duty) + abs(rep.resilience - calm)
    return 1.0 - apart / 4.0


@rule
def bond_kept(alike: float, handover: Handover) -> float:
    """What is left of a relationship with an heir so like the leaver, against one of usual likeness."""
    return max(0.0, 1.0 + handover.similarity * (alike - USUAL_LIKENESS))


@rule
def can_inherit(rep: RepState) -> bool:
    """Whether somebody is here, and here to stay."""
    return rep.employed == 1 and rep.weeks_to_go == 0


@rule
def heir_of(o: World, team: int, draw: float) -> int:
    """A colleague of the team by lot; -1 if there is none."""
    size = len(o.reps) // len(o.teams)
    present = 0
    for number in range(team * size, (team + 1) * size):
        if can_inherit(o.reps[number]):
            present += 1
    chosen = int(draw * present)
    for number in range(team * size, (team + 1) * size):
        if can_inherit(o.reps[number]):
            if chosen == 0:
                return number
            chosen -= 1
    return NOBODY


@rule
def suitability(o: World, p: Parameters, number: int, heirs: int) -> float:
    """What makes a colleague the heir: the best results of a year, or the least to do."""
    if heirs == BEST:
        return recent_ratio(o.reps[number], YEAR)
    return -load_hours(o.seats[number], p.planning)


@rule
def most_suitable(o: World, p: Parameters, team: int, heirs: int) -> int:
    """The colleague of the team who is suited best, the first of equals; -1 if there is none."""
    chosen, most = NOBODY, 0.0
    size = len(o.reps) // len(o.teams)
    for number in range(team * size, (team + 1) * size):
        if can_inherit(o.reps[number]):
            own = suitability(o, p, number, heirs)
            if chosen == NOBODY or own > most:
                chosen, most = number, own
    return chosen


@rule
def named_heir(o: World, p: Parameters, leaver: RepState, draw: float) -> int:
    """Who inherits by a script; -1 if it has to wait for the successor."""
    if leaver.heirs == SUCCESSOR:
        return NOBODY
    if leaver.heirs == BY_LOT:
        return heir_of(o, leaver.team, draw)
    return most_suitable(o, p, leaver.team, leaver.heirs)


@rule
def heir_of_account(o: World, p: Parameters, leaver: RepState, share: float, draw: float) -> int:
    """Who takes over a customer: as a script names, or by the firm's habit part of them a colleague by lot."""
    if leaver.heirs != USUAL:
        return named_heir(o, p, leaver, draw)
    if share < p.handover.incumbent_share:
        return heir_of(o, leaver.team, draw)
    return NOBODY


@rule
def pass_on(o: World, p: Parameters, leaver: RepState, heir: int, place: int) -> None:
    """Put an account into the heir's book."""
    source, target = o.seats[leaver.seat], o.seats[heir]
    account = o.accounts[leaver.seat][place]
    catch_up(account, source, p.customers)
    quit_book(account, source)
    ambition, kindness, duty, calm = traits_of(leaver)
    alike = likeness(o.reps[heir], ambition, kindness, duty, calm)
    account.relationship = min(1.0, account.relationship * bond_kept(alike, p.handover))
    move_between(o.accounts, leaver.seat, place, heir, target.accounts)
    target.accounts += 1
    source.accounts -= 1
    moved = o.accounts[heir][target.accounts - 1]
    enter_book(moved, target)
    line = note_account(o, o.reps[heir], HANDED_OVER, moved.seat, moved.opened, moved.revenue_money)
    name_colleague(o, o.reps[heir], line, leaver)
    if place != source.accounts:
        move_between(o.accounts, leaver.seat, source.accounts, leaver.seat, place)


@rule
def has_room(o: World, heir: int) -> bool:
    """Whether one more account fits into a book; a full one is counted."""
    if o.seats[heir].accounts < len(o.accounts[heir]):
        return True
    o.firm.account_overflows += 1
    return False


@rule
def hand_over_book(o: World, p: Parameters, leaver: RepState) -> None:
    """Share out part of a leaver's accounts among colleagues; the others wait for the successor."""
    seat, place = o.seats[leaver.seat], 0
    while place < seat.accounts:
        account = o.accounts[leaver.seat][place]
        share, draw, _, _ = uniforms(o.firm.seed, HEIR, account.seat, account.opened, o.firm.week)
        heir = heir_of_account(o, p, leaver, share, draw)
        if heir != NOBODY and has_room(o, heir):
            pass_on(o, p, leaver, heir, place)
        else:
            place += 1


@rule
def has_room_for_deal(o: World, heir: int) -> bool:
    """Whether a pipeline has room for one more deal; a full one leaves it where it is."""
    return o.seats[heir].open_deals < len(o.deals[heir])


@rule
def hand_over_pipeline(o: World, p: Parameters, leaver: RepState) -> None:
    """Open deals that outlived their owner go to the heirs that a script names; else they wait for the successor."""
    seat, place = o.seats[leaver.seat], 0
    while place < seat.open_deals and leaver.heirs > SUCCESSOR:
        deal = o.deals[leaver.seat][place]
        draw = uniform(o.firm.seed, DEAL_HEIR, deal.seat, deal.week, age_and_rank(deal, o.firm.week))
        heir = named_heir(o, p, leaver, draw)
        if heir != NOBODY and has_room_for_deal(o, heir):
            move_between(o.deals, leaver.seat, place, heir, o.seats[heir].open_deals)
            o.seats[heir].open_deals += 1
            drop(leaver, o, place)
        else:
            place += 1


@rule
def hand_over(o: World, ps: Sequence[Parameters]) -> None:
    """Find heirs for the customers, and perhaps the open deals, of everybody who left this week."""
    for number in range(len(o.seats)):
        seat, rep = o.seats[number], o.reps[number]
        if seat.departed == 1:
            hand_over_book(o, ps[rep.arm], rep)
            hand_over_pipeline(o, ps[rep.arm], rep)


@rule
def welcome(o: World, p: Parameters, number: int, alike: float) -> None:
    """A successor takes over what waited: relationships suffer or keep by likeness to whoever left."""
    seat, kept = o.seats[number], bond_kept(alike, p.handover)
    for place in range(seat.accounts):
        account = o.accounts[number][place]
        catch_up(account, seat, p.customers)
        account.relationship = min(1.0, account.relationship * kept)
