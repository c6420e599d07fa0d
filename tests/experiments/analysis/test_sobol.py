"""Sobol's indices of functions whose indices are known, with and without the luck of single runs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from experiments.analysis.sobol import sobol

Function = Callable[[np.ndarray], np.ndarray]


def ishigami(x: np.ndarray) -> np.ndarray:
    """Ishigami and Homma (1990) on (-pi, pi)^3, from points in the unit cube, with a = 7 and b = 0.1."""
    one, two, three = np.moveaxis(np.pi * (2.0 * x - 1.0), -1, 0)
    return np.sin(one) + 7.0 * np.sin(two) ** 2 + 0.1 * three**4 * np.sin(one)


VARIANCE = 49 / 8 + np.pi**4 / 50 + np.pi**8 / 1_800 + 0.5
ALONE = 0.5 * (1.0 + np.pi**4 / 50) ** 2
TOGETHER = np.pi**8 * (1 / 1_800 - 1 / 5_000)
FIRST = {"x0": ALONE / VARIANCE, "x1": 49 / 8 / VARIANCE, "x2": 0.0}
TOTAL = {"x0": (ALONE + TOGETHER) / VARIANCE, "x1": 49 / 8 / VARIANCE, "x2": TOGETHER / VARIANCE}


def points(rng: np.random.Generator, rows: int, parameters: int) -> np.ndarray:
    """Matrices A, B and A with each column from B: matrices x rows x parameters, in the unit cube."""
    a, b = rng.uniform(size=(2, rows, parameters))
    swapped = np.where(np.eye(parameters, dtype=bool)[:, None], b, a)
    return np.concatenate([a[None], b[None], swapped])


def run(
    function: Function, size: tuple[int, int], *, sd: float = 0.0, seeds: int = 2, luck: str = "own", study: int = 0
) -> pd.DataFrame:
    """Every point of rows x parameters with several seeds: its own, those of its row, or the same for all."""
    (rows, parameters), rng = size, np.random.default_rng([*size, study])
    outcomes = function(points(rng, rows, parameters))
    matrices = len(outcomes)
    shape = {"own": (matrices, rows, seeds), "row": (1, rows, seeds), "all": (1, 1, seeds)}[luck]
    noise = sd * (rng.normal(size=shape) + 0.2 * rng.normal(size=(matrices, rows, seeds)))
    names = ["A", "B", *(f"x{number}" for number in range(parameters))]
    index = pd.MultiIndex.from_product([names, range(rows), range(seeds)], names=["matrix", "row", "seed"])
    table = pd.Series((outcomes[..., None] + noise).ravel(), index=index, name="profit").reset_index()
    own = table["matrix"].map(names.index) * 1e6 if luck == "own" else 0.0
    return table.assign(seed=table["seed"] + (0 if luck == "all" else 100.0 * table["row"]) + own).sample(
        frac=1.0, random_state=1
    )


def test_ishigami() -> None:
    found = sobol(run(ishigami, (20_000, 3)), "profit")
    assert found.variance == pytest.approx(VARIANCE, rel=0.02)
    assert found.noise == pytest.approx(0.0)
    assert found.indices["first"].to_dict() == pytest.approx(FIRST, abs=0.03)
    assert found.indices["total"].to_dict() == pytest.approx(TOTAL, abs=0.02)


@pytest.mark.parametrize("luck", ["own", "row", "all"])
def test_luck_as_large_as_all_effects_moves_no_index(luck: str) -> None:
    found = sobol(run(ishigami, (10_000, 3), sd=4.0, seeds=3, luck=luck), "profit")
    assert found.variance == pytest.approx(VARIANCE, rel=0.05)
    assert found.indices["first"].to_dict() == pytest.approx(FIRST, abs=0.05)
    assert found.indices["total"].to_dict() == pytest.approx(TOTAL, abs=0.05)


def test_noise_is_told_apart() -> None:
    assert sobol(run(ishigami, (5_000, 3), sd=3.0), "profit").noise == pytest.approx(9.0 * 1.04, rel=0.05)


def test_an_additive_function_has_first_equal_to_total() -> None:
    found = sobol(run(lambda x: x @ np.array([1.0, 2.0, 3.0, 0.0]), (10_000, 4), sd=0.5), "profit").indices
    assert found["first"].to_list() == pytest.approx([1 / 14, 4 / 14, 9 / 14, 0.0], abs=0.03)
    assert found["total"].to_list() == pytest.approx([1 / 14, 4 / 14, 9 / 14, 0.0], abs=0.03)
    assert found.loc["x3", "total_low"] < 0.0 < found.loc["x3", "total_high"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda table: table[table["matrix"] != "B"],
        lambda table: table.iloc[1:],
        lambda table: table.drop_duplicates(["matrix", "row"]),
        lambda table: table[(table["matrix"] != "x1") | (table["row"] > 0)],
    ],
)
def test_a_design_with_holes_or_single_seeds_is_refused(spoil: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
    with pytest.raises(ValueError, match="same rows"):
        sobol(spoil(run(ishigami, (8, 3))), "profit")


def test_nothing_but_luck_is_said_to_be_so() -> None:
    table = run(lambda x: 0.0 * x[..., 0], (9, 3))
    with pytest.raises(ValueError, match="no parameter beyond the luck"):
        sobol(table.assign(profit=np.where(table["seed"] % 100 == 0, 1.0, -1.0)), "profit")
