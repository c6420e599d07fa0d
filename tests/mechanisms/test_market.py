"""Market: a walk of stated spread, seasons, slumps."""

from __future__ import annotations

import math

import numpy as np
import pytest

from simulation.mechanisms.market import drift, move_market, pass_slumps, season, strike_slump
from simulation.parameters.market import Market
from tests.mechanisms.builders import calm_firm, firm

pytestmark = pytest.mark.jitoff


def test_the_walk_forgets_by_its_step_and_keeps_its_spread() -> None:
    assert drift(2.0, 0.0, 0.5, 9.0) == 2.0  # nothing moves in no time
    assert drift(2.0, 1.0, 0.5, 3.0) == 1.5  # all forgotten: sd times the shock
    assert drift(2.0, 0.2, 0.0, 3.0) == pytest.approx(1.6)
    # Stationary: variance 0.6**2 * 0.25 + 0.25 * (1 - 0.6**2) = 0.25 again, for a level one sd away and a shock of one.
    kept, sd = 0.6, 0.5
    assert (kept * sd) ** 2 + (drift(0.0, 1.0 - kept, sd, 1.0)) ** 2 == pytest.approx(sd * sd)


def test_seasons_are_shares_of_the_mean_quarter() -> None:
    market = Market(season_q1=1.0, season_q2=2.0, season_q3=3.0, season_q4=2.0)
    assert [season(market, week) for week in (0, 12, 13, 26, 39, 51, 52, -1)] == [
        0.5,
        0.5,
        1.0,
        1.5,
        1.0,
        1.0,
        0.5,
        1.0,
    ]


def test_a_calm_market_offers_the_season_and_nothing_else() -> None:
    o = calm_firm({"market.season_q1": 0.5, "market.season_q2": 1.5})
    move_market(o, o.p)
    assert o.segments[0].demand == 0.5
    o.firm.week = 13
    move_market(o, o.p)
    assert o.segments[0].demand == 1.5


def test_a_slump_fades_by_half_in_its_half_life_and_slows_decisions() -> None:
    o = calm_firm({"market.slump_half_life_weeks": 5.0, "market.slump_hesitation": 0.8})
    o.market.slump = 0.5
    for _ in range(5):
        pass_slumps(o, o.p)
    assert o.market.slump == pytest.approx(0.25)
    assert o.market.hesitation == pytest.approx(1.0 / 1.2)
    move_market(o, o.p)
    assert o.segments[0].demand == pytest.approx(1.0 - o.market.slump)


def test_slumps_add_up_to_less_than_all_demand() -> None:
    o = calm_firm({"market.slumps_per_year": 5.0, "market.slump_depth": 0.95, "market.slump_half_life_weeks": 260.0})
    for week in range(200):
        o.firm.week = week
        pass_slumps(o, o.p)
        assert 0.0 <= o.market.slump < 1.0
    assert o.market.slump > 0.9


def test_demand_has_mean_one_and_the_stated_spread_and_common_part() -> None:
    # Long run, 3 segments: log sd 0.2, mean 1; two segments correlate by their common share of the variance.
    wanted = {"market.demand_volatility": 0.2, "market.common_share": 0.6, "market.demand_half_life_weeks": 1.0}
    o = calm_firm({**wanted, "market.segments": 3})
    lived = []
    for week in range(4_000):
        o.firm.week = week
        move_market(o, o.p)
        lived.append([segment.demand for segment in o.segments])
    demand = np.array(lived[50:])
    logs = np.log(demand)
    assert demand.mean() == pytest.approx(1.0, abs=0.02)
    assert logs.std() == pytest.approx(0.2, rel=0.04)
    assert np.corrcoef(logs.T)[np.triu_indices(3, 1)].mean() == pytest.approx(0.6, abs=0.05)


def test_a_slump_takes_its_share_of_the_demand_that_others_left() -> None:
    o = calm_firm()
    strike_slump(o, 0.5)
    strike_slump(o, 0.2)
    assert o.market.slump == pytest.approx(0.6)


def test_slumps_arrive_at_their_rate() -> None:
    # Two a year over 200 years: 400, give or take 20. Each is seen as a jump of lost demand; they fade within weeks.
    o = calm_firm({"market.slumps_per_year": 2.0, "market.slump_half_life_weeks": 1.0, "market.slump_depth": 0.25})
    struck, depths = 0, 0.0
    for week in range(52 * 200):
        o.firm.week = week
        left = o.market.slump * 0.5
        pass_slumps(o, o.p)
        if o.market.slump > left + 1e-9:
            struck += 1
            depths += 1.0 - (1.0 - o.market.slump) / (1.0 - left)
    # One a week at most: 1 - exp(-2 / 52) a week, 392 in all.
    assert struck == pytest.approx(52 * 200 * -math.expm1(-2 / 52), abs=4 * math.sqrt(392))
    assert depths / struck == pytest.approx(0.25, abs=0.02)


def test_two_policies_see_the_same_market() -> None:
    unsteady = {
        "market.demand_volatility": 0.2, "market.slumps_per_year": 2.0, "quitting.quits_per_year": 0.0,
        "selection.ordinary_dismissals": False, "selection.cull_grace_weeks": 0, "selection.notice_weeks": 0,
    }  # fmt: skip
    kept, culled = firm(unsteady), firm({**unsteady, "selection.cull_fraction": 0.5})
    for _ in range(60):
        kept.step()
        culled.step()
        assert kept.segments[0].demand == culled.segments[0].demand
    assert [rep.employed for rep in kept.reps] == [1, 1]
    assert sum(rep.employed for rep in culled.reps) == 1  # the other seat is still empty
