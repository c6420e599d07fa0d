"""Many differences of one outcome at once: intervals, Holm among them all, and the verdict of each in a word.

Differences come as one row a life (index `seed`, or `world` and `seed`) and one column a question, so that contrasts of
any kind, single effects, shares of a lift or differences of differences, are judged in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from experiments.analysis.holm import LEVEL, holm
from experiments.analysis.intervals import two_sided_p
from experiments.analysis.metrics import Metric
from experiments.analysis.paired import UnpairedError
from experiments.analysis.two_layers import means
from experiments.analysis.verdict import UNTOLD, word_of

COLUMNS = ["reference_mean", "mean", "low", "high", "p_holm", "verdict", "lives"]


def judged(differences: pd.DataFrame, metric: Metric, reference_mean: pd.Series[float] | float) -> pd.DataFrame:
    """One row a column of `differences`: its mean with 95 % interval, p-value after Holm among all columns, verdict.

    The p-value is of what could be claimed: of no difference, or of one beyond the margin. A claim that does not
    survive becomes `cannot tell yet`. `reference_mean` is what a relative margin is a share of, one for all columns or
    one each.
    """
    found = means(differences)
    found["reference_mean"] = reference_mean
    margins = np.array([metric.margin_at(float(mean)) for mean in found["reference_mean"]])
    distance = found["mean"].to_numpy(float)
    error, freedom = found["error"].to_numpy(float), found["freedom"].to_numpy(float)
    inside = two_sided_p(np.maximum(0.0, margins - np.abs(distance)), error, freedom)
    found["p_holm"] = holm(np.minimum(two_sided_p(distance, error, freedom), inside))
    intervals = zip(found["low"], found["high"], found["reference_mean"], found["p_holm"], strict=True)
    found["verdict"] = [
        word_of((low, high), metric, mean) if p <= LEVEL else UNTOLD for low, high, mean, p in intervals
    ]
    return found.assign(lives=len(differences))[COLUMNS]


def effects(table: pd.DataFrame, metrics: Iterable[Metric], against: str, arms: Sequence[str] = ()) -> pd.DataFrame:
    """Every arm against the reference of its own world: one row a metric, world and arm.

    `table` has columns `world`, `arm`, `seed` and the metrics; all arms of all worlds live the same seeds. Holm is
    among all worlds and arms of a metric. A seed in which some firm has no value of a metric is left out of it: `lives`
    says how many are left. `arms` are all but the reference unless given.
    """
    chosen = list(arms) or [arm for arm in table["arm"].unique() if arm != against]
    parts = {metric.name: _effects(table, metric, against, chosen) for metric in metrics}
    return pd.concat(parts, names=["metric"]).reset_index()


def _effects(table: pd.DataFrame, metric: Metric, against: str, arms: Sequence[str]) -> pd.DataFrame:
    wide = outcomes(table, metric.name)
    worlds = list(table["world"].unique())
    difference = pd.DataFrame({(w, arm): wide[w, arm] - wide[w, against] for w in worlds for arm in arms})
    difference.columns.names = ["world", "arm"]
    reference = pd.Series({(w, arm): wide[w, against].mean() for w in worlds for arm in arms})
    return judged(difference, metric, reference.reindex(difference.columns))


def outcomes(table: pd.DataFrame, metric: str) -> pd.DataFrame:
    """One row a seed, one column a (world, arm): seeds in which every firm has a value. UnpairedError if too few."""
    wide = table.pivot_table(index="seed", columns=["world", "arm"], values=metric, aggfunc="first", dropna=False)
    known = wide.dropna(axis="columns", how="all").dropna()
    if len(known) < 2:
        raise UnpairedError(f"{metric}: fewer than 2 seeds were lived by every firm, and an interval needs as many")
    return known
