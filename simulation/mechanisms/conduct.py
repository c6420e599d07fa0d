"""Conduct: how far customers and colleagues are dealt with fairly, under pressure and under a code."""

from simulation.mark import rule
from simulation.mechanisms.clocks import clamp
from simulation.parameters import Parameters
from simulation.parameters.conduct import Conduct
from simulation.records import RepState, TeamState


@rule
def restrained(code: float, conduct: Conduct) -> float:
    """Share of foul play that is left under a code."""
    return 1.0 - conduct.restraint * code


@rule
def promised_too_much(shortfall: float, helplessness: float, code: float, p: Parameters) -> float:
    """How far a rep promises more than can be kept, 0 to 1: habit, a quota slipping away, helplessness."""
    pressed = p.conduct.pressed_promising * max(0.0, shortfall)
    tempted = p.conduct.usual_promising + pressed + p.attention.helpless_promising * helplessness
    return clamp(tempted * restrained(code, p.conduct), 0.0, 1.0)


@rule
def rank_pressure(p: Parameters) -> float:
    """How much of pay and of heads hangs on beating colleagues; where people are singled out by lot, no head does."""
    if p.selection.cull_at_random:
        return p.pay.relative_share
    return p.pay.relative_share + p.selection.cull_fraction


@rule
def foul_play(rep: RepState, team: TeamState, p: Parameters) -> float:
    """How far a rep harms colleagues, 0 to 1: by ambition, what hangs on rank, and what code and cohesion leave."""
    if not p.helping.withholding:
        return 0.0
    tempted = 2.0 * rep.competitiveness * min(1.0, rank_pressure(p))
    return clamp(tempted * restrained(team.code, p.conduct) * (1.0 - team.cohesion), 0.0, 1.0)
