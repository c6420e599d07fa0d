"""Coaching: a manager's hours, and what they are worth in her people's know-how."""

from simulation.mark import behaviour, rule
from simulation.parameters import Parameters
from simulation.parameters.coaching import Coaching
from simulation.records import ManagerState, World


@rule
def know_how_gain(hours_per_rep: float, skill: float, coaching: Coaching) -> float:
    """Know-how above par that coaching sustains: skill times saturating hours; negative if frequent and unskilled."""
    dose = hours_per_rep / (hours_per_rep + coaching.half_gain_hours)
    return coaching.gain * dose * (skill - coaching.useful_skill) / (1.0 - coaching.useful_skill)


@rule
def hours_each(wanted: float, heads: int, manager_hours: float) -> float:
    """Hours that each rep gets: as promised, until the manager's week is full."""
    if heads == 0:
        return 0.0
    return min(wanted, manager_hours / heads)


@behaviour
def lead_team(manager: ManagerState, o: World, p: Parameters) -> None:
    """The manager divides her week."""
    heads = o.teams[manager.team].heads
    if manager.in_post == 0:
        manager.coaching_hours_per_rep = 0.0
        return
    manager.coaching_hours_per_rep = hours_each(p.coaching.hours_per_rep, heads, p.coaching.manager_hours_per_week)
