"""Paired differences: two policies lived through by the same firms, with the same luck.

Every function takes a tidy table with one row an arm and world (columns `arm`, `seed`, then metrics) or the arrays in
it, and computes; nothing is read, drawn without a fixed seed, or written. A *world* is one seed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtri, stdtrit

Values: TypeAlias = npt.NDArray[np.float64]
Interval: TypeAlias = tuple[float, float]

CONFIDENCE = 0.95
BOOTSTRAP_RESAMPLES = 4_000


class UnpairedError(ValueError):
    """Two arms did not live through the same worlds, so their difference would mix policy and luck."""


@dataclass(frozen=True)
class PairedDifference:
    """The difference arm minus reference in one metric, over `worlds` worlds lived through by both.

    `low` and `high` bound the mean difference with 95 % confidence (Student's t); `bootstrap` does so without assuming
    a normal shape. `effect` is the mean in standard deviations between worlds of the reference: how large the
    difference is beside ordinary luck. `share_of_worlds` is the share in which the arm lies above its reference, ties
    counted half, with its Wilson interval. `variance_saved` is the variance of a difference between independent worlds
    over that of the paired one.
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
    treated, reference = aligned(table, metric, arm, against)
    difference = treated - reference
    mean, (low, high) = float(difference.mean()), t_interval(difference)
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
    treated, reference = (_by_seed(table, metric, name) for name in (arm, against))
    lonely = sorted(set(treated.index) ^ set(reference.index))
    if lonely:
        raise UnpairedError(f"{arm} and {against} do not share the worlds {_some(lonely)}: pair them by seed")
    if len(treated) < 2:
        raise UnpairedError(f"{len(treated)} world(s) of {arm} and {against}: an interval needs at least 2")
    return np.asarray(treated, dtype=np.float64), np.asarray(reference, dtype=np.float64)


def _by_seed(table: pd.DataFrame, metric: str, arm: str) -> pd.Series[float]:
    column = table.loc[table["arm"] == arm].set_index("seed")[metric].sort_index()
    if column.index.has_duplicates:
        raise UnpairedError(f"{arm} has several rows for the worlds {_some(column.index[column.index.duplicated()])}")
    if not np.isfinite(column.to_numpy(dtype=float)).all():
        raise UnpairedError(f"{metric} of {arm} is not a number in some world: leave that metric or world out")
    return column


def _some(seeds: object) -> str:
    shown = [str(seed) for seed in list(seeds)]  # type: ignore[call-overload]
    return ", ".join(shown[:5]) + (", ..." if len(shown) > 5 else "")


def t_interval(difference: Values, confidence: float = CONFIDENCE) -> Interval:
    """Student's interval for a mean: mean -+ t * sd / sqrt(n)."""
    half = _t_quantile(difference.size, confidence) * float(difference.std(ddof=1)) / math.sqrt(difference.size)
    mean = float(difference.mean())
    return mean - half, mean + half


def _t_quantile(worlds: int, confidence: float) -> float:
    return float(stdtrit(worlds - 1, 0.5 + confidence / 2.0))


def bootstrap_interval(difference: Values, confidence: float = CONFIDENCE, seed: int = 0) -> Interval:
    """Percentile bootstrap of the mean over worlds; its seed is fixed, so a table never changes by itself."""
    picks = np.random.default_rng(seed).integers(0, difference.size, (BOOTSTRAP_RESAMPLES, difference.size))
    tail = (1.0 - confidence) / 2.0
    low, high = np.quantile(difference[picks].mean(axis=1), (tail, 1.0 - tail))
    return float(low), float(high)


def standardised_effect(difference: Values, reference: Values) -> float:
    """Mean difference in standard deviations between worlds of the reference (Glass's delta); 0 if nothing differs."""
    mean = float(difference.mean())
    spread = float(reference.std(ddof=1))
    return mean / spread if spread > 0.0 else math.copysign(math.inf, mean) if mean else 0.0


def share_above(difference: Values) -> float:
    """Share of worlds with a positive difference; a tie counts half."""
    return float((difference > 0.0).mean() + 0.5 * (difference == 0.0).mean())


def wilson_interval(share: float, worlds: int, confidence: float = CONFIDENCE) -> Interval:
    """Wilson's score interval for a share: never outside 0-1, and honest near its ends."""
    z = float(ndtri(0.5 + confidence / 2.0))
    shrink = 1.0 + z * z / worlds
    centre = (share + z * z / (2.0 * worlds)) / shrink
    half = z / shrink * math.sqrt(share * (1.0 - share) / worlds + z * z / (4.0 * worlds * worlds))
    return max(0.0, centre - half), min(1.0, centre + half)


def variance_saved(treated: Values, reference: Values) -> float:
    """(var A + var B) / var(A - B): how many independent worlds one paired world is worth; inf if never different."""
    apart = float(treated.var(ddof=1) + reference.var(ddof=1))
    together = float((treated - reference).var(ddof=1))
    return apart / together if together > 0.0 else math.inf
