"""Two layers of uncertainty: plausible worlds, which differ in their parameters, and seeds inside each of them.

Values come with one row a world and seed. Worlds best have seeds of their own (*nested*): then each world's mean is
independent of all others, and the spread of these means carries both layers. If all worlds share the same seeds
(*crossed*), they share that luck too, and the variance of the mean is put together from those of worlds and of seeds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from experiments.analysis.bootstrap import CONFIDENCE, Values, standard_errors, studentised_bounds
from experiments.analysis.intervals import Interval, mean_bounds, share_above, two_sided_p, wilson_interval
from experiments.analysis.paired import UnpairedError

WORLDS_FOR_RANKS = 39
"""The fewest worlds between whose extremes the next one lies with 95 %: (n - 1) / (n + 1)."""


@dataclass(frozen=True)
class Layered:
    """The mean of one quantity over plausible worlds, each world counting the same.

    `between_sd` is the spread of true effects between worlds, `within_sd` that of single seeds inside one;
    `reliability` is the part of the spread between worlds' means that is real and no luck of their seeds.
    `next_world` holds the mean of one more world with as many seeds, in 95 % of cases. `share_of_worlds` is the share
    of worlds whose mean is above zero, with Wilson's interval; luck pulls it towards a half where reliability is low.
    """

    worlds: int
    mean: float
    low: float
    high: float
    bootstrap: Interval
    between_sd: float
    within_sd: float
    reliability: float
    next_world: Interval
    share_of_worlds: float
    share_interval: Interval


def layered(values: pd.Series[float]) -> Layered:
    """Both layers of a quantity by (world, seed), such as a paired difference."""
    row = means(values.to_frame("value")).iloc[0].to_dict()
    by_world = world_means(values)
    between, within, reliability = _spreads(values)
    share = share_above(by_world)
    return Layered(
        worlds=by_world.size,
        mean=row["mean"],
        low=row["low"],
        high=row["high"],
        bootstrap=(row["bootstrap_low"], row["bootstrap_high"]),
        between_sd=between,
        within_sd=within,
        reliability=reliability,
        next_world=next_world(by_world),
        share_of_worlds=share,
        share_interval=wilson_interval(share, by_world.size),
    )


def means(values: pd.DataFrame) -> pd.DataFrame:
    """The mean of each column with intervals that respect all layers: one row a column.

    `values` has an index of `seed`, or of (`world`, `seed`). The table has `mean`, `error` (standard error), `freedom`
    (degrees), `low`, `high`, `bootstrap_low`, `bootstrap_high` (95 %) and `p` (of a mean of zero). There is no
    bootstrap when worlds share their seeds. UnpairedError if there are fewer than two worlds, or they share but some.
    """
    if crossed(values.index):
        mean, error, freedom = _crossed(_cube(values))
        half = stdtrit(freedom, 0.5 + CONFIDENCE / 2.0) * error
        bounds, drawn = np.stack([mean - half, mean + half]), np.full((2, mean.size), np.nan)
    else:
        rows = world_means(values)
        mean, error, freedom = rows.mean(axis=0), standard_errors(rows), np.full(rows.shape[1], len(rows) - 1.0)
        bounds, drawn = mean_bounds(rows), studentised_bounds(rows)
    p_values = two_sided_p(mean, error, freedom)
    table = np.stack([mean, error, freedom, *bounds, *drawn, p_values], axis=1)
    names = ["mean", "error", "freedom", "low", "high", "bootstrap_low", "bootstrap_high", "p"]
    return pd.DataFrame(table, index=values.columns, columns=names)


def world_means(values: pd.DataFrame | pd.Series[float]) -> Values:
    """One row a world, in order: its mean over seeds. With one layer only, each seed is a world."""
    names = values.index.names
    rows = values.groupby(level="world").mean() if "world" in names else values.sort_index()
    if len(rows) < 2:
        raise UnpairedError(f"{len(rows)} world(s): an interval needs at least 2")
    return np.asarray(rows, dtype=np.float64)


def crossed(index: pd.Index) -> bool:
    """Whether all worlds share the same seeds; UnpairedError if some of them share some."""
    if "world" not in index.names:
        return False
    seeds = index.to_frame(index=False)
    if seeds.duplicated().any():
        raise UnpairedError("several rows for one world and seed")
    worlds_of_seed = seeds.groupby("seed")["world"].nunique()
    if (worlds_of_seed == 1).all():
        return False
    if (worlds_of_seed == seeds["world"].nunique()).all():
        return True
    raise UnpairedError("some worlds share some seeds: give each world seeds of its own, or all worlds the same")


def next_world(by_world: Values) -> Interval:
    """Where the mean of one more world will lie in 95 % of cases: by ranks from 39 worlds on, else Student's."""
    tail = (1.0 - CONFIDENCE) / 2.0
    if by_world.size >= WORLDS_FOR_RANKS:
        low, high = np.quantile(by_world, (tail, 1.0 - tail), method="weibull")
        return float(low), float(high)
    half = float(stdtrit(by_world.size - 1, 1.0 - tail) * by_world.std(ddof=1) * np.sqrt(1.0 + 1.0 / by_world.size))
    return float(by_world.mean()) - half, float(by_world.mean()) + half


