"""When does a policy pay? The week from which its cumulative profit stays ahead of the reference, world by world."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from experiments.analysis.bootstrap import Values
from experiments.analysis.intervals import Interval, wilson_interval


@dataclass(frozen=True)
class Payback:
    """How long a policy takes to pay, over worlds.

    `median_weeks` counts worlds that never get ahead for good as the longest of all: it is inf when they are half or
    more. `share_never` is their share within the horizon of `horizon_weeks`, with its Wilson interval.
    """

    worlds: int
    horizon_weeks: int
    median_weeks: float
    quartiles_weeks: Interval
    share_never: float
    share_never_interval: Interval


def cumulative(difference: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Running sum of a weekly difference: weeks x worlds."""
    return np.cumsum(difference.to_numpy(dtype=float), axis=0)


def weeks_until_ahead(difference: pd.DataFrame) -> Values:
    """Per world (column), the first week from which the cumulative difference stays positive; inf if it never does.

    Week 1 is the first row. A difference of exactly zero is not ahead, so waiting for a policy's first effect counts.
    """
    running = cumulative(difference)
    behind = running <= 0.0
    last_behind = np.where(behind.any(axis=0), len(running) - np.argmax(behind[::-1], axis=0), 0)
    return np.where(last_behind == len(running), math.inf, last_behind + 1.0)


def payback(difference: pd.DataFrame) -> Payback:
    """Summarise `weeks_until_ahead` of a table of weeks x worlds."""
    weeks = weeks_until_ahead(difference)
    never = float(np.isinf(weeks).mean())
    low, middle, high = (_quantile(weeks, share) for share in (0.25, 0.5, 0.75))
    return Payback(
        worlds=weeks.size,
        horizon_weeks=len(difference),
        median_weeks=middle,
        quartiles_weeks=(low, high),
        share_never=never,
        share_never_interval=wilson_interval(never, weeks.size),
    )


def _quantile(weeks: Values, share: float) -> float:
    """The smallest week by which that share of worlds is ahead for good; interpolation would mix in inf."""
    return float(np.sort(weeks)[math.ceil(share * weeks.size) - 1])
