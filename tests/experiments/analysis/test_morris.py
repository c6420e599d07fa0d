"""Morris screening of functions whose elementary effects are known."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from experiments.analysis.morris import elementary_effects, morris

SLOPES = np.array([3.0, -2.0, 0.5, 0.0])


def linear(x: np.ndarray) -> np.ndarray:
    return x @ SLOPES


def walk(
    function: Callable[[np.ndarray], np.ndarray], trajectories: int, *, sd: float = 0.0, seeds: int = 2, study: int = -1
) -> pd.DataFrame:
    """Trajectories through the unit cube in steps of half up or down, one parameter at a time, in any order.

    They walk on the levels 0 and 1/2; a numbered study starts them anywhere.
    """
    rng, parameters = np.random.default_rng(max(0, study)), 4
    rows = []
    for trajectory in range(trajectories):
        x, moved, delta = rng.integers(0, 2, parameters) / 2.0, "", np.nan
        x = x + (study >= 0) * rng.uniform(0.0, 0.5, parameters)
        for step, place in enumerate([-1, *rng.permutation(parameters)]):
            if step:
                delta = 0.5 if x[place] < 0.5 else -0.5
                x, moved = x + delta * (np.arange(parameters) == place), f"x{place}"
            rows += [
                (trajectory, step, moved, delta, 100 * trajectory + seed, float(function(x)) + sd * rng.normal())
                for seed in range(seeds)
            ]
    return pd.DataFrame(rows, columns=["trajectory", "step", "moved", "delta", "seed", "profit"])


def test_a_linear_function_has_its_slopes_and_no_spread() -> None:
    found = morris(walk(linear, 10), "profit")
    assert found["mu"].to_dict() == pytest.approx({"x0": 3.0, "x1": -2.0, "x2": 0.5, "x3": 0.0})
    assert found["mu_star"].to_dict() == pytest.approx({"x0": 3.0, "x1": 2.0, "x2": 0.5, "x3": 0.0})
    assert found["sigma"].to_list() == pytest.approx([0.0] * 4, abs=1e-9)
    assert list(found.index) == ["x0", "x1", "x2", "x3"]
    assert found[["mu_star_low", "mu_star_high"]].to_numpy().ravel() == pytest.approx(np.repeat([3, 2, 0.5, 0], 2))


def test_a_product_spreads_and_its_sign_cancels_in_mu_but_not_in_its_size() -> None:
    # x0 * (4 x1 - 1), levels 0 and 1/2: the effect of x0 is -1 or 1, that of x1 is 4 x0, so 0 or 2
    found = morris(walk(lambda x: x[0] * (4.0 * x[1] - 1.0), 4_000), "profit")
    assert found.loc["x0", ["mu", "mu_star", "sigma"]].to_list() == pytest.approx([0.0, 1.0, 1.0], abs=0.05)
    assert found.loc["x1", ["mu", "mu_star", "sigma"]].to_list() == pytest.approx([1.0, 1.0, 1.0], abs=0.05)


def test_luck_gives_no_parameter_a_size_or_a_spread() -> None:
    found = morris(walk(linear, 400, sd=0.5, seeds=4), "profit")
    assert found.loc[["x0", "x1", "x3"], "mu_star"].to_list() == pytest.approx([3.0, 2.0, 0.0], abs=0.1)
    squares = found.loc[["x2", "x3"], "rms"] ** 2  # luck alone, variance 2 of each seed's effect, would add 2 / 4
    assert squares.to_list() == pytest.approx([0.25, 0.0], abs=0.15)
    assert 0.1 < found.loc["x2", "mu_star"] < 0.5  # luck hides its sign in part, and its size is understated
    assert found.loc["x2", "rms_low"] < 0.5 < found.loc["x2", "rms_high"]
    assert found["sigma"].max() < 0.3
    effects = elementary_effects(walk(linear, 400, sd=0.5, seeds=4), "profit")
    assert effects["x3"].groupby(level="trajectory").mean().abs().mean() > 0.4  # what luck would have made of it


def test_order_of_rows_does_not_matter() -> None:
    table = walk(linear, 5, sd=1.0)
    pd.testing.assert_frame_equal(morris(table.sample(frac=1.0, random_state=2), "profit"), morris(table, "profit"))


def test_single_seeds_and_missing_moves_are_refused() -> None:
    with pytest.raises(ValueError, match="one seed a trajectory"):
        morris(walk(linear, 5, seeds=1), "profit")
    table = walk(linear, 5)
    with pytest.raises(ValueError, match="every parameter once"):
        morris(table[(table["trajectory"] != 2) | (table["step"] < 4)], "profit")
