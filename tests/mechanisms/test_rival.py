"""Rival: it counts encounters, forgets them, and grows on losses."""

from __future__ import annotations

import math

import pytest

from simulation.mechanisms.rival import move_rival, pace_of_sales, urge_to_learn, watch_sales
from tests.mechanisms.builders import calm_firm

pytestmark = pytest.mark.jitoff


@pytest.mark.parametrize(
    ("wins", "losses", "urge"), [(0.0, 0.0, 0.0), (1.0, 3.0, math.log(2.0)), (3.0, 1.0, -math.log(2.0))]
)
def test_losing_teaches(wins: float, losses: float, urge: float) -> None:
    assert urge_to_learn(wins, losses) == pytest.approx(urge)


def test_encounters_of_last_week_join_a_fading_memory() -> None:
    # Remembered 8 and 4, half of it left after a week; last week we won 3 shared deals and lost 2 to it.
    # Wins 4 + 2 = 6, losses 2 + 3 = 5; strength (6 / 7) ** 0.5.
    o = calm_firm({"rival.memory_half_life_weeks": 1.0, "rival.learning": 0.5})
    o.rival.recent_wins, o.rival.recent_losses = 8.0, 4.0
    o.seats[0].shared_wins, o.seats[1].rival_losses = 3, 2
    move_rival(o, o.p)
    assert (o.rival.recent_wins, o.rival.recent_losses) == (6.0, 5.0)
    assert o.rival.strength == pytest.approx((6.0 / 7.0) ** 0.5)


def test_a_rival_that_neither_drifts_nor_learns_stays_as_it_is() -> None:
    o = calm_firm()
    o.seats[0].shared_wins = 9
    move_rival(o, o.p)
    assert o.rival.strength == 1.0


def test_its_strength_has_mean_one_and_the_stated_spread() -> None:
    o = calm_firm({"rival.strength_volatility": 0.3, "rival.strength_half_life_weeks": 1.0})
    logs = []
    for week in range(4_000):
        o.firm.week = week
        move_rival(o, o.p)
        logs.append(math.log(o.rival.strength))
    mean = sum(logs) / len(logs)
    assert sum(math.exp(log) for log in logs) / len(logs) == pytest.approx(1.0, abs=0.04)
    assert math.sqrt(sum((log - mean) ** 2 for log in logs) / len(logs)) == pytest.approx(0.3, rel=0.06)


def test_a_rival_of_twice_the_mean_strength_is_twice_as_strong_in_the_same_luck() -> None:
    strengths = []
    for mean in (1.0, 2.0):
        o = calm_firm({"rival.mean_strength": mean, "rival.strength_volatility": 0.3})
        move_rival(o, o.p)
        strengths.append(o.rival.strength)
    assert strengths[1] == pytest.approx(2.0 * strengths[0])


@pytest.mark.parametrize(("now", "usual", "pace"), [(120.0, 100.0, 1.2), (100.0, 100.0, 1.0), (1.0, 100.0, 0.1)])
def test_the_pace_of_sales_against_the_usual(now: float, usual: float, pace: float) -> None:
    assert pace_of_sales(now, usual) == pytest.approx(pace)


def test_it_answers_growth_and_gets_used_to_it() -> None:
    o = calm_firm({"rival.answer": 0.5})
    o.firm.plan_money, o.firm.usual_year_money = 120.0, 200.0  # two seats: 240 against 200
    move_rival(o, o.p)
    assert o.rival.strength == pytest.approx(math.sqrt(1.2))
    for _ in range(103):
        watch_sales(o)
    assert o.firm.usual_year_money == pytest.approx(220.0)
    assert watch_sales(o) == pytest.approx(240.0 / 220.0)


def test_a_firm_that_shrinks_calms_it() -> None:
    o = calm_firm({"rival.answer": 0.5})
    o.firm.plan_money, o.firm.usual_year_money = 80.0, 200.0
    move_rival(o, o.p)
    assert o.rival.strength < 1.0
