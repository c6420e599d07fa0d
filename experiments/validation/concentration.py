"""P4: how unequal the yearly revenue of tenured reps is, and what its tail looks like."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from experiments.validation.estimates import Estimate, Table, Values, mean_of, share_of_runs
from experiments.validation.panel import rep_years
from experiments.validation.recorder import Lived
from experiments.validation.tails import prefers_exponential_or_lognormal


def extract(lived: Lived) -> dict[str, float]:
    """Numbers of one firm's tenured rep-years."""
    years = tenured_revenue(rep_years(lived))
    pooled = np.concatenate([year / year.mean() for year in years]) if years else np.zeros(0)
    return {
        "top_fifth": mean_over_years([top_fifth_share(year) for year in years]),
        "cv": mean_over_years([float(year.std(ddof=1) / year.mean()) for year in years]),
        "tail": float(prefers_exponential_or_lognormal(pooled[pooled > 0.0])),
    }


def tenured_revenue(table: pd.DataFrame) -> list[Values]:
    """Revenue of the tenured, year by year; years with fewer than two of them, or no revenue, are left out."""
    tenured = table[table["tenured"]]
    years = [group.to_numpy(dtype=float) for _, group in tenured.groupby("year")["revenue_money"]]
    return [year for year in years if len(year) > 1 and year.sum() > 0.0]


def mean_over_years(values: list[float]) -> float:
    """The mean; not a number without years."""
    return float(np.mean(values)) if values else float("nan")


def top_fifth_share(revenue: Values) -> float:
    """Share of the sum that the top fifth brings, heads rounded up."""
    count = math.ceil(len(revenue) / 5)
    return float(np.sort(revenue)[-count:].sum() / revenue.sum())


def estimate(table: Table) -> dict[str, Estimate]:
    """Rows P4."""
    return {
        "P4.top_fifth": mean_of(table["top_fifth"]),
        "P4.cv": mean_of(table["cv"]),
        "P4.tail": share_of_runs(table["tail"]),
    }
