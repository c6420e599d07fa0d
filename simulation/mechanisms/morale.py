"""Morale: wins lift it, setbacks and danger press it, time and resilience heal it."""

from simulation.mark import behaviour, rule
from simulation.mechanisms.clocks import clamp
from simulation.mechanisms.effort import in_danger
from simulation.parameters import Parameters
from simulation.parameters.morale import Morale
from simulation.records import RepState, World


@rule
def jolt(wins: int, setbacks: int, dismissals: int, resilience: float, morale: Morale) -> float:
    """What a week's events do to morale; the resilient take setbacks lightly."""
    hurt = morale.loss_pain * setbacks + morale.dismissal_pain * dismissals
    return morale.win_gain * wins - 2.0 * (1.0 - resilience) * hurt


@rule
def healing(step: float, resilience: float) -> float:
    """Share of the way back to par in a step: faster for the resilient."""
    return clamp(step * (0.5 + resilience), 0.0, 1.0)


@behaviour
def feel(rep: RepState, o: World, p: Parameters) -> None:
    """Take in the week: wins, setbacks, colleagues shown the door, one's own danger."""
    dismissals = o.teams[rep.team].dismissals
    level = rep.morale + (p.morale.par - rep.morale) * healing(o.firm.morale_step, rep.resilience)
    level += jolt(rep.wins, rep.setbacks, dismissals, rep.resilience, p.morale)
    if in_danger(rep):
        level -= p.morale.threat_pain
    rep.morale = clamp(level, 0.0, 1.0)
