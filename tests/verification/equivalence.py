"""Two one-sided tests: whether a mean lies within a margin, and not only "is not shown to differ"."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

ALPHA = 0.05  # of each one-sided test: the interval is the 90 % one
MARGINS = {  # what counts as the same, per head where it is money: fixed before any of this was run
    "revenue_per_head": 0.01,  # share of the mean
    "profit_per_head": 0.01,
    "satisfaction": 1.0,  # points of 100
    "turnover": 0.02,  # share of heads a year: two points
}
RELATIVE = {"revenue_per_head", "profit_per_head"}


class Interval(NamedTuple):
    """A mean and its 90 % interval."""

    mean: float
    low: float
    high: float

    def within(self, margin: float) -> bool:
        """Whether both one-sided tests say that the mean is no farther from nought than this."""
        return -margin < self.low and self.high < margin


def interval(values: Any) -> Interval:
    """Mean of independent values with its interval."""
    mean = float(np.mean(values))
    reach = float(stats.sem(values) * stats.t.ppf(1.0 - ALPHA, len(values) - 1))
    return Interval(mean, mean - reach, mean + reach)


def per_head(frame: pd.DataFrame) -> pd.DataFrame:
    """Indicators with money per head, one row a seed."""
    money = {f"{name}_per_head": frame[f"{name}_money"] / frame["heads"] for name in ("revenue", "profit")}
    return frame.assign(**money).set_index("seed")


def differences(one: pd.DataFrame, other: pd.DataFrame) -> dict[str, Interval]:
    """By how much another firm differs in each indicator that has a margin, over the seeds of both."""
    ours, theirs = per_head(one), per_head(other)
    found = {}
    for name in MARGINS:
        scale = ours[name].mean() if name in RELATIVE else 1.0
        found[name] = interval((theirs[name] - ours[name]) / scale)
    return found


def unequal(one: pd.DataFrame, other: pd.DataFrame) -> list[str]:
    """What is not shown to be the same within its margin: a sentence each."""
    return [
        f"{name} differs by {found.mean:.5f} ({found.low:.5f} to {found.high:.5f}), margin {MARGINS[name]}"
        for name, found in differences(one, other).items()
        if not found.within(MARGINS[name])
    ]
