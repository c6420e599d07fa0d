"""`salesorg sweep`: run what is missing of a study, with progress, then say what came of it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from experiments import files
from experiments.analysis.sequential import Precision
from experiments.analysis.tables import finite, years_of
from experiments.analysis.verdict import Finding
from experiments.commands.screen import console, meter, patience, print_json, table, warn_of_crowding
from experiments.commands.studies import study_file
from experiments.design import Cells, Plan, read_plan, read_study
from experiments.report.tables import HEADER, record, row, summary_row
from experiments.sweep.executors import Hire, cluster, processes, threads
from experiments.sweep.own_model import load_model
from experiments.sweep.query import ask
from experiments.sweep.stopping import within
from experiments.sweep.sweep import KEPT, Earlier, How, Swept, sweep
from experiments.sweep.verdicts import against_plain, against_reference, of_metric
from simulation import ScenarioError
from simulation.toml_text import read_value

SCHEMA = "salesorg-sweep-1"
FEW, MOST_SHOWN, MOST_JUDGED = 3, 20, 200
AUTO = "auto"
EXAMPLE = "select arm, avg(profit_money) from runs group by arm"
FAILURES = "select world, arm, seed, error from runs where error is not null"


@dataclass(frozen=True)
class Asked:
    """What the command line asks for beside the study."""

    workers: int | None = None
    scheduler: str | None = None
    replications: str | None = None
    precision: str | None = None
    budget: int = 1_000
    model: str | None = None
    earlier: Earlier = KEPT


@dataclass(frozen=True)
class Sweep:
    """A study that was read and found good, and how to sweep it."""

    name: str
    cells: Cells
    precision: Precision | None
    asked: Asked
    command: str

    @property
    def class_name(self) -> str:
        """The researcher's class."""
        return str(self.asked.model).partition(":")[2]


def read_sweep(study: str, asked: Asked) -> Sweep:
    """Read everything before anything runs or is written."""
    path = study_file(study)
    if asked.model is not None:
        load_model(asked.model)
    plan, precision = _until(read_study(path), asked)
    with patience("reading every cell of the study"):
        cells = read_plan(plan)
    return Sweep(path.stem, cells, precision, asked, _command(path.name, asked))


def _until(plan: Plan, asked: Asked) -> tuple[Plan, Precision | None]:
    """How many seeds: those of the study, a number, or until differences are known to a precision."""
    if asked.replications != AUTO:
        if asked.precision is not None:
            raise ScenarioError("--precision says when to stop, so it goes with --replications auto")
        return (plan if asked.replications is None else replace(plan, seeds=_seeds(plan, asked.replications))), None
    if not plan.reference:
        raise ScenarioError("--replications auto compares arms with a reference: name one in the study, as reference =")
    share = read_value(asked.precision or "1%")
    if isinstance(share, bool) or not isinstance(share, float | int) or not 0 < share < 1:
        raise ScenarioError(f"--precision {asked.precision}: write a share of the reference, as 1%")
    seeds = range(plan.seeds.start, plan.seeds.start + max(2, min(len(plan.seeds), asked.budget)))
    return replace(plan, seeds=seeds), within(float(share), asked.budget)


def _seeds(plan: Plan, replications: str) -> range:
    if not replications.isdecimal() or not 1 <= int(replications) <= 10_000_000:
        raise ScenarioError(f"--replications {replications}: write a number of seeds from 1 on, or auto")
    return range(plan.seeds.start, plan.seeds.start + int(replications))


def _command(study: str, asked: Asked) -> str:
    """The command line; how many workers there were changes nothing."""
    words = ["salesorg sweep", study]
    words += [] if asked.replications is None else [f"--replications {asked.replications}"]
    if asked.replications == AUTO:
        words.append(f"--precision {asked.precision or '1%'} --budget {asked.budget}")
    words += [] if asked.model is None else [f"--model {asked.model}"]
    return " ".join(words)


def run_sweep(asked_for: Sweep, results: Path, as_program: bool) -> int:
    """Sweep, print what came of it; how many runs failed."""
    files.check_writable(results)
    plain = results / asked_for.name
    begun = time.monotonic()
    swept = _sweep(asked_for, plain, None)
    folder = plain
    if asked_for.asked.model is not None:
        folder = results / f"{asked_for.name}-{asked_for.class_name}"
        swept = _sweep(asked_for, folder, asked_for.asked.model, seeds=swept.seeds)
    seconds = time.monotonic() - begun
    findings = _findings(asked_for, plain, folder)
    if as_program:
        print_json(_as_json(asked_for, folder, swept, findings))
    else:
        _show(asked_for, folder, swept, findings, seconds)
    return swept.failed


