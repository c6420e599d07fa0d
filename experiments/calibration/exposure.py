"""Who was there, and for how long: the weeks in which somebody could have found or closed a deal."""

import numpy as np
import pandas as pd

from experiments.calibration.days import between_days, cycle_days, in_days
from experiments.calibration.periods import Window

EDGE_WEEKS = 4.0
"""Somebody first (last) seen within so many weeks of the window's edge counts as there from (to) the edge."""


def seat_weeks(rows: pd.DataFrame, people: pd.DataFrame | None, window: Window) -> pd.Series:
    """Weeks inside the window that each seller was there: by `people` if listed there, else first to last trace."""
    spans = activity(rows, window)
    if people is not None:
        spans = _employed(people, window).combine_first(spans).loc[spans.index.union([])]
    weeks = in_days(spans["last"] - spans["first"]) / 7
    return weeks[weeks > 0]


def activity(rows: pd.DataFrame, window: Window) -> pd.DataFrame:
    """First and last day on which each seller was at work, stretched to the window's edges when near them.

    Deals created tell it; closes do so only of sellers who created none, since deals outlive the stay of their owner.
    An heir seems to have created what was inherited: nobody counts as there a whole cycle before the first close.
    """
    created, closed = _traces(rows, "created", window), _traces(rows, "closed", window)
    cycle = pd.Timedelta(days=float(np.median(cycle_days(rows))))
    not_before = (closed["first"] - cycle).reindex(created.index)
    created["first"] = created["first"].where(~(created["first"] < not_before), not_before)
    traces = pd.concat([created, closed[~closed.index.isin(created.index)]]).sort_index()
    return _stretched(traces, window)


def _traces(rows: pd.DataFrame, column: str, window: Window) -> pd.DataFrame:
    """First day, last day and number of each seller's dated rows, of those seen inside the window."""
    dated = rows.loc[window.holds(rows[column]), ["owner", column]].dropna()
    days = dated.groupby("owner")[column]
    return pd.DataFrame({"first": days.min(), "last": days.max(), "number": days.size()})


def _stretched(traces: pd.DataFrame, window: Window) -> pd.DataFrame:
    """Spans that reach to the window's edges where the next deal was not yet, or no longer, to be expected."""
    gap = in_days(traces["last"] - traces["first"]) / (traces["number"] - 1).clip(lower=1)
    edge, past_end = (2 * gap).clip(lower=7 * EDGE_WEEKS), window.end + pd.Timedelta(days=1)
    first = traces["first"].where(in_days(traces["first"] - window.start) > edge, window.start)
    last = traces["last"].where(in_days(window.end - traces["last"]) > edge, past_end)
    return pd.DataFrame({"first": first, "last": last})


def _employed(people: pd.DataFrame, window: Window) -> pd.DataFrame:
    """First and last employed day inside the window, one row a person."""
    past_end = window.end + pd.Timedelta(days=1)
    first = between_days(people["start"].fillna(window.start), window.start, past_end)
    last = between_days(people["end"].fillna(past_end), window.start, past_end)
    spans = pd.DataFrame({"owner": people["owner"], "first": first, "last": last}).dropna()
    return spans[spans["last"] > spans["first"]].groupby("owner").agg(first=("first", "min"), last=("last", "max"))


def busiest_heads(rows: pd.DataFrame, people: pd.DataFrame | None, window: Window) -> int:
    """Seats: the number of sellers there at once, in all but the 5 % busiest weeks."""
    spans = _employed(people, window) if people is not None else activity(rows, window)
    weeks = pd.date_range(window.start, window.end, freq="7D")
    heads = [int(((spans["first"] <= week) & (spans["last"] > week)).sum()) for week in weeks]
    return max(1, int(np.ceil(np.quantile(heads, 0.95))))


def team_count(rows: pd.DataFrame, teams: pd.DataFrame | None) -> int | None:
    """Teams with at least one seller who owns a deal."""
    if teams is None:
        return None
    return int(teams.loc[teams["owner"].isin(rows["owner"]), "team"].nunique()) or None


def head_years(people: pd.DataFrame, window: Window) -> float:
    """Years worked inside the window, summed over people."""
    past_end = window.end + pd.Timedelta(days=1)
    first = between_days(people["start"].fillna(window.start), window.start, past_end)
    last = between_days(people["end"].fillna(past_end), window.start, past_end)
    return float(in_days(last - first).clip(lower=0).sum() / 365.25)
