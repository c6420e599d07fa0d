"""Lengths of time in days, and days kept between two others."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

SECONDS_A_DAY = 86_400.0


def in_days(lengths: "pd.Series[pd.Timedelta]") -> "pd.Series[float]":
    """Lengths of time as numbers of days."""
    return lengths.dt.total_seconds() / SECONDS_A_DAY


def days_from(start: pd.Timestamp, end: pd.Timestamp) -> float:
    """Days from one moment to another."""
    return float((end - start).total_seconds() / SECONDS_A_DAY)


def cycle_days(rows: pd.DataFrame) -> NDArray[np.float64]:
    """Days from creation to close, one a row that has both."""
    return np.asarray(in_days((rows["closed"] - rows["created"]).dropna()), dtype=np.float64)


def between_days(days: pd.Series, low: pd.Timestamp, high: pd.Timestamp) -> pd.Series:
    """Days moved into the stretch from `low` to `high`."""
    return days.where(days > low, low).where(days < high, high)
