"""P5: how much of this year's revenue comes back next year, and how far the lowest recover."""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.validation.estimates import Estimate, Table, Values, mean_of, ratio_of
from experiments.validation.panel import TENURED_WEEKS, by_year, credited, rep_years, tenure_weeks
from experiments.validation.recorder import Lived


def extract(lived: Lived) -> dict[str, float]:
    """Numbers of one firm's tenured reps."""
    pairs = consecutive(standardised(rep_years(lived)))
    bottom = pairs[pairs["bottom"]]
    within, total = weekly_variance(lived)
    both = pairs[["z", "next_z"]].to_numpy(dtype=float)
    return {
        "correlation": float(np.corrcoef(both.T)[0, 1]) if len(both) > 2 else np.nan,
        "bottom_z": float(bottom["z"].sum()),
        "bottom_next_z": float(bottom["next_z"].sum()),
        "bottoms": float(len(bottom)),
        "bottom_again": float(bottom["next_bottom"].sum()),
        "within": within,
        "total": total,
    }


def standardised(table: pd.DataFrame) -> pd.DataFrame:
    """Tenured rep-years with `z`, revenue in standard deviations of its year, and whether in the bottom tenth."""
    tenured = table[table["tenured"]].copy()
    revenue = tenured.groupby("year")["revenue_money"]
    tenured["z"] = (tenured["revenue_money"] - revenue.transform("mean")) / revenue.transform("std")
    tenured["bottom"] = revenue.rank(method="first") <= (0.1 * revenue.transform("size")).round().clip(lower=1)
    return tenured.dropna(subset=["z"])


def consecutive(table: pd.DataFrame) -> pd.DataFrame:
    """Each tenured rep-year beside the same person's next."""
    later = table.assign(year=table["year"] - 1).rename(columns={"z": "next_z", "bottom": "next_bottom"})
    return table.merge(later[["year", "seat", "hire", "next_z", "next_bottom"]], on=["year", "seat", "hire"])


def weekly_variance(lived: Lived) -> tuple[float, float]:
    """Squares of weekly bookings about a person's mean of the year, and about the mean of all; tenured all year."""
    money, tenure, hire = (by_year(column) for column in (credited(lived), tenure_weeks(lived), lived.people["hire"]))
    kept = (tenure >= TENURED_WEEKS).all(axis=1) & (hire == hire[:, :1]).all(axis=1)
    squares = [sums_of_squares(year[:, stayed]) for year, stayed in zip(money, kept, strict=True) if stayed.any()]
    within, total = np.sum(squares, axis=0) if squares else (0.0, 0.0)
    return float(within), float(total)


def sums_of_squares(weeks_by_reps: Values) -> tuple[float, float]:
    """Sum of squares about each rep's mean, and about the mean of all."""
    within = ((weeks_by_reps - weeks_by_reps.mean(axis=0)) ** 2).sum()
    return float(within), float(((weeks_by_reps - weeks_by_reps.mean()) ** 2).sum())


def estimate(table: Table) -> dict[str, Estimate]:
    """Rows P5."""
    return {
        "P5.correlation": mean_of(table["correlation"]),
        "P5.regression": ratio_of(table["bottom_next_z"], table["bottom_z"]),
        "P5.again": ratio_of(table["bottom_again"], table["bottoms"]),
        "P5.within": ratio_of(table["within"], table["total"]),
    }
