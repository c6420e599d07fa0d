"""The sales organisation as a Mesa model: the same week as the compiled engine, lived by real agents."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import mesa
import numpy as np
from mesa.datacollection import DataCollector

from simulation.agents import Manager, SalesRep
from simulation.entity import Entity, clear
from simulation.indicators import WEEKS_PER_YEAR
from simulation.mechanisms import actions, closing, ledger, market, quota, recruiting, rival, selection, shocks
from simulation.mechanisms.founding import found
from simulation.notes import ActionState, EventState, WeekReport
from simulation.randomness import seed_of
from simulation.records import (
    AccountState,
    DealState,
    FirmState,
    MarketState,
    ProductState,
    RivalState,
    SeatState,
    SegmentState,
    TeamState,
)
from simulation.scenario import Scenario
from simulation.schedule import NOTHING, Schedule
from simulation.script import Script
from simulation.state import Array, Arrays, State, blank_arrays, keep, restore
from simulation.week import week

PLAIN = {
    "firm": FirmState,
    "market": MarketState,
    "segments": SegmentState,
    "rival": RivalState,
    "products": ProductState,
    "teams": TeamState,
    "seats": SeatState,
    "deals": DealState,
    "accounts": AccountState,
    "events": EventState,
    "report": WeekReport,
}
SINGLE = ("firm", "market", "rival", "report")
BEFORE_ALL_DATES = -1


class SalesOrganization(mesa.Model):
    """A firm of `SalesRep` and `Manager` agents under a scenario, through one seed.

    It starts from `state`, or settles by itself for the scenario's years of burn-in; each `step()` is one week.
    `rep_class` and `manager_class` put your own subclasses to work, `script` replays a field experiment. Weekly reports
    are in `datacollector`.
    """

    def __init__(  # noqa: PLR0913 - what differs from the default is given by name
        self,
        scenario: Scenario,
        seed: int,
        state: State | None = None,
        *,
        rep_class: type[SalesRep] = SalesRep,
        manager_class: type[Manager] = Manager,
        events: bool = False,
        market_seed: int | None = None,
        script: Script | None = None,
    ) -> None:
        super().__init__(seed=seed_of(seed) % 2**64)  # Mesa's own generators, unused here, want no negative seed
        self.schedule = Schedule(scenario, script or NOTHING)
        self.use_arms(self.schedule.parameters_at(BEFORE_ALL_DATES))
        self.rep_class, self.manager_class = rep_class, manager_class
        self.actions: list[ActionState] = _objects(ActionState, self.schedule.actions)
        self._build(blank_arrays(scenario, events=events))
        self.datacollector = DataCollector(model_reporters={name: _column(name) for name in WeekReport.attributes()})
        if state is None:
            self.firm.week = -WEEKS_PER_YEAR * scenario.calendar.burn_in_years
            self._use_luck(seed, market_seed)
            found(self, self.ps)
            while self.firm.week < 0:
                week(self, self.ps)
        else:
            self._adopt(self.schedule.adopt(state))
            self._use_luck(seed, market_seed)
        self.firm.script = self.schedule.key
        self.use_arms(self.schedule.parameters_at(self.firm.week))

    def step(self) -> None:
        """Live one week."""
        if self.firm.week in self.schedule.dates:
            self.use_arms(self.schedule.parameters_at(self.firm.week))
            self.act(self.actions)
        week(self, self.ps)
        self.datacollector.collect(self)

    def use_arms(self, ps: Sequence[Scenario]) -> None:
        """From now on, each arm lives under its own parameters, the ordinary ones (`p`) first; the size stays."""
        self.ps = tuple(ps)
        self.p = self.ps[0]

    move_market = market.move_market.rule
    strike_shocks = shocks.strike_shocks.rule
    move_rival = rival.move_rival.rule
    act = actions.act.rule
    close_books = closing.close_books.rule
    cull = selection.cull.rule
    set_quotas = quota.set_quotas.rule
    hire = recruiting.hire.rule
    account = ledger.account.rule

    def occupy(self, seat: int) -> None:
        """Put a new, blank agent in a seat."""
        if self.reps[seat].employed == 1:
            raise ValueError(f"seat {seat} is taken")
        self.reps[seat] = self.rep_class(self)

    def vacate(self, seat: int) -> None:
        """Let the person in a seat leave the model's agents; the seat remembers the last occupant until the next."""
        self.reps[seat].remove()

    def to_state(self) -> State:
        """The firm as it is now, as the compiled engine would keep it."""
        arrays = blank_arrays(self.p)
        for name, target in zip(Arrays._fields, arrays, strict=True):
            if name in (*PLAIN, "managers", "reps") and name not in ("events", "products"):
                _write(getattr(self, name), target, single=name in SINGLE)
        return keep(arrays)

    def _use_luck(self, seed: int, market_seed: int | None) -> None:
        self.firm.seed = seed_of(seed)
        self.firm.market_seed = seed_of(seed if market_seed is None else market_seed)

    def _build(self, arrays: Arrays) -> None:
        """Plain objects for everything in the world, agents for the people."""
        for name, entity in PLAIN.items():
            rows = [_objects(entity, array) for array in np.atleast_1d(getattr(arrays, name))]
            setattr(self, name, rows[0] if name in SINGLE else rows)
        self.reps = [self.rep_class(self) for _ in arrays.reps]
        self.managers = [self.manager_class(self) for _ in arrays.managers]
        self.trait_tables: list[list[float]] = arrays.trait_tables.tolist()
        self.order: list[int] = arrays.order.tolist()
        self.keys: list[float] = arrays.keys.tolist()

    def _adopt(self, state: State) -> None:
        """Become the firm of a state."""
        arrays = blank_arrays(self.p)
        restore(state, arrays)
        wanted = self.firm.events_wanted
        for name in state.arrays:
            _read(getattr(self, name), getattr(arrays, name), single=name in SINGLE)
        self.firm.events_wanted = wanted
        for rep in self.reps:
            if rep.employed == 0:
                rep.remove()


def _column(name: str) -> Callable[["SalesOrganization"], float]:
    """What the collector calls to read one column of the weekly report."""
    return lambda model: float(getattr(model.report, name))


def _objects(entity: type[Entity], array: Array) -> Any:
    """A blank object for a record, or a list of them for a row; with the record's values."""
    if array.shape:
        return [_objects(entity, row) for row in array]
    thing = entity()
    clear(thing)
    _set(thing, array)
    return thing


def _set(thing: Entity, record: Any) -> None:
    for name in thing.attributes():
        setattr(thing, name, record[name].item())


def _pairs(things: Any, array: Array, single: bool) -> Iterator[tuple[Entity, Any]]:
    """Each object with the record of the same place."""
    if single:
        yield things, array[0]
        return
    for thing, record in zip(things, array, strict=True):
        if isinstance(thing, Sequence):
            yield from zip(thing, record, strict=True)
        else:
            yield thing, record


def _read(things: Any, array: Array, *, single: bool) -> None:
    for thing, record in _pairs(things, array, single):
        _set(thing, record)


def _write(things: Any, array: Array, *, single: bool) -> None:
    for thing, record in _pairs(things, array, single):
        for name in thing.attributes():
            record[name] = getattr(thing, name)
