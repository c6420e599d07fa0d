"""The time that an export covers: which part of it is seen in full, and which only through what lasted."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.calibration.clean import STRAY_DAYS, STRAY_SHARE, is_closed, last_day
from experiments.calibration.days import days_from
from experiments.calibration.errors import CrmError
from experiments.calibration.findings import Finding, rows_shown

EDGE_DAYS = 10
"""A period is seen in full when the records begin (end) within so many days of its start (end)."""


@dataclass(frozen=True)
class Window:
    """From the first recorded close to the last dated row: in it arrivals and closes are both seen."""

    start: pd.Timestamp
    end: pd.Timestamp

    @property
    def weeks(self) -> float:
        """Length in weeks, both days included."""
        return (days_from(self.start, self.end) + 1) / 7

    def holds(self, days: pd.Series) -> pd.Series:
        """Which days lie in it."""
        return (days >= self.start) & (days <= self.end)


def window_of(rows: pd.DataFrame) -> Window:
    """The window of an export. Raises CrmError if no deal ever closed with a date, or all on one day."""
    closes = rows.loc[is_closed(rows), "closed"].dropna().sort_values()
    if closes.empty:
        raise CrmError("opportunities: no deal ever closed with a date, so nothing about wins or cycles can be learned")
    early = closes.iloc[int(STRAY_SHARE * len(closes))]
    start = closes[closes >= early - pd.Timedelta(days=STRAY_DAYS)].iloc[0]
    window = Window(pd.Timestamp(start), last_day(rows))
    if window.weeks < 4:
        raise CrmError(f"opportunities: closes span {window.weeks:.1f} weeks; a fit needs four weeks or more")
    return window


def period_findings(rows: pd.DataFrame, window: Window) -> list[Finding]:
    """Strays before the window, deals seen only because they lasted, periods cut at either end, arrivals that fade."""
    return [
        *_strays(rows, window),
        *_survivors(rows, window),
        *_partial_quarters(rows, window),
        *_fading_arrivals(rows, window),
    ]


def _strays(rows: pd.DataFrame, window: Window) -> list[Finding]:
    late = (rows["created"] > window.end) | (rows["closed"] > window.end)
    hit = rows.index[((rows["closed"] < window.start) | late).to_numpy()]
    message = (
        "deals are dated long before or after all others; the records are taken to run "
        f"from {window.start:%Y-%m-%d} to {window.end:%Y-%m-%d}"
    )
    return (
        [Finding("stray_dates", "opportunities", len(hit), len(rows), message, "left out", rows_shown(hit))]
        if len(hit)
        else []
    )


def _survivors(rows: pd.DataFrame, window: Window) -> list[Finding]:
    hit = rows.index[(rows["created"] < window.start).to_numpy()]
    message = (
        f"deals were created before the first recorded close ({window.start:%Y-%m-%d}): only those that lasted "
        "are seen, so they do not count as arrivals"
    )
    return (
        [Finding("created_before_window", "opportunities", len(hit), len(rows), message, "left out", rows_shown(hit))]
        if len(hit)
        else []
    )


def full_quarters(window: Window) -> pd.PeriodIndex:
    """The calendar quarters that the window covers, its edges forgiven `EDGE_DAYS`."""
    quarters = pd.period_range(window.start, window.end, freq="Q")
    starts = quarters.start_time + pd.Timedelta(days=EDGE_DAYS) >= window.start
    ends = quarters.end_time - pd.Timedelta(days=EDGE_DAYS) <= window.end
    return quarters[np.asarray(starts & ends)]


def _partial_quarters(rows: pd.DataFrame, window: Window) -> list[Finding]:
    closed = rows[is_closed(rows) & window.holds(rows["closed"])]
    quarter = closed["closed"].dt.to_period("Q")
    full = full_quarters(window)
    ends = {"first": window.start.to_period("Q"), "last": window.end.to_period("Q")}
    return [_partial(closed, quarter, period, which, full) for which, period in ends.items() if period not in full]


def _partial(closed: pd.DataFrame, quarter: pd.Series, period: pd.Period, which: str, full: pd.PeriodIndex) -> Finding:
    inside = closed[quarter == period]
    won, usual = (inside["outcome"] == "won").mean(), (closed.loc[quarter.isin(full), "outcome"] == "won").mean()
    months = ", ".join(f"{month:%B}" for month in sorted(set(inside["closed"].dt.to_period("M"))))
    message = (
        f"closes fall into the {which} quarter {period.year} Q{period.quarter}, which is seen in part: it holds "
        f"{months} only (won share {won:.2f}, in the full quarters {usual:.2f}); it says nothing about seasons"
    )
    return Finding(
        f"partial_{which}_period",
        "opportunities",
        len(inside),
        len(closed),
        message,
        "left out",
        rows_shown(inside.index),
    )


def fading_months(rows: pd.DataFrame, window: Window) -> pd.PeriodIndex:
    """The months at the window's end with less than half of the usual arrivals: deals not yet entered, or cut off."""
    months = rows.loc[window.holds(rows["created"]), "created"].dt.to_period("M")
    counts = months.value_counts().reindex(pd.period_range(window.start, window.end, freq="M"), fill_value=0)
    days = np.array([_days_inside(month, window) for month in counts.index])
    daily = counts.to_numpy() / days
    thin = daily < 0.5 * np.median(daily[days >= 28]) if (days >= 28).any() else np.zeros(len(daily), dtype=bool)
    first_thin = len(thin) - int(np.argmin(thin[::-1])) if not thin.all() else len(thin)
    return pd.PeriodIndex(counts.index[first_thin:])


def _days_inside(month: pd.Period, window: Window) -> float:
    start, end = max(month.start_time, window.start), min(month.end_time.floor("D"), window.end)
    return days_from(start, end) + 1


def _fading_arrivals(rows: pd.DataFrame, window: Window) -> list[Finding]:
    months = fading_months(rows, window)
    if months.empty:
        return []
    hit = rows.index[rows["created"].dt.to_period("M").isin(months).to_numpy()]
    named = ", ".join(map(str, months))
    message = (
        f"deals were created in {named}, with less than half of the usual arrivals: they say nothing about seasons"
    )
    return [Finding("arrivals_fade", "opportunities", len(hit), len(rows), message, "kept", rows_shown(hit))]
