"""Intervals: what the mean over all worlds, or the share of all worlds, may well be, given those that were lived."""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri, stdtr

from experiments.analysis.bootstrap import CONFIDENCE, Values, studentised_bounds, t_bounds

Interval: TypeAlias = tuple[float, float]

FEW = 10
"""Below so many worlds nobody can see whether they are skewed."""
COCHRAN = 25.0
"""Student's interval wants as many worlds as this times the squared skewness (Cochran 1977, section 2.15)."""


def mean_bounds(columns: Values, confidence: float = CONFIDENCE) -> Values:
    """The interval that decides, for each column's mean (worlds x columns): low and high x columns.

    Student's, unless the worlds are too skewed for it: then the studentised bootstrap.
    """
    bounds = t_bounds(columns, confidence)
    skewed = too_skewed(columns)
    if skewed.any():
        bounds[:, skewed] = studentised_bounds(columns[:, skewed], confidence)
    return bounds


def too_skewed(columns: Values) -> npt.NDArray[np.bool_]:
    """Whether a column's skewness is more than Student's interval bears with so many worlds."""
    return np.asarray((len(columns) >= FEW) & (len(columns) < COCHRAN * skewness(columns) ** 2))


def skewness(columns: Values) -> Values:
    """The third standardised moment of each column; 0 where nothing differs."""
    centred = columns - columns.mean(axis=0)
    variance = (centred**2).mean(axis=0)
    return np.asarray((centred**3).mean(axis=0) / np.where(variance > 0.0, variance, 1.0) ** 1.5)


def mean_interval(values: Values, confidence: float = CONFIDENCE) -> Interval:
    """`mean_bounds` of one column."""
    return _pair(mean_bounds(values[:, None], confidence))


def t_interval(values: Values, confidence: float = CONFIDENCE) -> Interval:
    """Student's interval for a mean: mean -+ t * sd / sqrt(n)."""
    return _pair(t_bounds(values[:, None], confidence))


def bootstrap_interval(values: Values, confidence: float = CONFIDENCE, seed: int = 0) -> Interval:
    """Studentised bootstrap of a mean over worlds."""
    return _pair(studentised_bounds(values[:, None], confidence, seed))


def _pair(bounds: Values) -> Interval:
    return float(bounds[0, 0]), float(bounds[1, 0])


def wilson_interval(share: float, worlds: int, confidence: float = CONFIDENCE) -> Interval:
    """Wilson's score interval for a share: never outside 0-1, and honest near its ends."""
    z = float(ndtri(0.5 + confidence / 2.0))
    shrink = 1.0 + z * z / worlds
    centre = (share + z * z / (2.0 * worlds)) / shrink
    half = z / shrink * math.sqrt(share * (1.0 - share) / worlds + z * z / (4.0 * worlds * worlds))
    return max(0.0, centre - half), min(1.0, centre + half)


def share_above(difference: Values) -> float:
    """Share of worlds with a positive difference; a tie counts half."""
    return float((difference > 0.0).mean() + 0.5 * (difference == 0.0).mean())


def two_sided_p(mean: Values, error: Values, freedom: Values | float) -> Values:
    """Student's p-value of a mean of zero, from its standard error and degrees of freedom; 1 where nothing differs."""
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.where(mean == 0.0, 0.0, np.abs(mean) / error)
    return np.asarray(2.0 * stdtr(freedom, -t))
