"""Which factors need each other: what pairs bring together beyond what both bring alone. Exploratory, by Holm.

Two answers. *Synergy* is the plain two by two: both, minus each alone, plus none, with all other factors left out. The
*interaction* index averages the same over all ways to have some of the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pandas as pd

from experiments.analysis.holm import LEVEL, holm
from experiments.analysis.lattice import interaction_weights, lattice
from experiments.analysis.metrics import Metric
from experiments.analysis.two_layers import means
from experiments.analysis.verdict import UNTOLD

NEED, STRENGTHEN, WEAKEN, ADD_UP = "need each other", "strengthen each other", "weaken each other", "simply add up"
SHOWN = ["mean", "low", "high", "p", "p_holm"]


def pairs(table: pd.DataFrame, metric: Metric, factors: Sequence[str], nobody: str) -> pd.DataFrame:
    """One row a pair: synergy and interaction with 95 % intervals and p-values before and after Holm, and a `word`.

    They need each other if their synergy is positive, together they lift the metric, and neither does alone; they
    simply add up if the synergy's interval lies within the metric's margin. Nobody asked beforehand for any single
    pair: `exploratory` is true in every row. Columns of `table` as for `shapley`.
    """
    values = lattice(table, metric.name, factors, nobody)
    names = list(combinations(factors, 2))
    labels = pd.MultiIndex.from_tuples(names, names=["first", "second"])
    synergy = _tested(_synergies(values, len(factors)), labels)
    weighed = pd.DataFrame(values.to_numpy(float) @ interaction_weights(len(factors)), index=values.index)
    interaction = _tested(weighed, labels)
    margin = metric.margin_at(float(values[0].mean()))
    found = synergy.add_prefix("synergy_").join(interaction.add_prefix("interaction_"))
    found["word"] = [
        _word(row, lifts, margin) for row, lifts in zip(_rows(synergy), _lifts(values, len(factors)), strict=True)
    ]
    return found.assign(exploratory=True)


def _synergies(values: pd.DataFrame, factors: int) -> pd.DataFrame:
    bits = [(1 << one, 1 << two) for one, two in combinations(range(factors), 2)]
    return pd.DataFrame({one | two: values[one | two] - values[one] - values[two] + values[0] for one, two in bits})


def _tested(by_life: pd.DataFrame, labels: pd.MultiIndex) -> pd.DataFrame:
    found = means(by_life)
    found["p_holm"] = holm(found["p"].to_numpy(float))
    return found[SHOWN].set_axis(labels, axis="index")


def _rows(synergy: pd.DataFrame) -> list[dict[str, float]]:
    return [dict(zip(SHOWN, row, strict=True)) for row in synergy.to_numpy(float)]


def _lifts(values: pd.DataFrame, factors: int) -> list[tuple[bool, bool, bool]]:
    """For each pair whether the first, the second, and both together lie clearly above nobody."""
    bits = [(1 << one, 1 << two) for one, two in combinations(range(factors), 2)]
    looked_at = sorted({subset for one, two in bits for subset in (one, two, one | two)})
    above = means(values[looked_at].sub(values[0], axis=0))["low"] > 0.0
    return [(bool(above[one]), bool(above[two]), bool(above[one | two])) for one, two in bits]


def _word(synergy: dict[str, float], lifts: tuple[bool, bool, bool], margin: float) -> str:
    if -margin <= synergy["low"] and synergy["high"] <= margin:
        return ADD_UP
    if synergy["p_holm"] > LEVEL:
        return UNTOLD
    if synergy["mean"] < 0.0:
        return WEAKEN
    first, second, both = lifts
    return NEED if both and not first and not second else STRENGTHEN
