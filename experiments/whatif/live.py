"""The futures: every plausible firm settles once for each, and all arms go on from there through the same luck.

So does, for a year, the firm in which one team tries a policy; in each future it is another team.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import numpy as np
import pandas as pd

from experiments.store import Study
from experiments.whatif.question import Question
from simulation import burn_in, run
from simulation.indicators import AT_THE_END, COLUMNS, indicators

Progress = Callable[[int, int], None]
EARLY_WEEKS = 26
EARLY = 0
"""The `year` under which the first half-year stands."""


def live(question: Question, study: Study, workers: int | None, progress: Progress | None = None) -> pd.DataFrame:
    """One row a plausible firm (`world`), arm, `seed` and `year`; year 0 is the first half-year. Kept in the store.

    Where `trial` is true the arm was tried by one team only, for a year.
    """
    worlds = range(len(question.ensemble.members))
    parts = []
    for world in worlds:
        make = lambda world=world: live_world(question, world, workers)  # noqa: E731
        parts.append(study.part("world", question.keys[world], make).assign(world=world))
        if progress is not None:
            progress(world + 1, len(worlds))
    return pd.concat(parts, ignore_index=True)


def live_world(question: Question, world: int, workers: int | None) -> pd.DataFrame:
    """All futures of one plausible firm."""
    seeds, arms, trials = question.seeds(world), question.arms_of(world), question.trials(world)
    states = dict(zip(seeds, burn_in(question.ensemble.members[world], seeds, workers=workers), strict=True))

    def one(cell: tuple[int, int]) -> pd.DataFrame:
        place, seed = cell
        lived = run(arms[place].scenario, seed, years=question.years, state=states[seed])
        years = pd.concat([early(lived.weekly), lived.indicators], ignore_index=True)
        return years.assign(arm=arms[place].name, seed=seed, trial=False)

    def tried(cell: tuple[str, int]) -> pd.DataFrame:
        name, seed = cell
        lived = run(arms[-1].scenario, seed, years=1, state=states[seed], script=trials[name][seed])
        return lived.indicators.assign(arm=name, seed=seed, trial=True)

    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        whole = pool.map(one, product(range(len(arms)), seeds))
        tries = pool.map(tried, product(trials, seeds))
        return pd.concat([*whole, *tries], ignore_index=True)


def early(weekly: pd.DataFrame) -> pd.DataFrame:
    """Indicators of the first half-year, by the year; without those that are known only when a year closes."""
    means = weekly[list(COLUMNS)].to_numpy(np.float64)[:EARLY_WEEKS].mean(axis=0)
    frame = indicators(means[None]).drop(columns=[name for name in AT_THE_END if name != "overflows"])
    frame.insert(0, "year", EARLY)
    return frame