def _spreads(values: pd.Series[float]) -> tuple[float, float, float]:
    """Standard deviations between and within worlds, and the reliability, from the mean squares of one-way layers."""
    groups = values.groupby(level="world")
    sizes, worlds = groups.size().to_numpy(float), groups.ngroups
    total = sizes.sum()
    if total == worlds:
        raise UnpairedError("one seed a world: the two layers cannot be told apart; give each world at least 2")
    within = float((groups.var(ddof=1).fillna(0.0) * (sizes - 1.0)).sum()) / (total - worlds)
    noise = _residual(values) if crossed(values.index) else within
    between = float((sizes * (groups.mean() - values.mean()) ** 2).sum()) / (worlds - 1)
    usual_size = (total - (sizes**2).sum() / total) / (worlds - 1)
    true = max(0.0, between - noise) / usual_size
    reliability = max(0.0, 1.0 - noise / between) if between > 0.0 else 0.0
    return float(np.sqrt(true)), float(np.sqrt(within)), float(reliability)


def _cube(values: pd.DataFrame) -> Values:
    """Worlds x seeds x columns."""
    ordered = values.reorder_levels(["world", "seed"]).sort_index()
    worlds = ordered.index.get_level_values("world").nunique()
    return np.asarray(ordered, dtype=np.float64).reshape(worlds, -1, ordered.shape[1])


def _residual(values: pd.Series[float]) -> float:
    return float(_mean_squares(_cube(values.to_frame()))[2][0])


def _mean_squares(cube: Values) -> tuple[Values, Values, Values]:
    """Of worlds, of seeds, and of what is left."""
    worlds, seeds, _ = cube.shape
    by_world, by_seed, mean = cube.mean(axis=1), cube.mean(axis=0), cube.mean(axis=(0, 1))
    left = cube - by_world[:, None] - by_seed[None] + mean
    return (
        seeds * ((by_world - mean) ** 2).sum(axis=0) / (worlds - 1),
        worlds * ((by_seed - mean) ** 2).sum(axis=0) / (seeds - 1),
        (left**2).sum(axis=(0, 1)) / ((worlds - 1) * (seeds - 1)),
    )


def _crossed(cube: Values) -> tuple[Values, Values, Values]:
    """Mean, standard error and Satterthwaite's degrees of freedom when worlds share their seeds."""
    worlds, seeds, _ = cube.shape
    squares = np.stack(_mean_squares(cube))
    freedoms = np.array([worlds - 1.0, seeds - 1.0, (worlds - 1.0) * (seeds - 1.0)])[:, None]
    together = np.maximum(squares[0] + squares[1] - squares[2], squares[:2].max(axis=0))
    spread = (squares**2 / freedoms).sum(axis=0)
    freedom = np.where(spread > 0.0, together**2 / np.where(spread > 0.0, spread, 1.0), worlds - 1.0)
    return cube.mean(axis=(0, 1)), np.sqrt(together / (worlds * seeds)), freedom
