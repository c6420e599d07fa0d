"""Coaching: what a manager's hours with her people are worth in know-how."""

from simulation.mark import rule
from simulation.mechanisms.clocks import saturating
from simulation.parameters.coaching import Coaching


@rule
def know_how_gain(hours_per_rep: float, skill: float, coaching: Coaching) -> float:
    """Know-how above par that coaching sustains: skill times saturating hours; negative if frequent and unskilled."""
    dose = saturating(hours_per_rep, coaching.half_gain_hours)
    return coaching.gain * dose * (skill - coaching.useful_skill) / (1.0 - coaching.useful_skill)
