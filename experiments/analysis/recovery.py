"""What a shock costs and how long it lasts, from weekly outcomes with and without it through the same luck."""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.analysis.bootstrap import Values

SMOOTHED_WEEKS, DEEPEST_WITHIN = 13, 52
DRAWS = 500


def lost(with_shock: pd.DataFrame, without: pd.DataFrame) -> pd.Series[float]:
    """By seed: the outcome forgone over all weeks, in weeks of the ordinary mean of all seeds.

    Both tables are weeks x seeds and begin with the week of the shock.
    """
    return (without - with_shock).sum() / float(without.to_numpy().mean())


def recovery_week(change: Values, within: float) -> float:
    """The first week, after the deepest of the first year, in which the mean of all seeds is back; inf if never.

    `change` is weeks x seeds, as a share of the ordinary mean; back is a loss of at most `within`. A mean is over a
    quarter, counted by its first week. Who never loses more is back at once, in week 0. Later losses do not count: two
    lives of a firm part for good, and a long wait for quiet would be a wait for luck.
    """
    mean = change.mean(axis=1)
    smooth = np.convolve(mean, np.full(SMOOTHED_WEEKS, 1.0 / SMOOTHED_WEEKS), mode="valid")
    deepest = int(np.argmin(smooth[:DEEPEST_WITHIN]))
    if smooth[deepest] >= -within:
        return 0.0
    back = np.flatnonzero(smooth[deepest:] >= -within)
    return float(deepest + back[0]) if back.size else float("inf")


def recovery(with_shock: pd.DataFrame, without: pd.DataFrame, within: float) -> tuple[float, float, float]:
    """Weeks to recover, with the middle 95 % of what other draws of the seeds give (percentiles; ends may be inf)."""
    change = ((with_shock - without) / float(without.to_numpy().mean())).to_numpy(np.float64)
    seeds = change.shape[1]
    luck = np.random.default_rng(0)
    drawn = [recovery_week(change[:, luck.integers(0, seeds, seeds)], within) for _ in range(DRAWS)]
    low, high = np.quantile(drawn, (0.025, 0.975), method="inverted_cdf")
    return recovery_week(change, within), float(low), float(high)
