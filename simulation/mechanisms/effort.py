"""Effort: how hard a rep works, by pay at the margin, fear for the job, and morale."""

from simulation.mark import rule
from simulation.mechanisms.clocks import clamp
from simulation.parameters import Parameters
from simulation.records import RepState, World

HOPEFUL, IN_REACH = 0.85, 1.0  # outlook from which, and at which, pay above quota pulls in full
DOUBTFUL, OUT_OF_REACH = 0.7, 0.4  # outlook from which, and at which, a rep gives up in full


@rule
def in_danger(rep: RepState) -> bool:
    """Whether a rep has reason to fear for the job."""
    return rep.warnings > 0 or rep.near_cut == 1 or rep.weeks_to_go > 0 or rep.named > 0


@rule
def outlook(year_bookings_money: float, year_asked_money: float, year_quota_money: float) -> float:
    """Expected attainment of the year: results so far, steadied by a quarter of a year at quota."""
    prior = 0.25 * year_quota_money
    if prior <= 0.0:
        return 1.0
    return (year_bookings_money + prior) / (year_asked_money + prior)


@rule
def accelerator_pull(p: Parameters) -> float:
    """Effort that pay above quota adds, for somebody of median competitiveness with quota in reach."""
    pull: float = max(0.01, p.pay.accelerator) ** p.effort.pay_elasticity - 1.0
    return pull


@rule
def pull_of_pay(rep: RepState, o: World, p: Parameters) -> float:
    """The pull of pay above quota: worked out once a week for all whose pay is the ordinary one."""
    if rep.arm == 0:
        return o.firm.accelerator_pull
    return accelerator_pull(p)


@rule
def chosen_effort(rep: RepState, o: World, p: Parameters) -> float:
    """Effort this week, 1 being ordinary: quota in reach pulls, out of reach lets go, danger drives; at least 0."""
    expected = outlook(rep.year_bookings_money, rep.year_asked_money, o.seats[rep.seat].quota_money)
    pull = clamp((expected - HOPEFUL) / (IN_REACH - HOPEFUL), 0.0, 1.0)
    resignation = clamp((DOUBTFUL - expected) / (DOUBTFUL - OUT_OF_REACH), 0.0, 1.0)
    effort = 1.0 + pull_of_pay(rep, o, p) * 2.0 * rep.competitiveness * pull
    effort -= p.effort.giving_up * 2.0 * (1.0 - rep.resilience) * resignation
    effort += p.effort.morale_effort * (rep.morale - p.morale.par)
    if in_danger(rep):
        effort += p.effort.threat_effort
    return max(0.0, effort)
