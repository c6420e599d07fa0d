"""Selling: how open deals ripen and end, won, lost to the rival, or undecided.

Each deal carries a limit drawn at birth for each of its two stages. Every week adds its total rate of ending to a dose;
when the dose passes the limit the stage ends, and the side drawn at birth says which of the competing ends it was. In
law this equals weekly hazards, with the same luck at every step size and no draw a week. The side of the second stage
is the first one's, rescaled to what it must have been for the deal to ripen: uniform again, and independent of it.
"""

from simulation.body import move
from simulation.mark import behaviour, rule
from simulation.mechanisms.clocks import clamp
from simulation.mechanisms.crediting import book
from simulation.mechanisms.customers import disappoint, sign
from simulation.mechanisms.deadline import decides, hurried_price
from simulation.mechanisms.events import (
    DEAL_CANCELLED,
    DEAL_DROPPED,
    DEAL_LOST,
    DEAL_RIPE,
    DEAL_UNDECIDED,
    DEAL_WON,
    note_deal,
)
from simulation.mechanisms.qualification import rescale
from simulation.parameters import Parameters
from simulation.parameters.selling import Selling
from simulation.purposes import AFTER_BOOKING, INHERITANCE, PASSED_ON, REGULATED_DEAL
from simulation.randomness import uniform
from simulation.records import NOBODY, DealState, RepState, World

RANKS = 4096  # more leads than any seat finds in a week: room for both numbers in one word of an address
MOST_CANCELLED = 0.95  # of bookings, in the worst of waves
OPEN, RIPENED, WON, LOST, UNDECIDED = 0, 1, 2, 3, 4


@rule
def forward_rate(deal: DealState, rep: RepState, age_at: float, selling: Selling) -> float:
    """Rate of the good end of a deal's stage: ripening, or winning, faster if a quota hangs on it; lower once stale."""
    if deal.ripe == 0:
        rate = selling.advance_per_week * rep.advance_factor
    else:
        rate = selling.win_per_week * rep.closing_factor
        if decides(rep, deal):
            rate *= rep.urge
    if age_at > deal.stale_at:
        rate *= selling.stale_factor
    return rate * deal.odds


@rule
def rival_rate(deal: DealState, rival_strength: float, selling: Selling) -> float:
    """Rate at which the rival takes a deal in which it is present."""
    return deal.rival_present * selling.rival_per_week * rival_strength


@rule
def undecided_rate(deal: DealState, selling: Selling) -> float:
    """Rate at which a deal dies without a decision."""
    return selling.undecided_late_per_week if deal.ripe == 1 else selling.undecided_early_per_week


@rule
def stays_open(
    deal: DealState, rep: RepState, now: float, until: float, rival_strength: float, selling: Selling
) -> bool:
    """Take a deal from now until then, if nothing ends on the way; otherwise leave it untouched.

    Most deals on most days: kept to the few things it needs, since this is where a run spends its time.
    """
    start = max(now, deal.created)
    left = until - start
    forward = forward_rate(deal, rep, start + 0.5 * left, selling)
    rate = forward + rival_rate(deal, rival_strength, selling) + undecided_rate(deal, selling)
    dose = deal.dose + deal.pace * rate * max(left, 0.0)
    if dose < deal.limit:
        deal.dose = dose
        return True
    return False


@rule
def end_of_stage(deal: DealState, forward: float, rival: float, undecided: float) -> int:
    """Which of the competing ends a stage came to, in proportion to their rates."""
    side = deal.outcome * (forward + rival + undecided)
    if side < forward:
        if deal.ripe == 1:
            return WON
        return RIPENED
    if side < forward + rival:
        return LOST
    return UNDECIDED


@rule
def ripen(deal: DealState, share_forward: float) -> None:
    """A deal in talks comes up for decision; what is left of the draw that let it ripen decides how that goes."""
    deal.ripe = 1
    deal.dose = 0.0
    deal.limit = deal.next_limit
    deal.outcome = rescale(deal.outcome, 0.0, share_forward)


@rule
def price(rep: RepState, deal: DealState) -> float:
    """What a won deal pays, after the concessions made for it."""
    if decides(rep, deal):
        return hurried_price(rep, deal)
    return deal.value_money * max(0.0, 1.0 - rep.concession)


@rule
def is_cancelled(rep: RepState, o: World, p: Parameters, deal: DealState) -> bool:
    """Whether the customer backs out after signing: some always do, more in a wave, more if promised too much."""
    share = p.customers.cancelled_share + o.market.cancelling + p.conduct.promise_cancellations * rep.promising
    return uniform(o.firm.seed, AFTER_BOOKING, deal.seat, deal.week, deal.rank) < clamp(share, 0.0, MOST_CANCELLED)


@rule
def win(rep: RepState, o: World, p: Parameters, deal: DealState, when_weeks: float) -> None:
    """Book a won deal, unless the customer backs out: then it stays won and brings nothing."""
    seat, paid = o.seats[rep.seat], price(rep, deal)
    seat.wins += 1
    seat.shared_wins += deal.rival_present
    seat.cycle_weeks += when_weeks - deal.created
    note_deal(o, rep, deal, DEAL_WON, when_weeks)
    if is_cancelled(rep, o, p, deal):
        seat.cancelled += 1
        seat.cancelled_money += paid
        rep.setbacks += 1
        disappoint(rep, o, p, deal)
        note_deal(o, rep, deal, DEAL_CANCELLED, when_weeks)
        return
    seat.bookings_money += paid
    seat.conceded_money += deal.value_money - paid
    rep.wins += 1
    if rep.employed == 1:
        book(rep, o, p, paid)
    sign(rep, o, p, deal, paid)


