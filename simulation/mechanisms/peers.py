"""Peers: what colleagues' effort, public rankings and the contest of teams do to one's own effort."""

from collections.abc import Sequence

from simulation.mark import rule
from simulation.mechanisms.clocks import clamp
from simulation.mechanisms.events import HONOURED, note
from simulation.mechanisms.ranking import sort_ascending
from simulation.parameters import Parameters
from simulation.parameters.peers import Leaderboard, Peers
from simulation.records import RepState, TeamState, World

NO_BOARD, WITH_BENCHMARKS = int(Leaderboard.NONE), int(Leaderboard.BENCHMARKS)
MIDDLE = 0.5


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
    """Effort that the contest between teams brings: more in the lead, less in the last team."""
    return peers.contest * peers.contest_effort * 2.0 * competitiveness * fuel * (2.0 * rank - 1.0 + MIDDLE)


@rule
def rank_people(o: World) -> None:
    """Everybody's place by the quarter's results against what was expected: 0 for the last, 1 for the first."""
    count = 0
    for number in range(len(o.reps)):
        rep = o.reps[number]
        if rep.employed == 1 and rep.expected_quarter_money > 0.0:
            o.order[count] = number
            o.keys[number] = rep.quarter_money / rep.expected_quarter_money
            count += 1
    sort_ascending(o, count)
    for place in range(count):
        o.reps[o.order[place]].standing = place / (count - 1.0) if count > 1 else MIDDLE


@rule
def rank_teams(o: World) -> None:
    """Every team's place in the contest of the quarter."""
    teams = len(o.teams)
    for number in range(teams):
        o.order[number] = number
        o.keys[number] = o.teams[number].attainment
    sort_ascending(o, teams)
    for place in range(teams):
        o.teams[o.order[place]].contest_rank = place / (teams - 1.0) if teams > 1 else MIDDLE


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
    return 0.5 * rep.standing * rep.standing
