"""The compiled body: the same week over record arrays. The only file that compiles the model."""

from collections import namedtuple
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numba
import numpy as np
from numba import njit
from numba.core.errors import NumbaError

from simulation.code_cache import CACHED
from simulation.mark import COMPILE_OPTIONS
from simulation.mechanisms.actions import act
from simulation.mechanisms.founding import found as found_firm
from simulation.notes import WeekReport
from simulation.parameters import Parameters
from simulation.randomness import seed_of
from simulation.scenario import Scenario
from simulation.schedule import NOTHING, Schedule
from simulation.script import Script
from simulation.state import (
    SCRATCH,
    Array,
    Arrays,
    State,
    blank_arrays,
    keep,
    parameter_rows,
    product_rows,
    restore,
    trait_tables,
    words_of,
)
from simulation.week import week as live_week

REMEMBERED = tuple(name for name in Arrays._fields if name not in SCRATCH)
BodyOfArrays = namedtuple("BodyOfArrays", Arrays._fields)  # type: ignore[misc]  # noqa: PYI024 - a plain one compiles
Body: Any = BodyOfArrays


class EngineError(RuntimeError):
    """The model's code cannot be compiled; the message names the function."""


@njit(nogil=True, cache=CACHED, **COMPILE_OPTIONS)
def _live(a: Any, parameters: Any, found: int, weekly: Any) -> None:
    o = Body(
        a.firm[0], a.market[0], a.segments, a.rival[0], a.products, a.trait_tables, a.teams, a.managers, a.seats,
        a.reps, a.deals, a.accounts, a.events, a.order, a.keys, a.report[0], a.blank[0],
    )  # fmt: skip
    if found == 1:
        found_firm(o, parameters)
    for number in range(len(weekly)):
        live_week(o, parameters)
        weekly[number] = a.report[0]


@njit(nogil=True, cache=CACHED, **COMPILE_OPTIONS)
def _act(a: Any, actions: Any) -> None:
    """What a script does; an entry of its own, since most firms live without one."""
    o = Body(
        a.firm[0], a.market[0], a.segments, a.rival[0], a.products, a.trait_tables, a.teams, a.managers, a.seats,
        a.reps, a.deals, a.accounts, a.events, a.order, a.keys, a.report[0], a.blank[0],
    )  # fmt: skip
    act(o, actions)


class Firm:
    """One firm's arrays, ready to live on, under a script if there is one; reused over many runs by one thread."""

    def __init__(self, scenario: Scenario, *, events: bool = False, script: Script | None = None) -> None:
        self.arrays = _seen(blank_arrays(scenario, events=events))
        self.words = words_of({name: getattr(self.arrays, name) for name in REMEMBERED})
        self.adopt(scenario, script)

    def adopt(self, scenario: Scenario, script: Script | None = None) -> None:
        """Take over another scenario's parameters, price list and laws of traits, and a script; the size stays."""
        self.size = _size(scenario)
        self.schedule = Schedule(scenario, script or NOTHING)
        self.rows: Array | None = None
        self.arrays.products[...] = product_rows(scenario)
        self.arrays.trait_tables[...] = trait_tables(scenario)

    def use_arms(self, ps: Sequence[Parameters]) -> None:
        """From now on, whatever the script says, each arm lives under its own parameters, the ordinary ones first."""
        self.rows = parameter_rows(ps)

    def fits(self, scenario: Scenario) -> bool:
        """Whether these arrays have the size that a scenario needs."""
        return self.size == _size(scenario)

    def use_luck(self, seed: int, market_seed: int) -> None:
        """From now on, live through this luck."""
        firm = self.arrays.firm
        firm["seed"], firm["market_seed"] = seed_of(seed), seed_of(market_seed)

    def found(self, seed: int, market_seed: int, first_week: int) -> None:
        """Start afresh in `first_week`, negative if the firm is to settle before week 0."""
        firm = self.arrays.firm
        events_wanted = int(firm["events_wanted"][0])
        for words in self.words.values():
            words.fill(0)
        firm["events_wanted"], firm["week"], firm["script"] = events_wanted, first_week, self.schedule.key
        self.use_luck(seed, market_seed)
        self._enter(1, WeekReport.zeros(0))

    def live(self, weeks: int) -> Array:
        """Live some weeks; the weekly reports, one row a week."""
        weekly = WeekReport.zeros(weeks)
        for begin, end in self.schedule.stretches(self.week, weeks):
            if self.week in self.schedule.dates:
                self._act()
            self._enter(0, weekly[begin:end])
        return weekly

    def _act(self) -> None:
        """Let the script do what it has for this week."""
        with _named_problems():
            _act(self.arrays, _seen_array(self.schedule.actions))

    @property
    def week(self) -> int:
        """The coming week."""
        return int(self.arrays.firm["week"][0])

    def _enter(self, found: int, weekly: Array) -> None:
        rows = self.schedule.rows_at(self.week) if self.rows is None else self.rows
        with _named_problems():
            _live(self.arrays, _seen_array(rows), found, _seen_array(weekly))

    def keep(self) -> State:
        """A copy of the firm as it is now."""
        return keep(self.arrays)

    def restore(self, state: State) -> None:
        """Become the firm of a state."""
        restore(self.schedule.adopt(state), self.arrays, self.words)


@contextmanager
def _named_problems() -> Iterator[None]:
    """Say what cannot be compiled, and not all that the compiler has to say about it."""
    try:
        yield
    except NumbaError as problem:
        lines = [line for line in str(problem).splitlines() if "File" in line or "error" in line.lower()]
        raise EngineError("the model does not compile:\n" + "\n".join(lines[-6:])) from problem


def _size(scenario: Scenario) -> tuple[int, ...]:
    shape = scenario.organization
    return (
        shape.teams, shape.reps_per_team, shape.deal_slots, shape.account_slots, shape.event_slots,
        scenario.market.segments, len(scenario.products),
    )  # fmt: skip


def _seen_array(array: Array) -> Array:
    """Without compilation, records need the attribute access of `recarray`."""
    if getattr(numba.config, "DISABLE_JIT", False) and array.dtype.names:
        return array.view(np.recarray)
    return array


def _seen(arrays: Arrays) -> Arrays:
    return Arrays(*(_seen_array(array) for array in arrays))
