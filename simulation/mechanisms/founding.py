"""Founding: a firm on its first day, near the state in which it will settle."""

import math
from collections.abc import Sequence

from simulation.mark import rule
from simulation.mechanisms.clocks import WEEKS_PER_YEAR
from simulation.mechanisms.customers import open_account
from simulation.mechanisms.promotion import draw_manager, take_post
from simulation.mechanisms.quota import set_quotas
from simulation.mechanisms.recruiting import introduce, start
from simulation.mechanisms.talent import log_sd
from simulation.parameters import Parameters
from simulation.purposes import FOUNDER, TERRITORY
from simulation.randomness import uniform
from simulation.records import NOBODY, TeamState, World
from simulation.variates import exponential, normal

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
        seat.satisfaction_level = p.customers.par_satisfaction
        seat.partner = NOBODY


@rule
def appoint_managers(o: World) -> None:
    """One manager a team, with traits and skills as people have them."""
    for number in range(len(o.managers)):
        manager = o.managers[number]
        manager.team = number
        draw_manager(manager, o)
        take_post(manager, o)


@rule
def settle_norms(team: TeamState, p: Parameters) -> None:
    """Norms, as if the firm had always invested in them as it does now."""
    team.direction = p.leadership.direction
    team.code = p.conduct.clarity * p.conduct.enforcement
    team.ritual = p.accountability.ritual
    team.forward = p.attention.forward_norm
    team.help_norm = p.helping.norm
    team.salience = p.enemy.salience
    team.standard = p.spirit.standard
    team.recognition = p.spirit.recognition
    team.fairness = 1.0 - p.leadership.power_unfairness * p.leadership.use_of_power


@rule
def form_teams(o: World, p: Parameters) -> None:
    """Teams on their first day: norms as invested in, and states near which they will settle."""
    for team in o.teams:
        settle_norms(team, p)
        team.cohesion = 0.5
        team.effort_norm = 1.0
        team.blame_norm = 0.5 * p.attribution.blame
        team.process_quality = 0.5
        team.playbook = 0.3
        team.cooperation = 0.5
        team.contest_rank = 0.5
        team.attainment = 1.0


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
def first_revenue(o: World, p: Parameters) -> float:
    """A rough guess at the yearly revenue of an old customer: what deals add, until contracts end."""
    wins = (1.0 - p.customers.new_customer_share) * rough_wins(p) / p.customers.usual_accounts
    ending = p.customers.churn_per_year + p.customers.fading_per_year - p.customers.expansion_per_year
    return p.customers.recurring_share * typical_value(o) * wins / max(0.05, ending)


@rule
def bring_customers(o: World, p: Parameters) -> None:
    """A book of customers in every seat, in proportion to its territory, with dates spread over the year."""
    revenue, noted = first_revenue(o, p), o.firm.events_wanted
    o.firm.events_wanted = 0  # nobody keeps a diary before the first day
    for number in range(len(o.seats)):
        rep, seat = o.reps[number], o.seats[number]
        wanted = int(p.customers.usual_accounts * seat.potential)
        for place in range(min(wanted, len(o.accounts[number]))):
            open_account(rep, o, p, revenue)
            account = o.accounts[number][place]
            account.renewal_due = o.firm.week + 1 + place % WEEKS_PER_YEAR
            account.relationship = 1.0
    o.firm.events_wanted = noted


@rule
def rough_wins(p: Parameters) -> float:
    """A rough guess at the deals that a seat wins in a year."""
    return WEEKS_PER_YEAR * p.prospecting.leads_per_week * ROUGH_WIN_SHARE


@rule
def first_plan(o: World, p: Parameters) -> None:
    """A rough guess at what a seat will bring in a year."""
    o.firm.plan_money = max(1.0, rough_wins(p) * typical_value(o))


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
    o.market.regulated = NOBODY
    o.market.announced = NOBODY
    o.rival.strength = 1.0
    o.firm.word_of_mouth = 1.0
    for segment in o.segments:
        segment.demand = 1.0
    lay_out_territories(o, p)
    appoint_managers(o)
    form_teams(o, p)
    seat_founders(o, p)
    bring_customers(o, p)
    first_plan(o, p)
    o.firm.usual_year_money = o.firm.plan_money * len(o.seats)
    set_quotas(o, ps)
    o.firm.week += 1
