"""Helping: a rep asks for help with the largest ripe deal, a colleague gives it or does not.

Two passes, so that the order of visits does not matter. First everybody who wants help asks one colleague, and of
several who ask the same one the luckiest draw is heard; then help is given to those who were heard.
"""

import math

from simulation.mark import behaviour, rule
from simulation.mechanisms.clocks import clamp
from simulation.mechanisms.conduct import rank_pressure
from simulation.mechanisms.events import HELPED, name_colleague, note_deal
from simulation.mechanisms.qualification import rescale
from simulation.parameters import Parameters
from simulation.parameters.helping import Helping
from simulation.purposes import HELP
from simulation.randomness import uniforms
from simulation.records import NOBODY, ManagerState, RepState, TeamState, World

MIDDLING_NORM = 0.5  # at which trait alone says how willing people are
REMEMBERED = 0.98  # of the helps given so far, a week later: those of about the last year count


@rule
def willing(rep: RepState, team: TeamState, p: Parameters) -> float:
    """Share of requests from her own team that a rep would hear: by trait and norm, less by unfairness and by rank."""
    expected = 1.0 + p.helping.norm_weight * (team.help_norm - MIDDLING_NORM)
    willingness = rep.helpfulness * expected * team.fairness
    if p.helping.withholding:
        willingness -= p.helping.withheld * rank_pressure(p)
    return clamp(willingness, 0.0, 1.0)


@rule
def of_own_team(rep: RepState, size: int, draw: float) -> int:
    """The seat of a colleague of the own team by lot; -1 if there is none."""
    if size <= 1:
        return NOBODY
    first = rep.team * size
    return first + (rep.seat - first + 1 + int(draw * (size - 1))) % size


@rule
def of_other_team(rep: RepState, size: int, seats: int, draw: float) -> int:
    """The seat of somebody in another team by lot."""
    return (rep.team * size + size + int(draw * (seats - size))) % seats


@rule
def share_asked_within(size: int, seats: int, helping: Helping) -> float:
    """Share of requests that stay in the own team: all where there is no other, none where one is alone in it."""
    if seats <= size:
        return 1.0
    return helping.own_team if size > 1 else 0.0


@rule
def colleague(rep: RepState, o: World, whom: float, helping: Helping) -> int:
    """The seat that a rep turns to, in the own team or in another; -1 if there is nobody else in the firm."""
    seats, size = len(o.reps), len(o.reps) // len(o.teams)
    within = share_asked_within(size, seats, helping)
    if whom < within:
        return of_own_team(rep, size, rescale(whom, 0.0, within))
    return of_other_team(rep, size, seats, rescale(whom, within, 1.0))


@rule
def lending(manager: ManagerState, contest: float, helping: Helping) -> float:
    """Readiness of a team to help another, against its willingness within: by its manager, and the contest between."""
    fuel, openness = 0.5 + manager.competitiveness, 0.5 + manager.helpfulness  # 1 for the median manager
    return openness * clamp(1.0 - helping.rivalry_wall * contest * fuel, 0.0, 1.0)


@rule
def hears(helper: RepState, rep: RepState, o: World, p: Parameters, draw: float) -> bool:
    """Whether a colleague is there and willing, as she was in planning."""
    if helper.employed == 0:
        return False
    if helper.team == rep.team:
        return draw < helper.willingness
    return draw < helper.willingness * lending(o.managers[helper.team], p.peers.contest, p.helping)


@behaviour
def ask_for_help(rep: RepState, o: World, p: Parameters) -> None:
    """Ask a colleague for help with the largest ripe deal; whoever is asked by several hears the luckiest."""
    rep.helper = NOBODY
    if rep.big_deal_seat == NOBODY or not p.helping.enabled:
        return
    asks, whom, answer, tie = uniforms(o.firm.seed, HELP, rep.seat, o.firm.week, 0)
    if asks >= -math.expm1(-p.helping.asks_per_week):
        return
    number = colleague(rep, o, whom, p.helping)
    if number == NOBODY or not hears(o.reps[number], rep, o, p, answer):
        return
    rep.helper = number
    helper = o.reps[number]
    if helper.helping == NOBODY or tie < helper.help_tie:
        helper.helping = rep.seat
        helper.help_tie = tie


@rule
def place_of_big_deal(rep: RepState, o: World) -> int:
    """Where in the pipeline the deal stands that help was asked for; -1 if it is gone."""
    for place in range(o.seats[rep.seat].open_deals):
        deal = o.deals[rep.seat][place]
        if deal.week == rep.big_deal_week and deal.rank == rep.big_deal_rank and deal.seat == rep.big_deal_seat:
            return place
    return NOBODY


@behaviour
def receive_help(rep: RepState, o: World, p: Parameters) -> None:
    """The deal goes better for it, and something is learned; nothing comes of it if the helper heard somebody else."""
    if rep.helper == NOBODY or o.reps[rep.helper].helping != rep.seat:
        return
    place = place_of_big_deal(rep, o)
    if place == NOBODY:
        return
    helper, seat, deal = o.reps[rep.helper], o.seats[rep.seat], o.deals[rep.seat][place]
    deal.odds *= 1.0 + p.helping.gain * helper.know_how_shown
    rep.know_how += p.helping.teaching * max(0.0, helper.know_how_shown - rep.know_how_shown)
    if helper.team == rep.team:
        seat.helped_within += 1
    else:
        seat.helped_across += 1
    name_colleague(o, rep, note_deal(o, rep, deal, HELPED, 1.0 * o.firm.week), helper)


@rule
def count_help(rep: RepState, p: Parameters) -> None:
    """What a week's helping cost a helper's next week, and what is remembered of it."""
    rep.help_hours = 0.0
    rep.helped_others *= REMEMBERED
    if rep.helping != NOBODY:
        rep.help_hours = p.helping.hours
        rep.helped_others += 1.0
