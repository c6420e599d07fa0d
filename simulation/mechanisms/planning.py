"""Planning: how a rep divides the week between prospecting, open deals and accounts, and with what in mind."""

import math

from simulation.mark import behaviour, rule
from simulation.mechanisms.accountability import discipline
from simulation.mechanisms.attention import patience
from simulation.mechanisms.clocks import clamp
from simulation.mechanisms.conduct import promised_too_much
from simulation.mechanisms.deadline import pushed, watch_the_date
from simulation.mechanisms.effort import chosen_effort, outlook, pull_above_quota
from simulation.mechanisms.enemy import credibility, guard
from simulation.mechanisms.helping import willing
from simulation.mechanisms.leadership import aimless_concession, felt_autonomy, local_advantage, support
from simulation.mechanisms.talent import log_productivity
from simulation.parameters import Parameters
from simulation.parameters.planning import Planning
from simulation.records import NOBODY, RepState, World

NO_ATTENTION = 1e-6  # as good as none, and has a logarithm
LEAST_HOURS = 0.5  # a week: however full of other things, somebody picks up the phone


@rule
def wanted_prospecting_hours(discipline: float, open_deals: int, crowded_out: float, planning: Planning) -> float:
    """Hours that a rep wants to prospect: every week by discipline, or only when the pipeline looks thin."""
    thinness = 1.0 - open_deals / planning.normal_open_deals
    by_feel = clamp(1.0 + planning.thin_pipeline_response * thinness, 0.0, 2.0) * (1.0 - crowded_out)
    return planning.prospecting_hours_per_week * (discipline + (1.0 - discipline) * by_feel)


@rule
def share_of_wishes(hours: float, wished: float) -> float:
    """Share of the hours wished for that the week holds; at most twice, since nobody can spend more usefully."""
    if wished <= 0.0:
        return 2.0
    return clamp(hours / wished, 0.0, 2.0)


@rule
def customer_hours(rep: RepState, o: World, p: Parameters) -> float:
    """Hours left for customers, after meetings, records, preparation, help given, and what setbacks take."""
    team, manager = o.teams[rep.team], o.managers[rep.team]
    hours = p.planning.work_hours_per_week * p.planning.selling_share * rep.effort
    hours -= team.hours_per_rep + p.knowledge.meeting_hours + p.knowledge.playbook_hours + rep.help_hours
    hours -= p.leadership.control_paperwork * manager.control_hours_per_rep
    hours -= p.enemy.preparation_hours * team.salience + team.cover_hours
    return max(LEAST_HOURS, hours * (1.0 - rep.distraction))


@rule
def divide_hours(rep: RepState, o: World, p: Parameters) -> None:
    """Prospecting first as far as it is protected by ritual, then everything in proportion to what it asks for."""
    seat, team = o.seats[rep.seat], o.teams[rep.team]
    hours = customer_hours(rep, o, p)
    planned = discipline(rep.accountability, team, o.managers[rep.team], p)
    crowded = p.deadline.crowding if pushed(o.managers[rep.team], o, p) else 0.0
    prospecting = wanted_prospecting_hours(planned, seat.open_deals, crowded, p.planning)
    saved = p.leadership.process_gain * team.process_quality
    deals = p.planning.deal_hours_per_week * (1.0 - saved) * seat.open_deals
    accounts = p.planning.account_hours_per_week * seat.accounts
    share = share_of_wishes(hours, prospecting + deals + accounts)
    rep.prospecting_hours = min(hours, prospecting * (share + max(0.0, 1.0 - share) * team.ritual))
    rest = share_of_wishes(hours - rep.prospecting_hours, deals + accounts)
    rep.prospecting_hours *= 1.0 + p.planning.extra_prospecting_share
    rep.attention = rest
    rep.service = rest


@rule
def set_terms(rep: RepState, o: World, p: Parameters) -> None:
    """What is promised, conceded and hurried this week."""
    seat, team, manager = o.seats[rep.seat], o.teams[rep.team], o.managers[rep.team]
    expected = outlook(rep.year_bookings_money, rep.year_asked_money, seat.quota_money)
    rep.promising = promised_too_much(1.0 - expected, rep.helplessness, team.code, p)
    credible = credibility(o.rival.strength, p.enemy)
    autonomy = felt_autonomy(manager.control_hours_per_rep, p.leadership)
    rep.concession = aimless_concession(autonomy, team.direction, p.leadership)
    rep.concession += p.enemy.discounting * team.salience * credible
    if pushed(manager, o, p):
        rep.concession += p.deadline.push_concession
    rep.guard = guard(team.salience, credible, p.enemy)
    rep.patience_weeks = patience(rep.qualification_skill, p.attention)
    watch_the_date(rep, o, p)


@rule
def speed_of_deals(rep: RepState, o: World, p: Parameters, productivity: float) -> float:
    """Log speed at which a rep's deals go forward this week, against a median rep with ordinary hours."""
    team, manager = o.teams[rep.team], o.managers[rep.team]
    autonomy = felt_autonomy(manager.control_hours_per_rep, p.leadership)
    speed = (1.0 - p.talent.lead_exponent) * productivity
    speed += p.selling.attention_weight * math.log(max(rep.attention, NO_ATTENTION))
    speed += local_advantage(autonomy, o.market.turbulence, p.leadership)
    speed += p.conduct.promise_gain * rep.promising
    speed += p.helping.interdependence * (2.0 * team.cooperation - 1.0)
    speed -= p.helping.sabotage * team.foul_play
    return speed + p.attention.confidence * (2.0 * rep.confidence - 1.0)


@behaviour
def plan(rep: RepState, o: World, p: Parameters) -> None:
    """Choose effort, divide the hours, and take along what ability and know-how make of them."""
    rep.helping = NOBODY
    rep.helper = NOBODY
    rep.know_how_shown = rep.know_how
    rep.effort = chosen_effort(rep, o, p, pull_above_quota(rep.arm, o, p))
    rep.willingness = willing(rep, o.teams[rep.team], p)
    divide_hours(rep, o, p)
    set_terms(rep, o, p)
    productivity = log_productivity(rep.ability, rep.know_how, o.firm.ability_log_sd)
    rep.lead_factor = math.exp(p.talent.lead_exponent * productivity)
    rep.advance_factor = math.exp(speed_of_deals(rep, o, p, productivity)) * o.market.hesitation
    manager = o.managers[rep.team]
    closing = 1.0 + support(manager, p.leadership)
    if pushed(manager, o, p):
        closing *= 1.0 + p.deadline.push
    rep.closing_factor = rep.advance_factor * closing * (1.0 + p.deadline.price_gain * rep.concession)
