"""Effort: how hard a rep works, by pay at the margin, fear for the job, morale, goals, colleagues and the enemy.

Each reason has a small rule in the file of its mechanism; here they are added up. Effort at par is 1.
"""

from simulation.mark import rule
from simulation.mechanisms.accountability import pull_of_own_standard
from simulation.mechanisms.clocks import WEEKS_PER_YEAR, clamp, week_of_year
from simulation.mechanisms.enemy import credibility, effect_of_enemy, overwhelming
from simulation.mechanisms.knowledge import partner_here
from simulation.mechanisms.pairs import pull_of_pair
from simulation.mechanisms.peers import effect_of_contest, effect_of_rank, pull_of_peers
from simulation.mechanisms.spirit import effect_of_recognition, pull_of_norm
from simulation.parameters import Parameters
from simulation.parameters.energy import Energy
from simulation.records import NOBODY, RepState, World

HOPEFUL, IN_REACH = 0.85, 1.0  # outlook from which, and at which, pay above quota pulls in full
DOUBTFUL, OUT_OF_REACH = 0.7, 0.4  # outlook from which, and at which, a rep gives up in full
STEADIED_BY = 0.25  # of a year at quota: so much is given to begin with, and steadies what a few weeks show
MOST_EFFORT = 1.6  # nobody works more than so many times the ordinary


@rule
def in_danger(rep: RepState) -> bool:
    """Whether a rep has reason to fear for the job."""
    return rep.warnings > 0 or rep.near_cut == 1 or rep.weeks_to_go > 0 or rep.named > 0


@rule
def outlook(year_bookings_money: float, year_asked_money: float, year_quota_money: float) -> float:
    """Expected attainment of the year: results so far, steadied by a quarter of a year at quota."""
    prior = STEADIED_BY * year_quota_money
    if prior <= 0.0:
        return 1.0
    return (year_bookings_money + prior) / (year_asked_money + prior)


@rule
def accelerator_pull(p: Parameters) -> float:
    """Effort that the higher rate above quota adds, at median competitiveness."""
    pull: float = max(0.01, p.pay.accelerator) ** p.effort.pay_elasticity - 1.0
    return pull


@rule
def pull_above_quota(arm: int, o: World, p: Parameters) -> float:
    """The same for an arm; worked out once a week for the ordinary one."""
    return o.firm.accelerator_pull if arm == 0 else accelerator_pull(p)


@rule
def own_share(p: Parameters) -> float:
    """Share of the commission that a rep's own results move: a team's share goes by all its members."""
    return 1.0 - p.pay.team_share * (1.0 - 1.0 / p.organization.reps_per_team)


@rule
def nearness(week: int, p: Parameters) -> float:
    """How strongly the year's end is felt, 1 on average: a goal pulls more the nearer it is."""
    return 1.0 + p.effort.goal_gradient * ((week_of_year(week) + 0.5) / WEEKS_PER_YEAR - 0.5)


@rule
def pull_of_pay(competitiveness: float, expected: float, above: float, p: Parameters) -> float:
    """Effort that pay above quota draws out when quota is in reach."""
    pull = clamp((expected - HOPEFUL) / (IN_REACH - HOPEFUL), 0.0, 1.0)
    return above * 2.0 * competitiveness * pull * own_share(p)


@rule
def resignation(resilience: float, expected: float, p: Parameters) -> float:
    """Effort withdrawn when quota slips out of reach."""
    lost = clamp((DOUBTFUL - expected) / (DOUBTFUL - OUT_OF_REACH), 0.0, 1.0)
    return p.effort.giving_up * 2.0 * (1.0 - resilience) * lost


@rule
def exhaustion(energy: float, group: Energy) -> float:
    """Effort that somebody exhausted cannot give."""
    return group.exhausted_effort * max(0.0, group.exhausted_below - energy)


@rule
def drive_within(rep: RepState, expected: float, above: float, p: Parameters) -> float:
    """Effort by one's own reasons: pay, goals, fear, hunger, morale, energy."""
    effort = 1.0 + pull_of_pay(rep.competitiveness, expected, above, p)
    effort -= resignation(rep.resilience, expected, p)
    effort += pull_of_own_standard(rep.accountability, expected, p.accountability)
    effort += p.effort.morale_effort * (rep.morale - p.morale.par)
    effort += p.recruiting.hunger_effort * rep.hunger
    if in_danger(rep):
        effort += p.effort.threat_effort
    return effort - exhaustion(rep.energy, p.energy)


@rule
def drive_around(rep: RepState, o: World, p: Parameters) -> float:
    """Effort by what is around: ranks, the contest of teams, honours, the enemy, a partner, newcomers."""
    team, manager, strength = o.teams[rep.team], o.managers[rep.team], o.rival.strength
    effort = effect_of_rank(rep.standing, p.peers)
    effort += effect_of_contest(rep.competitiveness, 0.5 + manager.competitiveness, team.contest_rank, p.peers)
    effort += effect_of_recognition(rep.star, team.recognition, p.spirit)
    beyond = overwhelming(strength, p.enemy)
    effort += effect_of_enemy(team.salience, credibility(strength, p.enemy), beyond, rep.resilience, p.enemy)
    if p.pay.pair_bonus > 0.0 and partner_here(rep, o) != NOBODY:
        effort += pull_of_pair(rep.competitiveness, p)
    return effort + p.recruiting.newcomers_stir * team.hunger


@rule
def chosen_effort(rep: RepState, o: World, p: Parameters, above: float) -> float:
    """Effort this week, 1 being ordinary: one's own drive, what is around, then colleagues and the team's norm."""
    team = o.teams[rep.team]
    expected = outlook(rep.year_bookings_money, rep.year_asked_money, o.seats[rep.seat].quota_money)
    effort = drive_within(rep, expected, above * nearness(o.firm.week, p), p) + drive_around(rep, o, p)
    effort += pull_of_peers(effort, team, p)
    effort += pull_of_norm(effort, team, p.spirit)
    return clamp(effort, 0.0, MOST_EFFORT)
