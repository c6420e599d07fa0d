"""Selling: how open deals ripen and end, won, lost to the rival, or undecided.

Each deal carries a limit drawn at birth for each of its two stages. Every week adds its total rate of ending to a dose;
when the dose passes the limit the stage ends, and the side drawn at birth says which of the competing ends it was. In
law this equals weekly hazards, with the same luck at every step size and no draw a week. The side of the second stage
is the first one's, rescaled to what it must have been for the deal to ripen: uniform again, and independent of it.
"""

from simulation.body import move
from simulation.mark import behaviour, rule
from simulation.mechanisms.crediting import book
from simulation.mechanisms.customers import sign
from simulation.mechanisms.events import DEAL_LOST, DEAL_RIPE, DEAL_UNDECIDED, DEAL_WON, note_deal
from simulation.mechanisms.qualification import rescale
from simulation.parameters import Parameters
from simulation.parameters.selling import Selling
from simulation.purposes import INHERITANCE
from simulation.randomness import uniform
from simulation.records import DealState, RepState, World

RANKS = 4096  # more leads than any seat finds in a week: room for both numbers in one word of an address
OPEN, RIPENED, WON, LOST, UNDECIDED = 0, 1, 2, 3, 4


@rule
def forward_rate(deal: DealState, advance_factor: float, age_at: float, selling: Selling) -> float:
    """Rate of the good end of a deal's stage: ripening, or winning; lower once the deal is stale."""
    rate = selling.win_per_week if deal.ripe == 1 else selling.advance_per_week
    if age_at > deal.stale_at:
        rate *= selling.stale_factor
    return rate * deal.odds * advance_factor


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
    deal: DealState, now: float, until: float, advance_factor: float, rival_strength: float, selling: Selling
) -> bool:
    """Take a deal from now until then, if nothing ends on the way; otherwise leave it untouched.

    Most deals on most days: kept to the few things it needs, since this is where a run spends its time.
    """
    start = max(now, deal.created)
    left = until - start
    forward = forward_rate(deal, advance_factor, start + 0.5 * left, selling)
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
def settle(rep: RepState, o: World, p: Parameters, deal: DealState, end: int, when_weeks: float) -> None:
    """Enter a deal that ended in the books."""
    seat = o.seats[rep.seat]
    if end == WON:
        seat.wins += 1
        seat.shared_wins += deal.rival_present
        seat.bookings_money += deal.value_money
        seat.cycle_weeks += when_weeks - deal.created
        rep.wins += 1
        book(rep, o, p, deal.value_money)
        sign(rep, o, p, deal)
        note_deal(o, rep, deal, DEAL_WON, when_weeks)
    elif end == LOST:
        seat.rival_losses += 1
        note_deal(o, rep, deal, DEAL_LOST, when_weeks)
    else:
        seat.undecided += 1
        note_deal(o, rep, deal, DEAL_UNDECIDED, when_weeks)
    if end != WON and deal.ripe == 1:
        rep.setbacks += 1


@rule
def come_to_an_end(rep: RepState, o: World, p: Parameters, deal: DealState, advance_factor: float) -> int:
    """Follow a deal through the end of its stage, and of the next if in the same step; how it ended, if so."""
    now, until = o.firm.now_weeks, o.firm.now_weeks + o.firm.step_weeks
    while not stays_open(deal, now, until, advance_factor, o.rival.strength, p.selling):
        start = max(now, deal.created)
        forward = forward_rate(deal, advance_factor, start + 0.5 * (until - start), p.selling)
        rival = rival_rate(deal, o.rival.strength, p.selling)
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


@behaviour
def sell(rep: RepState, o: World, p: Parameters) -> None:
    """Take every open deal a step further; without an owner deals can only die."""
    seat, deals = o.seats[rep.seat], o.deals[rep.seat]
    now, until = o.firm.now_weeks, o.firm.now_weeks + o.firm.step_weeks
    strength = o.rival.strength
    advance_factor = rep.advance_factor if rep.employed == 1 else 0.0
    place = 0
    while place < seat.open_deals:
        deal = deals[place]
        if (
            stays_open(deal, now, until, advance_factor, strength, p.selling)
            or come_to_an_end(rep, o, p, deal, advance_factor) == OPEN
        ):
            place += 1
        else:
            drop(rep, o, place)


@rule
def lose_with_owner(rep: RepState, o: World, p: Parameters) -> None:
    """When a rep leaves, part of the open deals dies with the relationship."""
    place = 0
    while place < o.seats[rep.seat].open_deals:
        deal = o.deals[rep.seat][place]
        fate = uniform(o.firm.seed, INHERITANCE, deal.seat, deal.week, rep.hire * RANKS + deal.rank)
        if fate < p.selling.inherited_share:
            place += 1
        else:
            o.seats[rep.seat].undecided += 1
            note_deal(o, rep, deal, DEAL_UNDECIDED, o.firm.week + 1.0)
            drop(rep, o, place)
