"""Pairs: a bonus for what two partners sell together, on top of everybody's own commission.

Partners are those of the meetings, whether they meet or not: see knowledge.py.
"""

from simulation.mark import rule
from simulation.mechanisms.knowledge import partner_here
from simulation.parameters import Parameters
from simulation.records import NOBODY, RepState, SeatState, World

OWN_HALF = 0.5  # of a pair's result


@rule
def week_attainment(seat: SeatState) -> float:
    """New business of the week against the year's quota: over a year it adds up to attainment."""
    if seat.quota_money <= 0.0:
        return 0.0
    return (seat.bookings_money + seat.expansion_money) / seat.quota_money


@rule
def pay_pair(rep: RepState, o: World, p: Parameters) -> None:
    """A rep's bonus for what she and the partner sold this week together; a partner who is away earns her none."""
    partner = partner_here(rep, o)
    if p.pay.pair_bonus > 0.0 and partner != NOBODY:
        own, other = week_attainment(o.seats[rep.seat]), week_attainment(o.seats[partner])
        joint = OWN_HALF * own + (1.0 - OWN_HALF) * other
        o.seats[rep.seat].commission_money += p.pay.pair_bonus * p.pay.target_commission_money * joint


@rule
def pull_of_pair(competitiveness: float, p: Parameters) -> float:
    """Effort that a bonus for the pair draws out: as a rate higher by the half that goes by one's own results would."""
    pull: float = (1.0 + OWN_HALF * p.pay.pair_bonus) ** p.effort.pay_elasticity - 1.0
    return 2.0 * competitiveness * pull
