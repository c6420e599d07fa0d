"""Teams: what the members of a team see of one another at the start of a week."""

from collections.abc import Sequence

from simulation.mark import rule
from simulation.mechanisms.conduct import foul_play
from simulation.mechanisms.covering import hours_asked
from simulation.parameters import Parameters
from simulation.records import RepState, SeatState, TeamState, World

REMEMBERED = 0.9  # of the departures so far, a week later: a quarter of a year leaves a fourth of them


@rule
def clear_team(team: TeamState) -> None:
    """Start counting."""
    team.heads = 0
    team.helpfulness = 0.0
    team.dismissals = 0
    team.left_last_week = 0
    team.cover_hours = 0.0
    team.stars = 0
    team.effort = 0.0
    team.cooperation = 0.0
    team.foul_play = 0.0
    team.hunger = 0.0
    team.lessons = 0.0
    team.outside = 0.0
    team.failures = 0.0
    team.booked_money = 0.0
    team.asked_money = 0.0


@rule
def count_seat(team: TeamState, seat: SeatState, employed: int, p: Parameters) -> None:
    """Who left the firm from this seat last week (the promoted stay around), and what an empty one asks of others."""
    if employed == 0:
        team.cover_hours += hours_asked(seat, p)
    team.dismissals += seat.dismissed + seat.laid_off
    team.left_last_week += seat.departed - seat.promoted


@rule
def count_member(team: TeamState, rep: RepState, p: Parameters) -> None:
    """What a member adds to what the team sees."""
    team.heads += 1
    team.helpfulness += rep.helpfulness
    team.stars += rep.star
    team.effort += rep.effort
    team.cooperation += rep.willingness
    team.foul_play += foul_play(rep, team, p)
    team.hunger += rep.hunger
    team.lessons += rep.lessons
    team.outside += rep.blamed
    team.failures += rep.setbacks
    team.booked_money += rep.quarter_money
    team.asked_money += rep.expected_quarter_money


@rule
def attained(booked_money: float, asked_money: float) -> float:
    """Results against what was expected; where nothing was, nothing is missing."""
    return booked_money / asked_money if asked_money > 0.0 else 1.0


@rule
def average(team: TeamState) -> None:
    """Sums become means; a team in which nobody is left shows ordinary effort."""
    team.departures = REMEMBERED * team.departures + team.left_last_week
    team.effort = team.effort / team.heads if team.heads > 0 else 1.0
    if team.heads > 0:
        team.cover_hours /= team.heads
        team.helpfulness /= team.heads
        team.cooperation /= team.heads
        team.foul_play /= team.heads
        team.hunger /= team.heads
    team.attainment = attained(team.booked_money, team.asked_money)


@rule
def meet(o: World, ps: Sequence[Parameters]) -> None:
    """Take stock of every team: who is here, what they are like, what happened to them last week."""
    for team in o.teams:
        clear_team(team)
    for number in range(len(o.reps)):
        rep, seat = o.reps[number], o.seats[number]
        count_seat(o.teams[seat.team], seat, rep.employed, ps[seat.arm])
        if rep.employed == 1:
            count_member(o.teams[seat.team], rep, ps[rep.arm])
    for team in o.teams:
        average(team)
