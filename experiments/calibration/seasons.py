"""Seasons of arrivals, told only by quarters that are seen in full more than once."""

from math import exp

import numpy as np
import pandas as pd

from experiments.calibration.periods import Window, fading_months, full_quarters
from experiments.calibration.spread import Estimate


def seasons(arrived: pd.DataFrame, rows: pd.DataFrame, window: Window) -> dict[int, Estimate]:
    """Arrivals of each calendar quarter against the mean quarter, shrunk; empty unless each was seen in full twice.

    With a quarter seen once, season, trend and accident cannot be told apart.
    """
    fading = {month.asfreq("Q") for month in fading_months(rows, window)}
    full = [quarter for quarter in full_quarters(window) if quarter not in fading]
    counts = arrived["created"].dt.to_period("Q").value_counts().reindex(full, fill_value=0)
    logs = pd.Series(
        {quarter: np.log((count + 0.5) / _days_in(quarter)) for quarter, count in counts.items()}, dtype=float
    )
    by_season = logs.groupby([quarter.quarter for quarter in logs.index])
    if len(by_season) < 4 or by_season.size().min() < 2:
        return {}
    return _shrunk_seasons(_detrended(logs))


def _days_in(quarter: pd.Period) -> int:
    return (quarter.end_time - quarter.start_time).days + 1


def _detrended(logs: pd.Series) -> pd.Series:
    """Log arrivals less the mean of their calendar year."""
    return logs - logs.groupby([quarter.year for quarter in logs.index]).transform("mean")


def _shrunk_seasons(logs: pd.Series) -> dict[int, Estimate]:
    """Each quarter's mean, drawn to zero as far as years disagree about it (empirical Bayes)."""
    season = [quarter.quarter for quarter in logs.index]
    means, years = logs.groupby(season).mean(), logs.groupby(season).size()
    noise = float(((logs - logs.groupby(season).transform("mean")) ** 2).sum() / max(1, len(logs) - 4))
    kept = max(0.0, 1 - noise / float(years.mean()) / max(float(means.var()), 1e-12))
    error = 1.96 * np.sqrt(noise / years * max(kept, 0.05))
    return {int(q): _season(kept * float(means[q]), float(error[q]), int(years[q])) for q in means.index}


def _season(log_ratio: float, error: float, years: int) -> Estimate:
    return Estimate(
        exp(log_ratio), exp(log_ratio - error), exp(log_ratio + error), "ratio to mean", years, "calendar years"
    )
