"""P2: how qualified deals end, and whether large ones are harder to win."""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.validation.estimates import Estimate, Table, bootstrapped, ratio_of
from experiments.validation.panel import RIVAL, UNDECIDED, WON, ended_deals, found_deals
from experiments.validation.recorder import Lived

ENDS = {"won": WON, "rival": RIVAL, "undecided": UNDECIDED}


def extract(lived: Lived) -> dict[str, float]:
    """Counts of one firm; `left` is what the pipeline lost by its own books."""
    deals = ended_deals(lived)
    counts = {name: float((deals["outcome"] == end).sum()) for name, end in ENDS.items()}
    return counts | by_size(deals) | {"left": float(len(lived.deals) + found_deals(lived) - lived.open_at_end)}


def by_size(deals: pd.DataFrame) -> dict[str, float]:
    """Won and ended deals in the top and the bottom third by value."""
    low, high = np.quantile(deals["value_money"], (1 / 3, 2 / 3)) if len(deals) else (0.0, 0.0)
    won = deals["outcome"] == WON
    large, small = deals["value_money"] > high, deals["value_money"] <= low
    return {
        "large_won": float((large & won).sum()),
        "large": float(large.sum()),
        "small_won": float((small & won).sum()),
        "small": float(small.sum()),
    }


def size_ratio(table: Table) -> float:
    """Win rate of large deals over that of small ones."""
    large, small = (table[f"{size}_won"].sum() / max(table[size].sum(), 1.0) for size in ("large", "small"))
    return float(large / small) if small > 0.0 else float("nan")


def estimate(table: Table) -> dict[str, Estimate]:
    """Rows P2."""
    ended = table["won"] + table["rival"] + table["undecided"]
    return {
        "P2.won": ratio_of(table["won"], ended),
        "P2.undecided": ratio_of(table["undecided"], ended),
        "P2.rival": ratio_of(table["rival"], ended),
        "P2.sum": ratio_of(ended, table["left"]),
        "P2.size": bootstrapped(size_ratio, table),
    }
