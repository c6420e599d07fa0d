"""Assignment: who is treated how in a field experiment, by lot, and who stands where in an order of results.

Lots are drawn by the identity of a person or a team, so that nobody's lot depends on what becomes of others.
"""

from simulation.mark import rule
from simulation.mechanisms.ranking import sort_ascending
from simulation.notes import ActionState
from simulation.parameters.scripts import Results, Unit
from simulation.purposes import SCRIPT_LOT, SCRIPT_TEAM
from simulation.randomness import uniform, uniforms
from simulation.records import RepState, World

LOT, YEAR = int(Results.LOT), int(Results.YEAR)
TEAM = int(Unit.TEAM)
NOT_DRAWN = -1.0
ALL_TEAMS = -1
TIE_BREAK = 1e-9  # far below any difference in results that means something


@rule
def recent_ratio(rep: RepState, by: int) -> float:
    """Results of the last two full quarters, or three, and the weeks since against what was expected in them."""
    brought = rep.quarter_money + rep.quarter_1_ago_money + rep.quarter_2_ago_money
    expected = rep.expected_quarter_money + rep.expected_1_ago_money + rep.expected_2_ago_money
    if by == YEAR:
        brought += rep.quarter_3_ago_money
        expected += rep.expected_3_ago_money
    if expected <= 0.0:
        return 1.0
    return brought / expected


@rule
def is_of(arm: int, action: ActionState) -> bool:
    """Whether an arm is among those that an action is about."""
    if action.size == 0:
        return True
    return (arm // action.radix) % action.size == action.digit


@rule
def is_asked(rep: RepState, o: World, action: ActionState) -> bool:
    """Whether somebody here to stay is among those whom an action is about."""
    tenure = o.firm.week - rep.hired_week
    served = action.least_tenure_weeks <= tenure <= action.most_tenure_weeks
    return rep.employed == 1 and rep.weeks_to_go == 0 and served and is_of(rep.arm, action)


@rule
def line_up(o: World, action: ActionState) -> int:
    """Put all whom an action is about in order of results or lots, lowest first; returns how many."""
    count = 0
    for number in range(len(o.reps)):
        rep = o.reps[number]
        if is_asked(rep, o, action):
            lot, tie, _, _ = uniforms(o.firm.seed, SCRIPT_LOT, rep.seat, rep.hire, action.number)
            rep.lot = lot
            rep.score = recent_ratio(rep, action.by)
            o.keys[number] = lot if action.by == LOT else rep.score + TIE_BREAK * tie
            o.order[count] = number
            count += 1
    sort_ascending(o, count)
    return count


@rule
def invite(o: World, action: ActionState) -> None:
    """A team, or all, may be drawn next."""
    for number in range(len(o.teams)):
        if action.team == ALL_TEAMS or action.team == number:
            o.teams[number].invited = 1


@rule
def draw_people(o: World, action: ActionState, count: int) -> None:
    """Keep the lots of those in the invited teams, between two shares of the ranking; take away all others."""
    for place in range(count):
        rep = o.reps[o.order[place]]
        outside = place < action.low * count or place >= action.high * count
        if outside or o.teams[rep.team].invited == 0:
            rep.lot = NOT_DRAWN


@rule
def place_of_team(o: World, number: int) -> float:
    """Where a team's lot stands among those of the invited, from 0 to 1: so that a half of the teams is a half."""
    before, invited = 0, 0
    for team in o.teams:
        invited += team.invited
        if team.invited == 1 and team.lot < o.teams[number].lot:
            before += 1
    return (before + 0.5) / invited


@rule
def draw_teams(o: World, action: ActionState) -> None:
    """A lot for each team; each rep has the place of the team's among those invited."""
    for number in range(len(o.teams)):
        o.teams[number].lot = uniform(o.firm.seed, SCRIPT_TEAM, number, action.number, 0)
    for rep in o.reps:
        rep.lot = place_of_team(o, rep.team) if o.teams[rep.team].invited == 1 else NOT_DRAWN
    for number in range(len(o.seats)):
        o.teams[o.seats[number].team].lot = o.reps[number].lot


@rule
def draw_lots(o: World, action: ActionState) -> None:
    """Draw a lot for everybody, or every team, who may take part."""
    for rep in o.reps:
        rep.lot = NOT_DRAWN
    if action.unit == TEAM:
        draw_teams(o, action)
    else:
        draw_people(o, action, line_up(o, action))
    for team in o.teams:
        team.invited = 0


@rule
def is_drawn(lot: float, action: ActionState) -> bool:
    """Whether a lot falls to an arm."""
    return action.low <= lot < action.high


@rule
def fill_arm(o: World, action: ActionState) -> None:
    """Those whose lot falls to an arm join it; with a team its manager, with a seat, perhaps, whoever comes next."""
    for number in range(len(o.reps)):
        rep, seat = o.reps[number], o.seats[number]
        if is_drawn(rep.lot, action):
            if rep.employed == 1:
                rep.arm += action.digit * action.radix
            if action.newcomers == 1:
                seat.arm += action.digit * action.radix
    for manager in o.managers:
        if action.unit == TEAM and is_drawn(o.teams[manager.team].lot, action):
            manager.arm += action.digit * action.radix


@rule
def lapse(o: World, action: ActionState) -> None:
    """The experiment is over for those to come: seats are ordinary ones again."""
    for seat in o.seats:
        seat.arm -= (seat.arm // action.radix) % action.size * action.radix
