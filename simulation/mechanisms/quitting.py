"""Quitting: who leaves of their own will, by a clock that runs faster when morale, pay or prospects are poor."""

from simulation.mark import behaviour, rule
from simulation.mechanisms.clocks import WEEKS_PER_YEAR, clamp
from simulation.mechanisms.effort import in_danger, outlook
from simulation.mechanisms.pay import expected_pay, outside_option
from simulation.parameters import Parameters
from simulation.parameters.quitting import Quitting
from simulation.records import RepState, World


@rule
def hump(tenure_weeks: int, quitting: Quitting) -> float:
    """Rate against that of a tenured rep: a tent over the middle of the first year."""
    distance = abs(tenure_weeks - quitting.hump_weeks) / quitting.hump_width_weeks
    return 1.0 + (quitting.hump_factor - 1.0) * max(0.0, 1.0 - distance)


@rule
def quits_per_week(rep: RepState, o: World, p: Parameters) -> float:
    """Rate at which a rep resigns this week."""
    expected = outlook(rep.year_bookings_money, rep.year_asked_money, o.seats[rep.seat].quota_money)
    temptation = outside_option(rep.ability, p.pay) / max(1.0, expected_pay(expected, p.pay)) - 1.0
    discontent = p.quitting.morale_weight * (p.morale.par - rep.morale) + p.quitting.pay_weight * temptation
    rate = p.quitting.quits_per_year / WEEKS_PER_YEAR * hump(o.firm.week - rep.hired_week, p.quitting)
    rate *= clamp(1.0 + discontent, 0.1, 5.0)
    if in_danger(rep):
        rate *= p.quitting.threat_factor
    return rate


@behaviour
def consider_quitting(rep: RepState, o: World, p: Parameters) -> int:
    """1 if the rep resigns and goes this week. Somebody about to be dismissed waits for it."""
    if rep.weeks_to_go > 0:
        return 0
    rep.quit_dose += quits_per_week(rep, o, p)
    if rep.quit_dose >= rep.quit_limit:
        return 1
    return 0
