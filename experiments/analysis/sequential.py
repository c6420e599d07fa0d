"""When is it enough? More worlds in fixed batches until the interval of the paired difference is as narrow as wanted.

Whoever looks often stops early when luck makes the spread look small, so that the last interval covers less than it
says (Chow and Robbins 1965; Law and Kelton 1982). Three things keep that small: no look before the first 100 worlds;
whole batches between looks; and the studentised bootstrap as the interval that is quoted at the stop. What looking
still costs: 94 to 95 % are covered instead of 95, of normal as of skewed differences. Student's interval would cover
92 % of skewed ones.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from experiments.analysis.bootstrap import Values
from experiments.analysis.intervals import Interval, bootstrap_interval, t_interval


@dataclass(frozen=True)
class Precision:
    """The wanted half-width of the 95 % interval, and how worlds are added.

    `half_width` is in the metric's unit, or a share of the reference's mean when `relative`. `budget` is the largest
    number of worlds in all.
    """

    half_width: float
    relative: bool = False
    fewest: int = 100
    batch: int = 10
    budget: int = 10_000

    def __post_init__(self) -> None:
        if not (self.half_width > 0.0 and 2 <= self.fewest <= self.budget and self.batch >= 1):
            raise ValueError(
                "a half-width above 0, at least 2 worlds, no more than the budget, and batches of 1 or more"
            )

    def wanted(self, reference: Values) -> float:
        """The half-width in the metric's unit; ValueError if it is a share of a mean of zero."""
        wanted = self.half_width * abs(float(reference.mean())) if self.relative else self.half_width
        if wanted == 0.0:
            raise ValueError("a share of a reference of zero: give the half-width in the metric's own unit")
        return wanted


@dataclass(frozen=True)
class Step:
    """What to do next: live `more` worlds, or stop if that is 0; `reached` says whether the precision is there.

    `half_width` is that of the worlds so far; `needed` is how many would do if their spread is the true one.
    """

    more: int
    reached: bool
    half_width: float
    needed: int


def next_step(differences: Values, reference: Values, precision: Precision) -> Step:
    """Whether to stop, from the paired differences so far and the reference's outcomes in the same worlds."""
    worlds = differences.size
    if worlds < precision.fewest:
        return Step(precision.fewest - worlds, False, math.inf, precision.fewest)
    wanted, (low, high) = precision.wanted(reference), t_interval(differences)
    half = (high - low) / 2.0
    more = 0 if half <= wanted else max(0, min(precision.batch, precision.budget - worlds))
    needed = max(precision.fewest, math.ceil(worlds * (half / wanted) ** 2))
    return Step(more, half <= wanted, half, needed)


def interval_at_stop(differences: Values) -> Interval:
    """The interval to quote when precision has decided when to stop."""
    return bootstrap_interval(differences)
