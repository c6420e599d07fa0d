"""Morale: wins lift it, setbacks and danger press it, time and resilience heal it."""

from simulation.mark import behaviour, rule
from simulation.mechanisms.attribution import pain
from simulation.mechanisms.clocks import clamp
from simulation.mechanisms.effort import in_danger
from simulation.mechanisms.leadership import USUAL_AUTONOMY, absorbed, felt_autonomy
from simulation.mechanisms.spirit import shame
from simulation.parameters import Parameters
from simulation.parameters.morale import Morale
from simulation.records import RepState, TeamState, World

USUAL_FAIRNESS = 0.9  # of an ordinary firm, where power is seldom used for its own sake


@rule
def jolt(wins: int, hurtful_setbacks: float, dismissals: int, resilience: float, morale: Morale) -> float:
    """What a week's events do to morale; the resilient take setbacks lightly."""
    hurt = morale.loss_pain * hurtful_setbacks + morale.dismissal_pain * dismissals
    return morale.win_gain * wins - 2.0 * (1.0 - resilience) * hurt


@rule
def resting_level(autonomy: float, team: TeamState, p: Parameters) -> float:
    """Morale to which a person returns: par, higher with freedom, lower where the firm is unfair."""
    free = p.leadership.autonomy_morale * (autonomy - USUAL_AUTONOMY)
    return p.morale.par + free + p.leadership.fairness_morale * (team.fairness - USUAL_FAIRNESS)


@rule
def hurtful(rep: RepState, p: Parameters) -> float:
    """The week's setbacks, weighed by how much it hurts to find their causes where they were found."""
    if rep.setbacks == 0:
        return 0.0
    outside, process = rep.blamed / rep.setbacks, rep.lessons / rep.setbacks
    return rep.setbacks * pain(outside, process, p.attribution)


@rule
def healing(step: float, resilience: float) -> float:
    """Share of the way back to par in a step: faster for the resilient."""
    return clamp(step * (0.5 + resilience), 0.0, 1.0)


@behaviour
def feel(rep: RepState, o: World, p: Parameters) -> None:
    """Take in the week: wins, setbacks, colleagues shown the door, one's own danger and standing."""
    team, manager = o.teams[rep.team], o.managers[rep.team]
    rest = resting_level(felt_autonomy(manager.control_hours_per_rep, p.leadership), team, p)
    level = rep.morale + (rest - rep.morale) * healing(o.firm.morale_step, rep.resilience)
    level += jolt(rep.wins, hurtful(rep, p), team.dismissals, rep.resilience, p.morale)
    level -= shame(rep, team, p.spirit)
    if in_danger(rep):
        level -= absorbed(p.morale.threat_pain, manager, p.leadership)
    rep.morale = clamp(level, 0.0, 1.0)
