"""When a sweep has seeds enough: the rule of `analysis.sequential`, asked of every arm in every world."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from experiments.analysis.paired import aligned
from experiments.analysis.sequential import Precision, Step, interval_at_stop, next_step
from experiments.analysis.verdict import Finding, judge

FEWEST = 100
"""Seeds before the first look, unless the budget is smaller."""


def within(share: float, budget: int) -> Precision:
    """Half of every interval's width within a share of the reference's mean, for at most so many seeds."""
    return Precision(share, relative=True, fewest=min(FEWEST, budget), budget=budget)


def more_seeds(
    worlds: Sequence[pd.DataFrame], against: str, metric: str, precision: Precision, lived: int
) -> tuple[int, bool]:
    """How many more seeds to live, and whether the precision is reached: the arm and world that need most decide.

    Each table is a world, with one row an arm and seed (columns `arm`, `seed`, the metric). A run that failed leaves
    its seed out, though it was lived.
    """
    steps = [step for world in worlds for step in _steps(world, against, metric, precision)]
    more = max((step.more for step in steps), default=0)
    return min(more, max(0, precision.budget - lived)), all(step.reached for step in steps)


def _steps(world: pd.DataFrame, against: str, metric: str, precision: Precision) -> Iterator[Step]:
    wide = world.pivot_table(index="seed", columns="arm", values=metric, aggfunc="first", dropna=False)
    for arm in wide.columns.drop(against):
        both = wide[[arm, against]].dropna().to_numpy(float)
        if len(both) and both[:, 1].mean() == 0.0:  # no share of nothing is ever reached: the budget ends it
            yield Step(precision.batch, reached=False, half_width=float("inf"), needed=precision.budget)
        else:
            yield next_step(both[:, 0] - both[:, 1], both[:, 1], precision)


def as_stopped(table: pd.DataFrame, finding: Finding) -> Finding:
    """The finding with the interval to quote when precision has decided when to stop, and the verdict that follows."""
    arm, reference = aligned(table, finding.metric.name, finding.difference.arm, finding.difference.against)
    low, high = interval_at_stop(arm - reference)
    difference = replace(finding.difference, low=low, high=high)
    return replace(finding, difference=difference, verdict=judge(difference, finding.metric))
