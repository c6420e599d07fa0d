"""Shocks: new rules, a rival's launch, customers' anger, waves of cancellations, and how uncertain the world feels.

They arrive by the week through the market's luck, so that every policy lives through the same ones. Slumps of demand
are in market.py.
"""

import math

from simulation.mark import behaviour, rule
from simulation.mechanisms.clocks import WEEKS_PER_YEAR, half_life_step
from simulation.mechanisms.events import BACKLASH, CANCELLATIONS, LAUNCH, REGULATION, note_shock
from simulation.mechanisms.leadership import USUAL_AUTONOMY
from simulation.mechanisms.norms import approach
from simulation.parameters import Parameters
from simulation.parameters.shocks import ALL_POINTS, DEEPEST, LARGEST_LAUNCH
from simulation.purposes import BACKLASH_ARRIVAL, CANCELLATION_ARRIVAL, LAUNCH_ARRIVAL, REGULATION_ARRIVAL
from simulation.randomness import uniforms
from simulation.records import NOBODY, World
from simulation.variates import bernoulli

ONE_WEEK = 1.0
USUAL_DIRECTION = 0.4  # of an ordinary firm
MOST_UNREST = 3.0  # more than twice the worst of a turbulent world: beyond that nobody feels a difference


@rule
def strikes(draw: float, per_year: float) -> bool:
    """Whether something that happens so often a year happens this week."""
    return bernoulli(draw, -math.expm1(-per_year / WEEKS_PER_YEAR)) == 1


@rule
def severity(mean: float, draw: float, most: float) -> float:
    """Size of a shock: from half of its mean to half as much again."""
    return min(most, mean * (0.5 + draw))


@rule
def regulate(o: World, p: Parameters) -> None:
    """New rules may kill the old business in one segment this week; those of a script are there already."""
    arrival, size, where, _ = uniforms(o.firm.market_seed, REGULATION_ARRIVAL, o.firm.week, 0, 0)
    o.market.regulated = o.market.announced
    o.market.announced = NOBODY
    if strikes(arrival, p.shocks.regulations_per_year):
        strike_regulation(o, int(where * len(o.segments)), severity(p.shocks.regulation_depth, size, DEEPEST))


@rule
def strike_regulation(o: World, segment: int, share: float) -> None:
    """Every territory of a segment loses this share of its leads until it has found other business."""
    o.market.regulated = segment
    for seat in o.seats:
        if seat.segment == segment:
            seat.closed_share = 1.0 - (1.0 - seat.closed_share) * (1.0 - share)
    note_shock(o, REGULATION, share)


@rule
def launch(o: World, p: Parameters) -> None:
    """What the rival launched is answered in time; perhaps something new comes this week."""
    rival = o.rival
    rival.launch_log -= rival.launch_log * half_life_step(p.shocks.launch_half_life_weeks, ONE_WEEK)
    arrival, size, _, _ = uniforms(o.firm.market_seed, LAUNCH_ARRIVAL, o.firm.week, 0, 0)
    if strikes(arrival, p.shocks.launches_per_year):
        strike_launch(o, severity(p.shocks.launch_size, size, LARGEST_LAUNCH))


@rule
def strike_launch(o: World, size: float) -> None:
    """The rival comes out with something new."""
    o.rival.launch_log += size
    note_shock(o, LAUNCH, size)


@rule
def anger(o: World, p: Parameters) -> None:
    """Customers may turn against the firm this week."""
    arrival, size, _, _ = uniforms(o.firm.market_seed, BACKLASH_ARRIVAL, o.firm.week, 0, 0)
    if strikes(arrival, p.shocks.backlashes_per_year):
        strike_backlash(o, severity(p.shocks.backlash_points, size, ALL_POINTS))


@rule
def strike_backlash(o: World, points: float) -> None:
    """Every customer will be less satisfied by the end of the week, and the name suffers at once."""
    o.market.angry_points += points
    o.firm.customer_reputation -= points
    note_shock(o, BACKLASH, points)


@rule
def cancel(o: World, p: Parameters) -> None:
    """A wave of cancellations fades; perhaps a new one begins."""
    market = o.market
    market.cancelling -= market.cancelling * half_life_step(p.shocks.cancellation_wave_half_life_weeks, ONE_WEEK)
    arrival, size, _, _ = uniforms(o.firm.market_seed, CANCELLATION_ARRIVAL, o.firm.week, 0, 0)
    if strikes(arrival, p.shocks.cancellation_waves_per_year):
        strike_cancellations(o, severity(p.shocks.cancellation_wave_share, size, DEEPEST))


@rule
def strike_cancellations(o: World, share: float) -> None:
    """Customers begin to cancel what they have signed."""
    o.market.cancelling = 1.0 - (1.0 - o.market.cancelling) * (1.0 - share)
    note_shock(o, CANCELLATIONS, share)


@rule
def mean_closed_share(o: World) -> float:
    """Share of the firm's leads that new rules keep away."""
    closed = 0.0
    for number in range(len(o.seats)):
        closed += o.seats[number].closed_share
    return closed / len(o.seats)


@rule
def unrest(o: World) -> float:
    """How far the world is from its ordinary course this week; what is past all bounds is no more than that."""
    market = o.market
    swing = abs(market.demand_log) + math.expm1(o.rival.launch_log)
    return min(MOST_UNREST, market.slump + swing + mean_closed_share(o) + market.cancelling)


@behaviour
def strike_shocks(o: World, p: Parameters) -> None:
    """What strikes this week, and how uncertain that makes the world feel."""
    regulate(o, p)
    launch(o, p)
    anger(o, p)
    cancel(o, p)
    step = half_life_step(p.shocks.turbulence_half_life_weeks, ONE_WEEK)
    o.market.turbulence = approach(o.market.turbulence, unrest(o), step)


@rule
def retargeting_step(weekly: float, autonomy: float, direction: float, salience_help: float) -> float:
    """Share of the closed business that a week's search for other business makes up for; ordinary is `weekly`."""
    freedom, lead = 1.0 + autonomy - USUAL_AUTONOMY, 1.0 + direction - USUAL_DIRECTION
    return min(1.0, weekly * freedom * lead * (1.0 + salience_help))
