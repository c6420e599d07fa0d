"""What sharing luck is worth: the variance of a difference between two arms, without and with the same luck.

Two yardsticks. *Independent*: the arms live in unrelated worlds. *Same market*: they share demand, shocks and the
rival, and differ in everything personal; against the first alone, sharing the market would flatter the shared luck.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.analysis.paired import BOOTSTRAP_RESAMPLES, CONFIDENCE, Interval, Values


@dataclass(frozen=True)
class Saved:
    """How many times smaller the variance is with the same luck, with a bootstrap interval; inf if nothing differs."""

    times: float
    interval: Interval


def saved_against_independent(treated: Values, reference: Values) -> Saved:
    """(var A + var B) / var(A - B)."""
    return _saved(treated - reference, treated, reference)


def saved_against_same_market(treated: Values, reference: Values, other_luck: Values) -> Saved:
    """var(A' - B) / var(A - B), where A' (`other_luck`) is A in the market of B with other personal luck."""
    return _saved(treated - reference, other_luck - reference)


def _saved(together: Values, *apart: Values) -> Saved:
    """The summed variance of `apart` over that of `together`, resampling worlds as wholes."""
    if not together.any():
        return Saved(math.inf, (math.inf, math.inf))
    picks = np.random.default_rng(0).integers(0, together.size, (BOOTSTRAP_RESAMPLES, together.size))
    with np.errstate(divide="ignore", invalid="ignore"):  # x/0: nothing differs, all is saved; 0/0: one world only
        drawn = sum(_variance(part[picks]) for part in apart) / _variance(together[picks])
    drawn = drawn[~np.isnan(drawn)]
    tail = (1.0 - CONFIDENCE) / 2.0
    low, high = np.quantile(drawn, (tail, 1.0 - tail), method="nearest")  # between a number and inf lies no number
    return Saved(float(sum(map(_variance, apart)) / _variance(together)), (float(low), float(high)))


def _variance(values: Values) -> Values:
    return np.asarray(values.var(axis=-1, ddof=1))


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
