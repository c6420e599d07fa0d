"""The floor: one firm lived by the Mesa model week by week, and what can be seen of it each week.

This is the body that can be read and overridden, not the compiled one; both give the same bytes, so a week here is the
same week as in the race.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from weakref import finalize

import numpy as np
import pandas as pd

from experiments.story.life import lives_in
from experiments.story.names import Name, name_of
from experiments.story.telling import Story, Teller
from experiments.sweep.own_model import let_go
from simulation import Run, SalesOrganization, Scenario, State
from simulation.mechanisms.events import NAMES
from simulation.notes import EventState, WeekReport
from simulation.records import NOBODY, RepState

WEEKS_PER_QUARTER = 13
RECORDED = ("events", "rep_quarters")


@dataclass(frozen=True)
class Person:
    """Who sits in a seat; `present` is False for an empty one, whose other fields are blank."""

    seat: int
    hire: int
    team: int
    present: bool
    morale: float = 0.0
    energy: float = 0.0
    star: bool = False
    quarter_money: float = 0.0
    wins: int = 0
    tenure_weeks: int = 0
    in_danger: bool = False

    @property
    def name(self) -> Name:
        """The invented name."""
        return name_of(self.seat, self.hire)


@dataclass(frozen=True)
class Line:
    """One line of the log: what happened to whom, and what it was worth."""

    kind: str
    week: int
    seat: int
    hire: int
    value_money: float


@dataclass(frozen=True)
class Picture:
    """What can be seen of one week: everybody, the log of the week, and the world outside."""

    week: int
    people: tuple[Person, ...]
    lines: tuple[Line, ...]
    demand: float
    rival: float
    profit_money: float

    @property
    def heads(self) -> int:
        """People at work."""
        return sum(person.present for person in self.people)


class Floor:
    """A firm on its floor: the Mesa model from a settled state, with the log that its stories are told from."""

    def __init__(self, scenario: Scenario, seed: int, state: State) -> None:
        self.scenario, self.seed, self.start = scenario, seed, state
        self.model = SalesOrganization(scenario, seed, state, events=True)
        finalize(self, let_go, self.model)  # or every floor ever looked at would stay in memory
        self._events: list[np.ndarray] = []
        self._quarters: list[pd.DataFrame] = []

    def step(self) -> Picture:
        """Live one week."""
        self.model.step()
        self._events.append(self._diaries())
        week = int(self.model.firm.week) - 1
        if week % WEEKS_PER_QUARTER == WEEKS_PER_QUARTER - 1:
            self._quarters.append(self._people_frame(week))
        return self.picture()

    def picture(self) -> Picture:
        """What can be seen now."""
        model = self.model
        return Picture(
            week=int(model.firm.week),
            people=tuple(self._people()),
            lines=tuple(self._lines()),
            demand=float(model.segments[0].demand),
            rival=float(model.rival.strength),
            profit_money=float(model.report.profit_money),
        )

    def story(self, seat: int, teller: Teller) -> Story | None:
        """The career of whoever sits in a seat, or sat there last, as far as this floor has seen it."""
        lives = lives_in(self._run(), self.start, seat) if self._events else []
        return teller.tell(lives[-1]) if lives else None

    # --- reading the model -------------------------------------------------------------------------------------------

    def _people(self) -> Iterator[Person]:
        week = int(self.model.firm.week)
        for rep, seat in zip(self.model.reps, self.model.seats, strict=True):
            if rep.employed == 0:
                yield Person(seat.seat, seat.hires, seat.team, present=False)
            else:
                yield Person(
                    seat=rep.seat,
                    hire=rep.hire,
                    team=rep.team,
                    present=True,
                    morale=rep.morale,
                    energy=rep.energy,
                    star=rep.star == 1,
                    quarter_money=rep.quarter_money,
                    wins=seat.wins,
                    tenure_weeks=max(0, week - rep.hired_week),
                    in_danger=rep.near_cut == 1 or rep.weeks_to_go > 0,
                )

    def _lines(self) -> Iterator[Line]:
        if self._events:
            for row in self._events[-1]:
                yield Line(
                    NAMES[int(row["kind"])],
                    int(row["week"]),
                    int(row["seat"]),
                    int(row["hire"]),
                    float(row["value_money"]),
                )

    def _diaries(self) -> np.ndarray:
        """The filled lines of every seat's diary, in the order of seats."""
        lines = [
            line
            for seat, diary in zip(self.model.seats, self.model.events, strict=True)
            for line in diary[: seat.events]
        ]
        rows = EventState.zeros(len(lines))
        for name in EventState.attributes():
            rows[name] = [getattr(line, name) for line in lines]
        return rows

    def _people_frame(self, week: int) -> pd.DataFrame:
        frame = pd.DataFrame({name: [getattr(rep, name) for rep in self.model.reps] for name in RepState.attributes()})
        frame.insert(0, "week", week)
        return frame

    def _run(self) -> Run:
        """What was lived so far, as stories are read from."""
        nobody_yet = self._people_frame(WEEKS_PER_QUARTER - 1).assign(employed=0)
        quarters = self._quarters or [nobody_yet]
        state = self.model.to_state()
        return Run(self.scenario, self.seed, state, WeekReport.zeros(0), quarters, self._events, RECORDED)


def struck_all(line: Line) -> bool:
    """Whether something struck the whole firm."""
    return line.hire == NOBODY
