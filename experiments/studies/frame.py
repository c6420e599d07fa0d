"""What all studies have in common: plans are swept, pure functions make tables of the runs, and a page tells them.

A study is an `Inquiry`: a question, stages of plans (a later stage may look at the runs of earlier ones), and a
function from runs to an answer. `perform` does it: what was swept before is not swept again, so it may be stopped at
any moment.
Sweeps lie in the `raw/` of the study's folder, a preview wholly below it, where git does not look.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeAlias

import pandas as pd

from experiments import files
from experiments.design import Cells, Plan, read_plan
from experiments.figures.style import save
from experiments.fingerprint import fingerprint
from experiments.report.study_page import Answer, Spent, study_page
from experiments.store import RAW, Manifest, StoreError, Study, open_study
from experiments.sweep.executors import SweepError, threads
from experiments.sweep.query import runs_table
from experiments.sweep.sweep import How, sweep
from simulation import ScenarioError

Runs: TypeAlias = Mapping[str, pd.DataFrame]
"""The runs of each plan: one row a cell and seed, with what the cell is, its parameters, and all indicators."""

SECONDS_BETWEEN_LINES = 20.0


@dataclass(frozen=True)
class Size:
    """How large a study is done: `quick` is the preview.

    For tests `trim` makes every plan smaller still, and `firm` the firms that no plan describes.
    """

    quick: bool = False
    trim: Callable[[Plan], Plan] = field(default=lambda plan: plan)
    firm: Mapping[str, object] = field(default_factory=dict)

    def of(self, full: int, preview: int) -> int:
        """One number or the other."""
        return preview if self.quick else full

    def seeds(self, full: int, preview: int) -> range:
        """So many seeds from 0 on."""
        return range(self.of(full, preview))


Stage: TypeAlias = Callable[[Size, Runs], Mapping[str, Plan]]


@dataclass(frozen=True)
class Crew:
    """Who works: threads (None: one a core), and whether earlier results are forgotten first."""

    workers: int | None = None
    fresh: bool = False


Maker: TypeAlias = Callable[[Size, Crew, Study], tuple[Runs, Spent]]


@dataclass(frozen=True)
class Inquiry:
    """A study. `budget` is the most firm-years that it may take at full size, settling in included.

    `made` gives runs that no sweep can make, kept in the study's store, and what they took;
    `seeds` says how many there are of these, in full and in a preview.
    """

    name: str
    question: str
    budget: int
    stages: Sequence[Stage]
    answer: Callable[[Runs], Answer]
    made: Maker | None = None
    seeds: tuple[int, int] = (0, 0)
    command: str = ""

    @property
    def called(self) -> str:
        """The one command that makes it."""
        return self.command or f"python -m experiments.studies.{self.name}"


def firm_years(cells: Cells) -> int:
    """Years lived by firms: every cell's, and the settling-in of each world once a seed."""
    lived = len({cell.key for cell in cells.cells}) * cells.years
    worlds = {repr(sorted(cell.conditions.items())) for cell in cells.cells}
    return len(cells.plan.seeds) * (lived + len(worlds) * cells.firm.calendar.burn_in_years)


def perform(inquiry: Inquiry, results: Path, size: Size, how: Crew = Crew()) -> str:
    """Do a study; the page that is also its README.md. StoreError, SweepError or ScenarioError say what stopped it."""
    folder = results / inquiry.name / RAW / "preview" if size.quick else results / inquiry.name
    files.check_writable(results)
    begun = time.monotonic()
    study = open_study(folder, _manifest(inquiry, size), fresh=how.fresh)
    made, spent = inquiry.made(size, how, study) if inquiry.made else ({}, Spent(0, 0, 0, 0.0))
    _refuse_beyond(inquiry, spent.firm_years)
    runs: dict[str, pd.DataFrame] = dict(made)
    read: dict[str, Cells] = {}
    for stage in inquiry.stages:
        plans = {name: read_plan(size.trim(plan)) for name, plan in stage(size, runs).items()}
        read |= plans
        _refuse_beyond(inquiry, spent.firm_years + sum(map(firm_years, read.values())))
        for name, cells in plans.items():
            runs[name] = _swept(inquiry, study, name, cells, how)
    answer = inquiry.answer({name: whole(table) for name, table in runs.items()})
    spent = _spent(spent, runs, read)
    done, text = _write(study, inquiry, size, answer, spent, read)
    done.close_kept(time.monotonic() - begun)
    return text


def _manifest(inquiry: Inquiry, size: Size) -> Manifest:
    command = inquiry.called + (" --quick" if size.quick else "")
    return Manifest(inquiry.name, inquiry.question, command, {}, {"first": 0, "count": 0}, {"preview": size.quick})


