"""Enemy: what a rival kept in mind does to effort, preparation and price."""

import math

from simulation.mark import rule
from simulation.mechanisms.clocks import clamp
from simulation.parameters.enemy import Enemy, SalienceShape

NEVER, PARITY, ALWAYS = int(SalienceShape.NONE), int(SalienceShape.PARITY), int(SalienceShape.MONOTONE)
LEAST_STRENGTH = 1e-9  # as good as none, and has a logarithm


@rule
def credibility(rival_strength: float, enemy: Enemy) -> float:
    """How far the rival is worth being worked up about, 0 to 1: near parity, by default."""
    if enemy.shape == NEVER:
        return 0.0
    if enemy.shape == ALWAYS:
        return 1.0
    distance = math.log(max(rival_strength, LEAST_STRENGTH)) / enemy.credible_width
    return math.exp(-distance * distance)


@rule
def overwhelming(rival_strength: float, enemy: Enemy) -> float:
    """How far the rival is beyond reach, 0 to 1: from one width of credibility above parity to two.

    Only where credibility ends at all: a rival who always spurs, or never does, discourages nobody.
    """
    if enemy.shape != PARITY:
        return 0.0
    ahead = math.log(max(rival_strength, LEAST_STRENGTH)) / enemy.credible_width
    return clamp(ahead - 1.0, 0.0, 1.0)


@rule
def effect_of_enemy(salience: float, credible: float, beyond: float, resilience: float, enemy: Enemy) -> float:
    """Effort that the enemy draws out, or, far ahead, costs the less resilient."""
    lost = enemy.discouragement * beyond * 2.0 * (1.0 - resilience)
    return salience * (enemy.effort * credible - lost)


@rule
def guard(salience: float, credible: float, enemy: Enemy) -> float:
    """The rival's chances against somebody prepared for it, as a ratio."""
    return 1.0 - enemy.preparation * salience * credible
