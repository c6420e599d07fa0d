"""R5 and R6: what a firm does differently with a lever on, against the same firm with it off, in the same luck."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from experiments.validation.estimates import Estimate, Table, Values, mean_of
from experiments.validation.recorder import Lived


def extract(arms: Mapping[str, Lived]) -> dict[str, float]:
    """Revenue, effort and discount of one firm with the lever off and on; the discount is a share of list prices."""
    return {f"{arm}_{name}": value for arm, lived in arms.items() for name, value in totals(lived).items()}


def totals(lived: Lived) -> dict[str, float]:
    """What the weekly reports add up to."""
    report = lived.report
    conceded = float(report["conceded_money"].sum())
    return {
        "revenue": float((report["bookings_money"] + report["expansion_money"]).sum()),
        "effort": float(report["effort"].mean()),
        "discount": conceded / max(conceded + float(report["bookings_money"].sum()), 1.0),
    }


def change(table: Table, name: str) -> Values:
    """Relative change of each firm."""
    return np.asarray(table[f"on_{name}"] / table[f"off_{name}"] - 1.0)


def estimate_leaderboard(table: Table) -> dict[str, Estimate]:
    """Row R5."""
    return {"R5.leaderboard": mean_of(change(table, "revenue"))}


def estimate_rivalry(table: Table) -> dict[str, Estimate]:
    """Rows R6."""
    discounts = mean_of(np.asarray(table["on_discount"] - table["off_discount"]))
    return {"R6.effort": mean_of(change(table, "effort")), "R6.discounts": discounts}
