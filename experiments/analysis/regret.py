"""Regret: what a policy falls short of the best one in each plausible world.

The best of several policies looks better than it is, for luck helped to choose it; so does the worst of several worlds.
Therefore half of the seeds of each world choose, the other half judge, and then the other way round. Regret against the
policy that looks best on the very seeds that chose it is given beside it: the truth lies between the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from experiments.analysis.intervals import mean_interval
from experiments.analysis.paired import UnpairedError
from experiments.analysis.two_layers import means

Choosing: TypeAlias = npt.NDArray[np.bool_]

FEWEST_SEEDS = 4
"""Seeds a world, at least: two that choose and two that judge."""


def regret(table: pd.DataFrame, metric: str, arms: Sequence[str]) -> pd.DataFrame:
    """One row a policy: expected and maximal regret over worlds, in the metric's unit, each with its 95 % interval.

    `table` has columns `arm`, `world`, `seed` and the metric; all arms live the same worlds and seeds. `expected` is
    against the policy that the other half of each world's seeds chose; `apparent_expected` against the one that looks
    best. `maximal` is in `worst_world`, which half of the seeds chose, and measured by the other half.
    `often_best` is the share of worlds in which the policy looks best.
    """
    outcomes = table.pivot_table(index=["world", "seed"], columns="arm", values=metric, aggfunc="first")[list(arms)]
    if outcomes.isna().to_numpy().any():
        raise UnpairedError("not every policy lived every world and seed")
    first = _first_half(outcomes)
    expected = means(pd.concat([_judged(outcomes, first), _judged(outcomes, ~first)]))
    worlds = outcomes.groupby(level="world").mean()
    apparent = worlds.rsub(worlds.max(axis=1), axis=0)
    found = expected[["mean", "low", "high", "bootstrap_low", "bootstrap_high"]].rename(columns={"mean": "expected"})
    found["apparent_expected"] = apparent.mean()
    found["often_best"] = worlds.eq(worlds.max(axis=1), axis=0).mean()
    return found.join(_maximal(outcomes, first)).assign(apparent_maximal=apparent.max())


def _first_half(outcomes: pd.DataFrame) -> Choosing:
    """Which rows choose: every other seed of each world."""
    places = outcomes.groupby(level="world").cumcount()
    if int(outcomes.groupby(level="world").size().min()) < FEWEST_SEEDS:
        raise UnpairedError(f"regret needs at least {FEWEST_SEEDS} seeds a world: some choose, the others judge")
    return np.asarray(places % 2 == 0)


def _judged(outcomes: pd.DataFrame, choosing: Choosing) -> pd.DataFrame:
    """Regret of each policy (column) by (world, seed), on the seeds that did not choose the best policy."""
    best = outcomes[choosing].groupby(level="world").mean().idxmax(axis=1)
    judging = outcomes[~choosing]
    columns = outcomes.columns.get_indexer(pd.Index(best.loc[judging.index.get_level_values("world")]))
    of_best = judging.to_numpy()[np.arange(len(judging)), columns]
    return judging.rsub(pd.Series(of_best, index=judging.index), axis=0)


def _maximal(outcomes: pd.DataFrame, choosing: Choosing) -> pd.DataFrame:
    """Each policy's regret in the world in which it looks worst to the seeds that choose."""
    seen = outcomes[choosing].groupby(level="world").mean()
    worst = seen.rsub(seen.max(axis=1), axis=0).idxmax()
    judged = _judged(outcomes, choosing)
    rows = [_in_world(judged[arm].xs(world, level="world")) for arm, world in worst.items()]
    names = ["maximal", "maximal_low", "maximal_high"]
    return pd.DataFrame(rows, index=worst.index, columns=names).assign(worst_world=worst)


def _in_world(values: pd.Series[float]) -> tuple[float, float, float]:
    return float(values.mean()), *mean_interval(np.asarray(values, dtype=np.float64))
