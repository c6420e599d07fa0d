"""Verdicts in words: better, worse, practically equal, depends on what, or cannot tell yet.

The interval that decides is the one that is printed. It lies wholly inside the margin: practically equal (two one-sided
tests, each at 2.5 %). Else it lies on one side of zero: better or worse. Else nobody can tell yet.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
from scipy.special import ndtri

from experiments.analysis.bootstrap import CONFIDENCE
from experiments.analysis.intervals import Interval
from experiments.analysis.metrics import METRICS, Metric
from experiments.analysis.paired import PairedDifference, paired_difference

BETTER, WORSE, EQUAL, UNTOLD = "better", "worse", "practically equal", "cannot tell yet"
HIGHER, LOWER = "higher", "lower"
DEPENDS_ON = "depends on"
POWER = 0.80
"""Chance that a recommended number of worlds settles the matter, if the difference is as large as it looks."""


@dataclass(frozen=True)
class Verdict:
    """`word` is better, worse, lower, higher, practically equal, depends on, or cannot tell yet.

    `on` says what it depends on. `more_worlds` is positive for cannot tell yet alone; it counts `unit`: seeds, or
    plausible worlds with several seeds each.
    """

    word: str
    more_worlds: int = 0
    on: str = ""
    unit: str = "seeds"

    @property
    def settled(self) -> bool:
        """Whether the worlds seen are enough to say."""
        return self.more_worlds == 0

    def __str__(self) -> str:
        if not self.settled:
            return f"{self.word} ({self.more_worlds:,} more {self.unit} needed)"
        return f"{self.word} {self.on}" if self.on else self.word


@dataclass(frozen=True)
class Finding:
    """What a table says about one metric of one arm against the reference."""

    metric: Metric
    difference: PairedDifference
    verdict: Verdict


def find(table: pd.DataFrame, arms: Iterable[str], against: str, metrics: Iterable[Metric] = METRICS) -> list[Finding]:
    """Every metric of every arm against the reference, in that order of arms; UnpairedError if worlds do not pair."""
    pairs = [(metric, paired_difference(table, metric.name, arm, against)) for arm in arms for metric in metrics]
    return [Finding(metric, difference, judge(difference, metric)) for metric, difference in pairs]


def judge(difference: PairedDifference, metric: Metric) -> Verdict:
    """The verdict on one paired difference, with the metric's margin."""
    word = word_of((difference.low, difference.high), metric, difference.reference_mean)
    return Verdict(word, more_worlds=more_worlds(difference, metric) if word == UNTOLD else 0)


def word_of(interval: Interval, metric: Metric, reference_mean: float) -> str:
    """The word for an interval of a difference."""
    (low, high), margin = interval, metric.margin_at(reference_mean)
    if -margin <= low and high <= margin:
        return EQUAL
    if low > 0.0:
        return BETTER if metric.judged else HIGHER
    if high < 0.0:
        return WORSE if metric.judged else LOWER
    return UNTOLD


def more_worlds(difference: PairedDifference, metric: Metric) -> int:
    """How many more worlds would settle the matter; at least one."""
    margin = metric.margin_at(difference.reference_mean)
    return max(1, worlds_needed(difference.mean, difference.sd, margin) - difference.worlds)


def worlds_needed(mean: float, sd: float, margin: float) -> int:
    """Worlds that settle the matter with about 80 % chance, if the true difference and spread are those seen so far.

    Either way of settling counts: leaving zero, which is `|mean|` away, or fitting inside the margin.
    ValueError if neither can happen: no difference and no margin.
    """
    gap = max(abs(mean), margin - abs(mean))
    if gap <= 0.0:
        raise ValueError("no difference and no margin: no number of worlds can settle this")
    reach = float(ndtri(0.5 + CONFIDENCE / 2.0) + ndtri(POWER))
    return math.ceil((reach * sd / gap) ** 2)
