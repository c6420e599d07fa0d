"""Indicators: what a year of weekly reports amounts to."""

from typing import Any

import numpy as np
import pandas as pd

from simulation.notes import WeekReport

Array = np.ndarray[Any, Any]
WEEKS_PER_YEAR = 52
COLUMNS = tuple(WeekReport.attributes())
UNITS = {
    "revenue_money": "money/year",
    "renewals_money": "money/year",
    "gross_margin_money": "money/year",
    "cost_money": "money/year",
    "profit_money": "money/year",
    "programmes_money": "money/year",
    "satisfaction": "points of 100",
    "turnover": "share of heads/year",
    "resigned": "share of heads/year",
    "poached": "share of heads/year, among those who resigned",
    "dismissed": "share of heads/year",
    "laid_off": "share of heads/year",
    "other_exits": "share of heads/year",
    "manager_turnover": "share of managers/year",
    "ability": "sd in the labour market",
    "wins": "deals/year",
    "win_share": "share of qualified deals that ended",
    "rival_share": "share of qualified deals that ended",
    "undecided_share": "share of qualified deals that ended",
    "dropped_share": "share of qualified deals that ended, among the undecided",
    "cancelled_share": "share of wins",
    "cycle_weeks": "weeks, mean of won deals",
    "qualified": "deals/year",
    "open_deals": "deals",
    "coverage": "ratio of the pipeline to a quarter's bookings",
    "concession": "share of price",
    "accounts": "accounts",
    "churn": "share of accounts/year",
    "money_churn": "share of recurring revenue/year",
    "net_retention": "ratio of recurring revenue to a year ago, same customers",
    "heads": "people",
    "vacancy": "share of seats",
    "tenure_weeks": "weeks",
    "know_how": "share of par",
    "morale": "0-1",
    "energy": "0-1",
    "exhausted": "share of heads",
    "effort": "1 is ordinary",
    "prospecting_hours": "hours/week and head",
    "distraction": "share of the week",
    "promising": "0-1",
    "helps_within": "helps/(head and year)",
    "helps_across": "helps/(head and year)",
    "cooperation": "0-1",
    "cohesion": "0-1",
    "effort_norm": "1 is ordinary",
    "blame_norm": "share of failures",
    "fairness": "0-1",
    "direction": "0-1",
    "code": "0-1",
    "salience": "0-1",
    "process_quality": "0-1",
    "playbook": "0-1",
    "employer_reputation": "0 is an ordinary name",
    "customer_reputation": "points of satisfaction above par",
    "fell_in_trouble": "reps/year, below half of what was expected in a quarter",
    "recovered_share": "share of them out of trouble within two quarters",
    "share_at_quota": "share of reps",
    "mean_attainment": "ratio",
    "top_fifth_share": "share of bookings",
    "hired": "people/year",
    "demand": "1 is normal",
    "turbulence": "0 is calm",
    "overflows": "leads and customers that found no room, so far",
}
YEARLY = (
    "renewals_money", "gross_margin_money", "profit_money", "programmes_money", "wins", "qualified", "hired",
    "fell_in_trouble",
)  # fmt: skip
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
    heads, exits = week["heads"], ("resigned", "dismissed", "laid_off", "other_exits")
    columns = {
        "revenue_money": yearly["bookings_money"] + yearly["expansion_money"],
        "cost_money": yearly["gross_margin_money"] - yearly["profit_money"],
        "turnover": share(np.add.reduce([yearly[name] for name in exits]), heads),
        "manager_turnover": share(yearly["manager_exits"], week["managers"]),
        "win_share": share(week["wins"], ended),
        "rival_share": share(week["rival_losses"], ended),
        "undecided_share": share(week["undecided"], ended),
        "dropped_share": share(week["dropped"], ended),
        "cancelled_share": share(week["cancelled"], week["wins"]),
        "cycle_weeks": share(week["cycle_weeks"], week["wins"]),
        "coverage": share(week["open_money"], 13.0 * week["bookings_money"]),
        "churn": share(yearly["churned"], week["accounts"]),
        "money_churn": share(yearly["churned_money"], week["account_money"]),
        "net_retention": 1.0
        + share(yearly["recurring_gained_money"] - yearly["recurring_lost_money"], week["account_money"]),
        "vacancy": share(week["vacant_seats"], seats),
        "helps_within": share(yearly["helped_within"], heads),
        "helps_across": share(yearly["helped_across"], heads),
        "recovered_share": share(week["out_of_trouble"], week["fell_in_trouble"]),
    }
    columns |= {name: share(yearly[name], heads) for name in (*exits, "poached")}
    columns |= {name: yearly[name] for name in YEARLY}
    rest = {name: week[name] for name in UNITS if name not in columns}
    return pd.DataFrame({name: (columns | rest)[name] for name in UNITS})
