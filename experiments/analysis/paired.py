"""Paired differences: two policies lived through by the same firms, with the same luck.

Every function takes a tidy table with one row an arm and world (columns `arm`, `seed`, then metrics) or the arrays in
it, and computes; nothing is read, drawn without a fixed seed, or written. A *world* is one seed here; `two_layers` has
worlds that hold several seeds each.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.analysis.bootstrap import Values
from experiments.analysis.intervals import (
    Interval,
    bootstrap_interval,
    mean_interval,
    share_above,
    wilson_interval,
)


class UnpairedError(ValueError):
    """Two arms did not live through the same worlds, so their difference would mix policy and luck."""


@dataclass(frozen=True)
class PairedDifference:
    """The difference arm minus reference in one metric, over `worlds` worlds lived through by both.

    `low` and `high` bound the mean difference with 95 % confidence: Student's t, unless the worlds are too skewed for
    it; `bootstrap` does so without assuming a normal shape at all. `effect` is the mean in standard deviations between
    worlds of the reference: how large the difference is beside ordinary luck. `share_of_worlds` is the share in which
    the arm lies above its reference, ties counted half, with its Wilson interval. `variance_saved` is the variance of a
    difference between independent worlds over that of the paired one.
    """

    arm: str
    against: str
    worlds: int
    reference_mean: float
    mean: float
    low: float
    high: float
    sd: float
    bootstrap: Interval
    effect: float
    share_of_worlds: float
    share_interval: Interval
    variance_saved: float

    @property
    def percent(self) -> tuple[float, float, float]:
        """Mean, low and high as percent of the reference's mean."""
        scale = 100.0 / abs(self.reference_mean) if self.reference_mean else math.nan
        return self.mean * scale, self.low * scale, self.high * scale


def paired_difference(table: pd.DataFrame, metric: str, arm: str, against: str) -> PairedDifference:
    """Compare two arms of a tidy table in one metric; UnpairedError unless both have exactly the same worlds."""
    if "world" in table and (table["world"] != table["world"].iloc[0]).any():
        raise UnpairedError("several plausible worlds with seeds inside them: `two_layers.layered` tells them apart")
    treated, reference = aligned(table, metric, arm, against)
    difference = treated - reference
    mean, (low, high) = float(difference.mean()), mean_interval(difference)
    share = share_above(difference)
    return PairedDifference(
        arm=arm,
        against=against,
        worlds=difference.size,
        reference_mean=float(reference.mean()),
        mean=mean,
        low=low,
        high=high,
        sd=float(difference.std(ddof=1)),
        bootstrap=bootstrap_interval(difference),
        effect=standardised_effect(difference, reference),
        share_of_worlds=share,
        share_interval=wilson_interval(share, difference.size),
        variance_saved=variance_saved(treated, reference),
    )


def aligned(table: pd.DataFrame, metric: str, arm: str, against: str) -> tuple[Values, Values]:
    """The metric of both arms in the order of their seeds; UnpairedError if one is missing, double or no number."""
    treated, reference = _both(table, metric, arm, against)
    return np.asarray(treated, dtype=np.float64), np.asarray(reference, dtype=np.float64)


def difference_by_seed(table: pd.DataFrame, metric: str, arm: str, against: str) -> pd.Series[float]:
    """Arm minus reference by `seed`, or by (`world`, `seed`) if the table has worlds; UnpairedError as `aligned`."""
    treated, reference = _both(table, metric, arm, against)
    return treated - reference


def keys(table: pd.DataFrame) -> list[str]:
    """The columns that tell one life from another: the seed, and the world before it if there is one."""
    return [name for name in ("world", "seed") if name in table]


def _both(table: pd.DataFrame, metric: str, arm: str, against: str) -> tuple[pd.Series[float], pd.Series[float]]:
    treated, reference = (_by_seed(table, metric, name) for name in (arm, against))
    lonely = sorted(set(treated.index) ^ set(reference.index))
    if lonely:
        raise UnpairedError(f"{arm} and {against} do not share the worlds {_some(lonely)}: pair them by seed")
    if len(treated) < 2:
        raise UnpairedError(f"{len(treated)} world(s) of {arm} and {against}: an interval needs at least 2")
    return treated, reference


def _by_seed(table: pd.DataFrame, metric: str, arm: str) -> pd.Series[float]:
    column = table.loc[table["arm"] == arm].set_index(keys(table))[metric].sort_index()
    if column.index.has_duplicates:
        raise UnpairedError(f"{arm} has several rows for the worlds {_some(column.index[column.index.duplicated()])}")
    if not np.isfinite(column.to_numpy(dtype=float)).all():
        raise UnpairedError(f"{metric} of {arm} is not a number in some world: leave that metric or world out")
    return column


def _some(seeds: object) -> str:
    shown = [str(seed) for seed in list(seeds)]  # type: ignore[call-overload]
    return ", ".join(shown[:5]) + (", ..." if len(shown) > 5 else "")


def standardised_effect(difference: Values, reference: Values) -> float:
    """Mean difference in standard deviations between worlds of the reference (Glass's delta); 0 if nothing differs."""
    mean = float(difference.mean())
    spread = float(reference.std(ddof=1))
    return mean / spread if spread > 0.0 else math.copysign(math.inf, mean) if mean else 0.0


def variance_saved(treated: Values, reference: Values) -> float:
    """(var A + var B) / var(A - B): how many independent worlds one paired world is worth; inf if never different."""
    apart = float(treated.var(ddof=1) + reference.var(ddof=1))
    together = float((treated - reference).var(ddof=1))
    return apart / together if together > 0.0 else math.inf
