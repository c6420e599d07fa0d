"""P6: who reaches the quota, and whether reps gather just above it because pay has a kink there."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from experiments.validation.estimates import Estimate, Table, bootstrapped, ratio_of
from experiments.validation.panel import rep_years
from experiments.validation.recorder import Lived

JUST_BELOW, JUST_ABOVE = (0.9, 1.0), (1.0, 1.1)


def extract(arms: Mapping[str, Lived]) -> dict[str, float]:
    """Counts of one firm under its own pay, and of the same firm under linear pay."""
    by_arm = {arm: counts(settled(rep_years(lived))) for arm, lived in arms.items()}
    return {f"{arm}_{name}": value for arm, found in by_arm.items() for name, value in found.items()}


def settled(table: pd.DataFrame) -> pd.DataFrame:
    """Without the first year, in which a changed plan still meets the old one's pipeline."""
    return table[table["year"] > 0]


def counts(table: pd.DataFrame) -> dict[str, float]:
    """Rep-years, those at quota, the sum of attainment, and those just below and above."""
    attainment = table["attainment"].to_numpy(dtype=float)
    attainment = attainment[np.isfinite(attainment)]
    return {
        "reps": float(attainment.size),
        "reached": float((attainment >= 1.0).sum()),
        "attained": float(attainment.sum()),
        "below": within(attainment, JUST_BELOW),
        "above": within(attainment, JUST_ABOVE),
    }


def within(values: np.ndarray, ends: tuple[float, float]) -> float:
    """How many values lie at or above the first end and below the second."""
    return float(((values >= ends[0]) & (values < ends[1])).sum())


def bunching(table: Table, arm: str) -> float:
    """Mass just above quota over mass just below."""
    below = table[f"{arm}_below"].sum()
    return float(table[f"{arm}_above"].sum() / below) if below > 0.0 else float("nan")


def from_kinks(table: Table) -> float:
    """Bunching over that under linear pay."""
    linear = bunching(table, "linear")
    return bunching(table, "own") / linear if linear > 0.0 else float("nan")


def estimate(table: Table) -> dict[str, Estimate]:
    """Rows P6."""
    return {
        "P6.share": ratio_of(table["own_reached"], table["own_reps"]),
        "P6.mean": ratio_of(table["own_attained"], table["own_reps"]),
        "P6.bunching": bootstrapped(lambda drawn: bunching(drawn, "own"), table),
        "P6.kinks": bootstrapped(from_kinks, table),
    }
