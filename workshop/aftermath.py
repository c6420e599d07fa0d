"""Drop it back: some years under a company, then the firm as it was, and what does not return by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from experiments.analysis.intervals import Interval, mean_interval
from simulation import Scenario
from simulation.indicators import WEEKS_PER_YEAR, indicators, weekly_means
from workshop.ensemble import WEEKS_PER_PERIOD, Ensemble
from workshop.metrics import NAMES
from workshop.pictures import CONFIDENCE

Array = npt.NDArray[np.float64]
YEARS_HELD = 3
YEARS_AFTER = 4
FUTURES = 48
BATCH = 4
PERIODS_A_YEAR = WEEKS_PER_YEAR // WEEKS_PER_PERIOD


@dataclass(frozen=True)
class Aftermath:
    """Futures x quarters x indicators: of the firm that never changed, and of the one that changed and went back."""

    never: Array
    dropped: Array

    def difference(self, column: int) -> Array:
        """Dropped minus never, futures x quarters."""
        return np.asarray(self.dropped[:, :, column] - self.never[:, :, column])


@dataclass(frozen=True)
class Left:
    """How large an effect was in its last year, and still is in the last year of all, with 90 % intervals."""

    held: float
    held_interval: Interval
    after: float
    after_interval: Interval

    @property
    def share(self) -> float | None:
        """What is left of the effect; None where there was none to begin with."""
        clear = self.held_interval[0] > 0.0 or self.held_interval[1] < 0.0
        return self.after / self.held if clear else None


def left(difference: Array) -> Left:
    """What is left of a difference, futures x quarters."""
    end = YEARS_HELD * PERIODS_A_YEAR
    held = difference[:, end - PERIODS_A_YEAR : end].mean(axis=1)
    after = difference[:, -PERIODS_A_YEAR:].mean(axis=1)
    return Left(float(held.mean()), _interval(held), float(after.mean()), _interval(after))


def _interval(values: Array) -> Interval:
    return mean_interval(values, CONFIDENCE) if values.any() else (0.0, 0.0)


async def aftermath(ensemble: Ensemble, company: Scenario, futures: int = FUTURES) -> Aftermath:
    """Live both firms through the same luck, a few futures at a time."""
    batches = [range(first, min(first + BATCH, futures)) for first in range(0, futures, BATCH)]
    pairs = [await ensemble.run(_live, ensemble, company, seeds) for seeds in batches]
    never, dropped = (np.concatenate(lives) for lives in zip(*pairs, strict=True))
    return Aftermath(never, dropped)


def _live(ensemble: Ensemble, company: Scenario, seeds: Sequence[int]) -> tuple[Array, Array]:
    never = [_weekly(ensemble, ensemble.firm, seed) for seed in seeds]
    dropped = [_weekly(ensemble, company, seed) for seed in seeds]
    return _table(never), _table(dropped)


def _weekly(ensemble: Ensemble, company: Scenario, seed: int) -> Array:
    """Quarterly means of the weekly report: first under the company, then under the firm."""
    held = ensemble.live(company, seed, ensemble.state(seed), YEARS_HELD)
    after = ensemble.live(ensemble.firm, seed, held.state, YEARS_AFTER)
    return np.concatenate([weekly_means(held.weekly, WEEKS_PER_PERIOD), weekly_means(after.weekly, WEEKS_PER_PERIOD)])


def _table(lives: Sequence[Array]) -> Array:
    table = indicators(np.concatenate(lives))[list(NAMES)].to_numpy(np.float64)
    return np.asarray(table.reshape(len(lives), -1, len(NAMES)))
