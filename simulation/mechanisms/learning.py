"""Learning: know-how grows toward what practice, coaching and colleagues can sustain."""

from simulation.mark import behaviour, rule
from simulation.mechanisms.coaching import know_how_gain
from simulation.parameters import Parameters
from simulation.records import RepState, World


@rule
def speed(own_speed: float, team_helpfulness: float, peer_speed: float) -> float:
    """Speed of learning against a median person in a team of median helpfulness."""
    return own_speed * max(0.0, 1.0 + peer_speed * (2.0 * team_helpfulness - 1.0))


@behaviour
def learn(rep: RepState, o: World, p: Parameters) -> None:
    """Know-how and qualification skill move on by a step."""
    manager, team = o.managers[rep.team], o.teams[rep.team]
    pace = speed(rep.learning_speed, team.helpfulness, p.learning.peer_speed)
    sustained = 1.0 + know_how_gain(manager.coaching_hours_per_rep, manager.coaching_skill, p.coaching)
    rep.know_how += (sustained - rep.know_how) * min(1.0, pace * o.firm.know_how_step)
    rep.qualification_skill += (1.0 - rep.qualification_skill) * min(1.0, pace * o.firm.qualification_step)
