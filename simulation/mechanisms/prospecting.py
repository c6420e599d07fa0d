"""Prospecting: how leads come in, from hours, skill, territory and demand."""

from simulation.mark import behaviour, rule
from simulation.mechanisms.clocks import WEEKS_PER_YEAR
from simulation.mechanisms.qualification import consider
from simulation.parameters import Parameters
from simulation.parameters.prospecting import Prospecting
from simulation.purposes import LEAD_COUNT
from simulation.randomness import uniform
from simulation.records import RepState, World
from simulation.variates import poisson


@rule
def share_of_par(hours: float, par_hours: float, skill: float, prospecting: Prospecting) -> float:
    """Leads against those of a rep at par: some come in by themselves, the rest by hours and skill."""
    worked: float = (hours / par_hours) ** prospecting.hours_exponent * skill
    return prospecting.inbound_share + (1.0 - prospecting.inbound_share) * worked


@rule
def work_overtime(rep: RepState, o: World, p: Parameters) -> None:
    """Hours on top of the week, where the firm wants them: paid as all others are."""
    extra = p.prospecting.extra_hours_share * rep.prospecting_hours
    rep.prospecting_hours += extra
    hourly_money = p.pay.base_salary_money / (WEEKS_PER_YEAR * p.planning.work_hours_per_week)
    o.seats[rep.seat].overtime_money += extra * hourly_money


@behaviour
def prospect(rep: RepState, o: World, p: Parameters) -> None:
    """Find this week's leads; more work reaches further down the same list of leads that the week holds."""
    seat = o.seats[rep.seat]
    work_overtime(rep, o, p)
    par_hours = p.planning.prospecting_hours_per_week
    found = share_of_par(rep.prospecting_hours, par_hours, rep.lead_factor, p.prospecting)
    expected = p.prospecting.leads_per_week * seat.potential * o.segments[seat.segment].demand * found
    seat.leads = poisson(uniform(o.firm.seed, LEAD_COUNT, rep.seat, o.firm.week, 0), expected)
    for rank in range(seat.leads):
        consider(rep, o, p, rank)
