"""How runs are cut into jobs: by the plan and by what is missing, never by how many workers there are."""

from __future__ import annotations

from collections.abc import Iterator
from math import isqrt

import numpy as np
import numpy.typing as npt

from experiments.design import Cell, Cells
from experiments.sweep.jobs import Job

MOST_RUNS = 1_024
MOST_REP_WEEKS = 1_000_000
"""A job takes seconds: that is what a killed one costs, and how long an interrupt waits."""

MESA_SLOWER = 40
FEWEST_JOBS = 64
"""Small studies too are cut finely enough for many workers."""

FEWEST_CELLS = 8
"""Cells of one world share their settled firms; seeds of one cell share its parameters, which take as long as a run."""


def tile(cells: Cells, unique: int, seeds: int, *, own_model: bool) -> tuple[int, int]:
    """Cells and seeds of a job: about as many of the one as of the other."""
    size = cells.firm.organization
    weeks = 52 * cells.years * size.teams * size.reps_per_team * (MESA_SLOWER if own_model else 1)
    longest = max(1, min(MOST_RUNS, MOST_REP_WEEKS // weeks))
    runs = max(1, min(longest, unique * seeds // FEWEST_JOBS))
    wide = min(unique, longest, max(FEWEST_CELLS, isqrt(runs)))
    return wide, max(1, min(seeds, runs // wide))


def jobs(
    cells: Cells, unique: list[Cell], seeds: range, there: npt.NDArray[np.bool_], model: str | None
) -> Iterator[Job]:
    """Jobs for the runs that are not `there` (cells x seeds): some seeds of all cells first, then further seeds."""
    wide, deep = tile(cells, len(unique), len(seeds), own_model=model is not None)
    for first_seed in range(0, len(seeds), deep):
        for first_cell in range(0, len(unique), wide):
            gap = ~there[first_cell : first_cell + wide, first_seed : first_seed + deep]
            places = [place for place in range(len(gap)) if gap[place].any()]
            if places:
                some = tuple(unique[first_cell + place] for place in places)
                missing = tuple(
                    _seeds(seeds, first_seed, gap[place], cell.shift) for place, cell in zip(places, some, strict=True)
                )
                yield Job(cells.firm, cells.years, cells.plan.by == "year", some, missing, model)


def _seeds(seeds: range, first: int, gap: npt.NDArray[np.bool_], shift: int) -> tuple[int, ...]:
    return tuple(seeds[first + int(offset)] + shift for offset in np.flatnonzero(gap))
