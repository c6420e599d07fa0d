"""P3: how long a won deal takes, how skewed that is, and how it grows with the deal's size."""

from __future__ import annotations

import numpy as np

from experiments.validation.estimates import Estimate, Table, mean_of
from experiments.validation.panel import WON, ended_deals
from experiments.validation.recorder import Array, Lived

FEWEST_DEALS = 20


def extract(lived: Lived) -> dict[str, float]:
    """Numbers of one firm's won deals."""
    deals = ended_deals(lived)
    won = deals[(deals["outcome"] == WON) & (deals["cycle_days"] > 0.0) & (deals["value_money"] > 0.0)]
    days = won["cycle_days"].to_numpy()
    if len(days) < FEWEST_DEALS:
        return dict.fromkeys(("median", "skew", "slope"), np.nan)
    median = float(np.median(days))
    return {
        "median": median,
        "skew": float(days.mean()) / median,
        "slope": slope(np.log(won["value_money"].to_numpy()), np.log(days)),
    }


def slope(x: Array, y: Array) -> float:
    """Slope of the least-squares line; not a number if x does not vary."""
    apart = x - x.mean()
    spread = float(apart @ apart)
    return float(apart @ y) / spread if spread > 0.0 else float("nan")


def estimate(table: Table) -> dict[str, Estimate]:
    """Rows P3, without the test by impulse."""
    return {
        "P3.median": mean_of(table["median"]),
        "P3.skew": mean_of(table["skew"]),
        "P3.size": mean_of(table["slope"]),
    }
