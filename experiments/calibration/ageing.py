"""How deals end at which age: won or not, and of those that were not, how many went to a rival.

Young deals are all in talks, old ones mostly in a decision, so ages tell the two stages apart, which no CRM records. A
rate counts the deals that ended at an age by the weeks that deals were open at that age; deals still open at the end of
the window count for as long as they were seen, so nothing is cut off.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import nan

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.calibration.clean import is_closed
from experiments.calibration.days import in_days
from experiments.calibration.measure import rival_share
from experiments.calibration.periods import Window

AGES: Mapping[str, tuple[float, float]] = {"early": (0.0, 4.0), "middle": (4.0, 13.0), "late": (13.0, 39.0)}
"""Weeks since creation: from, until."""

FEWEST_ENDS = 10
"""Ends at an age below which its rates are not told."""


def endings(rows: pd.DataFrame, window: Window) -> dict[str, float]:
    """By age: `won_*` and `lost_*` ends a deal and week, and the rival's part of the losses as `rival_share_*`.

    Of deals created in the window; a loss is any end but a win. Not a number where too few deals ended at that age.
    """
    seen = rows[window.holds(rows["created"])]
    ended = (is_closed(seen) & (seen["closed"] <= window.end)).to_numpy(dtype=bool)
    past_end = window.end + pd.Timedelta(days=1)
    weeks = in_days(seen["closed"].where(ended, past_end) - seen["created"]).to_numpy(dtype=float) / 7
    found: dict[str, float] = {}
    for name, ages in AGES.items():
        at_age = ended & (weeks >= ages[0]) & (weeks < ages[1])
        found |= {f"{kind}_{name}": value for kind, value in _at_age(seen[at_age], open_weeks(weeks, ages)).items()}
    return found


def _at_age(ended: pd.DataFrame, exposed: float) -> dict[str, float]:
    """Ends at one age, by the weeks that deals were open at it."""
    if len(ended) < FEWEST_ENDS or exposed <= 0.0:
        return dict.fromkeys(("won", "lost", "rival_share"), nan)
    won = (ended["outcome"] == "won").to_numpy(dtype=bool)
    return {
        "won": float(won.sum()) / exposed,
        "lost": float((~won).sum()) / exposed,
        "rival_share": rival_share(ended),
    }


def open_weeks(weeks: NDArray[np.float64], ages: tuple[float, float]) -> float:
    """Weeks that deals which lasted so long were open at these ages, in all."""
    return float(np.clip(weeks - ages[0], 0.0, ages[1] - ages[0]).sum())
