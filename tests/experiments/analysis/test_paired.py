"""Paired statistics against answers known beforehand."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from experiments.analysis import paired


def normal_pairs(rng: np.random.Generator, worlds: int, difference: float, correlation: float) -> pd.DataFrame:
    """Two arms of a study, N(100, 10) and N(100 + difference, 10), correlated through shared luck."""
    shared, own, other = rng.normal(size=(3, worlds))
    mix = math.sqrt(correlation), math.sqrt(1.0 - correlation)
    reference = 100.0 + 10.0 * (mix[0] * shared + mix[1] * own)
    treated = 100.0 + difference + 10.0 * (mix[0] * shared + mix[1] * other)
    return pd.concat([arm_table("ordinary", reference), arm_table("cull", treated)])


def arm_table(arm: str, values: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame({"arm": arm, "seed": np.arange(values.size), "profit": values})


def two_arms(reference: list[float], treated: list[float]) -> pd.DataFrame:
    return pd.concat([arm_table("ordinary", np.array(reference)), arm_table("cull", np.array(treated))])


def test_a_small_example_by_hand() -> None:
    # differences 1, 2, 3: mean 2, sd 1, t(0.975, 2) = 4.302653, half width 4.302653 / sqrt(3) = 2.484138
    found = paired.paired_difference(two_arms([10, 20, 30], [11, 22, 33]), "profit", "cull", "ordinary")
    assert (found.worlds, found.mean, found.sd, found.reference_mean) == (3, 2.0, 1.0, 20.0)
    assert found.low == pytest.approx(2 - 2.484138, abs=1e-6)
    assert found.high == pytest.approx(2 + 2.484138, abs=1e-6)
    assert found.effect == pytest.approx(0.2)  # 2 over the reference's sd of 10
    assert found.share_of_worlds == 1.0
    assert found.variance_saved == pytest.approx((100 + 121) / 1.0)
    assert found.percent == pytest.approx((10.0, 5 * found.low, 5 * found.high))


def test_order_of_rows_does_not_matter_but_seeds_do() -> None:
    table = two_arms([10, 20, 30], [11, 22, 33])
    shuffled = table.sample(frac=1.0, random_state=3)
    assert paired.paired_difference(shuffled, "profit", "cull", "ordinary") == paired.paired_difference(
        table, "profit", "cull", "ordinary"
    )


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (two_arms([1, 2, 3], [1, 2]), "do not share the worlds 2"),
        (two_arms([1, 2], [1, math.nan]), "not a number"),
        (two_arms([1], [2]), "at least 2"),
        (pd.concat([two_arms([1, 2], [1, 2]), arm_table("cull", np.array([9.0]))]), "several rows for the worlds 0"),
    ],
)
def test_worlds_that_do_not_pair_are_refused(table: pd.DataFrame, message: str) -> None:
    with pytest.raises(paired.UnpairedError, match=message):
        paired.paired_difference(table, "profit", "cull", "ordinary")


@pytest.mark.parametrize("correlation", [0.0, 0.9, 0.99])
def test_variance_saved_is_one_over_one_minus_correlation(correlation: float) -> None:
    table = normal_pairs(np.random.default_rng(5), 40_000, 0.0, correlation)
    treated, reference = paired.aligned(table, "profit", "cull", "ordinary")
    assert paired.variance_saved(treated, reference) == pytest.approx(1.0 / (1.0 - correlation), rel=0.05)


def test_identical_arms_differ_in_nothing() -> None:
    found = paired.paired_difference(two_arms([1, 2, 4], [1, 2, 4]), "profit", "cull", "ordinary")
    assert (found.mean, found.low, found.high, found.effect, found.share_of_worlds) == (0.0, 0.0, 0.0, 0.0, 0.5)
    assert found.variance_saved == math.inf


@pytest.mark.parametrize("other_world", [0, 1])
def test_several_plausible_worlds_are_not_taken_for_one(other_world: int) -> None:
    table = pd.concat([two_arms([1, 2], [1, 3]).assign(world=0), two_arms([5, 6], [5, 8]).assign(world=other_world)])
    with pytest.raises(paired.UnpairedError, match="several"):
        paired.paired_difference(table, "profit", "cull", "ordinary")


def test_differences_keep_their_worlds_and_seeds() -> None:
    table = pd.concat([two_arms([1, 2], [1, 3]).assign(world=0), two_arms([5, 6], [5, 8]).assign(world=1)])
    found = paired.difference_by_seed(table, "profit", "cull", "ordinary")
    assert found.index.names == ["world", "seed"]
    assert found.to_dict() == {(0, 0): 0.0, (0, 1): 1.0, (1, 0): 0.0, (1, 1): 2.0}
