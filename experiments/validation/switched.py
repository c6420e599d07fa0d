"""R5 and R6: what a firm does differently with a lever on, against the same firm with it off, in the same luck."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from experiments.validation.estimates import Estimate, Table, Values, cannot_tell, mean_of
from experiments.validation.recorder import Lived

DISCOUNTS = "discount_money"
"""The column of the weekly report that says how much was given away below list price."""


def extract(arms: Mapping[str, Lived]) -> dict[str, float]:
    """Revenue, effort and discounts of one firm with the lever off and on; sums of weeks, effort a mean."""
    return {f"{arm}_{name}": value for arm, lived in arms.items() for name, value in totals(lived).items()}


def totals(lived: Lived) -> dict[str, float]:
    """What the weekly reports add up to."""
    report = lived.report
    names = report.dtype.names or ()
    return {
        "revenue": float((report["bookings_money"] + report["expansion_money"]).sum()),
        "effort": float(report["effort"].mean()),
        "discounts": float(report[DISCOUNTS].sum()) if DISCOUNTS in names else np.nan,
    }


def change(table: Table, name: str) -> Values:
    """Relative change of each firm."""
    return np.asarray(table[f"on_{name}"] / table[f"off_{name}"] - 1.0)


def estimate_leaderboard(table: Table) -> dict[str, Estimate]:
    """Row R5."""
    return {"R5.leaderboard": mean_of(change(table, "revenue"))}


def estimate_rivalry(table: Table) -> dict[str, Estimate]:
    """Rows R6; discounts against what was sold, so that selling more is not discounting more."""
    if not np.isfinite(table["on_discounts"]).all():
        discounts = cannot_tell(f"the weekly report of this version has no {DISCOUNTS}")
    else:
        shares = {arm: table[f"{arm}_discounts"] / table[f"{arm}_revenue"] for arm in ("on", "off")}
        discounts = mean_of(np.asarray(shares["on"] - shares["off"]))
    return {"R6.effort": mean_of(change(table, "effort")), "R6.discounts": discounts}