def _refuse_beyond(inquiry: Inquiry, asked: int) -> None:
    """A study says beforehand what it may take, and keeps to it: sweeps begin only within it, and no more is told."""
    if asked > inquiry.budget:
        raise ScenarioError(
            f"{inquiry.name} would take {asked:,} firm-years, more than its budget of {inquiry.budget:,}"
        )


def _swept(inquiry: Inquiry, study: Study, name: str, cells: Cells, how: Crew) -> pd.DataFrame:
    """Sweep what is missing of one plan: the runs of its own seeds."""
    folder = study.folder / RAW / name
    given = How(hire=partial(threads, how.workers), command=study.manifest.command)
    sweep(f"{inquiry.name}: {name}", cells, folder, given, _Telling(f"{inquiry.name}, {name}"))
    table = runs_table(folder)
    shift = table["number"].map({number: cell.shift for number, cell in enumerate(cells.cells)})
    seeds = cells.plan.seeds
    return table[(table["seed"] - shift).between(seeds.start, seeds.stop - 1)].reset_index(drop=True)


def whole(runs: pd.DataFrame) -> pd.DataFrame:
    """The runs of those worlds and seeds in which none failed, so that whatever is left can be compared."""
    if "error" not in runs or not runs["error"].notna().any():
        return runs
    failed = runs["error"].notna().groupby([runs["world"], runs["seed"]]).transform("any")
    return runs[~failed].reset_index(drop=True)


def _spent(made: Spent, runs: Runs, read: Mapping[str, Cells]) -> Spent:
    swept = [runs[name] for name in read]
    return Spent(
        runs=made.runs + sum(map(len, swept)),
        failed=made.failed + sum(int(table["error"].notna().sum()) for table in swept),
        firm_years=made.firm_years + sum(map(firm_years, read.values())),
        overflows=made.overflows + float(sum(table["overflows"].fillna(0.0).sum() for table in swept)),
    )


def _write(
    study: Study, inquiry: Inquiry, size: Size, answer: Answer, spent: Spent, read: Mapping[str, Cells]
) -> tuple[Study, str]:
    """Tables, figures and the page; the study with all in its manifest, and the page."""
    for name, table in answer.tables.items():
        files.write_csv(study.folder / f"{name}.csv", table)
    for name, figure in answer.figures.items():
        save(figure, study.folder, name)
    keys = {name: fingerprint({"cells": [cell.key for cell in cells.cells]}) for name, cells in read.items()}
    most = max((len(cells.plan.seeds) for cells in read.values()), default=size.of(*inquiry.seeds))
    settings = {"preview": size.quick, "firm_years": spent.firm_years, "budget": inquiry.budget}
    done = study.noting(parameters=keys, seeds={"first": 0, "count": most}, settings=settings)
    text = study_page(answer, done.manifest, spent, preview=size.quick)
    files.write_text(study.folder / "README.md", text)
    return done, text


class _Telling:
    """Progress on standard error, a line now and then."""

    def __init__(self, what: str) -> None:
        self.what, self.begun, self.told = what, time.monotonic(), -SECONDS_BETWEEN_LINES
        self.first: int | None = None

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic() - self.begun
        self.first = done if self.first is None else self.first
        if now - self.told < SECONDS_BETWEEN_LINES and done < total:
            return
        self.told = now
        rate = (done - self.first) / now if now > 1.0 else 0.0
        left = f", {(total - done) / rate / 60.0:.1f} minutes left" if rate and done < total else ""
        print(f"{self.what}: {done:,} of {total:,} runs{left}", file=sys.stderr, flush=True)


def main(inquiry: Inquiry) -> None:
    """Read the command line and do the study."""
    asked = argparse.ArgumentParser(prog=inquiry.called, description=inquiry.question)
    asked.add_argument("--quick", action="store_true", help="a small preview, into a folder that git ignores")
    asked.add_argument("--workers", type=int, default=None, help="threads (default: one a core)")
    asked.add_argument("--fresh", action="store_true", help="forget the results of an earlier version of the model")
    asked.add_argument("--results", type=Path, default=Path("results"), help="where the study's folder lies")
    given = asked.parse_args()
    try:
        print(perform(inquiry, given.results, Size(quick=given.quick), Crew(given.workers, given.fresh)))
    except (StoreError, ScenarioError, files.BusyError) as problem:
        asked.exit(2, f"{problem}\n")
    except SweepError as problem:
        asked.exit(3, f"{problem}\n")
    except KeyboardInterrupt:
        asked.exit(130, "interrupted; the same command goes on from what is done\n")
    except OSError as problem:
        asked.exit(3, f"{problem.filename or given.results}: {problem.strerror or problem}\n")
