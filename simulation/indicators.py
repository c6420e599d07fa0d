"""Indicators: what a year of weekly reports amounts to."""

from typing import Any

import numpy as np
import pandas as pd

from simulation.records import WeekReport

Array = np.ndarray[Any, Any]
WEEKS_PER_YEAR = 52
COLUMNS = tuple(WeekReport.attributes())
UNITS = {
    "revenue_money": "money/year",
    "renewals_money": "money/year",
    "gross_margin_money": "money/year",
    "cost_money": "money/year",
    "profit_money": "money/year",
    "satisfaction": "points of 100",
    "turnover": "share of heads/year",
    "resigned": "share of heads/year",
    "dismissed": "share of heads/year",
    "laid_off": "share of heads/year",
    "ability": "sd in the labour market",
    "wins": "deals/year",
    "win_share": "share of qualified deals that ended",
    "rival_share": "share of qualified deals that ended",
    "undecided_share": "share of qualified deals that ended",
    "cycle_weeks": "weeks, mean of won deals",
    "qualified": "deals/year",
    "open_deals": "deals",
    "accounts": "accounts",
    "churn": "share of accounts/year",
    "heads": "people",
    "vacancy": "share of seats",
    "tenure_weeks": "weeks",
    "know_how": "share of par",
    "morale": "0-1",
    "effort": "1 is ordinary",
    "prospecting_hours": "hours/week and head",
    "share_at_quota": "share of reps",
    "mean_attainment": "ratio",
    "top_fifth_share": "share of bookings",
    "hired": "people/year",
    "demand": "1 is normal",
    "overflows": "leads and customers that found no room, so far",
}
AT_THE_END = ("share_at_quota", "mean_attainment", "top_fifth_share", "overflows")  # known when a year closes
ENDING = [COLUMNS.index(name) for name in AT_THE_END]


def as_table(weekly: Array) -> Array:
    """Weekly reports as plain numbers, one row a week and one column of `COLUMNS` each."""
    return weekly.view("f8").reshape(len(weekly), len(COLUMNS))


def weekly_means(weekly: Array, weeks: int = WEEKS_PER_YEAR) -> Array:
    """Mean of each column over each full period of so many weeks; year-end figures as they stood at its end."""
    periods = len(weekly) // weeks
    blocks = as_table(weekly)[: periods * weeks].reshape(periods, weeks, len(COLUMNS))
    means: Array = np.add.reduce(blocks, axis=1) / weeks
    means[:, ENDING] = blocks[:, -1, ENDING]
    return means


def share(part: Array, whole: Array) -> Array:
    """Part of a whole; not a number where there is no whole."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(whole > 0, part / np.where(whole > 0, whole, 1), np.nan)


def indicators(means: Array) -> pd.DataFrame:
    """Indicators a year, with the units of `UNITS`, from weekly means (one row a period)."""
    week = {name: means[:, number] for number, name in enumerate(COLUMNS)}
    ended = week["wins"] + week["rival_losses"] + week["undecided"]
    seats = week["heads"] + week["vacant_seats"]
    yearly = {name: week[name] * WEEKS_PER_YEAR for name in COLUMNS}
    columns = {
        "revenue_money": yearly["bookings_money"] + yearly["expansion_money"],
        "renewals_money": yearly["renewals_money"],
        "gross_margin_money": yearly["gross_margin_money"],
        "cost_money": yearly["gross_margin_money"] - yearly["profit_money"],
        "profit_money": yearly["profit_money"],
        "turnover": share(yearly["resigned"] + yearly["dismissed"] + yearly["laid_off"], week["heads"]),
        "resigned": share(yearly["resigned"], week["heads"]),
        "dismissed": share(yearly["dismissed"], week["heads"]),
        "laid_off": share(yearly["laid_off"], week["heads"]),
        "wins": yearly["wins"],
        "win_share": share(week["wins"], ended),
        "rival_share": share(week["rival_losses"], ended),
        "undecided_share": share(week["undecided"], ended),
        "cycle_weeks": share(week["cycle_weeks"], week["wins"]),
        "qualified": yearly["qualified"],
        "churn": share(yearly["churned"], week["accounts"]),
        "vacancy": share(week["vacant_seats"], seats),
        "hired": yearly["hired"],
    }
    rest = {name: week[name] for name in UNITS if name not in columns}
    return pd.DataFrame({name: (columns | rest)[name] for name in UNITS})
