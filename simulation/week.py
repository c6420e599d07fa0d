"""The order of events, and nothing else.

Phases are simultaneous: in each, everybody acts on their own seat and on what was true when the phase began, so that
the order of visits does not matter; the three that are sequential (handing over, succession, hiring) go by seats or
teams in order, and say why in their files. `steps_per_week` refines what runs on clocks. `ps` holds the parameters of
each arm of an experiment, the ordinary ones first: people live under those of their arm, an empty seat under those of
its own, the firm and its market under the ordinary ones. What a script does in a week, it does before: see actions.py.
"""

from collections.abc import Sequence

from simulation.mark import rule
from simulation.mechanisms.arms import arm_in, take_places
from simulation.mechanisms.attention import dwell_on_setbacks
from simulation.mechanisms.attribution import explain_failures
from simulation.mechanisms.closing import close_books
from simulation.mechanisms.covering import cover
from simulation.mechanisms.customers import serve, spread_word
from simulation.mechanisms.energy import tire
from simulation.mechanisms.events import open_diaries
from simulation.mechanisms.handover import hand_over
from simulation.mechanisms.helping import ask_for_help, count_help, receive_help
from simulation.mechanisms.knowledge import keep_playbooks, pair_off
from simulation.mechanisms.leadership import lead_team
from simulation.mechanisms.learning import learn
from simulation.mechanisms.leaving import leave
from simulation.mechanisms.ledger import account
from simulation.mechanisms.market import move_market
from simulation.mechanisms.morale import feel
from simulation.mechanisms.opening import open_week, set_clock
from simulation.mechanisms.planning import plan
from simulation.mechanisms.promotion import consider_post
from simulation.mechanisms.prospecting import prospect
from simulation.mechanisms.recruiting import hire, spread_name
from simulation.mechanisms.rival import move_rival
from simulation.mechanisms.selling import sell
from simulation.mechanisms.shocks import strike_shocks
from simulation.mechanisms.spirit import move_spirit
from simulation.mechanisms.teams import meet
from simulation.parameters import Parameters
from simulation.records import World


@rule
def week(o: World, ps: Sequence[Parameters]) -> None:
    """Live one week."""
    open_diaries(o)
    outside(o, ps[0])
    lead(o, ps)
    work(o, ps)
    deal(o, ps)
    feel_and_learn(o, ps)
    close_books(o, ps)
    come_and_go(o, ps)
    account(o, ps)
    o.firm.week += 1


@rule
def outside(o: World, p: Parameters) -> None:
    """What the world does to the firm."""
    move_market(o, p)
    strike_shocks(o, p)
    move_rival(o, p)


@rule
def lead(o: World, ps: Sequence[Parameters]) -> None:
    """Teams take stock, and managers lead them."""
    meet(o, ps)
    take_places(o)
    open_week(o, ps[0])
    move_spirit(o, ps)
    keep_playbooks(o, ps)
    pair_off(o, ps)
    for manager in o.managers:
        lead_team(manager, o, ps[manager.arm])


@rule
def work(o: World, ps: Sequence[Parameters]) -> None:
    """Reps plan, prospect and help each other: ask first, then help those who were heard."""
    for rep in o.reps:
        if rep.employed == 1:
            plan(rep, o, ps[rep.arm])
            prospect(rep, o, ps[rep.arm])
        else:
            cover(rep, o, ps[arm_in(o, rep)])
    for rep in o.reps:
        if rep.employed == 1:
            ask_for_help(rep, o, ps[rep.arm])
    for rep in o.reps:
        if rep.employed == 1:
            receive_help(rep, o, ps[rep.arm])
            count_help(rep, ps[rep.arm])


@rule
def deal(o: World, ps: Sequence[Parameters]) -> None:
    """Deals and accounts live on, step by step."""
    for tick in range(ps[0].calendar.steps_per_week):
        set_clock(o, tick)
        for rep in o.reps:
            sell(rep, o, ps[arm_in(o, rep)])
        for rep in o.reps:
            serve(rep, o, ps[arm_in(o, rep)])
    spread_word(o, ps[0])


@rule
def feel_and_learn(o: World, ps: Sequence[Parameters]) -> None:
    """What the week does to people."""
    for rep in o.reps:
        if rep.employed == 1:
            explain_failures(rep, o, ps[rep.arm])
            feel(rep, o, ps[rep.arm])
            dwell_on_setbacks(rep, o, ps[rep.arm])
            tire(rep, o, ps[rep.arm])
            learn(rep, o, ps[rep.arm])


@rule
def come_and_go(o: World, ps: Sequence[Parameters]) -> None:
    """People leave, customers find heirs, posts and seats are filled."""
    for rep in o.reps:
        if rep.employed == 1:
            leave(rep, o, ps[rep.arm])
    for manager in o.managers:
        consider_post(manager, o, ps[manager.arm])
    hand_over(o, ps)
    spread_name(o, ps[0])
    hire(o, ps)
