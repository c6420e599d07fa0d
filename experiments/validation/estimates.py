"""Estimates: a number over seeds with its 95 % interval, or the reason why nobody can tell."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from experiments.analysis.intervals import t_interval, wilson_interval

Values: TypeAlias = npt.NDArray[np.float64]
Table: TypeAlias = dict[str, npt.NDArray[Any]]
"""What was read off each firm, by name: the first axis is the seed."""

RESAMPLES = 400


class Estimate(NamedTuple):
    """`low` and `high` bound the mean over seeds with 95 % confidence; `why` says why there is none."""

    mean: float
    low: float
    high: float
    why: str = ""


def cannot_tell(why: str) -> Estimate:
    """No number, and the reason."""
    return Estimate(math.nan, math.nan, math.nan, why)


def mean_of(values: Values) -> Estimate:
    """Mean over seeds with Student's interval; seeds without a value are left out."""
    known = np.asarray(values, dtype=float)
    known = known[np.isfinite(known)]
    if known.size < 2:
        return cannot_tell(f"{known.size} of {np.size(values)} seeds have a value, and an interval needs 2")
    return Estimate(float(known.mean()), *t_interval(known))


def ratio_of(parts: Values, wholes: Values) -> Estimate:
    """Ratio of sums over seeds; its interval is that of the linearised ratio (delta method)."""
    part, whole = np.asarray(parts, dtype=float), np.asarray(wholes, dtype=float)
    if part.size < 2 or whole.sum() == 0.0:
        return cannot_tell("there is nothing to divide by" if part.size >= 2 else "an interval needs 2 seeds")
    ratio = part.sum() / whole.sum()
    return mean_of(ratio + (part - ratio * whole) / whole.mean())


def share_of_runs(flags: Values) -> Estimate:
    """Share of the runs in which something holds, with Wilson's interval."""
    share = float(np.mean(flags))
    return Estimate(share, *wilson_interval(share, len(flags)))


def bootstrapped(statistic: Callable[[Table], float], table: Table) -> Estimate:
    """A statistic of the pooled seeds, with the percentile interval of resampled seeds; chance has a fixed seed."""
    seeds = len(next(iter(table.values())))
    mean = statistic(table)
    if seeds < 2 or not math.isfinite(mean):
        return cannot_tell("it is not defined for these runs" if seeds >= 2 else "an interval needs 2 seeds")
    picks = np.random.default_rng(0).integers(0, seeds, (RESAMPLES, seeds))
    drawn = np.array([statistic({name: rows[pick] for name, rows in table.items()}) for pick in picks])
    drawn = drawn[np.isfinite(drawn)]
    if drawn.size < RESAMPLES // 2:
        return cannot_tell("it is not defined for most of the resampled runs")
    low, high = np.quantile(drawn, (0.025, 0.975))
    return Estimate(float(mean), float(low), float(high))


def shifted(estimate: Estimate, by: float) -> Estimate:
    """The estimate of a quantity plus a constant."""
    return estimate._replace(mean=estimate.mean + by, low=estimate.low + by, high=estimate.high + by)


def complement(estimate: Estimate) -> Estimate:
    """The estimate of one minus a quantity."""
    return estimate._replace(mean=1.0 - estimate.mean, low=1.0 - estimate.high, high=1.0 - estimate.low)
