"""A job: some runs of some cells, carried out by one worker wherever it is, and handed back as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from experiments.design import Cell
from experiments.design.plan import firm_in
from experiments.fingerprint import fingerprint
from experiments.machine import probe
from experiments.sweep.own_model import code_of, live
from experiments.sweep.settled import Settled
from simulation import Scenario, State, run_many
from simulation.engine import EngineError
from simulation.indicators import UNITS

SETTLED = Settled()
"""Of this process: its threads share them."""

LONGEST_ERROR = 300


@dataclass(frozen=True)
class Job:
    """Runs to carry out: for each cell its seeds. `model` names a researcher's own class, None the engine."""

    firm: Scenario
    years: int
    by_year: bool
    cells: tuple[Cell, ...]
    seeds: tuple[tuple[int, ...], ...]
    model: str | None = None

    @cached_property
    def key(self) -> str:
        """What stands for the runs in a file's name."""
        return fingerprint({"cells": [cell.key for cell in self.cells], "seeds": self.seeds})

    @property
    def count(self) -> int:
        """How many runs."""
        return sum(map(len, self.seeds))


@dataclass(frozen=True)
class Done:
    """A job's runs (cell, seed, year if by year, error, indicators), and the code and mathematics behind them."""

    key: str
    count: int
    runs: pd.DataFrame
    failed: int
    code: str
    probe: str


def carry_out(job: Job) -> Done:
    """Run everything; a run that fails is a row with its error. EngineError if nothing can run at all."""
    runs = pd.concat([_group(job, *group) for group in _groups(job)], ignore_index=True)
    order = {cell.key: place for place, cell in enumerate(job.cells)}
    runs = runs.sort_values(["cell", "seed"], key=lambda c: c.map(order) if c.name == "cell" else c, kind="stable")
    failed = int(runs["error"].notna().sum())
    return Done(job.key, job.count, runs.reset_index(drop=True), failed, code_of(job.model), probe())


def _groups(job: Job) -> Iterator[tuple[list[Cell], tuple[int, ...]]]:
    """Cells of one world that need the same seeds: they share settled firms, and run as a block."""
    groups: dict[tuple[str, tuple[int, ...]], list[Cell]] = {}
    for cell, seeds in zip(job.cells, job.seeds, strict=True):
        groups.setdefault((repr(cell.conditions), seeds), []).append(cell)
    for (_, seeds), cells in groups.items():
        yield cells, seeds


def _group(job: Job, cells: list[Cell], seeds: tuple[int, ...]) -> pd.DataFrame:
    world = firm_in(job.firm, cells[0].conditions, cells[0].world)
    arms = {cell.key: firm_in(world, cell.levers, cell.arm) for cell in cells}
    states, errors = _settle(world, seeds, int(job.key[:8], 16))
    lived = [_live(job, arms, states)] if states else []
    failed = [_failed(job, key, seed, error) for seed, error in errors.items() for key in arms]
    return pd.concat([*lived, *failed], ignore_index=True)


def _settle(world: Scenario, seeds: Sequence[int], turn: int) -> tuple[dict[int, State], dict[int, str]]:
    """The settled firm of each seed, or why there is none; threads that need the same ones begin at different seeds."""
    states: dict[int, State] = {}
    errors: dict[int, str] = {}
    first, fingerprinted = turn % len(seeds), world.fingerprint()
    for seed in (*seeds[first:], *seeds[:first]):
        try:
            states[seed] = SETTLED.state(world, fingerprinted, seed)
        except (EngineError, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever went wrong in one world is a row of the table
            errors[seed] = _told(error)
    return {seed: states[seed] for seed in seeds if seed in states}, errors


def _live(job: Job, arms: Mapping[str, Scenario], states: Mapping[int, State]) -> pd.DataFrame:
    """All arms through all seeds: at once on the engine, and one by one if that fails or the model is not ours."""
    if job.model is None:
        try:
            return _block(job, arms, states)
        except (EngineError, MemoryError):
            raise
        except Exception:  # noqa: BLE001, S110 - which run it was shows when they go one by one
            pass
    return pd.concat(
        [_one(job, key, arm, seed, state) for key, arm in arms.items() for seed, state in states.items()],
        ignore_index=True,
    )


def _block(job: Job, arms: Mapping[str, Scenario], states: Mapping[int, State]) -> pd.DataFrame:
    lived = run_many(
        list(arms.values()),
        states,
        years=job.years,
        states=list(states.values()),
        by="year" if job.by_year else "run",
        workers=1,
    )
    return _shaped(lived.assign(cell=np.array(list(arms))[lived["scenario"]]), job)


def _one(job: Job, key: str, arm: Scenario, seed: int, state: State) -> pd.DataFrame:
    try:
        if job.model is None:
            return _block(job, {key: arm}, {seed: state})
        lived = live(job.model, arm, seed, state, job.years, by_year=job.by_year)
    except (EngineError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - a failing run is a row
        return _failed(job, key, seed, _told(error))
    return _shaped(lived.assign(cell=key, seed=seed, year=np.arange(1, len(lived) + 1)), job)


def _failed(job: Job, key: str, seed: int, error: str) -> pd.DataFrame:
    return _shaped(pd.DataFrame({"cell": [key], "seed": [seed], "year": [0], "error": [error]}), job)


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:LONGEST_ERROR]


def _shaped(runs: pd.DataFrame, job: Job) -> pd.DataFrame:
    """The same columns of the same types, whatever happened."""
    blank = pd.DataFrame(index=runs.index, columns=["error"], dtype="string")
    whole = {"cell": "string", "seed": "int64", "error": "string"} | ({"year": "int64"} if job.by_year else {})
    columns = ["cell", "seed", *(["year"] if job.by_year else []), "error", *UNITS]
    full = (runs if "error" in runs else runs.join(blank)).reindex(columns=columns)
    return full.astype(whole | dict.fromkeys(UNITS, "float64"))
