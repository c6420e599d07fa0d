"""All subsets of a few factors: what each firm brings that follows some of them and not the others.

A subset is a number whose bit `i` says whether factor `i` is in it: 0 is nobody, 2^n - 1 all. The values of a row, one
life of all these firms through the same luck, stand in the order of these numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import comb

import numpy as np
import pandas as pd

from experiments.analysis.bootstrap import Values
from experiments.analysis.paired import UnpairedError, keys


def subset_of(arm: str, factors: Sequence[str], nobody: str) -> int:
    """The number of an arm named `one+two`, `one@0.5+two@0.5`, or `nobody`; ValueError names an unknown factor."""
    if arm == nobody:
        return 0
    names = [part.split("@")[0] for part in arm.split("+")]
    unknown = [name for name in names if name not in factors]
    if unknown:
        raise ValueError(f"{arm}: {unknown[0]} is none of the factors {', '.join(factors)}")
    return sum({1 << factors.index(name) for name in names})


def lattice(table: pd.DataFrame, metric: str, factors: Sequence[str], nobody: str) -> pd.DataFrame:
    """One row a seed, or world and seed, one column a subset in order; UnpairedError if a firm is missing or double."""
    numbers = {arm: subset_of(arm, factors, nobody) for arm in table["arm"].unique()}
    wide = table.assign(subset=table["arm"].map(numbers)).set_index([*keys(table), "subset"])[metric]
    if wide.index.has_duplicates:
        raise UnpairedError("some firm has several rows for one seed: are there several doses?")
    values = wide.to_frame("value").pivot_table(index=keys(table), columns="subset", values="value", aggfunc="first")
    values = values.reindex(columns=range(2 ** len(factors)))
    if values.isna().to_numpy().any():
        missing = values.columns[values.isna().any()]
        raise UnpairedError(f"{len(missing)} of {2 ** len(factors)} subsets are not lived through by every seed")
    return values


def members(factors: int) -> Values:
    """Subsets x factors: 1 where the factor is in the subset, else 0."""
    return (np.arange(2**factors)[:, None] >> np.arange(factors) & 1).astype(np.float64)


def shapley_weights(factors: int) -> Values:
    """Subsets x factors: values @ weights are Shapley's shares (Shapley 1953), which add up to all minus nobody."""
    there = members(factors)
    others = there.sum(axis=1, keepdims=True) - there
    sizes = np.array([1.0 / (factors * comb(factors - 1, size)) for size in range(factors)])
    return np.asarray(sizes[others.astype(int)] * (2.0 * there - 1.0))


def interaction_weights(factors: int) -> Values:
    """Subsets x pairs, in the order of `combinations`: the Shapley interaction index (Grabisch and Roubens 1999).

    What a pair brings together beyond what both bring one by one, averaged over all ways to have some of the others.
    """
    there = members(factors)
    sizes = np.array([1.0 / ((factors - 1) * comb(factors - 2, size)) for size in range(factors - 1)])
    columns = []
    for one, two in combinations(range(factors), 2):
        others = there.sum(axis=1) - there[:, one] - there[:, two]
        columns.append(sizes[others.astype(int)] * (2.0 * there[:, one] - 1.0) * (2.0 * there[:, two] - 1.0))
    return np.stack(columns, axis=1)
