"""The order of events, and nothing else.

Phases are simultaneous: in each, everybody acts on their own seat and on what was true when the phase began, so that
the order of visits does not matter. `steps_per_week` refines those that run on clocks.

`ps` holds the parameters of each arm of an experiment, the ordinary ones first. People live under those of their arm,
an empty seat under those of its own, the firm and its market under the ordinary ones. What a script does in a week,
it does before: see actions.py.
"""

from collections.abc import Sequence

from simulation.mark import rule
from simulation.mechanisms.arms import arm_in, take_places
from simulation.mechanisms.closing import close_books
from simulation.mechanisms.coaching import lead_team
from simulation.mechanisms.customers import serve
from simulation.mechanisms.learning import learn
from simulation.mechanisms.leaving import leave
from simulation.mechanisms.ledger import account
from simulation.mechanisms.market import move_market
from simulation.mechanisms.morale import feel
from simulation.mechanisms.opening import open_week, set_clock
from simulation.mechanisms.planning import plan
from simulation.mechanisms.prospecting import prospect
from simulation.mechanisms.recruiting import hire
from simulation.mechanisms.rival import move_rival
from simulation.mechanisms.selling import sell
from simulation.mechanisms.teams import meet
from simulation.parameters import Parameters
from simulation.records import World


@rule
def week(o: World, ps: Sequence[Parameters]) -> None:  # noqa: C901 - a list of phases, not a tangle
    """Live one week."""
    p = ps[0]
    move_market(o, p)
    move_rival(o, p)
    meet(o)
    take_places(o)
    open_week(o, p)
    for manager in o.managers:
        lead_team(manager, o, ps[manager.arm])
    for rep in o.reps:
        if rep.employed == 1:
            plan(rep, o, ps[rep.arm])
            prospect(rep, o, ps[rep.arm])
    for tick in range(p.calendar.steps_per_week):
        set_clock(o, tick)
        for rep in o.reps:
            sell(rep, o, ps[arm_in(o, rep)])
        for rep in o.reps:
            serve(rep, o, ps[arm_in(o, rep)])
    for rep in o.reps:
        if rep.employed == 1:
            feel(rep, o, ps[rep.arm])
            learn(rep, o, ps[rep.arm])
    close_books(o, ps)
    for rep in o.reps:
        if rep.employed == 1:
            leave(rep, o, ps[rep.arm])
    hire(o, ps)
    account(o, ps)
    o.firm.week += 1
