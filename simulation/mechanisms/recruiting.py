"""Recruiting: who comes into an empty seat, and how a newcomer starts."""

import math
from collections.abc import Sequence

from simulation.body import occupy
from simulation.mark import behaviour, rule
from simulation.mechanisms.clocks import clamp, half_life_step
from simulation.mechanisms.events import HIRED, note
from simulation.mechanisms.handover import likeness, traits_of, welcome
from simulation.mechanisms.pay import outside_option
from simulation.parameters import Parameters
from simulation.parameters.recruiting import Recruiting
from simulation.purposes import CANDIDATE, CANDIDATE_TRAITS
from simulation.randomness import uniforms
from simulation.records import NOBODY, RepState, SeatState, TeamState, World
from simulation.variates import exponential, interpolate_quantile, normal, top_fraction_normal

ABLE = 1.0  # standard deviations above the mean of the labour market
ONE_WEEK = 1.0
DELIGHTED = 0.25  # points of morale above par: people who feel so give their firm a perfect name
SEVERITY_HALF_LIFE_WEEKS = 26.0  # what became of people is told for about a year
HALF_A_WEEK = 0.5  # so that whole weeks of vacancy have the mean that was drawn


@rule
def willing_candidates(p: Parameters) -> float:
    """Candidates among whom the firm can really choose: the able refuse what others better, the hungry are fewer."""
    offered = p.pay.base_salary_money + p.pay.target_commission_money
    able = outside_option(ABLE, p.pay)
    drawn: float = (max(1.0, offered) / max(1.0, able)) ** p.recruiting.refusal  # a firm that pays nothing draws few
    narrowed = 1.0 - p.recruiting.hunger_narrows * p.recruiting.hunger_wanted
    return max(1.0, p.recruiting.candidates_per_hire * min(1.0, drawn) * narrowed)


@rule
def chosen_ability(seen: float, rest: float, candidates: float, recruiting: Recruiting) -> float:
    """Ability of somebody from the top of a large pool as the firm sees it: judgement in part, chance in part."""
    looked_best = top_fraction_normal(seen, 1.0 / candidates)
    validity = recruiting.validity
    return validity * looked_best + math.sqrt(1.0 - validity * validity) * normal(rest)


@rule
def introduce(rep: RepState, o: World, p: Parameters, seat_number: int) -> None:
    """Fill in who a person is: ability, traits, speed of learning, patience."""
    seat = o.seats[seat_number]
    rep.seat = seat_number
    rep.hire = seat.hires
    rep.team = seat.team
    rep.arm = seat.arm
    seen, rest, pace, patience = uniforms(o.firm.seed, CANDIDATE, seat_number, rep.hire, 0)
    rep.ability = chosen_ability(seen, rest, willing_candidates(p), p.recruiting)
    rep.ability += p.recruiting.pool_reputation * o.firm.employer_reputation
    rep.hunger = p.recruiting.hunger_wanted
    rep.learning_speed = math.exp(p.learning.speed_log_sd * normal(pace))
    rep.quit_limit = exponential(patience)
    one, two, three, four = uniforms(o.firm.seed, CANDIDATE_TRAITS, seat_number, rep.hire, 0)
    rep.competitiveness = interpolate_quantile(one, o.trait_tables[0])
    rep.helpfulness = interpolate_quantile(two, o.trait_tables[1])
    rep.accountability = interpolate_quantile(three, o.trait_tables[2])
    rep.resilience = interpolate_quantile(four, o.trait_tables[3])


@rule
def start(rep: RepState, o: World, p: Parameters) -> None:
    """A newcomer's first day is the first of the coming week."""
    rep.employed = 1
    rep.hired_week = o.firm.week + 1
    rep.know_how = p.learning.know_how_at_hire
    rep.qualification_skill = p.qualification.skill_at_hire
    rep.morale = p.morale.par
    rep.energy = p.energy.par
    rep.confidence = 0.5
    rep.standing = 0.5
    rep.guard = 1.0
    rep.urge = 1.0
    rep.willingness = 0.5
    rep.effort = 1.0
    rep.service = 1.0
    rep.helping = NOBODY
    rep.helper = NOBODY
    rep.partner = NOBODY
    rep.big_deal_seat = NOBODY


@rule
def ready_to_fill(seat: SeatState, rep: RepState, week: int) -> bool:
    """Whether the seat is empty and its successor can start with the coming week."""
    return rep.employed == 0 and week + 1 >= seat.vacant_until + HALF_A_WEEK


@rule
def deserved_name(morale_above_par: float, severity: float, recruiting: Recruiting) -> float:
    """Name as an employer, -1 to 1, that a firm's morale and its severity with the bottom of rankings lead to."""
    return clamp(morale_above_par / DELIGHTED - recruiting.severity_costs * severity, -1.0, 1.0)


@rule
def may_be_filled(seat: SeatState, team: TeamState) -> bool:
    """Whether the seat is open and its team may hire."""
    return seat.closed == 0 and team.hiring_frozen == 0


@rule
def spread_name(o: World, p: Parameters) -> None:
    """The firm's name as an employer follows what its people feel and what became of those at the bottom."""
    morale, heads = 0.0, 0
    for number in range(len(o.reps)):
        if o.reps[number].employed == 1:
            morale += o.reps[number].morale
            heads += 1
    above_par = morale / heads - p.morale.par if heads > 0 else 0.0
    o.firm.severity -= o.firm.severity * half_life_step(SEVERITY_HALF_LIFE_WEEKS, ONE_WEEK)
    due = deserved_name(above_par, o.firm.severity, p.recruiting)
    step = half_life_step(p.recruiting.reputation_half_life_weeks, ONE_WEEK)
    o.firm.employer_reputation += (due - o.firm.employer_reputation) * step


@behaviour
def hire(o: World, ps: Sequence[Parameters]) -> None:
    """Fill the seats whose search is over; for closed seats and in a freeze it stands still."""
    for number in range(len(o.seats)):
        seat = o.seats[number]
        if not may_be_filled(seat, o.teams[seat.team]):
            seat.vacant_until += ONE_WEEK * (1.0 - o.reps[number].employed)
        elif ready_to_fill(seat, o.reps[number], o.firm.week):
            last, p = o.reps[number], ps[seat.arm]
            ambition, kindness, duty, calm = traits_of(last)
            seat.hires += 1
            occupy(o, number)
            rep = o.reps[number]
            introduce(rep, o, p, number)
            start(rep, o, p)
            welcome(o, p, number, likeness(rep, ambition, kindness, duty, calm))
            seat.hired = 1
            note(o, rep, HIRED)
