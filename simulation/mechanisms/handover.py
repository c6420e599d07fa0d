"""Handover: who takes over the customers of somebody who leaves.

Sequential, in the order of seats, since accounts move from one book into another: what a colleague's book has no room
for stays where it is, and is counted.
"""

from collections.abc import Sequence

from simulation.body import move_between
from simulation.mark import rule
from simulation.mechanisms.customers import catch_up, enter_book, quit_book
from simulation.mechanisms.events import HANDED_OVER, name_colleague, note_account
from simulation.parameters import Parameters
from simulation.parameters.handover import Handover
from simulation.purposes import HEIR
from simulation.randomness import uniforms
from simulation.records import NOBODY, RepState, World

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
        heir = NOBODY
        if share < p.handover.incumbent_share:
            heir = heir_of(o, seat.team, draw)
        if heir != NOBODY and has_room(o, heir):
            pass_on(o, p, leaver, heir, place)
        else:
            place += 1


@rule
def hand_over(o: World, ps: Sequence[Parameters]) -> None:
    """Find heirs for the customers of everybody who left this week."""
    for number in range(len(o.seats)):
        seat, rep = o.seats[number], o.reps[number]
        if seat.departed == 1:
            hand_over_book(o, ps[rep.arm], rep)


@rule
def welcome(o: World, p: Parameters, number: int, alike: float) -> None:
    """A successor takes over what waited: relationships suffer or keep by likeness to whoever left."""
    seat, kept = o.seats[number], bond_kept(alike, p.handover)
    for place in range(seat.accounts):
        account = o.accounts[number][place]
        catch_up(account, seat, p.customers)
        account.relationship = min(1.0, account.relationship * kept)
