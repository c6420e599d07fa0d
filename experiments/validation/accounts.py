"""Accounts over time: what each spent, since when it is known, and where it stood, made once from a record."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from experiments.validation.panel import TENURED_WEEKS, WEEKS_PER_YEAR, account_codes, credited, tenure_weeks
from experiments.validation.recorder import Array, Lived
from simulation.mechanisms.events import ACCOUNT_RENEWED, DEAL_CANCELLED, DEAL_WON

NOBODY = -1
STAR_QUANTILE = 0.8


@dataclass(frozen=True)
class Ground:
    """What the comparison of accounts stands on.

    `codes` names the accounts; `money` is what each has spent before each week, `first_seen` the week of the first book
    that has it. `books` are the readings with their codes, ordered by them; `left`, `tenure` and `sold` (in the 52
    weeks before) are weeks x seats.
    """

    codes: Array
    money: Array
    first_seen: Array
    books: tuple[tuple[Array, Array], ...]
    every: int
    left: Array
    tenure: Array
    sold: Array

    @property
    def weeks(self) -> int:
        """How many weeks were recorded."""
        return len(self.tenure)

    def spent(self, codes: Array, start: Array, end: Array) -> Array:
        """What accounts spent from the beginning of one week to that of another."""
        rows = np.searchsorted(self.codes, codes)
        spent: Array = self.money[rows, end] - self.money[rows, start]
        return spent

    def known_since(self, codes: Array) -> Array:
        """The week of the first reading that has each account."""
        seen: Array = self.first_seen[np.searchsorted(self.codes, codes)]
        return seen

    def holders(self, codes: Array, reading: int) -> Array:
        """In whose seat accounts stood at a reading; -1 for those that were gone."""
        known, book = self.books[reading]
        places = np.minimum(np.searchsorted(known, codes), len(known) - 1)
        return np.where(known[places] == codes, book["holder"][places], NOBODY) if len(known) else codes * 0 + NOBODY

    def star_level(self, week: int) -> float:
        """What the best fifth of the tenured sold at least in the year before a week."""
        tenured = self.sold[week][self.tenure[week] >= TENURED_WEEKS]
        return float(np.quantile(tenured, STAR_QUANTILE)) if len(tenured) else np.inf


def ground(lived: Lived) -> Ground:
    """Everything about a firm's accounts that orphans and controls are told by."""
    events = purchases(lived.events)
    bought = account_codes(events, "account_seat", "account_opened")
    books = tuple(_ordered(book) for book in lived.books)
    codes = np.unique(np.concatenate([bought, *(known for known, _ in books)]))
    return Ground(
        codes=codes,
        money=_cumulated(codes, bought, events["week"] - lived.first_week, spent_in(events), lived.weeks),
        first_seen=_first_seen(codes, books, lived.books_every),
        books=books,
        every=lived.books_every,
        left=np.asarray(lived.flows["departed"] > 0),
        tenure=tenure_weeks(lived),
        sold=_trailing_year(credited(lived)),
    )


def purchases(events: Array) -> Array:
    """Renewals with their growth, deals won, and those of them that were cancelled; of customers known by then."""
    bought = np.isin(events["kind"], (ACCOUNT_RENEWED, DEAL_WON, DEAL_CANCELLED)) & (events["account_seat"] >= 0)
    return np.asarray(events[bought])


def spent_in(events: Array) -> Array:
    """What each purchase brought: a cancelled deal takes back what it had brought."""
    return np.asarray(np.where(events["kind"] == DEAL_CANCELLED, -1.0, 1.0) * events["value_money"])


def _ordered(book: Array) -> tuple[Array, Array]:
    codes = account_codes(book)
    order = np.argsort(codes)
    return codes[order], book[order]


def _cumulated(codes: Array, bought: Array, week: Array, value: Array, weeks: int) -> Array:
    """Accounts x weeks: what each has spent before a week begins."""
    money = np.zeros((len(codes), weeks + 1))
    np.add.at(money, (np.searchsorted(codes, bought), week + 1), value)
    return money.cumsum(axis=1)


def _first_seen(codes: Array, books: tuple[tuple[Array, Array], ...], every: int) -> Array:
    seen = np.zeros(len(codes), np.int64)
    for reading in range(len(books) - 1, -1, -1):
        seen[np.searchsorted(codes, books[reading][0])] = reading * every
    return seen


def _trailing_year(money: Array) -> Array:
    """Weeks x seats: what was credited in the 52 weeks before, or as many as there are."""
    total = np.concatenate([np.zeros((1, money.shape[1])), money.cumsum(axis=0)])
    start = np.maximum(np.arange(len(money)) - WEEKS_PER_YEAR, 0)
    trailing: Array = total[:-1] - total[start]
    return trailing
