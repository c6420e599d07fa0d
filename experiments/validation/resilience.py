"""R2: how much more the more resilient half of the sellers sells, and how much less often it resigns."""

from __future__ import annotations

import numpy as np

from experiments.validation.estimates import Estimate, Table, bootstrapped
from experiments.validation.panel import at_work, credited
from experiments.validation.recorder import Array, Lived

HALVES = ("top", "bottom")


def extract(lived: Lived) -> dict[str, float]:
    """Weeks worked, bookings and resignations of each half; the halves part at the median of those there that week."""
    working, money, resigned = at_work(lived), credited(lived), lived.flows["resigned"] > 0
    found: dict[str, float] = {}
    for name, members in zip(HALVES, halves(lived.people["resilience"], working), strict=True):
        found |= {
            f"{name}_weeks": float(members.sum()),
            f"{name}_money": float(money[members].sum()),
            f"{name}_quits": float(resigned[members].sum()),
        }
    return found


def halves(trait: Array, working: Array) -> tuple[Array, Array]:
    """Weeks x seats: who is above, and who at or below, the week's median."""
    present = np.where(working, trait, np.nan)
    median = np.full((len(present), 1), np.nan)
    anybody = working.any(axis=1)
    median[anybody, 0] = np.nanmedian(present[anybody], axis=1)
    return present > median, present <= median


def ratio(table: Table, name: str) -> float:
    """A rate of the top half over that of the bottom half."""
    top, bottom = (table[f"{half}_{name}"].sum() / max(table[f"{half}_weeks"].sum(), 1.0) for half in HALVES)
    return float(top / bottom) if bottom > 0.0 else float("nan")


def estimate(table: Table) -> dict[str, Estimate]:
    """Rows R2."""
    return {
        "R2.sales": bootstrapped(lambda drawn: ratio(drawn, "money") - 1.0, table),
        "R2.quits": bootstrapped(lambda drawn: ratio(drawn, "quits"), table),
    }
