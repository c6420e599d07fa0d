"""Market: demand that swings, seasons that come back, slumps that strike and fade."""

import math

from simulation.mark import behaviour, rule
from simulation.mechanisms.clocks import WEEKS_PER_QUARTER, WEEKS_PER_YEAR, half_life_step, week_of_year
from simulation.mechanisms.events import SLUMP, note_shock
from simulation.parameters import Parameters
from simulation.parameters.market import Market
from simulation.purposes import MARKET_DEMAND, SHOCK_ARRIVAL
from simulation.randomness import uniform, uniforms
from simulation.records import World
from simulation.variates import bernoulli, normal

COMMON = 0


@rule
def drift(level: float, step: float, sd: float, shock: float) -> float:
    """One step of a mean-reverting walk whose long-run spread is `sd`, whatever the step."""
    kept = 1.0 - step
    return kept * level + sd * math.sqrt(1.0 - kept * kept) * shock


@rule
def season(market: Market, week: int) -> float:
    """Leads on offer in this quarter of the year against the mean quarter."""
    quarter = week_of_year(week) // WEEKS_PER_QUARTER
    mean = (market.season_q1 + market.season_q2 + market.season_q3 + market.season_q4) / 4.0
    if quarter == 0:
        return market.season_q1 / mean
    if quarter == 1:
        return market.season_q2 / mean
    if quarter == 2:
        return market.season_q3 / mean
    return market.season_q4 / mean


@rule
def strike_slump(o: World, share: float) -> None:
    """Demand falls by a share at once."""
    o.market.slump = 1.0 - (1.0 - o.market.slump) * (1.0 - share)
    note_shock(o, SLUMP, share)


@rule
def pass_slumps(o: World, p: Parameters) -> None:
    """Let the slump of the day fade, and perhaps a new one begin."""
    market = o.market
    market.slump -= market.slump * half_life_step(p.market.slump_half_life_weeks, 1.0)
    arrival, depth, _, _ = uniforms(o.firm.market_seed, SHOCK_ARRIVAL, o.firm.week, 0, 0)
    if bernoulli(arrival, -math.expm1(-p.market.slumps_per_year / WEEKS_PER_YEAR)):
        struck = min(0.95, p.market.slump_depth * (0.5 + depth))
        strike_slump(o, struck)
    market.hesitation = 1.0 / (1.0 + p.market.slump_hesitation * market.slump)


@behaviour
def move_market(o: World, p: Parameters) -> None:
    """Demand moves on for a week, in common and in each segment."""
    pass_slumps(o, p)
    step = half_life_step(p.market.demand_half_life_weeks, 1.0)
    sd = p.market.demand_volatility
    seed, week = o.firm.market_seed, o.firm.week
    o.market.demand_log = drift(o.market.demand_log, step, sd, normal(uniform(seed, MARKET_DEMAND, week, COMMON, 0)))
    together, apart = math.sqrt(p.market.common_share), math.sqrt(1.0 - p.market.common_share)
    offered = (1.0 - o.market.slump) * season(p.market, week) * math.exp(-0.5 * sd * sd)
    for number in range(len(o.segments)):
        segment = o.segments[number]
        shock = normal(uniform(seed, MARKET_DEMAND, week, number + 1, 0))
        segment.demand_log = drift(segment.demand_log, step, sd, shock)
        segment.demand = offered * math.exp(together * o.market.demand_log + apart * segment.demand_log)
