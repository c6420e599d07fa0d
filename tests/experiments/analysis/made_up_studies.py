"""Made-up studies whose truth is known: differences of several shapes, worlds with seeds, how often intervals hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

STUDIES = 2_000
SHAPES: Mapping[str, Callable[[np.random.Generator, tuple[int, ...]], np.ndarray]] = {
    "normal": lambda rng, shape: rng.normal(size=shape),
    "skewed": lambda rng, shape: (rng.gamma(2.0, size=shape) - 2.0) / np.sqrt(2.0),  # skewness 1.41
    "very_skewed": lambda rng, shape: rng.exponential(size=shape) - 1.0,  # skewness 2
}
"""Laws of mean zero and variance one."""


def coverage(low: np.ndarray | pd.Series, high: np.ndarray | pd.Series, truth: float) -> float:
    """The share of intervals that hold the truth."""
    return float(((np.asarray(low) <= truth) & (truth <= np.asarray(high))).mean())


def holds(share: float) -> bool:
    """Whether intervals that are said to hold the truth in 95 % of studies do."""
    return 0.93 <= share <= 0.97


def two_layers(
    rng: np.random.Generator, worlds: int, seeds: int, between: float, *, columns: int, shared: bool = False
) -> pd.DataFrame:
    """Quantities of mean zero by (world, seed), one column a study; skewed between worlds, normal inside them.

    With `shared` seeds, a third of the luck of a seed is the same in all worlds.
    """
    world = between * SHAPES["skewed"](rng, (worlds, 1, columns))
    own = rng.normal(size=(worlds, seeds, columns))
    if shared:
        own = np.sqrt(2 / 3) * own + np.sqrt(1 / 3) * rng.normal(size=(1, seeds, columns))
    numbers = [(w, s if shared else w * seeds + s) for w in range(worlds) for s in range(seeds)]
    index = pd.MultiIndex.from_tuples(numbers, names=["world", "seed"])
    return pd.DataFrame((world + own).reshape(-1, columns), index=index)
