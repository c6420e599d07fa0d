"""P7: how bookings follow the fiscal year and the quarter, and whether that comes from the kinks of pay."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from experiments.validation.estimates import Estimate, Table, Values, cannot_tell, complement, mean_of, ratio_of
from experiments.validation.panel import TENURED_WEEKS, WEEKS_PER_QUARTER, by_year, credited, tenure_weeks
from experiments.validation.recorder import Lived

QUARTERS = 4
LAST_MONTH = np.array([0.0] * 8 + [1 / 3] + [1.0] * 4)
"""How much of each week of a quarter lies in its last 13/3 weeks."""


def extract(arms: Mapping[str, Lived]) -> dict[str, float]:
    """Fiscal effects of one firm under its own pay, and of the same firm under linear pay."""
    found: dict[str, float] = {}
    for arm, lived in arms.items():
        first, last = fiscal_effects(quarterly_rates(lived))
        found |= {f"{arm}_first": first, f"{arm}_last": last, f"{arm}_span": last - first}
        found |= {f"{arm}_last_month": last_month_share(lived)}
    return found


def tenured_bookings(lived: Lived) -> tuple[Values, Values]:
    """Bookings and seat-weeks of the tenured: years x quarters x weeks of the quarter, without the first year."""
    tenured = tenure_weeks(lived) >= TENURED_WEEKS
    money = np.where(tenured, credited(lived), 0.0)
    shape = (-1, QUARTERS, WEEKS_PER_QUARTER)
    booked, weeks = (by_year(column).sum(axis=2)[1:].reshape(shape) for column in (money, tenured * 1.0))
    return booked, weeks


def quarterly_rates(lived: Lived) -> Values:
    """Bookings per occupied seat-week, one number a quarter, in order."""
    money, weeks = (part.sum(axis=2).ravel() for part in tenured_bookings(lived))
    return np.asarray(money / np.maximum(weeks, 1.0))


def fiscal_effects(rates: Values) -> tuple[float, float]:
    """First and last quarter of a year against the middle ones, net of a linear trend."""
    time = np.arange(len(rates)) - (len(rates) - 1) / 2
    quarter = np.arange(len(rates)) % QUARTERS
    design = np.stack([np.ones(len(rates)), time, quarter == 0, quarter == QUARTERS - 1], axis=1)
    middle, _, first, last = np.linalg.lstsq(design, rates, rcond=None)[0]
    return (float(first / middle), float(last / middle)) if middle > 0.0 else (np.nan, np.nan)


def last_month_share(lived: Lived) -> float:
    """Share of a quarter's bookings that falls into its last 13/3 weeks."""
    by_week = tenured_bookings(lived)[0].sum(axis=(0, 1))
    return float(by_week @ LAST_MONTH / by_week.sum()) if by_week.sum() > 0.0 else np.nan


def estimate(table: Table) -> dict[str, Estimate]:
    """Rows P7."""
    return {
        "P7.last_quarter": mean_of(table["own_last"]),
        "P7.first_quarter": mean_of(table["own_first"]),
        "P7.last_month": mean_of(table["own_last_month"]),
        "P7.kinks": vanished(table["own_span"], table["linear_span"]),
    }


def vanished(own: Values, linear: Values) -> Estimate:
    """Share of the span between first and last quarter that is gone under linear pay."""
    span = mean_of(own)
    if not span.low > 0.0:
        return cannot_tell("there is no fiscal-year effect that kinks could explain")
    return complement(ratio_of(linear, own))
