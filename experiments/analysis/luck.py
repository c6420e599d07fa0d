"""What sharing luck is worth: the variance of a difference between two arms, without and with the same luck.

Two yardsticks. *Independent*: the arms live in unrelated worlds. *Same market*: they share demand, shocks and the
rival, and differ in everything personal; against the first alone, sharing the market would flatter the shared luck.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from experiments.analysis.bootstrap import CONFIDENCE, Values
from experiments.analysis.intervals import Interval


@dataclass(frozen=True)
class Saved:
    """How many times smaller the variance is with the same luck, with its interval; inf if nothing differs."""

    times: float
    interval: Interval


def saved_against_independent(treated: Values, reference: Values) -> Saved:
    """(var A + var B) / var(A - B)."""
    return _saved(treated - reference, treated, reference)


def saved_against_same_market(treated: Values, reference: Values, other_luck: Values) -> Saved:
    """var(A' - B) / var(A - B), where A' (`other_luck`) is A in the market of B with other personal luck."""
    return _saved(treated - reference, other_luck - reference)


def _saved(together: Values, *apart: Values) -> Saved:
    """The summed variance of `apart` over that of `together`; Student's interval of its logarithm by the jackknife."""
    if not together.any():
        return Saved(math.inf, (math.inf, math.inf))
    with np.errstate(divide="ignore", invalid="ignore"):  # without its only different world nothing differs: x/0
        without = np.log(sum(map(_variances_without, apart)) / _variances_without(together))
        error = math.sqrt((without.size - 1) / without.size * ((without - without.mean()) ** 2).sum())
    half = float(stdtrit(without.size - 1, 0.5 + CONFIDENCE / 2.0)) * error if math.isfinite(error) else math.inf
    times = float(sum(part.var(ddof=1) for part in apart) / together.var(ddof=1))
    with np.errstate(over="ignore"):
        low, high = times * np.exp([-half, half])
    return Saved(times, (float(low), float(high)))


def _variances_without(values: Values) -> Values:
    """The variance when each world in turn is left out."""
    worlds, squares = values.size, (values - values.mean()) ** 2
    return np.asarray(np.maximum(squares.sum() - worlds / (worlds - 1) * squares, 0.0) / (worlds - 2))


def saved_by_year(years: pd.DataFrame, metric: str, arms: tuple[str, str, str]) -> pd.DataFrame:
    """One row a year, and one for each of the spans 1-5 and all: times and interval for both yardsticks.

    `arms` are A, B, and A with other luck; `years` has one row an arm, seed and year.
    """
    last = int(years["year"].max())
    spans = [(year, year) for year in range(1, last + 1)] + [(1, end) for end in sorted({min(5, last), last} - {1})]
    return pd.DataFrame([_row(years, metric, arms, span) for span in spans])


def _row(years: pd.DataFrame, metric: str, arms: tuple[str, str, str], span: tuple[int, int]) -> dict[str, object]:
    chosen = years[years["year"].between(*span)]
    means = chosen.pivot_table(index="seed", columns="arm", values=metric, aggfunc="mean")
    treated, reference, other = (np.asarray(means[arm], dtype=np.float64) for arm in arms)
    row: dict[str, object] = {"years": str(span[0]) if span[0] == span[1] else f"{span[0]}-{span[1]}", "metric": metric}
    for name, saved in (
        ("independent", saved_against_independent(treated, reference)),
        ("same_market", saved_against_same_market(treated, reference, other)),
    ):
        row |= {name: saved.times, f"{name}_low": saved.interval[0], f"{name}_high": saved.interval[1]}
    return row
