"""Booms and busts: how much one person's quarters differ from each other, beside their mean."""

from __future__ import annotations

import pandas as pd

FEWEST_QUARTERS = 6


def swing(quarters: pd.DataFrame, what: str) -> float:
    """The mean over people of the standard deviation between their quarters over their mean; nan if nobody stayed.

    `quarters` has one row a person (`seat` and `hire`) and quarter in which they were employed, and the column `what`.
    People with fewer than six quarters, or a mean of nothing, are left out.
    """
    people = quarters.groupby(["seat", "hire"])[what].agg(["mean", "std", "size"])
    stayed = people[(people["size"] >= FEWEST_QUARTERS) & (people["mean"] > 0.0)]
    return float((stayed["std"] / stayed["mean"]).mean())
