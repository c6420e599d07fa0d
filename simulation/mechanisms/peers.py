"""Peers: what colleagues' effort, public rankings and the contest of teams do to one's own effort."""

from collections.abc import Sequence

from simulation.mark import rule
from simulation.mechanisms.clocks import WEEKS_PER_QUARTER, clamp
from simulation.mechanisms.events import HONOURED, note
from simulation.mechanisms.ranking import sort_ascending
from simulation.mechanisms.teams import attained
from simulation.parameters import Parameters
from simulation.parameters.peers import Leaderboard, Peers
from simulation.records import RepState, TeamState, World

NO_BOARD, WITH_BENCHMARKS = int(Leaderboard.NONE), int(Leaderboard.BENCHMARKS)
MIDDLE = 0.5
LAST_LOSES = 1.0 / 3.0  # of what the first team of a contest gains: assumed
UNSUNG = 0.5  # share of the first one's results that others see if nobody honours them: assumed


@rule
def spillover(peers: Peers, relative_share: float) -> float:
    """Share of the team's difference in effort that a rep follows: negative where pay sets colleagues apart."""
    return peers.spillover * clamp(1.0 - peers.relative_reversal * relative_share, -1.0, 1.0)


@rule
def pull_of_peers(effort: float, team: TeamState, p: Parameters) -> float:
    """Effort that colleagues, as they worked last week, draw out or take away."""
    return spillover(p.peers, p.pay.relative_share) * (team.effort - effort)


@rule
def effect_of_rank(standing: float, peers: Peers) -> float:
    """Effort gained or lost by seeing one's place in a public ranking."""
    if peers.leaderboard == NO_BOARD:
        return 0.0
    if standing >= MIDDLE:
        return peers.rank_lift * 2.0 * (standing - MIDDLE)
    softened = 1.0 - peers.benchmark_softening if peers.leaderboard == WITH_BENCHMARKS else 1.0
    return -peers.rank_harm * softened * 2.0 * (MIDDLE - standing)


@rule
def effect_of_contest(competitiveness: float, fuel: float, rank: float, peers: Peers) -> float:
    """Effort that the contest between teams brings: most in the first team; the last one loses some."""
    place = rank - LAST_LOSES * (1.0 - rank)
    return peers.contest * peers.contest_effort * 2.0 * competitiveness * fuel * place


@rule
def last_of_equals(o: World, place: int, count: int) -> int:
    """The last place of a ranking whose result is the same as at this place."""
    last = place
    while last + 1 < count and o.keys[o.order[last + 1]] == o.keys[o.order[place]]:
        last += 1
    return last


@rule
def share_beaten(first: int, last: int, count: int) -> float:
    """Standing of all who share these places: 0 for the last, 1 for the first; the middle where nobody competes."""
    if count < 2:
        return MIDDLE
    return 0.5 * (first + last) / (count - 1.0)


@rule
def can_be_ranked(rep: RepState, week: int) -> bool:
    """Whether somebody was here for the whole quarter that ends this week: a few days make no star and no loser."""
    here_weeks = week + 1 - rep.hired_week
    return rep.employed == 1 and here_weeks >= WEEKS_PER_QUARTER and rep.expected_quarter_money > 0.0


@rule
def rank_people(o: World) -> None:
    """Places by the quarter's results against what was expected: 0 the last, 1 the first; the new stand aside."""
    count = 0
    for number in range(len(o.reps)):
        rep = o.reps[number]
        if can_be_ranked(rep, o.firm.week):
            o.order[count] = number
            o.keys[number] = rep.quarter_money / rep.expected_quarter_money
            count += 1
    sort_ascending(o, count)
    place = 0
    while place < count:
        last = last_of_equals(o, place, count)
        for equal in range(place, last + 1):
            o.reps[o.order[equal]].standing = share_beaten(place, last, count)
        place = last + 1


@rule
def add_up_teams(o: World) -> None:
    """What each team's present members sold in the quarter, its last week included, against what was expected."""
    for team in o.teams:
        team.booked_money = 0.0
        team.asked_money = 0.0
    for number in range(len(o.reps)):
        rep = o.reps[number]
        if rep.employed == 1:
            o.teams[rep.team].booked_money += rep.quarter_money
            o.teams[rep.team].asked_money += rep.expected_quarter_money
    for team in o.teams:
        team.attainment = attained(team.booked_money, team.asked_money)


@rule
def rank_teams(o: World) -> None:
    """Every team's place in the contest of the quarter."""
    teams = len(o.teams)
    add_up_teams(o)
    for number in range(teams):
        o.order[number] = number
        o.keys[number] = o.teams[number].attainment
    sort_ascending(o, teams)
    place = 0
    while place < teams:
        last = last_of_equals(o, place, teams)
        for equal in range(place, last + 1):
            o.teams[o.order[equal]].contest_rank = share_beaten(place, last, teams)
        place = last + 1


@rule
def honour_stars(o: World, ps: Sequence[Parameters]) -> None:
    """Those at the top of the quarter's results are honoured, if anybody is."""
    for number in range(len(o.reps)):
        rep = o.reps[number]
        p = ps[rep.arm]
        rep.star = 0
        if rep.employed == 1 and p.spirit.recognition > 0.0 and rep.standing > 1.0 - p.spirit.star_share:
            rep.star = 1
            note(o, rep, HONOURED)


@rule
def visibility(rep: RepState) -> float:
    """How much of a rep's results others can see: the best stand out, the honoured most."""
    if rep.star == 1:
        return 1.0
    return UNSUNG * rep.standing * rep.standing
