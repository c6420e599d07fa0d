"""What a mix is worth, as one number a goal: money, regret, customers and people, each against the reference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from experiments.analysis.bootstrap import Values
from experiments.analysis.metrics import metric_named
from experiments.analysis.paired import UnpairedError

PROFIT, SATISFACTION, TURNOVER = "profit_money", "satisfaction", "turnover"
REGRET = "regret_money"
SPENT = "spent_money"
GOALS: Mapping[str, Literal["maximize", "minimize"]] = {
    PROFIT: "maximize",
    REGRET: "minimize",
    SATISFACTION: "maximize",
    TURNOVER: "minimize",
}
"""Goals, and which way each is better."""

TAIL = 0.9
"""Regret is that of the firm which only one plausible firm in ten exceeds."""


@dataclass(frozen=True)
class Yardstick:
    """What mixes are measured by: the reference's lives, and the best known profit of each world."""

    reference: pd.DataFrame
    best: pd.Series[float]

    @property
    def margins(self) -> Values:
        """Differences that count as none, a goal each: the project's own margins, those of money off the profit."""
        means = self.reference[[PROFIT, SATISFACTION, TURNOVER]].mean()
        of = {name: metric_named(name).margin_at(float(means[name])) for name in means.index}
        return np.array([of[PROFIT], of[PROFIT], of[SATISFACTION], of[TURNOVER]])

    @property
    def spent(self) -> float:
        """What the reference pays out in a year, whatever it sells."""
        return float(self.reference[SPENT].mean())


def yardstick(reference: pd.DataFrame, opening: Iterable[pd.DataFrame]) -> Yardstick:
    """The best of the reference and of the mixes that open a search, in each world.

    It stays as it is while the search goes on: a yardstick that moved would measure late mixes by another than early.
    """
    best = pd.concat([world_profit(lives) for lives in (reference, *opening)], axis=1).max(axis=1)
    return Yardstick(reference, best)


def world_profit(lives: pd.DataFrame) -> pd.Series[float]:
    """Mean profit by world."""
    by_world: pd.Series[float] = lives.groupby("world")[PROFIT].mean()
    return by_world


def worth(lives: pd.DataFrame, by: Yardstick) -> dict[str, float]:
    """One number a goal, and what the mix costs more than the reference, all in the units of `lives` and a year.

    `lives` has one row a world and seed, the same as the reference: so a difference of means is the mean difference.
    """
    if len(lives) != len(by.reference):
        raise UnpairedError(f"a mix was lived {len(lives)} times and the reference {len(by.reference)} times")
    means, other = (table[[PROFIT, SATISFACTION, TURNOVER, SPENT]].mean() for table in (lives, by.reference))
    found = {str(name): float(value) for name, value in (means - other).items()}
    return found | {REGRET: float((by.best - world_profit(lives)).quantile(TAIL))}


def towards(table: pd.DataFrame) -> Values:
    """The goals of mixes (rows), each turned so that more is better."""
    signs = [1.0 if way == "maximize" else -1.0 for way in GOALS.values()]
    return np.asarray(table[list(GOALS)].to_numpy(np.float64) * np.array(signs))
