"""Talent: what ability is worth, and how it drifts."""

from __future__ import annotations

import math

import pytest

from simulation.mechanisms.talent import drift_talent, log_productivity, log_sd
from simulation.records import RepState
from simulation.variates import normal
from tests.mechanisms.builders import calm_firm, make

pytestmark = pytest.mark.jitoff


@pytest.mark.parametrize(("cv", "spread"), [(0.0, 0.0), (1.0, math.sqrt(math.log(2.0))), (0.33, 0.3215)])
def test_a_coefficient_of_variation_as_a_log_spread(cv: float, spread: float) -> None:
    assert log_sd(cv) == pytest.approx(spread, abs=1e-4)


def test_the_labour_market_is_worth_one_on_average_with_the_stated_spread() -> None:
    spread = log_sd(0.4)
    evenly = [normal((k + 0.5) / 20_000) for k in range(20_000)]
    worth = [math.exp(log_productivity(ability, 1.0, spread)) for ability in evenly]
    mean = sum(worth) / len(worth)
    assert mean == pytest.approx(1.0, abs=1e-3)
    assert math.sqrt(sum((w - mean) ** 2 for w in worth) / len(worth)) == pytest.approx(0.4, rel=0.01)


def test_half_the_know_how_is_half_the_worth_and_none_is_almost_nothing() -> None:
    full, half, none = (math.exp(log_productivity(0.5, know_how, 0.3)) for know_how in (1.0, 0.5, 0.0))
    assert half / full == pytest.approx(0.5)
    assert none / full == pytest.approx(0.01)


def drifted(ability: float, correlation: float, people: int = 1_500) -> list[float]:
    """Abilities a year later of many people who begin alike."""
    o = calm_firm({"talent.yearly_correlation": correlation})
    everybody = [make(RepState, seat=seat, ability=ability) for seat in range(people)]
    for quarter in range(4):
        o.firm.week = 12 + 13 * quarter
        for rep in everybody:
            drift_talent.rule(rep, o, o.p)
    return [rep.ability for rep in everybody]


@pytest.mark.parametrize("correlation", [0.0, 0.6, 0.9])
def test_a_year_keeps_the_stated_correlation_and_the_spread_of_the_market(correlation: float) -> None:
    # From ability 2: mean 2 r, variance 1 - r ** 2; so a market of spread one keeps it.
    later = drifted(2.0, correlation)
    mean = sum(later) / len(later)
    spread = math.sqrt(1.0 - correlation**2)
    assert mean == pytest.approx(2.0 * correlation, abs=4 * spread / math.sqrt(len(later)))
    assert math.sqrt(sum((a - mean) ** 2 for a in later) / len(later)) == pytest.approx(spread, rel=0.08)


def test_with_full_correlation_nobody_changes() -> None:
    assert drifted(1.5, 1.0, people=10) == [1.5] * 10
