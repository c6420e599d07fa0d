"""Norms: what leaders invest in takes hold slowly, team by team, costs hours and money, and fades without upkeep."""

from simulation.mark import behaviour, rule
from simulation.mechanisms.clocks import half_life_step
from simulation.parameters import Parameters
from simulation.parameters.leadership import Leadership
from simulation.records import ManagerState, World

ONE_WEEK = 1.0


@rule
def approach(level: float, target: float, step: float) -> float:
    """A level after a step on its way to a target."""
    return level + (target - level) * step


@rule
def invested(p: Parameters) -> float:
    """Strength of all programmes of culture together: nine of them, each 0 to 1."""
    people = p.spirit.rituals + p.spirit.standard + p.spirit.recognition + p.helping.norm + p.attention.forward_norm
    rules = p.conduct.clarity * p.conduct.enforcement + p.accountability.ritual + p.leadership.direction
    return people + rules + p.enemy.salience


@rule
def fairness_step(now: float, due: float, leadership: Leadership) -> float:
    """Share of the way that fairness moves in a week: quickly down, slowly up."""
    if due < now:
        return half_life_step(leadership.fairness_loss_half_life_weeks, ONE_WEEK)
    return half_life_step(leadership.fairness_gain_half_life_weeks, ONE_WEEK)


@behaviour
def uphold_norms(manager: ManagerState, o: World, p: Parameters) -> None:
    """A week of leading by norms; without a manager nobody gives direction, the programmes run on."""
    team, step = o.teams[manager.team], o.firm.norm_step
    team.direction = approach(team.direction, p.leadership.direction * manager.hours_share, step)
    team.code = approach(team.code, p.conduct.clarity * p.conduct.enforcement, step)
    team.ritual = approach(team.ritual, p.accountability.ritual, step)
    team.forward = approach(team.forward, p.attention.forward_norm, step)
    team.help_norm = approach(team.help_norm, p.helping.norm, step)
    team.salience = approach(team.salience, p.enemy.salience, step)
    team.standard = approach(team.standard, p.spirit.standard, step)
    team.recognition = approach(team.recognition, p.spirit.recognition, step)
    fair = 1.0 - p.leadership.power_unfairness * p.leadership.use_of_power
    team.fairness = approach(team.fairness, fair, fairness_step(team.fairness, fair, p.leadership))
    team.fairness = max(0.0, team.fairness - p.leadership.power_unfairness * o.firm.fairness_shock)
    team.hours_per_rep = p.norms.hours_at_full * invested(p)
