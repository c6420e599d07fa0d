"""Learning: know-how grows toward what practice, coaching and colleagues can sustain."""

from simulation.mark import behaviour, rule
from simulation.mechanisms.coaching import know_how_gain
from simulation.mechanisms.knowledge import meet_partner, shared_practice
from simulation.parameters import Parameters
from simulation.records import RepState, World


@rule
def speed(own_speed: float, team_helpfulness: float, playbook: float, p: Parameters) -> float:
    """Speed of learning against a median person in a team of median helpfulness without a playbook."""
    colleagues = max(0.0, 1.0 + p.learning.peer_speed * (2.0 * team_helpfulness - 1.0))
    return own_speed * colleagues * (1.0 + p.knowledge.playbook_speed * playbook)


@behaviour
def learn(rep: RepState, o: World, p: Parameters) -> None:
    """Know-how and qualification skill move on by a step, and by what a partner knows better."""
    manager, team = o.managers[rep.team], o.teams[rep.team]
    pace = speed(rep.learning_speed, team.helpfulness, team.playbook, p)
    sustained = 1.0 + know_how_gain(manager.coaching_hours_per_rep, manager.coaching_skill, p.coaching)
    sustained += shared_practice(team.playbook, p.knowledge.meeting_hours, team.cooperation, p.knowledge)
    rep.know_how += (sustained - rep.know_how) * min(1.0, pace * o.firm.know_how_step)
    meet_partner(rep, o, p)
    rep.qualification_skill += (1.0 - rep.qualification_skill) * min(1.0, pace * o.firm.qualification_step)
