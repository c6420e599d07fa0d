"""Why nobody can tell, and what an answer hangs on: luck, or something about the firm that its data do not tell."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from experiments.analysis.depends import best_split, judge_layers
from experiments.analysis.holm import LEVEL, holm
from experiments.analysis.metrics import Metric
from experiments.analysis.two_layers import layered
from experiments.analysis.verdict import DEPENDS_ON, UNTOLD, Verdict, word_of

LUCK, UNLEARNED, LEARNED, MANY = "luck", "unlearned", "learned", "many"
"""Kinds of reasons: single futures differ by luck more than firms do; the answer goes with a parameter that the data
did not tell, or told but not closely enough; plausible firms differ, and no single parameter tells which."""

FEWEST = 5
"""Plausible firms without which nothing can be said to go with anything."""

CLOSELY = 0.5
"""A parameter is named as the reason only if the answer goes with it so closely: a quarter of what firms differ by."""

MOSTLY_LUCK = 0.5
"""Below this reliability, what firms seem to differ by is luck for the most part."""


@dataclass(frozen=True)
class Driver:
    """A parameter with which the effect goes: Spearman's correlation over plausible firms, and whether it is told."""

    parameter: str
    correlation: float
    learned: bool


@dataclass(frozen=True)
class Fork:
    """A parameter and a cut at which the answer changes its word."""

    parameter: str
    cut: float
    below: str
    above: str
    learned: bool


@dataclass(frozen=True)
class Judged:
    """A verdict that respects what the data can tell.

    `verdict` is cannot tell yet also where the answer depends on a parameter that the data of the firm do not tell;
    `reason` is one of the kinds above, empty if the verdict is settled; `on` is the parameter that it names.
    """

    verdict: Verdict
    reason: str
    on: str
    fork: Fork | None
    drivers: tuple[Driver, ...]

    @property
    def told(self) -> bool:
        """Whether there is an answer."""
        return self.verdict.word not in (UNTOLD, DEPENDS_ON)


def judge_firm(
    values: pd.Series[float],
    metric: Metric,
    reference_mean: float,
    parameters: pd.DataFrame,
    learned: Collection[str],
) -> Judged:
    """The verdict on paired differences by (world, seed) over plausible firms, and why there is none if there is none.

    `parameters` has one row a world and one column a parameter; `learned` names those that the data told.
    """
    verdict = judge_layers(values, metric, reference_mean, parameters)
    found = drivers(values, parameters, learned)
    if verdict.word not in (UNTOLD, DEPENDS_ON):
        return Judged(verdict, "", "", None, found)
    fork = _fork(values, metric, reference_mean, parameters, learned) if verdict.word == DEPENDS_ON else None
    if fork is not None:
        return Judged(verdict, LEARNED if fork.learned else UNLEARNED, fork.parameter, fork, found)
    if verdict.word == UNTOLD and layered(values).reliability < MOSTLY_LUCK:
        return Judged(verdict, LUCK, "", None, found)
    if found and abs(found[0].correlation) >= CLOSELY:
        return Judged(verdict, LEARNED if found[0].learned else UNLEARNED, found[0].parameter, None, found)
    return Judged(verdict, MANY, "", None, found)


def drivers(values: pd.Series[float], parameters: pd.DataFrame, learned: Collection[str]) -> tuple[Driver, ...]:
    """Parameters with which the effects of worlds go (Spearman, after Holm among all), the closest first."""
    effects = values.groupby(level="world").mean()
    varied = parameters.loc[effects.index]
    varied = varied.loc[:, varied.std() > 0.0]
    if len(effects) < FEWEST or varied.empty or float(effects.std()) == 0.0:
        return ()
    tests = [stats.spearmanr(varied[path], effects) for path in varied]
    clear = holm(np.array([test.pvalue for test in tests])) <= LEVEL
    found = [
        Driver(str(path), float(test.statistic), str(path) in learned)
        for path, test, sure in zip(varied, tests, clear, strict=True)
        if sure
    ]
    return tuple(sorted(found, key=lambda one: -abs(one.correlation)))


def _fork(
    values: pd.Series[float],
    metric: Metric,
    reference_mean: float,
    parameters: pd.DataFrame,
    learned: Collection[str],
) -> Fork | None:
    """The cut behind a verdict of depends on; None where it depends on the world by nothing that was varied."""
    split = best_split(values, parameters)
    if split is None or not split.parts:
        return None
    below, above = (word_of(side, metric, reference_mean) for side in (split.below, split.above))
    if UNTOLD in (below, above) or below == above:
        return None
    return Fork(split.parameter, split.cut, below, above, split.parameter in learned)
