"""How much of the lift each factor earns: Shapley's value over all subsets, lived through the same luck.

A factor's share is what it adds to those who already follow others, averaged over all orders in which the factors could
have been taken up. Shares are computed in each life and averaged afterwards, so that luck cancels first; in every life
they add up to all factors minus none.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from experiments.analysis.lattice import lattice, shapley_weights
from experiments.analysis.ratio import ratios
from experiments.analysis.two_layers import means

BOUNDS = ["low", "high", "bootstrap_low", "bootstrap_high"]


def shares(values: pd.DataFrame, factors: Sequence[str]) -> pd.DataFrame:
    """Each factor's share in each life (row), from the values of all subsets in order (`lattice`)."""
    weighed = values.to_numpy(float) @ shapley_weights(len(factors))
    return pd.DataFrame(weighed, index=values.index, columns=list(factors))


def lift(values: pd.DataFrame) -> pd.Series[float]:
    """All factors minus none, in each life."""
    return values.iloc[:, -1] - values.iloc[:, 0]


def shapley(table: pd.DataFrame, metric: str, factors: Sequence[str], nobody: str) -> pd.DataFrame:
    """One row a factor: its mean `share` in the metric's unit, and `of_lift`, the part of the whole lift that it is.

    `table` has one row an arm and seed (and `world`, if there are plausible worlds), with columns `arm` (`one+two`, or
    `nobody`), `seed` and the metric. Each has its 95 % interval. `of_lift` is nan where there may be no lift at all.
    """
    values = lattice(table, metric, factors, nobody)
    by_life = shares(values, factors)
    whole = pd.DataFrame({name: lift(values) for name in factors})
    part = ratios(by_life, whole).add_prefix("of_lift_").rename(columns={"of_lift_ratio": "of_lift"})
    share = means(by_life)[["mean", *BOUNDS]].rename(columns={"mean": "share"})
    return share.join(part).rename_axis(index="factor")


def shapley_per_cost(table: pd.DataFrame, metric: str, cost: str, factors: Sequence[str], nobody: str) -> pd.DataFrame:
    """One row a factor: its share of the metric for each unit of its share of the cost: `ratio`, `low`, `high`.

    `cost` is a column too, so that what factors cost together is shared as what they bring. nan where a factor may cost
    nothing.
    """
    outcome, spent = (shares(lattice(table, name, factors, nobody), factors) for name in (metric, cost))
    return ratios(outcome, spent).rename_axis(index="factor")


def shapley_by_dose(table: pd.DataFrame, metric: str, factors: Sequence[str], nobody: str) -> pd.DataFrame:
    """`shapley` of each `dose`, a column of the table; the firm without any factor may stand under one dose or all."""
    doses = table.loc[table["arm"] != nobody, "dose"].unique()
    nothing = table[table["arm"] == nobody].drop_duplicates(["seed"] if "world" not in table else ["world", "seed"])
    parts = {dose: table[(table["dose"] == dose) & (table["arm"] != nobody)] for dose in doses}
    found = {str(dose): shapley(pd.concat([nothing, part]), metric, factors, nobody) for dose, part in parts.items()}
    return pd.concat(found, names=["dose", "factor"])
