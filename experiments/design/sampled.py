"""Designs that are drawn: each spreads points over the unit cube, and the factors say what a point means.

SALib, with what it brings, takes 50 MB of memory, which a sweep would keep to its end: it is imported by the designs
that need it. A Latin hypercube is a shuffle a factor, and needs no library but numpy.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.design.factor import Vary, at_least, factors
from experiments.design.rows import Row
from simulation import ScenarioError

Points = npt.NDArray[np.float64]


def latin_hypercube(vary: Vary, samples: int, seed: int = 0) -> list[Row]:
    """So many points, each factor's range cut into as many equal parts and each part met once."""
    at_least(samples, 1, "samples")
    count = len(factors(vary))
    return _rows(vary, hypercube(count, samples, seed))


def hypercube(count: int, samples: int, seed: int) -> Points:
    """The points of a Latin hypercube of `count` factors: those of `scipy.stats.qmc.LatinHypercube`, bit by bit."""
    luck = np.random.default_rng(seed).spawn(1)[0]
    within = luck.uniform(size=(samples, count))
    parts = np.tile(np.arange(1, samples + 1), (count, 1))
    for one in parts:
        luck.shuffle(one)
    return np.asarray((parts.T - within) / samples)


def saltelli(vary: Vary, samples: int, seed: int = 0, *, second_order: bool = False) -> list[Row]:
    """Saltelli's extension of a Sobol sequence: `samples` x (factors + 2) rows, x (2 factors + 2) with second order."""
    from SALib.sample import sobol  # noqa: PLC0415 - see above

    at_least(samples, 2, "samples")
    if samples & (samples - 1):
        near = 1 << (samples.bit_length() - 1)
        raise ScenarioError(f"samples = {samples}, but a Sobol sequence needs a power of two; did you mean {near}?")
    return _rows(vary, sobol.sample(problem(vary), samples, calc_second_order=second_order, seed=seed))


def morris(vary: Vary, trajectories: int, levels: int = 4, seed: int = 0) -> list[Row]:
    """Morris's trajectories: each of (factors + 1) rows, along which one factor after another takes a step."""
    from SALib.sample import morris as salib  # noqa: PLC0415 - see above

    at_least(trajectories, 1, "trajectories")
    at_least(levels, 2, "levels")
    if levels % 2:
        raise ScenarioError(f"levels = {levels}, but Morris's steps need an even number; did you mean {levels + 1}?")
    return _rows(vary, salib.sample(problem(vary), trajectories, num_levels=levels, seed=seed))


def problem(vary: Vary) -> dict[str, Any]:
    """What SALib calls a problem: the factors in order, each from 0 to 1."""
    paths = [factor.path for factor in factors(vary)]
    return {"num_vars": len(paths), "names": paths, "bounds": [[0.0, 1.0]] * len(paths)}


def _rows(vary: Vary, points: Points) -> list[Row]:
    """A row a point; names are numbers, because values of drawn rows tell nobody anything."""
    varied, width = factors(vary), len(str(len(points) - 1))
    values = [[factor.at(share) for factor, share in zip(varied, point, strict=True)] for point in points.tolist()]
    paths = [factor.path for factor in varied]
    return [Row(f"{n:0{width}}", (), dict(zip(paths, some, strict=True))) for n, some in enumerate(values)]
