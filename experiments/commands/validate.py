"""`salesorg validate`: every target pattern with its band, what the firm shows, and what that pins."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console

from experiments.commands.screen import console, patience, print_json
from experiments.report.validation import band_text, interval_text
from experiments.validation.answer import Answer, Question, as_json, ask, validate
from experiments.validation.bands import titles
from simulation.scenario import parse_override

STYLES = {True: "green", False: "bold red", None: "dim"}


def read_question(firm: str, seeds: range, patterns: str | None, settings: Sequence[str]) -> Question:
    """The question that a command line asks; `patterns` are separated by commas."""
    names = [name.strip() for name in patterns.split(",") if name.strip()] if patterns is not None else None
    return ask(firm, seeds, names, dict(map(parse_override, settings)))


def answer(question: Question, workers: int | None, as_program: bool) -> bool:
    """Find the answer and print it; whether no check failed."""
    with patience(f"{len(question.patterns)} patterns over {len(question.seeds)} firms") as progress:
        found = validate(question, workers, progress)
    if as_program:
        print_json(as_json(found))
    else:
        show(found)
    return not found.failed


def show(found: Answer) -> None:
    """Print every pattern with its checks, and the answer in a sentence at the end."""
    screen = console()
    for pattern, verdict in found.verdicts.items():
        screen.print(f"{pattern} {titles()[pattern]}: {verdict}", style="bold")
        for row in found.table[found.table["pattern"] == pattern].to_dict("records"):
            _show_check(screen, row)
        screen.print()
    question = found.question
    screen.print(f"{question.firm.title or 'A firm without a title'}, {len(question.seeds)} seeds. {found.headline}")


def _show_check(screen: Console, row: Mapping[Any, Any]) -> None:
    screen.print(f"  {row['id']}  {row['name']}: {row['verdict']}", style=STYLES[row["passed"]])
    screen.print(
        f"    {interval_text(row)} {row['unit']}; band {band_text(row['band_low'], row['band_high'])}; {row['kind']}"
    )
    screen.print(f"    pins {row['pins']}; rests on {row['source']}", style="dim")