@rule
def settle(rep: RepState, o: World, p: Parameters, deal: DealState, end: int, when_weeks: float) -> None:
    """Enter a deal that ended in the books."""
    seat = o.seats[rep.seat]
    if end == WON:
        win(rep, o, p, deal, when_weeks)
    elif end == LOST:
        seat.rival_losses += 1
        note_deal(o, rep, deal, DEAL_LOST, when_weeks)
    else:
        seat.undecided += 1
        note_deal(o, rep, deal, DEAL_UNDECIDED, when_weeks)
    if end != WON and deal.ripe == 1:
        rep.setbacks += 1


@rule
def come_to_an_end(rep: RepState, o: World, p: Parameters, deal: DealState, strength: float) -> int:
    """Follow a deal through the end of its stage, and of the next if in the same step; how it ended, if so."""
    now, until = o.firm.now_weeks, o.firm.now_weeks + o.firm.step_weeks
    while not stays_open(deal, rep, now, until, strength, p.selling):
        start = max(now, deal.created)
        forward = forward_rate(deal, rep, start + 0.5 * (until - start), p.selling)
        rival = rival_rate(deal, strength, p.selling)
        undecided = undecided_rate(deal, p.selling)
        now = start + (deal.limit - deal.dose) / (deal.pace * (forward + rival + undecided))
        end = end_of_stage(deal, forward, rival, undecided)
        if end != RIPENED:
            settle(rep, o, p, deal, end, now)
            return end
        ripen(deal, forward / (forward + rival + undecided))
        note_deal(o, rep, deal, DEAL_RIPE, now)
    return OPEN


@rule
def drop(rep: RepState, o: World, place: int) -> None:
    """Take a deal out of the pipeline; the last one takes its place."""
    seat = o.seats[rep.seat]
    seat.open_deals -= 1
    move(o.deals[rep.seat], place, seat.open_deals)


@rule
def is_hopeless(deal: DealState, now: float, patience_weeks: float) -> bool:
    """Whether a deal has been stale for longer than its owner is patient."""
    return now > deal.stale_at + patience_weeks


@rule
def remember_big_deal(rep: RepState, deal: DealState) -> None:
    """Keep in mind which ripe deal is the largest: what one would ask help for."""
    rep.big_deal_week = deal.week
    rep.big_deal_rank = deal.rank
    rep.big_deal_seat = deal.seat


@rule
def give_up(rep: RepState, o: World, place: int) -> None:
    """Leave a deal that leads nowhere: one more without a decision."""
    seat, deal = o.seats[rep.seat], o.deals[rep.seat][place]
    seat.undecided += 1
    seat.dropped += 1
    note_deal(o, rep, deal, DEAL_DROPPED, o.firm.now_weeks)
    drop(rep, o, place)


@behaviour
def sell(rep: RepState, o: World, p: Parameters) -> None:
    """Take every open deal a step further; without an owner colleagues do what they can."""
    seat, deals = o.seats[rep.seat], o.deals[rep.seat]
    if o.market.regulated == seat.segment and o.firm.tick == 0:
        lose_to_rules(rep, o, p)
    now, until = o.firm.now_weeks, o.firm.now_weeks + o.firm.step_weeks
    strength = o.rival.strength * rep.guard * o.market.hesitation  # customers who hesitate keep the rival waiting too
    rep.big_deal_seat = NOBODY
    largest_money, open_money, place = 0.0, 0.0, 0
    while place < seat.open_deals:
        deal = deals[place]
        if is_hopeless(deal, now, rep.patience_weeks):
            give_up(rep, o, place)
        elif (
            stays_open(deal, rep, now, until, strength, p.selling) or come_to_an_end(rep, o, p, deal, strength) == OPEN
        ):
            open_money += deal.value_money
            if deal.ripe == 1 and deal.value_money > largest_money:
                largest_money = deal.value_money
                remember_big_deal(rep, deal)
            place += 1
        else:
            drop(rep, o, place)
    seat.open_money = open_money


@rule
def age_and_rank(deal: DealState, week: int) -> int:
    """One word of an address for a draw that a deal, known by its seat and week, takes at most once in a week."""
    return (week - deal.week) * RANKS + deal.rank


@rule
def lose_to_rules(rep: RepState, o: World, p: Parameters) -> None:
    """New rules end part of the open deals at once."""
    place = 0
    while place < o.seats[rep.seat].open_deals:
        deal = o.deals[rep.seat][place]
        struck = age_and_rank(deal, o.firm.week)
        if uniform(o.firm.seed, REGULATED_DEAL, deal.seat, deal.week, struck) < p.shocks.regulation_kills:
            o.seats[rep.seat].undecided += 1
            rep.setbacks += deal.ripe
            note_deal(o, rep, deal, DEAL_UNDECIDED, o.firm.now_weeks)
            drop(rep, o, place)
        else:
            place += 1


@rule
def fate_without_owner(rep: RepState, deal: DealState, o: World) -> float:
    """The draw that says whether a deal outlives its owner's departure: of the seat that found it, or of an heir's."""
    if deal.seat == rep.seat:
        return uniform(o.firm.seed, INHERITANCE, deal.seat, deal.week, rep.hire * RANKS + deal.rank)
    return uniform(o.firm.seed, PASSED_ON, deal.seat, deal.week, age_and_rank(deal, o.firm.week))


@rule
def lose_with_owner(rep: RepState, o: World, p: Parameters) -> None:
    """When a rep leaves, part of the open deals dies with the relationship."""
    place = 0
    while place < o.seats[rep.seat].open_deals:
        deal = o.deals[rep.seat][place]
        if fate_without_owner(rep, deal, o) < p.selling.inherited_share:
            place += 1
        else:
            o.seats[rep.seat].undecided += 1
            note_deal(o, rep, deal, DEAL_UNDECIDED, o.firm.week + 1.0)
            drop(rep, o, place)
