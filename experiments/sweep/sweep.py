"""Sweep a plan: open its store, run what is missing, write each job's runs as a part, and say when it is complete."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments import files
from experiments.analysis.sequential import Precision
from experiments.design import Cells
from experiments.design.plan import APART
from experiments.fingerprint import fingerprint
from experiments.machine import release_memory
from experiments.parts import Parts
from experiments.store import Manifest, StoreError, Study, open_study, read_manifest
from experiments.sweep.chunks import jobs
from experiments.sweep.executors import Crew, Hire, drive
from experiments.sweep.jobs import SETTLED, Done
from experiments.sweep.own_model import code_of
from experiments.sweep.query import runs_table
from experiments.sweep.stopping import more_seeds
from experiments.sweep.tables import counts

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Earlier:
    """What becomes of results that are there: forgotten, made again where they failed, or let in from elsewhere."""

    fresh: bool = False
    other_machines: bool = False
    retry_failed: bool = False


KEPT = Earlier()


@dataclass(frozen=True)
class How:
    """How to sweep: who works, under which command, with whose model, until when, and what becomes of the earlier."""

    hire: Hire
    command: str
    model: str | None = None
    precision: Precision | None = None
    earlier: Earlier = KEPT


@dataclass(frozen=True)
class Swept:
    """What a sweep did: runs there were, runs made now, runs that failed in all, parts found damaged, seeds."""

    before: int
    made: int
    failed: int
    damaged: tuple[str, ...]
    seeds: range
    settled: bool


def sweep(name: str, cells: Cells, folder: Path, how: How, progress: Progress | None = None) -> Swept:
    """Run what is missing of every cell and seed. StoreError if what is there does not fit: nothing is changed."""
    with files.alone(folder):
        return _sweep_alone(name, cells, folder, how, progress)


def _sweep_alone(name: str, cells: Cells, folder: Path, how: How, progress: Progress | None) -> Swept:
    begun = time.monotonic()
    kept = None if how.earlier.fresh else read_manifest(folder)
    study = open_study(
        folder, _manifest(name, cells, how), fresh=how.earlier.fresh, other_machines=how.earlier.other_machines
    )
    work = Work(cells, how, study)
    damaged = tuple(work.parts.drop_damaged())
    if how.earlier.retry_failed:
        work.parts.drop_failed()
    before = int(work.there(cells.plan.seeds).sum())
    work.parts.write_cells(cells.table())
    files.write_text(folder / "firm.toml", cells.firm.to_toml())
    seeds, settled = work.run(progress)
    SETTLED.forget()
    release_memory()
    work.study = work.study.noting(seeds={"first": seeds.start, "count": len(seeds)})
    spent = time.monotonic() - begun + (0.0 if kept is None else float(kept["duration_seconds"]))
    work.study.close(spent)
    return Swept(before, len(seeds) * len(work.unique) - before, counts(folder)[1], damaged, seeds, settled)


def _manifest(name: str, cells: Cells, how: How) -> Manifest:
    plan = cells.plan
    settings: dict[str, Any] = {
        "firm": Path(plan.firm).name,
        "years": cells.years,
        "by": plan.by,
        "cells": len(cells.cells),
        "worlds": len({cell.world for cell in cells.cells}),
        "reference": plan.reference,
        "metric": plan.metric,
        "own_seeds": plan.own_seeds,
        "model": how.model,
        "precision": None if how.precision is None else how.precision.half_width,
        "resolved": cells.firm.resolved(),
    }
    return Manifest(
        study=name,
        question=plan.question,
        command=how.command,
        parameters={
            "firm": cells.firm.fingerprint(),
            "cells": fingerprint({"cells": [cell.key for cell in cells.cells]}),
        },
        seeds={"first": plan.seeds.start, "count": len(plan.seeds)},
        settings=settings,
        code=code_of(how.model),
    )


class Work:
    """A sweep at work in an open study."""

    def __init__(self, cells: Cells, how: How, study: Study) -> None:
        self.cells, self.how, self.study = cells, how, study
        self.unique = list({cell.key: cell for cell in cells.cells}.values())

    @property
    def probes(self) -> tuple[str, ...]:
        """The mathematics that runs may come from."""
        return (self.study.manifest.machine["probe"], *self.study.manifest.other_machines)

    @property
    def parts(self) -> Parts:
        """The files of runs."""
        return Parts(self.study.folder, self.study.manifest.code, self.probes)

    def there(self, seeds: range) -> npt.NDArray[np.bool_]:
        """Which runs are there, cells x seeds."""
        return self.parts.there([cell.key for cell in self.unique], seeds, [cell.shift for cell in self.unique])

    def run(self, progress: Progress | None) -> tuple[range, bool]:
        """Run what is missing, in batches of seeds until a precision is reached: seeds, and whether it was."""
        seeds, wanted = self.cells.plan.seeds, self.how.precision
        with self.how.hire() as crew:
            while True:
                self._round(crew, seeds, progress)
                if wanted is None:
                    return seeds, True
                more, reached = self._more(seeds, wanted)
                if more == 0:
                    return seeds, reached
                seeds = range(seeds.start, seeds.stop + more)

    def _round(self, crew: Crew, seeds: range, progress: Progress | None) -> None:
        there = self.there(seeds)
        done = int(there.sum())

        def take(found: Done) -> None:
            nonlocal done
            self._take(found)
            done += found.count
            tell(done)

        def tell(done: int) -> None:
            if progress is not None:
                progress(done, there.size)

        tell(done)
        drive(crew, jobs(self.cells, self.unique, seeds, there, self.how.model), take)

    def _take(self, found: Done) -> None:
        """Write a job's runs; StoreError if its worker has another model or, unless allowed, other mathematics."""
        if found.code != self.parts.code:
            raise StoreError("a worker has another version of the model: install the same on all machines")
        if found.probe not in self.probes:
            if not self.how.earlier.other_machines:
                raise StoreError(
                    f"a worker's mathematics differ (probe {found.probe}, here {self.probes[0]}), and results should "
                    "not mix: use machines that are alike, or mix them knowingly with --allow-other-machines"
                )
            self.study = self.study.noting(other_machines=sorted((*self.probes[1:], found.probe)))
        self.parts.write(found.key, found.runs, found.probe)
        release_memory()

    def _more(self, seeds: range, wanted: Precision) -> tuple[int, bool]:
        plan = self.cells.plan
        table = runs_table(self.study.folder, f'world, arm, seed, "{plan.metric}"')
        own = table["seed"] % APART if plan.own_seeds else table["seed"]
        lived = table[own.between(seeds.start, seeds.stop - 1)]
        means = lived.groupby(["world", "arm", "seed"], as_index=False, sort=False)[[plan.metric]].mean()
        worlds = [world for _, world in means.groupby("world", sort=False)]
        return more_seeds(worlds, plan.reference, plan.metric, wanted, len(seeds))
