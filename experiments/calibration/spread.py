"""How much sellers truly differ: the observed spread less what chance alone spreads, with an interval.

Each seller's figure is its true value plus noise of known variance. The heterogeneity statistic
Q(s) = sum (x - mean)^2 / (v + s^2) has a chi-square law with n - 1 degrees of freedom when s is the true spread, which
gives an estimate (Q at its mean: Paule and Mandel 1982), an interval (Q at its quantiles) and a test (Q at s = 0).
Sellers without difference give an estimate at or near zero, whatever they look like in a ranking.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import fsum

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, stats

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Estimate:
    """A number with its 95 % interval, its unit, and the count of observations it rests on."""

    value: float
    low: float
    high: float
    unit: str
    of: int
    note: str = ""


@dataclass(frozen=True)
class Spread:
    """True standard deviation between sellers with its 95 % interval, and the chance of so much spread from noise."""

    value: float
    low: float
    high: float
    noise_p: float
    sellers: int


def between(values: Array, noise_variances: Array) -> Spread:
    """The spread behind noisy figures, one a seller. Fewer than three sellers tell nothing (ValueError)."""
    if len(values) < 3:
        raise ValueError("a spread needs three sellers or more")
    order = np.lexsort((noise_variances, values))  # sums must not depend on the order in which sellers come
    values, noise_variances = values[order], noise_variances[order]
    freedom = len(values) - 1

    def statistic(spread: float) -> float:
        return heterogeneity(values, noise_variances, spread)

    value, low, high = (
        _root(statistic, level) for level in (freedom, stats.chi2.ppf(0.975, freedom), stats.chi2.ppf(0.025, freedom))
    )
    return Spread(value, low, high, float(stats.chi2.sf(statistic(0.0), freedom)), len(values))


def heterogeneity(values: Array, noise_variances: Array, spread: float) -> float:
    """Q at a supposed true spread."""
    weights = 1.0 / (noise_variances + spread * spread)
    mean = float(np.average(values, weights=weights))
    return float(np.sum(weights * (values - mean) * (values - mean)))


def _root(statistic: Callable[[float], float], level: float) -> float:
    """The spread at which the falling statistic meets a level; zero if it starts below."""
    if statistic(0.0) <= level:
        return 0.0
    above = 1.0
    while statistic(above) > level:
        above *= 2.0
    return float(optimize.brentq(lambda spread: statistic(spread) - level, 0.0, above))


def of_shares(successes: Array, trials: Array) -> Spread:
    """Spread of true shares behind binomial counts."""
    pooled = float(successes.sum() / trials.sum())
    return between(successes / trials, np.maximum(pooled * (1.0 - pooled), 1e-9) / trials)


def of_rates(counts: Array, exposures: Array) -> Spread:
    """Spread of true rates behind Poisson counts, as a coefficient of variation."""
    pooled = fsum(counts) / fsum(exposures)
    return between(counts / exposures / pooled, 1.0 / (pooled * exposures))


def share(successes: int, trials: int, note: str = "") -> Estimate:
    """A share with its Wilson interval."""
    interval = stats.binomtest(successes, trials).proportion_ci(method="wilson")
    return Estimate(successes / trials, float(interval.low), float(interval.high), "share", trials, note)


def median(values: Array, unit: str, note: str = "") -> Estimate:
    """A median with its interval from order statistics."""
    ordered = np.sort(values)
    low, high = stats.binom.ppf([0.025, 0.975], len(ordered), 0.5).astype(int)
    return Estimate(
        float(np.median(ordered)),
        float(ordered[low]),
        float(ordered[min(high, len(ordered) - 1)]),
        unit,
        len(ordered),
        note,
    )


def mean(values: Array, unit: str, note: str = "") -> Estimate:
    """A mean with its normal interval; one value has an interval of no width."""
    error = float(stats.sem(values)) if len(values) > 1 else 0.0
    middle = float(np.mean(values))
    return Estimate(middle, middle - 1.96 * error, middle + 1.96 * error, unit, len(values), note)
