"""Tidy tables of worlds: which years count, and what a year's mean is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

import pandas as pd


def mean_over_years(years: pd.DataFrame, first: int, last: int, metrics: Sequence[str]) -> pd.DataFrame:
    """One row an arm and world: each metric's mean a year over years first-last. ValueError if a year is missing."""
    chosen = years[years["year"].between(first, last)]
    counts = chosen.groupby(["arm", "seed"])["year"].nunique()
    if chosen.empty or (counts != last - first + 1).any():
        raise ValueError(f"not every arm and world has all of the years {first}-{last}")
    return chosen.groupby(["arm", "seed"], as_index=False)[list(metrics)].mean()


def span_of(years: tuple[int, int]) -> str:
    """`years 1-5`, or `year 1`."""
    return f"year {years[0]}" if years[0] == years[1] else f"years {years[0]}-{years[1]}"


def years_of(count: int) -> str:
    """`5 years`, `1 year`."""
    return "1 year" if count == 1 else f"{count} years"


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows for JSON, where what is no finite number is null."""
    return [finite(row) for row in rows.to_dict("records")]


def finite(row: Mapping[Any, Any]) -> dict[str, Any]:
    """A row for JSON, which has no infinity: where nothing differs in any world, there is no number to give."""
    return {str(key): None if isinstance(value, float) and not isfinite(value) else value for key, value in row.items()}
