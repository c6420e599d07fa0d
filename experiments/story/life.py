"""A life in the firm: what the log holds of one person, from the first week that it tells of to the last."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import merge
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from simulation import Run, State
from simulation.records import NOBODY

WEEKS_PER_YEAR = 52
HIRED = "hired"
LEAVING = frozenset({"resigned", "poached", "dismissed", "laid_off", "left_otherwise", "promoted"})
HELP = "helped"


class Event(NamedTuple):
    """A line of the log.

    Deals are known by (week found, place in its list), customers by (seat, number there), colleagues by (seat, hire).
    """

    kind: str
    week: int
    day: float
    deal: tuple[int, int, int] | None = None
    customer: tuple[int, int] | None = None
    value_money: float = 0.0  # of shocks, their size
    colleague: tuple[int, int] | None = None


class Quarter(NamedTuple):
    """A quarter that somebody worked to its end; `week` is its last."""

    week: int
    bookings_money: float
    asked_money: float
    know_how: float


class Ordinary(NamedTuple):
    """What is usual in the firm: the mean won deal and the mean customer's yearly revenue."""

    deal_money: float
    customer_money: float


NOTHING_KNOWN = Ordinary(1.0, 1.0)


@dataclass(frozen=True)
class Life:
    """One person's time in a seat, as far as the log tells of it: weeks `first_week` to `end_week`, excluded.

    `events` are those of the person and those that struck the whole firm, `afterwards` what happened in the empty seat,
    `vacancy_weeks` how long it had been empty before (None: unknown), `help_given` deals of colleagues helped with.
    """

    seat: int
    hire: int
    hired_week: int
    first_week: int
    end_week: int
    events: tuple[Event, ...]
    afterwards: tuple[Event, ...] = ()
    quarters: tuple[Quarter, ...] = ()
    ordinary: Ordinary = NOTHING_KNOWN
    vacancy_weeks: int | None = None
    successor_hire: int | None = None
    successor_week: int | None = None
    help_given: int = 0

    @property
    def came(self) -> bool:
        """Whether the log tells of the first day."""
        return self.hired_week == self.first_week

    @cached_property
    def left(self) -> Event | None:
        """The end of the employment, if the log tells of it."""
        return next((event for event in self.events if event.kind in LEAVING), None)

    @cached_property
    def cancelled(self) -> frozenset[tuple[int, int, int] | None]:
        """Deals that the customer took back after signing."""
        return frozenset(event.deal for event in self.events if event.kind == "deal_cancelled")

    @cached_property
    def wins(self) -> list[Event]:
        """Deals won for good."""
        return [event for event in self.events if event.kind == "deal_won" and event.deal not in self.cancelled]

    @cached_property
    def won(self) -> frozenset[tuple[int, int, int] | None]:
        """Which deals those are."""
        return frozenset(event.deal for event in self.wins)

    @cached_property
    def ripe(self) -> frozenset[tuple[int, int, int] | None]:
        """Deals that came up for decision."""
        return frozenset(event.deal for event in self.events if event.kind == "deal_ripe")

    @cached_property
    def biggest_win(self) -> Event | None:
        """The most valuable deal won, if there were several to choose from."""
        return max(self.wins, key=_value) if len(self.wins) > 1 else None

    @cached_property
    def biggest_loss(self) -> Event | None:
        """The most valuable deal that came up for decision and was not won."""
        missed = [event for event in self.events if event.kind in ("deal_lost", "deal_undecided")]
        return max((event for event in missed if event.deal in self.ripe), key=_value, default=None)

    @cached_property
    def droughts(self) -> dict[Event, int]:
        """Weeks without a win before each win but the first."""
        return {later: later.week - earlier.week for earlier, later in pairwise(self.wins)}

    @cached_property
    def longest_drought(self) -> Event | None:
        """The win that ended the longest time without."""
        return max(self.droughts, key=self.droughts.__getitem__, default=None)

    @cached_property
    def own_customers(self) -> dict[tuple[int, int] | None, int]:
        """Customers won in this life, and in which week."""
        return {event.customer: event.week for event in self.events if event.kind == "account_won"}

    def tenure_weeks(self, week: int) -> int:
        """How long somebody has been with the firm at the start of a week."""
        return week - self.hired_week


def _value(event: Event) -> float:
    return event.value_money


def _week(event: Event) -> int:
    return event.week


