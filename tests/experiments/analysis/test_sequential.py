"""Stopping when an interval is narrow enough: rules by hand, and what looking again and again costs."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from experiments.analysis import bootstrap
from experiments.analysis.intervals import bootstrap_interval, t_interval
from experiments.analysis.sequential import Precision, interval_at_stop, next_step
from tests.experiments.analysis.made_up_studies import SHAPES, STUDIES, coverage, holds


def even(worlds: int, sd: float = 1.0) -> np.ndarray:
    """As many differences of +sd as of -sd, around 5."""
    return 5.0 + sd * np.tile([-1.0, 1.0], worlds // 2)


ONE = np.ones(1)


def test_the_first_worlds_are_lived_without_a_look() -> None:
    step = next_step(even(8), ONE, Precision(0.1, fewest=30))
    assert (step.more, step.reached, step.half_width) == (22, False, math.inf)


def test_a_wide_interval_asks_for_a_batch_and_says_how_many_would_do() -> None:
    # sd 1.008439 of 60 worlds, t(0.975, 59) = 2.000995: half width 0.260507; (2.000995 * 1.008439 / 0.1)^2 = 407.2
    step = next_step(even(60), ONE, Precision(0.1, fewest=50, batch=25))
    assert (step.more, step.reached, step.needed) == (25, False, 408)
    assert step.half_width == pytest.approx(0.260507, abs=1e-6)


def test_a_narrow_interval_stops_and_a_budget_does_too() -> None:
    assert next_step(even(60), ONE, Precision(0.27, fewest=50)).more == 0
    assert next_step(even(60), ONE, Precision(0.27, fewest=50)).reached
    last = next_step(even(60), ONE, Precision(0.1, fewest=50, budget=66))
    assert (last.more, last.reached) == (6, False)
    spent = next_step(even(60), ONE, Precision(0.1, fewest=50, budget=60))
    assert (spent.more, spent.reached) == (0, False)


def test_a_share_of_the_reference_is_a_share_of_its_mean() -> None:
    reference = np.full(60, -27.0)
    assert next_step(even(60), reference, Precision(0.01, relative=True, fewest=50)).reached
    assert not next_step(even(60), reference, Precision(0.009, relative=True, fewest=50)).reached
    with pytest.raises(ValueError, match="own unit"):
        next_step(even(60), np.zeros(60), Precision(0.01, relative=True, fewest=50))


@pytest.mark.parametrize("wrong", [{"half_width": 0.0}, {"fewest": 1}, {"batch": 0}, {"budget": 10}])
def test_rules_that_cannot_be_followed_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="half-width above 0"):
        Precision(**{"half_width": 1.0, **wrong})  # type: ignore[arg-type]


def worlds_lived(life: np.ndarray, precision: Precision) -> int:
    worlds = 0
    while more := next_step(life[:worlds], ONE, precision).more:
        worlds += more
    return worlds


def coverage_at_stop(shape: str, precision: Precision, bounds: Callable[[np.ndarray], np.ndarray]) -> float:
    """The share of studies whose interval at the stop holds the truth, zero; those of one length are judged at once."""
    lives = SHAPES[shape](np.random.default_rng(5), (STUDIES, precision.budget))
    ends = np.array([worlds_lived(life, precision) for life in lives])
    found = [bounds(lives[ends == worlds, :worlds].T) for worlds in np.unique(ends)]
    return coverage(*np.concatenate(found, axis=1), truth=0.0)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("half_width", [0.14, 0.18, 0.3])
def test_intervals_hold_the_truth_although_they_decided_when_to_stop(
    shape: str, half_width: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "RESAMPLES", 500)
    assert holds(coverage_at_stop(shape, Precision(half_width, budget=600), bootstrap.studentised_bounds))


def test_a_hasty_rule_or_students_interval_would_cost_coverage() -> None:
    assert coverage_at_stop("normal", Precision(0.5, fewest=3, batch=1, budget=200), bootstrap.t_bounds) < 0.93
    assert coverage_at_stop("very_skewed", Precision(0.2, fewest=50, budget=600), bootstrap.t_bounds) < 0.93


def test_the_quoted_interval_is_the_bootstrap() -> None:
    lived = SHAPES["skewed"](np.random.default_rng(1), (60,))
    assert interval_at_stop(lived) == bootstrap_interval(lived) != t_interval(lived)
