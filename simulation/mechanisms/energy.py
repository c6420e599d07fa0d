"""Energy: what effort and pressure cost a person, and when it runs out."""

from simulation.mark import behaviour, rule
from simulation.mechanisms.clocks import clamp
from simulation.mechanisms.effort import in_danger
from simulation.mechanisms.leadership import absorbed
from simulation.mechanisms.norms import approach
from simulation.parameters import Parameters
from simulation.parameters.energy import Energy
from simulation.records import RepState, TeamState, World


@rule
def drain(rep: RepState, team: TeamState, pressure: float, energy: Energy) -> float:
    """Energy that a week costs: effort beyond the ordinary, pressure from above, the enemy, the team's standard."""
    return (
        energy.effort_cost * max(0.0, rep.effort - 1.0)
        + pressure
        + energy.salience_cost * team.salience
        + energy.standard_cost * team.standard
    )


@behaviour
def tire(rep: RepState, o: World, p: Parameters) -> None:
    """Recover, and spend."""
    team = o.teams[rep.team]
    pressure = absorbed(p.energy.threat_cost, o.managers[rep.team], p.leadership) if in_danger(rep) else 0.0
    rested = approach(rep.energy, p.energy.par, o.firm.energy_step)
    rep.energy = clamp(rested - drain(rep, team, pressure, p.energy), 0.0, 1.0)
