"""The bootstrap: what the mean would have been, had other worlds of the same kind been lived.

Whole worlds are drawn with replacement, from a fixed seed, so that a table never changes by itself. Of the intervals
that a bootstrap can give the studentised one is used (Hall 1988): it counts in standard errors of each resample, and so
keeps its coverage where the plain percentiles of few or skewed worlds do not.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

Values = npt.NDArray[np.float64]

CONFIDENCE = 0.95
RESAMPLES = 4_000
CELLS_AT_ONCE = 4_000_000
"""Draws held in memory at a time."""

ROUNDING = 1e-12
"""A variance so small beside the mean square is none: rounding is all that is left of equal numbers."""


def resampled_means(columns: Values, seed: int = 0) -> Values:
    """Means of the columns (worlds x columns) in each resample of worlds: resamples x columns."""
    worlds, rng = len(columns), np.random.default_rng(seed)
    at_once = max(1, CELLS_AT_ONCE // worlds)
    sizes = [min(at_once, RESAMPLES - done) for done in range(0, RESAMPLES, at_once)]
    return np.concatenate([_times_drawn(rng, size, worlds) @ columns / worlds for size in sizes])


def _times_drawn(rng: np.random.Generator, resamples: int, worlds: int) -> Values:
    """How often each world is drawn: resamples x worlds."""
    picks = rng.integers(0, worlds, (resamples, worlds)) + worlds * np.arange(resamples)[:, None]
    drawn = np.bincount(picks.ravel(), minlength=resamples * worlds)
    return drawn.reshape(resamples, worlds).astype(np.float64)


def standard_errors(columns: Values) -> Values:
    """The standard error of each column's mean, over worlds."""
    return np.asarray(columns.std(axis=0, ddof=1) / np.sqrt(len(columns)))


def t_bounds(columns: Values, confidence: float = CONFIDENCE) -> Values:
    """Student's interval for each column's mean: low and high x columns."""
    half = stdtrit(len(columns) - 1, 0.5 + confidence / 2.0) * standard_errors(columns)
    mean = columns.mean(axis=0)
    return np.stack([mean - half, mean + half])


def studentised_bounds(columns: Values, confidence: float = CONFIDENCE, seed: int = 0) -> Values:
    """Studentised bootstrap for each column's mean: low and high x columns.

    Where so few worlds differ that a resample may hold none of them, Student's interval stands in.
    """
    worlds, mean = len(columns), columns.mean(axis=0)
    centred = columns - mean
    drawn, squares = np.split(resampled_means(np.hstack([centred, centred**2]), seed), 2, axis=1)
    variance = squares - drawn**2
    spread = np.sqrt(np.where(variance > ROUNDING * squares, variance, 0.0) / (worlds - 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        in_errors = np.where(drawn == 0.0, 0.0, drawn / spread)
    tail = (1.0 - confidence) / 2.0
    low, high = np.quantile(in_errors, (tail, 1.0 - tail), axis=0, method="nearest")  # between two inf lies no number
    error = standard_errors(columns)
    with np.errstate(invalid="ignore"):
        bounds = np.stack([mean - high * error, mean - low * error])
    return np.where(np.isfinite(bounds).all(axis=0), bounds, t_bounds(columns, confidence))


def percentile_bounds(drawn: Values, confidence: float = CONFIDENCE) -> Values:
    """The middle of what resamples gave (resamples x columns), for what is no mean: low and high x columns."""
    tail = (1.0 - confidence) / 2.0
    return np.asarray(np.quantile(drawn, (tail, 1.0 - tail), axis=0))
