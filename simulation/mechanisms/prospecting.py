"""Prospecting: how leads come in, from hours, skill, territory and demand."""

from simulation.mark import behaviour, rule
from simulation.mechanisms.leadership import felt_autonomy
from simulation.mechanisms.qualification import consider
from simulation.mechanisms.shocks import retargeting_step
from simulation.mechanisms.spirit import share_of_leads
from simulation.parameters import Parameters
from simulation.parameters.prospecting import Prospecting
from simulation.purposes import LEAD_COUNT
from simulation.randomness import uniform
from simulation.records import RepState, SeatState, World
from simulation.variates import poisson


@rule
def share_of_par(hours: float, par_hours: float, skill: float, prospecting: Prospecting) -> float:
    """Leads that are worked for, against all those of a rep at par: by hours and skill."""
    worked: float = (hours / par_hours) ** prospecting.hours_exponent * skill
    return (1.0 - prospecting.inbound_share) * worked


@rule
def look_for_other_business(rep: RepState, o: World, p: Parameters) -> None:
    """Make up for business that new rules closed: faster with freedom and with direction."""
    seat, team = o.seats[rep.seat], o.teams[rep.team]
    autonomy = felt_autonomy(o.managers[rep.team].control_hours_per_rep, p.leadership)
    roused = p.enemy.adaptation * team.salience
    seat.closed_share -= seat.closed_share * retargeting_step(o.firm.retarget_step, autonomy, team.direction, roused)


@rule
def fresh_business(seat: SeatState, p: Parameters) -> float:
    """Business with newcomers to the firm that a territory holds, against all business of a mean territory."""
    return p.customers.new_customer_share * seat.potential


@rule
def known_business(seat: SeatState, p: Parameters) -> float:
    """Business with the seat's own customers, which grows with their number, if less and less."""
    book: float = (seat.accounts / p.customers.usual_accounts) ** p.customers.book_exponent
    return (1.0 - p.customers.new_customer_share) * book


@rule
def find_leads(rep: RepState, o: World, p: Parameters, fresh: float, known: float) -> None:
    """Go down the week's list of leads, as far as the effort reaches."""
    seat = o.seats[rep.seat]
    offered = p.prospecting.leads_per_week * o.segments[seat.segment].demand * (1.0 - seat.closed_share)
    seat.fresh_share = fresh / (fresh + known) if fresh + known > 0.0 else 1.0
    draw = uniform(o.firm.seed, LEAD_COUNT, rep.seat, o.firm.week, 0)
    seat.leads = poisson(draw, offered * (fresh + known))
    for rank in range(seat.leads):
        consider(rep, o, p, rank)


@behaviour
def prospect(rep: RepState, o: World, p: Parameters) -> None:
    """Find this week's leads; more work reaches further down the same list of leads that the week holds."""
    seat = o.seats[rep.seat]
    if seat.closed_share > 0.0:
        look_for_other_business(rep, o, p)
    found = p.prospecting.inbound_share * o.firm.word_of_mouth
    found += share_of_par(rep.prospecting_hours, p.planning.prospecting_hours_per_week, rep.lead_factor, p.prospecting)
    found *= share_of_leads(rep, o.teams[rep.team], p.spirit)
    find_leads(rep, o, p, found * fresh_business(seat, p), found * known_business(seat, p))
