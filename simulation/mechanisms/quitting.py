"""Quitting: who leaves of their own will, by a clock that runs faster when morale, pay or prospects are poor.

Three ways out compete: to resign, to be hired away by somebody who saw the results, and reasons that have nothing to
do with work. They share one clock; what is left of a draw says which of them it was.
"""

import math

from simulation.mark import behaviour, rule
from simulation.mechanisms.clocks import WEEKS_PER_YEAR, clamp
from simulation.mechanisms.effort import in_danger, outlook
from simulation.mechanisms.leadership import care
from simulation.mechanisms.pay import counted_attainment, outside_option, promised_pay
from simulation.mechanisms.peers import visibility
from simulation.parameters import Parameters
from simulation.parameters.quitting import Quitting
from simulation.purposes import EXIT_KIND
from simulation.randomness import uniform
from simulation.records import RepState, World

STAYS, RESIGNS, POACHED, OTHER = 0, 1, 2, 3
CALMEST, ANGRIEST = 0.1, 5.0  # rate of the most contented and the most discontented, against par
STRONGEST_BONDS = 3.0  # log rate: how one is led and with whom makes twenty times the difference at most


@rule
def hump(tenure_weeks: int, quitting: Quitting) -> float:
    """Rate against that of a tenured rep: a tent over the middle of the first year."""
    distance = abs(tenure_weeks - quitting.hump_weeks) / quitting.hump_width_weeks
    return 1.0 + (quitting.hump_factor - 1.0) * max(0.0, 1.0 - distance)


@rule
def temptation(rep: RepState, o: World, p: Parameters) -> float:
    """How much more others would pay, as a share of what the year promises here."""
    seat, team = o.seats[rep.seat], o.teams[rep.team]
    own = outlook(rep.year_bookings_money, rep.year_asked_money, seat.quota_money)
    counted = counted_attainment(own, team.attainment, rep.standing, p.pay)
    promised = promised_pay(rep, o.firm.week, own, counted, p.pay)
    return outside_option(rep.ability, p.pay) / max(1.0, promised) - 1.0


@rule
def bonds(rep: RepState, o: World, p: Parameters) -> float:
    """Log rate of quitting by how one is led and with whom: care, fairness, code, colleagues gone, exhaustion."""
    team, manager = o.teams[rep.team], o.managers[rep.team]
    strain = p.leadership.fairness_quits * (1.0 - team.fairness) - care(manager, p.leadership)
    strain += p.conduct.star_exits * team.code * rep.competitiveness
    strain += p.quitting.team_mates * team.departures
    return strain + p.energy.burn_out_quits * max(0.0, p.energy.exhausted_below - rep.energy)


@rule
def quits_per_week(rep: RepState, o: World, p: Parameters) -> float:
    """Rate at which a rep resigns this week."""
    discontent = p.quitting.morale_weight * (p.morale.par - rep.morale) + p.quitting.pay_weight * temptation(rep, o, p)
    rate = p.quitting.quits_per_year / WEEKS_PER_YEAR * hump(o.firm.week - rep.hired_week, p.quitting)
    rate *= clamp(1.0 + discontent, CALMEST, ANGRIEST)
    rate *= math.exp(clamp(bonds(rep, o, p), -STRONGEST_BONDS, STRONGEST_BONDS))
    if in_danger(rep):
        rate *= p.quitting.threat_factor
    return rate


@rule
def way_out(draw: float, own: float, poached: float, other: float) -> int:
    """Which of the competing ways somebody goes who goes, in proportion to their rates."""
    side = draw * (own + poached + other)
    if side < own:
        return RESIGNS
    if side < own + poached:
        return POACHED
    return OTHER


@behaviour
def consider_quitting(rep: RepState, o: World, p: Parameters) -> int:
    """Whether, and how, the rep goes this week. Somebody about to be dismissed waits for it."""
    if rep.weeks_to_go > 0:
        return STAYS
    own = quits_per_week(rep, o, p)
    poached = p.quitting.poached_per_year / WEEKS_PER_YEAR * visibility(rep)
    other = p.quitting.other_exits_per_year / WEEKS_PER_YEAR
    rep.quit_dose += own + poached + other
    if rep.quit_dose < rep.quit_limit:
        return STAYS
    return way_out(uniform(o.firm.seed, EXIT_KIND, rep.seat, rep.hire, 0), own, poached, other)
