"""P8: how long new hires take to sell like tenured colleagues, and how far quick and slow learners lie apart."""

from __future__ import annotations

import numpy as np
from scipy.stats import CensoredData, ecdf

from experiments.validation.estimates import Estimate, Table, Values, bootstrapped, mean_of
from experiments.validation.panel import TENURED_WEEKS, WEEKS_PER_MONTH, WEEKS_PER_QUARTER, credited, tenure_weeks
from experiments.validation.recorder import Array, Lived

WATCHED_WEEKS = 78
UP_TO_SPEED = 0.8
FEWEST_HIRES = 10
ROUNDING = 1e-9


def extract(lived: Lived) -> dict[str, Array | float]:
    """The ramp of one firm's new hires, and the tenth and ninetieth percentile of their learning times."""
    tenure, money = tenure_weeks(lived), credited(lived)
    hires = np.argwhere(tenure == 0)
    par = tenured_median(money, tenure)
    know_how = lived.people["know_how"]
    tenured = know_how[tenure >= TENURED_WEEKS]
    quick, slow = learning_percentiles(careers(know_how, tenure, hires), UP_TO_SPEED * _mean(tenured))
    ramp = cohort_medians(careers(money, tenure, hires)) / (par if par > 0.0 else np.nan)
    return {"ramp": ramp, "quick": quick, "slow": slow}


def _mean(values: Values) -> float:
    return float(values.mean()) if values.size else float("nan")


def careers(column: Array, tenure: Array, hires: Array) -> Values:
    """Hires x weeks of tenure: a column along each newcomer's first weeks; not a number once gone, or not seen.

    `hires` has a row each: the week of the first day, and the seat.
    """
    along = np.full((len(hires), WATCHED_WEEKS), np.nan)
    for row, (day, seat) in enumerate(hires):
        weeks = slice(day, day + WATCHED_WEEKS)
        here = tenure[weeks, seat] == np.arange(len(tenure[weeks, seat]))
        along[row, : len(here)][here] = column[weeks, seat][here]
    return along


def cohort_medians(money: Values) -> Values:
    """Median over hires of the bookings of the trailing quarter, after each week of tenure."""
    total = np.pad(np.cumsum(money, axis=1), ((0, 0), (WEEKS_PER_QUARTER, 0)))
    trailing = total[:, WEEKS_PER_QUARTER:] - total[:, :-WEEKS_PER_QUARTER]
    medians = np.full(WATCHED_WEEKS, np.nan)
    counted = np.isfinite(trailing).sum(axis=0) >= FEWEST_HIRES
    if counted.any():
        medians[counted] = np.nanmedian(trailing[:, counted], axis=0)
    return medians


def tenured_median(money: Array, tenure: Array) -> float:
    """Median bookings of a quarter among those tenured before it began and still there at its end."""
    quarters = len(money) // WEEKS_PER_QUARTER
    shape = (quarters, WEEKS_PER_QUARTER, -1)
    weeks = quarters * WEEKS_PER_QUARTER
    booked, before = money[:weeks].reshape(shape).sum(axis=1), tenure[:weeks].reshape(shape)
    kept = (before >= TENURED_WEEKS).all(axis=1)
    return float(np.median(booked[kept])) if kept.any() else float("nan")


def weeks_to(curve: Values, level: float) -> float:
    """When a curve, known after each week, first reaches a level, between weeks by a straight line."""
    reached = np.nonzero(curve >= level)[0]
    if not len(reached):
        return float("nan")
    week = int(reached[0])
    before = curve[week - 1] if week > 0 else 0.0
    return float(week + (level - before) / (curve[week] - before)) if before < curve[week] else float(week + 1)


def learning_percentiles(know_how: Values, level: float) -> tuple[float, float]:
    """Weeks after which a tenth, and nine tenths, of all hires know enough; who left before counts as censored."""
    known = np.isfinite(know_how)
    seen = known.any(axis=1) & np.isfinite(level)
    if seen.sum() < FEWEST_HIRES:
        return float("nan"), float("nan")
    enough = np.where(known, know_how, -np.inf)[seen] >= level
    there = enough.any(axis=1)
    weeks = np.where(there, enough.argmax(axis=1), known[seen].sum(axis=1)).astype(float)
    return quantiles_of(weeks, ~there)


def quantiles_of(weeks: Values, censored: Array) -> tuple[float, float]:
    """Tenth and ninetieth percentile by Kaplan and Meier; the longest time seen, if so many never get there."""
    found = ecdf(CensoredData.right_censored(weeks, censored)).cdf
    last = len(found.quantiles) - 1
    low, high = (min(int(np.searchsorted(found.probabilities, share - ROUNDING)), last) for share in (0.1, 0.9))
    return float(found.quantiles[low]), float(found.quantiles[high])


def ramp_months(table: Table) -> float:
    """When the median newcomer of the pooled firms sells like four fifths of a tenured median."""
    curves = table["ramp"]
    known = np.isfinite(curves).any(axis=0)
    pooled = np.full(curves.shape[1], np.nan)
    pooled[known] = np.nanmean(curves[:, known], axis=0)
    return weeks_to(pooled, UP_TO_SPEED) / WEEKS_PER_MONTH


def estimate(table: Table) -> dict[str, Estimate]:
    """Rows P8."""
    return {
        "P8.ramp": bootstrapped(ramp_months, {"ramp": table["ramp"]}),
        "P8.spread": mean_of((table["slow"] - table["quick"]) / WEEKS_PER_MONTH),
    }
