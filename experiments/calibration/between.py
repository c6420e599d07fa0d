"""How sellers who stayed differ, beyond chance, in ways that talent and territories leave differently.

An able seller finds more, and wins more of it; a rich territory brings more, and larger books, won no more often. Who
came or left within the window is seen too briefly: only those who were there for half a year of it count. All are
spreads over sellers: no figure belongs to one.
"""

from __future__ import annotations

from math import nan

import numpy as np
import pandas as pd

from experiments.calibration import spread
from experiments.calibration.periods import Window
from experiments.calibration.slopes import load_on_odds

STEADY_WEEKS = 26.0
FEWEST_DEALS = 20
"""Dated deals with a known account that a seller needs, to be counted in the spread of repeat business."""

FEWEST_SELLERS = 5


def spreads(arrived: pd.DataFrame, closed: pd.DataFrame, exposure: pd.Series, window: Window) -> dict[str, float]:
    """Spreads of arrivals, wins and repeat business, and how odds go with arrivals; not a number with few sellers."""
    steady = exposure[exposure >= STEADY_WEEKS]
    won = closed[closed["outcome"] == "won"]
    again = met_before(arrived, window)
    slope = load_on_odds(of(arrived, steady), of(closed, steady), steady) if len(steady) >= FEWEST_SELLERS else None
    return {
        "steady_arrivals_spread": rates_spread(arrived, steady),
        "steady_wins_spread": rates_spread(won, steady),
        "odds_on_arrivals": slope.value if slope else nan,
        "repeat_share": float(again["again"].mean()) if len(again) else nan,
        "repeat_spread": shares_spread(again),
    }


def of(rows: pd.DataFrame, sellers: pd.Series) -> pd.DataFrame:
    """The deals of these sellers."""
    return rows[rows["owner"].isin(sellers.index)]


def rates_spread(rows: pd.DataFrame, weeks: pd.Series) -> float:
    """Coefficient of variation of deals a week between sellers, net of Poisson noise."""
    found = rows["owner"].value_counts().reindex(weeks.index, fill_value=0)
    counts = np.asarray(found, dtype=np.float64)
    if len(weeks) < FEWEST_SELLERS or counts.sum() == 0.0:
        return nan
    return spread.of_rates(counts, weeks.to_numpy(dtype=float)).value


def met_before(arrived: pd.DataFrame, window: Window) -> pd.DataFrame:
    """Deals created in the later half of the window, by `owner`: whether their account had one before (`again`)."""
    named = arrived.dropna(subset=["account"]).sort_values("created", kind="stable")
    later = named["created"] > window.start + (window.end - window.start) / 2
    return pd.DataFrame({"owner": named["owner"], "again": named.duplicated("account")})[later]


def shares_spread(again: pd.DataFrame) -> float:
    """Spread of the share of repeat business between sellers, net of binomial noise."""
    by_owner = again.groupby("owner")["again"].agg(["sum", "size"])
    by_owner = by_owner[by_owner["size"] >= FEWEST_DEALS]
    if len(by_owner) < FEWEST_SELLERS:
        return nan
    return spread.of_shares(by_owner["sum"].to_numpy(dtype=float), by_owner["size"].to_numpy(dtype=float)).value