def _sweep(asked_for: Sweep, folder: Path, model: str | None, seeds: range | None = None) -> Swept:
    asked, cells = asked_for.asked, asked_for.cells
    if seeds is not None:
        cells = replace(cells, plan=replace(cells.plan, seeds=seeds))
    how = How(
        hire=_hire(asked, model),
        command=asked_for.command,
        model=model,
        precision=None if seeds is not None else asked_for.precision,
        earlier=asked.earlier,
    )
    with meter(folder.name) as progress:
        return sweep(folder.name, cells, folder, how, progress)


def _hire(asked: Asked, model: str | None) -> Hire:
    if asked.scheduler is not None:
        return partial(cluster, asked.scheduler)
    return partial(processes if model else threads, asked.workers)


def _findings(asked_for: Sweep, plain: Path, folder: Path) -> list[Finding]:
    """Verdicts on a few hundred arms at most; of thousands, they would take longer than the runs."""
    if _arms(asked_for) > MOST_JUDGED:
        return []
    if folder != plain:
        return against_plain(folder, plain, asked_for.class_name)
    reference = asked_for.cells.plan.reference
    stopped = asked_for.precision is not None
    return against_reference(folder, reference, stopped=stopped) if reference else []


def _arms(asked_for: Sweep) -> int:
    return len({cell.arm for cell in asked_for.cells.cells})


def _as_json(asked_for: Sweep, folder: Path, swept: Swept, findings: Sequence[Finding]) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "command": "sweep",
        "study": folder.name,
        "folder": folder.as_posix(),
        "cells": len(asked_for.cells.cells),
        "seeds": {"first": swept.seeds.start, "count": len(swept.seeds)},
        "runs": swept.before + swept.made,
        "made": swept.made,
        "failed": swept.failed,
        "damaged": list(swept.damaged),
        "precise": swept.settled,
        "findings": [finite(record(found)) for found in findings],
    }


def _show(asked_for: Sweep, folder: Path, swept: Swept, findings: Sequence[Finding], seconds: float) -> None:
    screen, cells = console(), asked_for.cells
    for name in swept.damaged:
        screen.print(f"{name} was damaged; its runs were made again.")
    rate = f" in {seconds:,.0f} s ({swept.made / seconds:,.0f} a second)" if swept.made else ""
    screen.print(f"{swept.made:,} runs made{rate}, {swept.before:,} were there: {len(cells.cells):,} cells x "
                 f"{len(swept.seeds):,} seeds, {years_of(cells.years)} each.")  # fmt: skip
    if findings:
        screen.print()
        _show_findings(asked_for, findings)
    if _arms(asked_for) > MOST_JUDGED:
        screen.print(f"{_arms(asked_for):,} arms are too many to judge one by one: ask with salesorg query.")
    if not swept.settled:
        screen.print("The budget is spent, and not every difference is known as well as was asked.", style="bold")
    if swept.failed:
        screen.print(f'{swept.failed:,} runs failed: salesorg query {folder.name} "{FAILURES}"', style="bold")
    overflows = ask(folder, "select coalesce(max(overflows), 0) m from runs")["m"].iloc[0]
    warn_of_crowding(screen, float(overflows))
    screen.print(f'Kept in {folder.as_posix()}; ask with: salesorg query {folder.name} "{EXAMPLE}"', style="dim")


def _show_findings(asked_for: Sweep, findings: Sequence[Finding]) -> None:
    """Every metric of a few arms; of many only the metric of the study. What is left out is counted."""
    screen = console()
    arms = list(dict.fromkeys(found.difference.arm for found in findings))
    if len(arms) <= FEW:
        for arm in arms:
            of_arm = [found for found in findings if found.difference.arm == arm]
            screen.print(f"{arm} against {of_arm[0].difference.against}", style="bold")
            screen.print(table(HEADER, [row(found) for found in of_arm]))
    else:
        metric = asked_for.cells.plan.metric
        chosen = of_metric(findings, metric) or of_metric(findings, "profit_money")
        screen.print(f"{chosen[0].metric.label} against {chosen[0].difference.against}", style="bold")
        titles = {arm: arm for arm in arms}
        header = ("Policy", "Difference", "95 % interval", "Higher in", "Verdict")
        screen.print(table(header, [summary_row(found, titles) for found in chosen[:MOST_SHOWN]]))
        if len(chosen) > MOST_SHOWN:
            screen.print(f"{len(chosen) - MOST_SHOWN:,} more arms are not shown.")
    several = len({cell.world for cell in asked_for.cells.cells}) > 1
    pairs = "worlds, each the mean of its seeds" if several else "seeds"
    screen.print(f"Paired over {findings[0].difference.worlds:,} {pairs}.\n", style="dim")
