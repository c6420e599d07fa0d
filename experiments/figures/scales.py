"""Differences on the scales on which they are drawn: percent, a metric's own unit, standard deviations between firms.

Every function takes a table with one row an effect (`metric`, `mean`, `low`, `high`, `reference_mean`, `effect`,
`hurts`) and returns it with more columns.
"""

from collections.abc import Sequence

import pandas as pd

from experiments.analysis.metrics import METRICS, Metric
from experiments.report.words import SHOWN_UNITS


def with_percent(table: pd.DataFrame) -> pd.DataFrame:
    """With mean and interval as percent of the firm as it is, whether that earns or loses."""
    scale = 100.0 / table["reference_mean"].abs()
    return table.assign(
        percent=table["mean"] * scale, percent_low=table["low"] * scale, percent_high=table["high"] * scale
    )


def with_axis(table: pd.DataFrame, metrics: Sequence[Metric] = METRICS) -> pd.DataFrame:
    """With mean, interval and margin in the unit in which the metric is drawn, and what the axis says."""
    return pd.concat([_drawn(table[table["metric"] == metric.name], metric) for metric in metrics])


def _drawn(rows: pd.DataFrame, metric: Metric) -> pd.DataFrame:
    unit, factor = SHOWN_UNITS.get(metric.unit, (metric.unit, 1.0))
    scale = 100.0 / rows["reference_mean"].abs() if metric.relative else factor
    return rows.assign(
        shown=rows["mean"] * scale,
        shown_low=rows["low"] * scale,
        shown_high=rows["high"] * scale,
        shown_margin=100.0 * metric.margin if metric.relative else metric.margin * factor,
        axis=f"{metric.label.lower()}, {'%' if metric.relative else unit}",
    )


def with_spread(table: pd.DataFrame) -> pd.DataFrame:
    """With the interval in standard deviations, whether it leaves out zero, and whether the change hurts."""
    scale = (table["effect"] / table["mean"]).where(table["mean"] != 0.0, 0.0)
    low, high = table["low"] * scale, table["high"] * scale
    clear = (table["low"] > 0.0) | (table["high"] < 0.0)
    harm = clear & (table["mean"] * table["hurts"] > 0.0)
    return table.assign(effect_low=low, effect_high=high, clear=clear, harm=harm)
