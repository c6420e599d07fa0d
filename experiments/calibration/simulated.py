"""A simulated firm, observed as its export was: the same window, the same tables, the same code."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from math import ceil

import numpy as np
import pandas as pd

from experiments.calibration.crm import clean_tables
from experiments.calibration.days import days_from
from experiments.calibration.mapping import Mapping
from experiments.calibration.measure import Headline, headline
from experiments.calibration.periods import Window
from simulation.crm_log import crm_tables
from simulation.runs import Run, run
from simulation.scenario import Scenario

DAYS_A_YEAR = 364
TABLES = ("opportunities", "people")

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Observed:
    """One simulated firm: what its export shows, and its mean open deals a head."""

    headline: Headline
    open_deals_per_head: float


def first_day(window: Window) -> dt.date:
    """The day of week 0: the first of the year in which the window begins, so that seasons fall into place."""
    return dt.date(window.start.year, 1, 1)


def as_exported(opportunities: pd.DataFrame, window: Window) -> pd.DataFrame:
    """The rows as an export at the window's end holds them: without earlier closes, and later ones still open."""
    rows = opportunities[(opportunities["created"] <= window.end) & ~(opportunities["closed"] < window.start)]
    later = rows["closed"] > window.end
    return rows.assign(closed=rows["closed"].mask(later), outcome=rows["outcome"].mask(later, "open"))


def observe(scenario: Scenario, seed: int, window: Window) -> Observed:
    """Live a firm over the window and look at it through its CRM."""
    lived, cleaned = exported(scenario, seed, window)
    return Observed(headline(cleaned, window), float((lived.weekly["open_deals"] / lived.weekly["heads"]).mean()))


def exported(scenario: Scenario, seed: int, window: Window) -> tuple[Run, dict[str, pd.DataFrame]]:
    """A firm lived over the window, and its tables as the import has them of an export at the window's end."""
    start = first_day(window)
    years = ceil((days_from(pd.Timestamp(start), window.end) + 1) / DAYS_A_YEAR)
    lived = run(scenario, seed, years=years, record=("events",))
    told = crm_tables(lived.events, lived.state, scenario, start)
    tables = {name: told[name] for name in TABLES}
    tables["opportunities"] = as_exported(tables["opportunities"], window)
    cleaned, _ = clean_tables(tables, Mapping())
    return lived, cleaned


def observe_many(
    scenario: Scenario, seeds: Iterable[int], window: Window, progress: Progress | None = None
) -> list[Observed]:
    """One observation a seed, in order."""
    listed = list(seeds)
    observed = []
    for seed in listed:
        observed.append(observe(scenario, seed, window))
        if progress is not None:
            progress(len(observed), len(listed))
    return observed


def mean_headline(observed: Iterable[Observed]) -> Headline:
    """The mean of each number over firms."""
    return Headline(*(float(mean) for mean in np.mean([astuple(one.headline) for one in observed], axis=0)))
