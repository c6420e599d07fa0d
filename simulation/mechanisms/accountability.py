"""Accountability: prospecting as a ritual, and a goal of one's own."""

from simulation.mark import rule
from simulation.mechanisms.clocks import clamp
from simulation.parameters import Parameters
from simulation.parameters.accountability import Accountability
from simulation.records import ManagerState, TeamState

FARTHEST = 0.5  # of quota: what is missing beyond that is out of reach, and draws out no more


@rule
def discipline(accountability: float, team: TeamState, manager: ManagerState, p: Parameters) -> float:
    """How far prospecting goes by plan and not by feel, 0 to 1: by trait, by the team's ritual, by control."""
    outside = clamp(team.ritual + p.leadership.control_compliance * manager.control_hours_per_rep, 0.0, 1.0)
    return accountability + (1.0 - accountability) * outside


@rule
def own_standard(accountability: float, group: Accountability) -> float:
    """The goal a person sets for the year, as a share of quota."""
    return max(0.0, group.own_standard + group.standard_spread * (accountability - 0.5))


@rule
def pull_of_own_standard(accountability: float, outlook: float, group: Accountability) -> float:
    """Effort that falling short of the own goal draws out; what is wholly out of reach adds no more."""
    missing = clamp(own_standard(accountability, group) - outlook, 0.0, FARTHEST)
    return group.standard_effort * 2.0 * accountability * missing / FARTHEST
