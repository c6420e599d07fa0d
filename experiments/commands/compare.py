"""`salesorg compare`: the verdict in one sentence, then every metric in a table."""

import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import pandas as pd

from experiments import files
from experiments.analysis.tables import years_of
from experiments.commands.screen import console, patience, print_json, table, warn_of_crowding
from experiments.compare import Answer, Question, as_json, ask, compare
from experiments.report.tables import HEADER, SUMMARY, record, row, summary_row
from experiments.report.words import headline
from experiments.store import MANIFEST, Manifest
from simulation.scenario import parse_override

MEANING = (
    "New revenue: won deals and growth of accounts, without renewals. Profit: the margin on all sales, "
    "renewals included, less the cost of the sales force. "
    "World: one possible future of market and people; every policy lives through the same ones, and a tie counts half. "
    "Interval: of the mean over worlds; one year or one world can differ far more. "
    "Practically equal: the whole interval lies within a margin fixed beforehand (revenue and profit 1 %, "
    "satisfaction 1 point of 100, turnover 2 percentage points, mean talent 0.05 sd of the labour market)."
)


def read_question(
    firm: str, policies: Sequence[str], against: str, seeds: range, years: int | None, settings: Sequence[str]
) -> Question:
    """The question that a command line asks; `settings` are `group.name=value`."""
    overrides = dict(map(parse_override, settings))
    return ask(firm, policies, against=against, seeds=seeds, years=years, overrides=overrides)


def answer(question: Question, results: Path | None, as_program: bool) -> None:
    """Find the answer and print it; with `results`, also write it into a folder of its own there."""
    if results is not None:
        files.check_writable(results)
    begun = time.monotonic()
    worlds = f"{len(question.arms)} policies through {len(question.seeds)} worlds of {years_of(question.years)}"
    with patience(worlds) as progress:
        found = compare(question, progress)
    if results is not None:
        save(found, results, time.monotonic() - begun)
    if as_program:
        print_json(as_json(found))
    else:
        show(found)


def show(answer: Answer) -> None:
    """Print the headline of each contender, each with its table below, and all profits side by side."""
    screen, question = console(), answer.question
    for arm, profit in zip(question.contenders, answer.profits, strict=True):
        findings = answer.of(arm)
        screen.print(headline(profit, question.titles, (1, question.years), question.firm.currency), style="bold")
        screen.print()
        screen.print(table(HEADER, [row(found) for found in findings]))
        screen.print()
    if len(question.contenders) > 1:
        screen.print(table(SUMMARY, [summary_row(found, question.titles) for found in answer.profits]))
        screen.print()
    warn_of_crowding(screen, float(answer.years["overflows"].max()))
    screen.print(
        f"Firm: {question.firm.title or 'untitled'}. Money: {question.firm.currency} a year. "
        f"Reference: {question.against.title}. {MEANING}",
        style="dim",
    )


def save(answer: Answer, results: Path, seconds: float) -> Path:
    """Write the answer, the table of metrics and every year lived; the manifest last, so that it vouches for them."""
    question = answer.question
    folder = results / f"compare-{question.fingerprint()[:12]}"
    files.write_json(folder / "compare.json", as_json(answer))
    files.write_csv(folder / "metrics.csv", pd.DataFrame([record(found) for found in answer.findings]))
    files.write_parquet(folder / "raw" / "years.parquet", answer.years)
    files.write_json(folder / MANIFEST, asdict(_manifest(question, seconds)))
    return folder


def _manifest(question: Question, seconds: float) -> Manifest:
    contenders = " ".join(f"--policy {arm.name}" for arm in question.contenders)
    return Manifest(
        study="compare",
        question=question.sentence,
        command=f"salesorg compare FIRM {contenders} --against {question.against.name}",
        parameters={arm.name: arm.scenario.fingerprint() for arm in question.arms},
        seeds={"first": question.seeds.start, "count": len(question.seeds)},
        settings={"years": question.years, "firm": question.firm.fingerprint()},
        state="complete",
        duration_seconds=round(seconds, 1),
    )
