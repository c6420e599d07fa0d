"""The recorder: a firm's weeks as plain arrays, without a table for each week.

Columns are weeks x seats. What people are is noted as a week begins, what a seat did is noted when it has ended: so a
row holds who sat there and what came of it. Copying a column takes about a microsecond a week.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from simulation.engine import Firm
from simulation.notes import EventState, WeekReport
from simulation.scenario import Scenario
from simulation.state import State

Array: TypeAlias = npt.NDArray[Any]
BOOK = np.dtype([("seat", "i8"), ("opened", "i8"), ("holder", "i8"), ("satisfaction", "f8"), ("revenue_money", "f8")])


@dataclass(frozen=True)
class Wanted:
    """What to note: columns of people and of seats, events, and the account book every so many weeks (0: never)."""

    people: tuple[str, ...] = ()
    flows: tuple[str, ...] = ()
    events: bool = False
    books_every: int = 0


@dataclass(frozen=True)
class Lived:
    """Some years of one firm.

    `people[name]` and `flows[name]` are weeks x seats; `deals` are those open when it began, `open_at_end` counts those
    left; `books[i]` holds the accounts as week `i * books_every` began, the last one as the last week ended.
    """

    first_week: int
    report: Array
    people: dict[str, Array] = field(default_factory=dict)
    flows: dict[str, Array] = field(default_factory=dict)
    events: Array = field(default_factory=lambda: EventState.zeros(0))
    deals: Array = field(default_factory=lambda: np.zeros(0))
    open_at_end: int = 0
    books: tuple[Array, ...] = ()
    books_every: int = 0

    @property
    def weeks(self) -> int:
        """How many weeks were lived."""
        return len(self.report)

    @property
    def calendar(self) -> Array:
        """The number of each week."""
        return self.first_week + np.arange(self.weeks)


def firm_of(scenario: Scenario, state: State, *, events: bool = False) -> Firm:
    """A firm that goes on from a state."""
    firm = Firm(scenario, events=events)
    firm.restore(state)
    return firm


def record(firm: Firm, weeks: int, wanted: Wanted, before_week: Callable[[Firm], None] | None = None) -> Lived:
    """Live some weeks and note what is wanted; `before_week` may touch the firm as each week begins."""
    reps, seats = firm.arrays.reps, firm.arrays.seats
    people = {name: np.empty((weeks, len(reps)), reps.dtype[name]) for name in wanted.people}
    flows = {name: np.empty((weeks, len(seats)), seats.dtype[name]) for name in wanted.flows}
    report, lines, books = WeekReport.zeros(weeks), [EventState.zeros(0)], []
    first_week, deals = int(firm.arrays.firm["week"][0]), open_deals(firm) if wanted.events else np.zeros(0)
    for week in range(weeks):
        if before_week is not None:
            before_week(firm)
        if wanted.books_every and week % wanted.books_every == 0:
            books.append(account_book(firm, firm.schedule.scenario.customers.satisfaction_half_life_weeks))
        for name, column in people.items():
            column[week] = reps[name]
        report[week] = firm.live(1)[0]
        for name, column in flows.items():
            column[week] = seats[name]
        if wanted.events:
            lines.append(week_lines(firm))
    if wanted.books_every:
        books.append(account_book(firm, firm.schedule.scenario.customers.satisfaction_half_life_weeks))
    return Lived(
        first_week=first_week,
        report=report,
        people=people,
        flows=flows,
        events=np.concatenate(lines),
        deals=deals,
        open_at_end=int(seats["open_deals"].sum()),
        books=tuple(books),
        books_every=wanted.books_every,
    )


def filled(rows: Array, counts: Array) -> Array:
    """The rows in use, in the order of seats."""
    wide = rows[:, : int(counts.max(initial=0))]
    used: Array = wide[np.arange(wide.shape[1]) < counts[:, None]]
    return used


def week_lines(firm: Firm) -> Array:
    """The week's events."""
    return filled(firm.arrays.events, firm.arrays.seats["events"])


def open_deals(firm: Firm) -> Array:
    """The deals in the pipeline."""
    return filled(firm.arrays.deals, firm.arrays.seats["open_deals"])


def account_book(firm: Firm, half_life_weeks: float) -> Array:
    """Every account with who it is, in whose seat it stands, and how it does."""
    counts = firm.arrays.seats["accounts"]
    accounts = filled(firm.arrays.accounts, counts)
    book = np.zeros(len(accounts), BOOK)
    for name in ("seat", "opened", "revenue_money"):
        book[name] = accounts[name]
    book["holder"] = np.repeat(np.arange(len(counts)), counts)
    book["satisfaction"] = satisfaction_today(accounts, firm.arrays.seats[book["holder"]], half_life_weeks)
    return book


def satisfaction_today(accounts: Array, seats: Array, half_life_weeks: float) -> Array:
    """How satisfied accounts are now; their rows tell of the last look (see mechanisms/customers.py)."""
    kept = np.exp2(-(seats["book_weeks"] - accounts["seen_book_weeks"]) / half_life_weeks)
    today: Array = seats["satisfaction_level"] + (accounts["satisfaction"] - accounts["seen_level"]) * kept
    return np.clip(today, 0.0, 100.0)
