"""What does it depend on? The verdict over plausible worlds, and the uncertain parameter that parts them.

Every other world chooses the parameter and the cut that part the effects best; the worlds between judge the two sides.
Worlds that chose would flatter their choice, so that an interval from them would cover less than it says (Athey and
Imbens 2016). It depends on a parameter if both sides are settled, in different words, and differ from each other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from experiments.analysis.bootstrap import CONFIDENCE, Values
from experiments.analysis.holm import LEVEL, holm
from experiments.analysis.intervals import Interval, two_sided_p
from experiments.analysis.metrics import Metric
from experiments.analysis.two_layers import layered, means
from experiments.analysis.verdict import DEPENDS_ON, UNTOLD, Verdict, word_of, worlds_needed

FEWEST = 5
"""Worlds on a side of a cut, at least."""
NOTHING_SEEN = "the world, by nothing that was varied"


@dataclass(frozen=True)
class Split:
    """A parameter and a cut, with the 95 % intervals of the mean effect on both sides and of above minus below."""

    parameter: str
    cut: float
    below: Interval
    above: Interval
    gap: Interval

    @property
    def parts(self) -> bool:
        """Whether the two sides differ."""
        return self.gap[0] > 0.0 or self.gap[1] < 0.0


def judge_layers(
    values: pd.Series[float], metric: Metric, reference_mean: float, parameters: pd.DataFrame | None = None
) -> Verdict:
    """The verdict on paired differences by (world, seed); `parameters` has one row a world and one column a parameter.

    It depends on the world by nothing that was varied if some worlds are clearly above zero and others clearly below
    (Holm among the worlds) and no parameter tells which.
    """
    found = None if parameters is None else best_split(values, parameters)
    sides = [] if found is None else [word_of(side, metric, reference_mean) for side in (found.below, found.above)]
    if found and found.parts and UNTOLD not in sides and sides[0] != sides[1]:
        return Verdict(DEPENDS_ON, on=f"{found.parameter}: {sides[0]} up to {found.cut:.3g}, {sides[1]} above")
    if goes_both_ways(values):
        return Verdict(DEPENDS_ON, on=NOTHING_SEEN)
    whole = layered(values)
    word = word_of((whole.low, whole.high), metric, reference_mean)
    return Verdict(word) if word != UNTOLD else _untold(values, metric.margin_at(reference_mean))


def _untold(values: pd.Series[float], margin: float) -> Verdict:
    by_world = values.groupby(level="world").mean()
    needed = worlds_needed(float(by_world.mean()), float(by_world.std(ddof=1)), margin)
    return Verdict(UNTOLD, more_worlds=max(1, needed - len(by_world)), unit="worlds")


def best_split(values: pd.Series[float], parameters: pd.DataFrame) -> Split | None:
    """The cut that parts effects best, with intervals from worlds that did not choose it; None with too few worlds.

    `values` is by (world, seed), `parameters` by world. KeyError if a world has no parameters.
    """
    effects = values.groupby(level="world").mean()
    levels = parameters.loc[effects.index].to_numpy(np.float64)
    chosen = _choose(np.asarray(effects, dtype=np.float64)[::2], levels[::2])
    if chosen is None:
        return None
    place, cut = chosen
    judging, above = effects.iloc[1::2], levels[1::2, place] > cut
    if min(above.sum(), (~above).sum()) < FEWEST:
        return None
    low, high = judging[~above], judging[above]
    gap = welch_interval(np.asarray(high, dtype=np.float64), np.asarray(low, dtype=np.float64))
    return Split(str(parameters.columns[place]), cut, _side(values, low.index), _side(values, high.index), gap)


def _side(values: pd.Series[float], worlds: pd.Index) -> Interval:
    rows = values[values.index.get_level_values("world").isin(worlds)].to_frame()
    low, high = means(rows)[["low", "high"]].to_numpy()[0]
    return float(low), float(high)


def _choose(values: Values, levels: Values) -> tuple[int, float] | None:
    """Column and cut with the largest sum of squares between the two sides."""
    worlds, sizes = len(values), np.arange(FEWEST, len(values) - FEWEST + 1)
    if not sizes.size:
        return None
    order = np.argsort(levels, axis=0, kind="stable")
    ranked = np.take_along_axis(levels, order, axis=0)
    below = np.cumsum((values - values.mean())[order], axis=0)[sizes - 1]
    between = below**2 * worlds / (sizes * (worlds - sizes))[:, None]
    between[ranked[sizes - 1] == ranked[np.minimum(sizes, worlds - 1)]] = -math.inf  # equal levels cannot be parted
    row, place = np.unravel_index(np.argmax(between), between.shape)
    if not np.isfinite(between[row, place]):
        return None
    cut = ranked[sizes[row] - 1, place] + ranked[sizes[row], place]
    return int(place), float(cut) / 2.0


def welch_interval(first: Values, second: Values, confidence: float = CONFIDENCE) -> Interval:
    """Interval of a difference between two independent means with unequal variances (Welch 1947)."""
    errors = np.array([group.var(ddof=1) / group.size for group in (first, second)])
    freedoms = np.array([first.size - 1.0, second.size - 1.0])
    gap, error = float(first.mean() - second.mean()), math.sqrt(errors.sum())
    if error == 0.0:
        return gap, gap
    half = float(stdtrit(errors.sum() ** 2 / (errors**2 / freedoms).sum(), 0.5 + confidence / 2.0)) * error
    return gap - half, gap + half


def goes_both_ways(values: pd.Series[float]) -> bool:
    """Whether some worlds lie clearly above zero and others clearly below, after Holm among all worlds."""
    groups = values.groupby(level="world")
    columns = (groups.mean(), groups.sem(), groups.size())
    mean, error, seeds = (np.asarray(column, dtype=np.float64) for column in columns)
    clear = mean[holm(two_sided_p(mean, error, seeds - 1.0)) <= LEVEL]
    return bool((clear > 0.0).any() and (clear < 0.0).any())
