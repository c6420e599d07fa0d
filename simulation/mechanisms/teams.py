"""Teams: what the members of a team see of one another at the start of a week."""

from simulation.mark import rule
from simulation.records import World


@rule
def meet(o: World) -> None:
    """Take stock of every team: who is here, how helpful they are, how many were dismissed last week."""
    for team in o.teams:
        team.heads = 0
        team.helpfulness = 0.0
        team.dismissals = 0
    for number in range(len(o.reps)):
        rep, seat = o.reps[number], o.seats[number]
        team = o.teams[seat.team]
        team.dismissals += seat.dismissed + seat.laid_off
        if rep.employed == 1:
            team.heads += 1
            team.helpfulness += rep.helpfulness
    for team in o.teams:
        if team.heads > 0:
            team.helpfulness /= team.heads
