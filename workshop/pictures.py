"""Pictures: what many futures of two companies amount to, as a page draws and says it. Pure: arrays in, numbers out."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from experiments.analysis.intervals import Interval, mean_interval, share_above

Array = npt.NDArray[np.float64]
QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
BAND_FROM = 48
"""Futures from which bands of quantiles say more than single lines."""
SINGLES = 12
"""Single futures drawn as thin lines."""
CONFIDENCE = 0.9
FEW = 2
"""Futures that an interval needs at least."""


@dataclass(frozen=True)
class Fan:
    """Many futures of one company in one metric, over time: median, bands, and some single futures.

    `bands` has a row a quantile of `QUANTILES` and a column a period; None while futures are few.
    """

    median: Array
    bands: Array | None
    singles: Array


def fan(series: Array) -> Fan:
    """The fan of futures x periods."""
    bands = np.quantile(series, QUANTILES, axis=0)
    shown = bands if len(series) >= BAND_FROM else None
    return Fan(np.asarray(bands[QUANTILES.index(0.5)]), shown, series[:SINGLES])


@dataclass
class Fans:
    """The fans on a page, each with the most futures that were lived of its company.

    While one company changes and begins anew with a few futures, the others stay as they stand. `most` are kept.
    """

    most: int
    _kept: OrderedDict[Hashable, tuple[int, Fan]] = field(default_factory=OrderedDict)

    def of(self, whose: Hashable, series: Array) -> Fan:
        """The fan of a company in an indicator, from these futures or more of them."""
        known = self._kept.get(whose)
        if known is None or known[0] < len(series):
            known = self._kept[whose] = (len(series), fan(series))
        self._kept.move_to_end(whose)
        while len(self._kept) > self.most:
            self._kept.popitem(last=False)
        return known[1]


@dataclass(frozen=True)
class Duel:
    """B against A over the same futures: means, the paired difference with its 90 % interval, and how often B is ahead.

    `ahead` is the number of futures in which B lies above A, ties counted half.
    """

    futures: int
    mean_a: float
    mean_b: float
    difference: float
    interval: Interval
    ahead: float

    @property
    def ahead_in_100(self) -> int:
        """Of a hundred futures; 0 and 100 only if there was no exception."""
        share = self.ahead / self.futures
        rounded = round(100.0 * share)
        return min(99, max(1, rounded)) if 0.0 < share < 1.0 else rounded

    @property
    def settled(self) -> bool:
        """Whether the interval lies on one side of zero."""
        return self.interval[0] > 0.0 or self.interval[1] < 0.0


def duel(a: Array, b: Array) -> Duel:
    """Compare two companies by one number a future; ValueError unless both have the same futures, at least two."""
    if a.shape != b.shape or a.size < FEW:
        raise ValueError(f"{a.size} and {b.size} futures: a comparison needs the same, and at least {FEW}")
    difference = b - a
    interval = mean_interval(difference, CONFIDENCE) if difference.any() else (0.0, 0.0)
    ahead = share_above(difference) * difference.size
    return Duel(a.size, float(a.mean()), float(b.mean()), float(difference.mean()), interval, ahead)


def typical(difference: Array) -> int:
    """The place of the future whose difference is the middle one."""
    return int(np.argsort(difference, kind="stable")[difference.size // 2])


def axis(fans: Sequence[Fan]) -> tuple[float, float]:
    """One y scale for all: round ends that hold every line drawn."""
    low, high = _extremes(fans)
    room = 0.04 * (high - low) or max(1.0, 0.01 * abs(high))
    step = _round_step((high - low + 2.0 * room) / 5.0)
    return float(np.floor((low - room) / step) * step), float(np.ceil((high + room) / step) * step)


def _extremes(fans: Sequence[Fan]) -> tuple[float, float]:
    drawn = [fan.bands if fan.bands is not None else np.vstack([fan.singles, fan.median]) for fan in fans]
    return min(float(lines.min()) for lines in drawn), max(float(lines.max()) for lines in drawn)


def _round_step(width: float) -> float:
    """The next of 1, 2, 5, 10, ... times a power of ten."""
    power = float(10.0 ** np.floor(np.log10(width)))
    return next(step * power for step in (1.0, 2.0, 5.0, 10.0) if step * power >= width * 0.999)


def plain(values: Array) -> list[float]:
    """For sending: plain numbers with six figures, which no screen can tell from more."""
    return [float(f"{value:.6g}") for value in values]
