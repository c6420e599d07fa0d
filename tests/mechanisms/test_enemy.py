"""Enemy: a rival in mind spurs while it can be beaten, discourages when it cannot, and costs either way."""

from __future__ import annotations

import math

import pytest

from simulation import SalesOrganization
from simulation.mechanisms.effort import chosen_effort
from simulation.mechanisms.enemy import credibility, effect_of_enemy, guard, overwhelming
from simulation.mechanisms.opening import open_week
from simulation.mechanisms.planning import customer_hours, plan
from simulation.parameters.enemy import Enemy, SalienceShape
from tests.mechanisms.builders import calm_firm

pytestmark = pytest.mark.jitoff

WIDTH = 0.4
SHAPES = {shape: Enemy(shape=shape, credible_width=WIDTH) for shape in SalienceShape}
STRENGTHS = [math.exp(WIDTH * widths) for widths in (-3.0, -1.0, 0.0, 1.0, 1.5, 2.0, 5.0)]


@pytest.mark.parametrize(
    ("widths", "credible"),
    [(0.0, 1.0), (1.0, math.exp(-1.0)), (-1.0, math.exp(-1.0)), (2.0, math.exp(-4.0)), (-2.0, math.exp(-4.0))],
)
def test_a_rival_is_credible_near_parity(widths: float, credible: float) -> None:
    assert credibility(math.exp(WIDTH * widths), SHAPES[SalienceShape.PARITY]) == pytest.approx(credible)


@pytest.mark.parametrize(
    ("widths", "beyond"), [(-3.0, 0.0), (0.0, 0.0), (1.0, 0.0), (1.5, 0.5), (2.0, 1.0), (9.0, 1.0)]
)
def test_a_rival_far_ahead_is_beyond_reach(widths: float, beyond: float) -> None:
    assert overwhelming(math.exp(WIDTH * widths), SHAPES[SalienceShape.PARITY]) == pytest.approx(beyond)


@pytest.mark.parametrize("strength", [0.0, *STRENGTHS])
def test_in_the_rival_shapes_it_is_credible_always_or_never_and_never_beyond_reach(strength: float) -> None:
    assert credibility(strength, SHAPES[SalienceShape.MONOTONE]) == 1.0
    assert credibility(strength, SHAPES[SalienceShape.NONE]) == 0.0
    assert overwhelming(strength, SHAPES[SalienceShape.MONOTONE]) == 0.0
    assert overwhelming(strength, SHAPES[SalienceShape.NONE]) == 0.0


@pytest.mark.parametrize(
    ("salience", "credible", "beyond", "resilience", "effort"),
    [
        (1.0, 1.0, 0.0, 0.5, 0.03),
        (0.5, 0.5, 0.0, 0.5, 0.0075),
        (1.0, 0.0, 1.0, 0.5, -0.05),  # far ahead: the median lose, the resilient do not, the brittle twice as much
        (1.0, 0.0, 1.0, 1.0, 0.0),
        (1.0, 0.0, 1.0, 0.0, -0.1),
        (0.0, 1.0, 1.0, 0.0, 0.0),  # a rival nobody thinks of
    ],
)
def test_what_a_rival_in_mind_does_to_effort(
    salience: float, credible: float, beyond: float, resilience: float, effort: float
) -> None:
    enemy = Enemy(effort=0.03, discouragement=0.05)
    assert effect_of_enemy(salience, credible, beyond, resilience, enemy) == pytest.approx(effort)


def test_whoever_is_prepared_loses_less_to_the_rival() -> None:
    assert guard(0.5, 0.5, Enemy(preparation=0.2)) == pytest.approx(0.95)
    assert guard(0.0, 1.0, Enemy(preparation=0.2)) == 1.0


FULL = {
    "enemy.salience": 1.0,
    "enemy.credible_width": WIDTH,
    "enemy.effort": 0.03,
    "enemy.discouragement": 0.05,
    "enemy.preparation": 0.2,
    "enemy.discounting": 0.04,
    "leadership.direction": 1.0,
}


def facing(strength: float, shape: str) -> SalesOrganization:
    """A firm with the rival at this strength on everybody's mind, after a week's planning."""
    o = calm_firm({**FULL, "enemy.shape": shape})
    open_week(o, o.p)
    o.rival.strength = strength
    for rep in o.reps:
        rep.resilience = 0.5
        plan(rep, o, o.p)
    return o


def effort_facing(strength: float, shape: str) -> float:
    o = facing(strength, shape)
    return chosen_effort(o.reps[0], o, o.p, 0.0)


def test_salience_works_near_parity_and_not_far_away_by_default() -> None:
    assert effort_facing(1.0, "parity") == pytest.approx(1.03)
    assert effort_facing(math.exp(-3.0 * WIDTH), "parity") == pytest.approx(1.0, abs=1e-4)
    assert effort_facing(math.exp(3.0 * WIDTH), "parity") == pytest.approx(0.95, abs=1e-4)


@pytest.mark.parametrize("strength", STRENGTHS)
def test_in_the_monotone_shape_it_always_works_and_in_the_other_never(strength: float) -> None:
    assert effort_facing(strength, "monotone") == pytest.approx(1.03)
    assert effort_facing(strength, "none") == 1.0


def test_a_credible_rival_brings_preparation_and_discounts() -> None:
    near, far = facing(1.0, "parity").reps[0], facing(math.exp(-3.0 * WIDTH), "parity").reps[0]
    assert (near.guard, near.concession) == pytest.approx((0.8, 0.04))
    assert (far.guard, far.concession) == pytest.approx((1.0, 0.0), abs=1e-3)


def test_being_prepared_takes_hours_whatever_the_rival_is_like() -> None:
    o = calm_firm({"enemy.salience": 1.0, "enemy.preparation_hours": 1.5, "enemy.shape": "none"})
    open_week(o, o.p)
    busy = customer_hours(o.reps[0], o, o.p)
    o.teams[0].salience = 0.0
    assert customer_hours(o.reps[0], o, o.p) - busy == pytest.approx(1.5)
