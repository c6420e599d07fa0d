"""`salesorg whatif`: what a policy brings in every plausible firm, how sure that is, and what it hangs on."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console

from experiments import files
from experiments.commands.screen import console, patience, print_json, table, warn_of_crowding
from experiments.report.answer_words import Told
from experiments.report.language import Language
from experiments.store import Manifest, open_study
from experiments.whatif.answer import answer
from experiments.whatif.as_json import as_json
from experiments.whatif.kept import ANSWER
from experiments.whatif.live import live
from experiments.whatif.question import Question

HEADER = ("Outcome", "Difference", "95 % interval", "Worse in", "Verdict")


def answer_question(question: Question, command: str, results: Path, workers: int | None, as_program: bool) -> None:
    """Live all futures, write the answer into a folder of its own in `results`, and print it.

    Stopped, the same command goes on: what one plausible firm lived is kept as soon as it is there.
    """
    files.check_writable(results)
    folder = results / f"whatif-{question.fingerprint()[:12]}"
    begun = time.monotonic()
    with files.alone(folder):
        study = open_study(folder, _manifest(question, command))
        firms = len(question.ensemble.members)
        what = f"{len(question.arms)} policies through {question.futures} futures of {firms} plausible firms"
        with patience(what) as progress:
            lived = live(question, study, workers, progress)
        found = as_json(answer(question, lived), command)
        files.write_json(folder / ANSWER, found)
        study.close(time.monotonic() - begun)
    if as_program:
        print_json(found)
    else:
        show(found, folder)


def show(found: Mapping[str, Any], folder: Path) -> None:
    """Print the answer to each policy, what it hangs on, what to watch, what a trial costs, and where the rest is."""
    screen, told = console(), Told(found, Language("en"))
    for contender in told.contenders:
        _show_one(screen, told, contender)
    warn_of_crowding(screen, float(found["overflows"]))
    if not found["firm"]["calibrated"]:
        screen.print(
            "No data of this firm were used: it is one of many plausible anywhere. salesorg calibrate uses yours."
        )
    screen.print(
        f"Written to {folder.as_posix()}. Next:\nsalesorg report {folder.as_posix()} -o report.pdf",
        soft_wrap=True,  # to be copied: never broken
    )


def _show_one(screen: Console, told: Told, contender: Mapping[str, Any]) -> None:
    screen.print(told.headline(contender), style="bold")
    screen.print(told.chance(contender))
    screen.print()
    screen.print(table(HEADER, [_cells(told, outcome) for outcome in contender["outcomes"]]))
    screen.print()
    for outcome in contender["outcomes"]:
        for line in filter(None, [told.reason(outcome), *told.hangs_on(outcome)]):
            screen.print(f"{told.metric(outcome['metric'])}: {line}")
    for line in (*told.signs(contender), told.trial(contender)):
        screen.print(line)
    screen.print()


def _cells(told: Told, outcome: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        told.metric(outcome["metric"]),
        told.size(outcome, float(outcome["mean"])),
        told.interval(outcome),
        told.language.percent(float(outcome["chance"])),
        told.verdict(outcome["verdict"]),
    )


def _manifest(question: Question, command: str) -> Manifest:
    return Manifest(
        study="whatif",
        question=question.sentence,
        command=command,
        parameters={arm.name: arm.scenario.fingerprint() for arm in question.arms},
        seeds={"first": question.seeds(0).start, "count": question.futures},
        settings={"years": question.years, "firms": len(question.ensemble.members)},
    )
