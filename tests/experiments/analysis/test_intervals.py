"""Intervals against published values, and against what they are made of."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.analysis import bootstrap, intervals


def test_ties_count_half() -> None:
    assert intervals.share_above(np.array([1.0, 0.0, 0.0, -2.0])) == 0.5
    assert intervals.share_above(np.array([1.0, 1.0, 0.0, -2.0])) == 0.625


def test_wilson_interval_against_published_values() -> None:
    # 81 of 263 (Newcombe 1998, table I): 0.2553 to 0.3662; 0 of 20: 0 to 0.1611
    assert intervals.wilson_interval(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert intervals.wilson_interval(0.0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)


def test_two_sided_p_values_against_the_table_of_students_t() -> None:
    # t(0.975, 4) = 2.776445; nothing differs: 1; a difference without any spread: 0
    found = intervals.two_sided_p(np.array([2.776445, 0.0, 1.0]), np.array([1.0, 0.0, 0.0]), 4.0)
    assert found == pytest.approx([0.05, 1.0, 0.0], abs=1e-6)


def test_the_bootstrap_repeats_itself() -> None:
    difference = np.random.default_rng(1).normal(size=50)
    assert intervals.bootstrap_interval(difference) == intervals.bootstrap_interval(difference)


def test_resampled_means_have_the_mean_and_the_error_of_the_worlds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "CELLS_AT_ONCE", 1_000)  # in many blocks
    worlds = np.random.default_rng(2).normal(5.0, 2.0, (40, 1))
    drawn = bootstrap.resampled_means(worlds)
    assert drawn.shape == (bootstrap.RESAMPLES, 1)
    assert drawn.mean() == pytest.approx(worlds.mean(), abs=0.02)
    assert drawn.std() == pytest.approx(worlds.std() / np.sqrt(40), rel=0.05)


def test_the_bootstrap_reaches_further_where_the_tail_is() -> None:
    worlds = np.random.default_rng(3).exponential(size=40)
    low, high = intervals.bootstrap_interval(worlds)
    assert high - worlds.mean() > 1.2 * (worlds.mean() - low)


def test_where_a_resample_may_hold_no_difference_at_all_the_bootstrap_is_students() -> None:
    worlds = np.array([0.0] * 18 + [1.0, 1.0])
    assert intervals.bootstrap_interval(worlds) == intervals.t_interval(worlds)
    assert intervals.bootstrap_interval(np.zeros(5)) == (0.0, 0.0)


def test_few_or_even_worlds_get_students_interval_and_skewed_ones_the_bootstrap() -> None:
    rng = np.random.default_rng(4)
    even, skewed = rng.normal(size=30), rng.lognormal(sigma=1.0, size=30)
    assert intervals.mean_interval(even) == intervals.t_interval(even)
    assert intervals.mean_interval(skewed) == intervals.bootstrap_interval(skewed) != intervals.t_interval(skewed)
    assert intervals.mean_interval(skewed[:9]) == intervals.t_interval(skewed[:9])


def test_columns_are_judged_one_by_one() -> None:
    rng = np.random.default_rng(5)
    both = np.stack([rng.normal(size=30), rng.lognormal(size=30)], axis=1)
    expected = np.array([intervals.mean_interval(both[:, column]) for column in (0, 1)]).T
    assert intervals.mean_bounds(both) == pytest.approx(expected)


def test_resamples_of_equal_numbers_do_not_stretch_an_interval_through_rounding() -> None:
    few = np.zeros((40, 1))
    few[:3, 0] = (0.04, 0.05, 0.06)
    low, high = bootstrap.studentised_bounds(few)[:, 0]
    assert -0.01 < low < high < 0.02
