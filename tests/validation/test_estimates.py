"""Estimates: means, ratios and their intervals against formulas; and when nobody can tell."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from experiments.validation.estimates import (
    bootstrapped,
    cannot_tell,
    complement,
    mean_of,
    ratio_of,
    share_of_runs,
)


def test_a_mean_has_students_interval_and_leaves_out_seeds_without_a_value() -> None:
    found = mean_of(np.array([1.0, 2.0, np.nan, 6.0]))
    error = math.sqrt(7.0 / 3)  # variance of 1, 2, 6 is 7
    half = stats.t.ppf(0.975, 2) * error
    assert found.mean == 3.0
    assert (found.low, found.high) == pytest.approx((3.0 - half, 3.0 + half))


def test_a_single_value_has_no_interval() -> None:
    found = mean_of(np.array([1.0, np.nan]))
    assert math.isnan(found.mean)
    assert found.why == "1 of 2 seeds have a value, and an interval needs 2"


def test_a_ratio_is_one_of_sums_and_its_interval_covers_as_often_as_it_says() -> None:
    assert ratio_of(np.array([1.0, 3.0]), np.array([10.0, 10.0])).mean == 0.2
    rng, hits = np.random.default_rng(4), 0
    for _ in range(400):
        whole = rng.uniform(50, 150, 30)
        found = ratio_of(rng.poisson(0.3 * whole), whole)
        hits += found.low <= 0.3 <= found.high
    assert 0.91 <= hits / 400 <= 0.98


def test_nothing_to_divide_by_is_said() -> None:
    assert ratio_of(np.zeros(3), np.zeros(3)).why == "there is nothing to divide by"


def test_a_share_of_runs_has_wilsons_interval_also_at_its_end() -> None:
    found = share_of_runs(np.ones(30))
    assert found.mean == 1.0
    assert found.low == pytest.approx(30 / (30 + stats.norm.ppf(0.975) ** 2))


def test_a_bootstrap_of_a_mean_is_as_wide_as_its_standard_error_says() -> None:
    values = np.random.default_rng(0).normal(5.0, 2.0, 200)
    found = bootstrapped(lambda table: float(table["x"].mean()), {"x": values})
    error = values.std(ddof=1) / math.sqrt(200)
    assert found.mean == values.mean()
    assert found.high - found.low == pytest.approx(2 * 1.96 * error, rel=0.15)
    assert found == bootstrapped(lambda table: float(table["x"].mean()), {"x": values})


def test_a_statistic_that_is_not_defined_says_so() -> None:
    assert bootstrapped(lambda _: float("nan"), {"x": np.ones(3)}).why == "it is not defined for these runs"


def test_a_complement_turns_its_interval_round() -> None:
    assert complement(mean_of(np.array([0.2, 0.4])))[0] == pytest.approx(0.7)
    found = complement(mean_of(np.array([0.2, 0.4])))
    assert found.low < found.mean < found.high
    assert math.isnan(cannot_tell("because").low)
