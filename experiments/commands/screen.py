"""What people see: answers on standard output, progress and errors on standard error, one JSON object for programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Timer
from time import monotonic
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from experiments.files import to_json

PATIENCE_SECONDS = 2.0
SECONDS_BETWEEN_LINES = 30.0
WRAPPED = ("Verdict", "Unit", "Policy", "From")
"""Columns that give way when the screen is narrow."""


def console() -> Console:
    """Standard output, wrapped to the terminal's width. Brackets in a firm's title are text, not markup."""
    return Console(highlight=False, markup=False, emoji=False)


def warn_of_crowding(screen: Console, overflows: float) -> None:
    """Say that some leads or customers found no room: nothing is cut in silence."""
    if overflows > 0:
        screen.print(
            f"{overflows:,.0f} leads or customers found no room and were lost or merged: raise "
            "organization.deal_slots or organization.account_slots.",
            style="bold",
        )


def print_json(content: Mapping[str, Any]) -> None:
    """The only thing that a command with --json writes to standard output."""
    sys.stdout.write(to_json(content) + "\n")


def table(header: Sequence[str], rows: Sequence[Sequence[str]], title: str = "") -> Table:
    """A plain table that fits the screen; where it would not, every column may wrap, so that nothing is cut off."""
    wrapped = WRAPPED if narrowest(header, rows) <= console().width else header
    made = Table(
        title=title or None,
        title_justify="left",
        title_style="bold",
        header_style="bold",
        box=None,
        padding=(0, 1, 0, 0),
    )
    for name in header:
        made.add_column(name, overflow="fold", no_wrap=name not in wrapped)
    for cells in rows:
        made.add_row(*cells)
    return made


def narrowest(header: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """The least width of a table in which only the columns made for it wrap, between words."""
    columns = zip(header, *rows, strict=True)
    return sum(1 + max(cell_len(part) for cell in column for part in _parts(cell, column[0])) for column in columns)


def _parts(cell: str, name: str) -> Sequence[str]:
    return (cell.split() or [""]) if name in WRAPPED else [cell]


@contextmanager
def patience(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show progress on standard error once the work takes over two seconds; gives the function to report it to."""
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    screen = Console(stderr=True, markup=False, emoji=False)
    bar = Progress(*columns, TimeRemainingColumn(), console=screen, transient=True)
    task = bar.add_task(what, total=None)
    show = bar.start if screen.is_terminal else lambda: screen.print(f"{what} ...")
    timer = Timer(PATIENCE_SECONDS, show)
    timer.daemon = True
    timer.start()
    try:
        yield lambda done, total: bar.update(task, completed=done, total=total)
    finally:
        timer.cancel()
        timer.join()
        if bar.live.is_started:
            bar.stop()


class Rate(ProgressColumn):
    """How many runs a second."""

    def render(self, task: Task) -> Text:
        """The rate, once there is one."""
        return Text(f"{task.speed:,.0f} runs/s" if task.speed else "")


@contextmanager
def meter(what: str) -> Iterator[Callable[[int, int], None]]:
    """Runs done, their rate and the time left, on standard error; where that is no terminal, a line now and then."""
    screen = Console(stderr=True, markup=False, emoji=False)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), Rate())
    bar = Progress(*columns, TimeRemainingColumn(), console=screen, transient=True, disable=not screen.is_terminal)
    task = bar.add_task(what, total=None)
    lines = _Lines(what, screen)

    def tell(done: int, total: int) -> None:
        if bar.tasks[0].total != total:
            bar.reset(task, total=total, completed=done)
        bar.update(task, completed=done)
        if not screen.is_terminal:
            lines.tell(done, total)

    with bar:
        yield tell


class _Lines:
    """Progress for a log file."""

    def __init__(self, what: str, screen: Console) -> None:
        self.what, self.screen = what, screen
        self.begun = self.told = monotonic()
        self.first: int | None = None

    def tell(self, done: int, total: int) -> None:
        """Write a line if the last one is long ago."""
        now = monotonic()
        if self.first is None:
            self.first, self.begun = done, now
        if now - self.told < SECONDS_BETWEEN_LINES:
            return
        self.told = now
        rate = (done - self.first) / max(now - self.begun, 1e-9)
        left = f"{(total - done) / rate / 60:,.1f} minutes left" if rate else "no run done yet"
        self.screen.print(f"{self.what}: {done:,} of {total:,} runs, {rate:,.0f} a second, {left}", soft_wrap=True)
