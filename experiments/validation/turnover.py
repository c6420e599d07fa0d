"""P1: how many leave, how many of them by themselves, after how long, and how many newcomers within a year."""

from __future__ import annotations

import numpy as np

from experiments.validation.estimates import Estimate, Table, mean_of, ratio_of
from experiments.validation.panel import WEEKS_PER_YEAR, at_work, tenure_weeks
from experiments.validation.recorder import Array, Lived

EXITS = ("resigned", "dismissed", "laid_off", "other_exits")
"""Seats' flows that say that somebody left the firm; who was hired away has resigned."""


def exits(lived: Lived) -> Array:
    """Weeks x seats: whether the occupant left the firm at the end of the week, in whatever way."""
    left: Array = np.any([lived.flows[name] > 0 for name in EXITS], axis=0)
    return left


def extract(lived: Lived) -> dict[str, float]:
    """Counts of one firm; tenure in years includes the last week worked."""
    left, tenure = exits(lived), tenure_weeks(lived)
    hired, gone = first_year(lived.calendar, tenure, left)
    return {
        "exits": float(left.sum()),
        "resigned": float((lived.flows["resigned"] > 0).sum()),
        "head_years": float(at_work(lived).sum()) / WEEKS_PER_YEAR,
        "tenure_years": float(np.median(tenure[left] + 1)) / WEEKS_PER_YEAR if left.any() else np.nan,
        "hired": hired,
        "gone": gone,
    }


def first_year(calendar: Array, tenure: Array, left: Array) -> tuple[float, float]:
    """New hires who could be watched for a year, and how many of them were gone by its end."""
    first_days, seats = np.nonzero((tenure == 0) & (calendar <= calendar[-1] + 1 - WEEKS_PER_YEAR)[:, None])
    gone = [left[day : day + WEEKS_PER_YEAR, seat].any() for day, seat in zip(first_days, seats, strict=True)]
    return float(len(gone)), float(np.sum(gone))


def estimate(table: Table) -> dict[str, Estimate]:
    """Rows P1."""
    return {
        "P1.turnover": ratio_of(table["exits"], table["head_years"]),
        "P1.voluntary": ratio_of(table["resigned"], table["exits"]),
        "P1.tenure": mean_of(table["tenure_years"]),
        "P1.first_year": ratio_of(table["gone"], table["hired"]),
    }