@dataclass(frozen=True)
class Log:
    """What a run noted of one seat and of the firm: events by person, first weeks by person in turn, quarters, weeks.

    `shocks` struck everybody; `help_given` counts by person.
    """

    seat: int
    begin: int
    end: int
    events: Mapping[int, Sequence[Event]]
    first_weeks: Mapping[int, int]
    quarters: Mapping[int, tuple[Quarter, ...]]
    ordinary: Ordinary
    shocks: tuple[Event, ...] = ()
    help_given: Mapping[int, int] = field(default_factory=dict)

    def life(self, hire: int) -> Life:
        """The life of one person, as far as this log tells of it."""
        events = self.events.get(hire, ())
        gone = next((place + 1 for place, event in enumerate(events) if event.kind in LEAVING), None)
        left_week = events[gone - 1].week if gone is not None else self.end
        successor = hire + 1 if hire + 1 in self.first_weeks else None
        first_week, end_week = max(self.begin, self.first_weeks[hire]), min(left_week + 1, self.end)
        struck = (event for event in self.shocks if first_week <= event.week < end_week)
        return Life(
            seat=self.seat,
            hire=hire,
            hired_week=self.first_weeks[hire],
            first_week=first_week,
            end_week=end_week,
            events=tuple(merge(struck, events[:gone], key=_week)),
            afterwards=tuple(events[gone:]) if gone is not None else (),
            quarters=self.quarters.get(hire, ()),
            ordinary=self.ordinary,
            vacancy_weeks=self._vacancy_before(hire),
            successor_hire=successor,
            successor_week=None if successor is None else self.first_weeks[successor],
            help_given=self.help_given.get(hire, 0),
        )

    def lives(self) -> list[Life]:
        """Everybody's lives in turn; who starts only after the last week is nobody's life yet."""
        return [self.life(hire) for hire, week in self.first_weeks.items() if week < self.end]

    def _vacancy_before(self, hire: int) -> int | None:
        left = [event.week for event in self.events.get(hire - 1, ()) if event.kind in LEAVING]
        return self.first_weeks[hire] - left[0] - 1 if left else None


def lives_in(lived: Run, start: State, seat: int) -> list[Life]:
    """Everybody who sat in a seat while a run lasted from its start, in turn."""
    return read_log(lived, start, seat).lives()


def read_log(lived: Run, start: State, seat: int) -> Log:
    """What a run that recorded events and quarters noted of a seat."""
    events = _events(lived.events[lived.events["seat"] == seat])
    return Log(
        seat=seat,
        begin=start.week,
        end=lived.state.week,
        events=events,
        first_weeks=_present(start, seat) | _hired(events),
        quarters=_quarters(lived.rep_quarters, seat, lived.scenario.quota.ambition),
        ordinary=_ordinary(lived.events),
        shocks=tuple(_events(lived.events[lived.events["hire"] == NOBODY]).get(NOBODY, ())),
        help_given=_help_given(lived.events, seat),
    )


def _events(rows: pd.DataFrame) -> dict[int, list[Event]]:
    """Events by person. Who was hired in a week begins with the next: the event stands there."""
    told: dict[int, list[Event]] = {}
    for row in rows.to_dict("records"):
        told.setdefault(row["hire"], []).append(_event(row))
    return told


def _event(row: Mapping[Hashable, Any]) -> Event:
    week, day = (row["week"] + 1, 0.0) if row["kind"] == HIRED else (row["week"], row["day"])
    deal = None if row["deal_rank"] == NOBODY else (row["deal_seat"], row["deal_week"], row["deal_rank"])
    customer = None if row["account_seat"] == NOBODY else (row["account_seat"], row["account_opened"])
    colleague = None if row["colleague_seat"] == NOBODY else (row["colleague_seat"], row["colleague_hire"])
    return Event(row["kind"], week, day, deal, customer, row["value_money"], colleague)


def _present(start: State, seat: int) -> dict[int, int]:
    """Who sat there at the start, if anybody, and since which week."""
    rep = start.arrays["reps"][seat]
    return {int(rep["hire"]): int(rep["hired_week"])} if rep["employed"] == 1 else {}


def _hired(events: Mapping[int, Sequence[Event]]) -> dict[int, int]:
    """Whose first day was noted, in turn, and its week."""
    return {hire: told[0].week for hire, told in sorted(events.items()) if told[0].kind == HIRED}


def _quarters(rows: pd.DataFrame, seat: int, ambition: float) -> dict[int, tuple[Quarter, ...]]:
    """Quarters by person; the quota is what was expected, times the ambition."""
    worked: dict[int, tuple[Quarter, ...]] = {}
    at_work = (rows["employed"] == 1) & (rows["hired_week"] <= rows["week"])  # a newcomer stands there on the eve
    for row in rows[(rows["seat"] == seat) & at_work].to_dict("records"):
        quarter = Quarter(row["week"], row["bookings_money"], ambition * row["expected_money"], row["know_how"])
        worked[row["hire"]] = (*worked.get(row["hire"], ()), quarter)
    return worked


def _ordinary(log: pd.DataFrame) -> Ordinary:
    """What won deals and renewed customers are worth in the whole firm, on average; 1 if there were none."""
    return Ordinary(*(_mean(log, kind) for kind in ("deal_won", "account_renewed")))


def _help_given(log: pd.DataFrame, seat: int) -> dict[int, int]:
    """How often each person of a seat helped a colleague."""
    given = log[(log["kind"] == HELP) & (log["colleague_seat"] == seat)]
    return {int(str(hire)): int(count) for hire, count in given["colleague_hire"].value_counts().items()}


def _mean(log: pd.DataFrame, kind: str) -> float:
    values = log.loc[log["kind"] == kind, "value_money"]
    return float(values.mean()) if len(values) else 1.0
