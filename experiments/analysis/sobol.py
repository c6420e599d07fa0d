"""Sobol's indices with the luck of single runs taken out: which parameters the outcome owes its variance to.

The design is that of Saltelli et al. (2010): base rows A and B, and for each parameter A with its column taken from B.
The first-order index is theirs, the total one Jansen's (1999). Every design point is run with several seeds. Indices
are those of the outcome's expectation: products are averaged over pairs of different seeds, which no run's luck can
inflate, whether the points of a row share their seeds (best) or not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.analysis.bootstrap import Values, percentile_bounds, resampled_means

A, B = "A", "B"


@dataclass(frozen=True)
class Sobol:
    """`indices`: one row a parameter with `first` and `total`, shares of `variance`, and their 95 % intervals.

    `variance` is that of the expected outcome over the parameters, `noise` that of single runs at the same parameters.
    """

    indices: pd.DataFrame
    variance: float
    noise: float


def sobol(table: pd.DataFrame, metric: str) -> Sobol:
    """Indices from one run a row: columns `row` (of the base design), `matrix` (A, B or a parameter), `seed`, metric.

    Intervals resample base rows; with rows that fill space more evenly than chance they are wider than need be.
    ValueError if a point is missing, has fewer than two seeds, or nothing but luck varies.
    """
    cube, names = _cube(table, metric)
    moments = _moments(cube, places=[names.index(A), names.index(B)])
    parameters = [name for name in names if name not in (A, B)]
    variance = float(moments[:, 0].mean())
    if variance <= 0.0:
        raise ValueError(f"{metric} varies with no parameter beyond the luck of single runs: add seeds or rows")
    (first, total), drawn = _indices(moments.mean(axis=0)), _indices(resampled_means(moments))
    columns = {"first": first, "total": total}
    for name, resampled in zip(("first", "total"), drawn, strict=True):
        columns[f"{name}_low"], columns[f"{name}_high"] = percentile_bounds(resampled)
    indices = pd.DataFrame(columns, index=pd.Index(parameters, name="parameter"))
    return Sobol(indices, variance, noise=float(cube.var(axis=2, ddof=1).mean()))


def _cube(table: pd.DataFrame, metric: str) -> tuple[Values, list[str]]:
    """Matrices x rows x seeds, and the names of the matrices in order."""
    ordered = table.sort_values(["matrix", "row", "seed"])
    names, rows = list(ordered["matrix"].unique()), ordered["row"].nunique()
    seeds, left = divmod(len(ordered), len(names) * rows)
    points = ordered.groupby(["matrix", "row"]).size()
    if left or not {A, B} < set(names) or len(points) < len(names) * rows or points.min() < points.max() or seeds < 2:
        raise ValueError("A, B and each parameter need the same rows, each with the same number of seeds, at least 2")
    cube = ordered[metric].to_numpy(np.float64).reshape(len(names), rows, seeds)
    if ordered["seed"].nunique() == seeds:  # all rows share their seeds: what one does to all of them is no parameter's
        cube = cube - cube.mean(axis=(0, 1)) + cube.mean()
    return cube, names


def _moments(cube: Values, places: list[int]) -> Values:
    """Rows x (variance, then of each parameter the first-order part, then of each the total part)."""
    centred = cube - cube[places].mean()
    a, b = centred[places]
    steps = np.delete(centred, places, axis=0) - a
    variance = (_product(a, a) + _product(b, b)) / 2.0
    return np.vstack([variance, _product(b, steps), _product(steps, steps) / 2.0]).T


def _product(one: Values, other: Values) -> Values:
    """Unbiased product of two expectations: the mean over all pairs of different seeds, along the last axis."""
    seeds = one.shape[-1]
    same = (one * other).sum(axis=-1)
    return np.asarray((one.sum(axis=-1) * other.sum(axis=-1) - same) / (seeds * (seeds - 1)))


def _indices(mean: Values) -> tuple[Values, Values]:
    """First-order and total indices from mean moments (the last axis)."""
    first, total = np.split(mean[..., 1:] / mean[..., :1], 2, axis=-1)
    return first, total
