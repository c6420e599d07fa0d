"""Made-up lives: records of a firm in which everything is known, because the test wrote it."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.validation.recorder import BOOK, Array, Lived
from experiments.validation.turnover import EXITS
from simulation.notes import EventState, WeekReport
from simulation.records import DealState

LONG_AGO = -520


def lived(weeks: int, seats: int, *, first_week: int = 0, **given: Any) -> Lived:
    """A record in which everybody has long been there and nothing happens, but for the columns given.

    Columns of people and of flows go by name; `events`, `deals`, `open_at_end`, `books` and `books_every` as they are.
    """
    shape = (weeks, seats)
    people: dict[str, Array] = {name: np.zeros(shape) for name in ("know_how", "resilience", "effort")}
    people |= {name: np.zeros(shape) for name in ("year_bookings_money", "year_asked_money")}
    people |= {"employed": np.ones(shape, int), "hire": np.zeros(shape, int), "team": np.zeros(shape, int)}
    people["hired_week"] = np.full(shape, LONG_AGO)
    flows: dict[str, Array] = {name: np.zeros(shape) for name in ("bookings_money", "expansion_money", "quota_money")}
    flows |= {name: np.zeros(shape, int) for name in (*EXITS, "departed")}
    rest = {
        name: given.pop(name) for name in ("events", "deals", "open_at_end", "books", "books_every") if name in given
    }
    people |= {name: np.broadcast_to(given.pop(name), shape).copy() for name in tuple(given) if name in people}
    flows |= {name: np.broadcast_to(given.pop(name), shape).copy() for name in tuple(given) if name in flows}
    assert not given, f"no column {list(given)}"
    return Lived(first_week=first_week, report=WeekReport.zeros(weeks), people=people, flows=flows, **rest)


def career(record: Lived, seat: int, start: int, end: int | None = None, hire: int = 1) -> None:
    """Somebody new works in a seat from one week until the end of another (None: to the end); nobody before."""
    people, flows = record.people, record.flows
    people["employed"][:start, seat] = 0
    people["hired_week"][start:, seat] = record.first_week + start
    people["hire"][start:, seat] = hire
    if end is not None:
        people["employed"][end + 1 :, seat] = 0
        flows["resigned"][end, seat] = flows["departed"][end, seat] = 1


def events(*lines: dict[str, Any]) -> Array:
    """Events, blank but for what is said of each."""
    made = EventState.zeros(len(lines))
    for name in ("account_seat", "account_opened", "deal_rank"):
        made[name] = -1
    for place, line in enumerate(lines):
        for name, value in line.items():
            made[name][place] = value
    return made


def open_deals(*lines: dict[str, Any]) -> Array:
    """Open deals, blank but for what is said of each."""
    made = DealState.zeros(len(lines))
    for place, line in enumerate(lines):
        for name, value in line.items():
            made[name][place] = value
    return made


def book(*accounts: tuple[int, int, int, float, float]) -> Array:
    """An account book: seat, ordinal, holder, satisfaction and yearly revenue of each."""
    return np.array(list(accounts), BOOK)
