"""Founding: a firm on its first day, near the state in which it will settle."""

import math
from collections.abc import Sequence

from simulation.mark import rule
from simulation.mechanisms.quota import set_quotas
from simulation.mechanisms.recruiting import introduce, start
from simulation.mechanisms.talent import log_sd
from simulation.parameters import Parameters
from simulation.purposes import COACH, FOUNDER, MANAGER, TERRITORY
from simulation.randomness import uniform, uniforms
from simulation.records import ManagerState, World
from simulation.variates import exponential, interpolate_quantile, normal

COACHING_TABLE = 4
TYPICAL_TENURE_WEEKS = 120.0
LONGEST_TENURE_WEEKS = 520.0
ROUGH_WIN_SHARE = 0.24  # only for the first plan, which the first year's results replace


@rule
def lay_out_territories(o: World, p: Parameters) -> None:
    """Deal the seats over teams and segments, and draw what each territory holds."""
    spread = log_sd(p.territories.potential_cv)
    for number in range(len(o.seats)):
        seat = o.seats[number]
        seat.seat = number
        seat.team = number // p.organization.reps_per_team
        seat.segment = number % len(o.segments)
        draw = normal(uniform(o.firm.seed, TERRITORY, number, 0, 0))
        seat.potential = math.exp(spread * draw - 0.5 * spread * spread)
        seat.last_year_ratio = 1.0


@rule
def draw_manager(manager: ManagerState, o: World) -> None:
    """Who it is that comes: traits as people have them, and a skill in coaching."""
    seed, team, ordinal = o.firm.seed, manager.team, manager.appointments
    one, two, three, four = uniforms(seed, MANAGER, team, ordinal, 0)
    manager.competitiveness = interpolate_quantile(one, o.trait_tables[0])
    manager.helpfulness = interpolate_quantile(two, o.trait_tables[1])
    manager.accountability = interpolate_quantile(three, o.trait_tables[2])
    manager.resilience = interpolate_quantile(four, o.trait_tables[3])
    skill = uniform(seed, COACH, team, ordinal, 0)
    manager.coaching_skill = interpolate_quantile(skill, o.trait_tables[COACHING_TABLE])


@rule
def appoint_managers(o: World) -> None:
    """One manager a team."""
    for number in range(len(o.managers)):
        manager = o.managers[number]
        manager.team = number
        manager.in_post = 1
        draw_manager(manager, o)


@rule
def seat_founders(o: World, p: Parameters) -> None:
    """Somebody in every seat, with a tenure behind them and the know-how that goes with it."""
    for number in range(len(o.seats)):
        rep = o.reps[number]
        introduce(rep, o, p, number)
        start(rep, o, p)
        served = TYPICAL_TENURE_WEEKS * exponential(uniform(o.firm.seed, FOUNDER, number, 0, 0))
        weeks = int(min(served, LONGEST_TENURE_WEEKS))
        forgotten = math.exp2(-weeks / p.learning.half_life_weeks)
        rep.hired_week -= weeks
        rep.know_how = 1.0 - (1.0 - p.learning.know_how_at_hire) * forgotten
        rep.qualification_skill = 1.0 - (1.0 - p.qualification.skill_at_hire) * math.exp2(
            -weeks / p.qualification.skill_half_life_weeks
        )
        if weeks >= p.selection.probation_weeks:
            rep.probation_passed = 1


@rule
def first_plan(o: World, p: Parameters) -> None:
    """A rough guess at what a seat will bring in a year."""
    leads = 52.0 * p.prospecting.leads_per_week
    o.firm.plan_money = max(1.0, leads * ROUGH_WIN_SHARE * typical_value(o))


@rule
def typical_value(o: World) -> float:
    """Geometric mean of the price list, by share of deals."""
    first = o.products[0]
    return first.list_price_money / math.exp(first.log_price_ratio)


@rule
def found(o: World, ps: Sequence[Parameters]) -> None:
    """Found the firm; seed, first week and price list are set already."""
    p = ps[0]
    o.firm.week -= 1  # newcomers start with the coming week
    o.market.hesitation = 1.0
    o.rival.strength = 1.0
    for segment in o.segments:
        segment.demand = 1.0
    lay_out_territories(o, p)
    appoint_managers(o)
    seat_founders(o, p)
    first_plan(o, p)
    set_quotas(o, ps)
    o.firm.week += 1
