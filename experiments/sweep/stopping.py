"""When there are seeds enough: the mean paired difference of every arm is known to within so many percent."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from experiments.analysis.paired import paired_difference

MOST_GROWTH = 3
"""A round has at most so many times the seeds of the last: the first spread seen is a rough one."""

MANY = 2**31


@dataclass(frozen=True)
class Precision:
    """`share` is half the interval's width as a share of the reference's mean; `budget` the most seeds to spend."""

    share: float
    budget: int


def next_round(seeds: int, needed: int, budget: int) -> int:
    """How many seeds the next round should have in all; as many as before if these are enough or all that may be."""
    return seeds if needed <= seeds else max(seeds, min(needed, MOST_GROWTH * seeds, budget))


def seeds_needed(worlds: Sequence[pd.DataFrame], against: str, metric: str, share: float) -> int:
    """How many seeds it takes until every arm's mean difference is known to within a share of the reference's mean.

    Each table is a world, with one row an arm and seed (columns `arm`, `seed`, the metric). An interval narrows with
    the root of the number of seeds; a run that failed leaves its seed out.
    """
    return max(
        (_needed(world, arm, against, metric, share) for world in worlds for arm in _arms(world, against)), default=0
    )


def _arms(world: pd.DataFrame, against: str) -> list[str]:
    return [arm for arm in world["arm"].unique() if arm != against]


def _needed(world: pd.DataFrame, arm: str, against: str, metric: str, share: float) -> int:
    sound = world.dropna(subset=[metric])
    both = set(sound.loc[sound["arm"] == arm, "seed"]) & set(sound.loc[sound["arm"] == against, "seed"])
    if len(both) < 2:
        return MANY
    found = paired_difference(sound[sound["seed"].isin(both)], metric, arm, against)
    half, allowed = (found.high - found.low) / 2.0, share * abs(found.reference_mean)
    if half <= allowed:
        return 0
    return math.ceil(found.worlds * (half / allowed) ** 2) if allowed > 0.0 else MANY
