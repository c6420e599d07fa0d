"""One life in both bodies, and what differs between them: which week, which entity, which attribute, which values."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from simulation.engine import Firm
from simulation.entity import Entity
from simulation.model import PLAIN, SalesOrganization
from simulation.records import ManagerState, RepState
from simulation.runs import burn_in
from simulation.state import SCRATCH, Array, State
from tests.strategies import Life

ENTITIES: dict[str, type[Entity]] = {**PLAIN, "managers": ManagerState, "reps": RepState}


def begin(
    life: Life, model_class: type[SalesOrganization] = SalesOrganization, **options: Any
) -> tuple[SalesOrganization, Firm]:
    """The same firm at week 0, as a Mesa model and compiled; it settles by itself where no other start is stated."""
    scenario = life.scenario
    firm = Firm(scenario, events=True, script=life.script)
    state = None
    if life.start is None:
        weeks = 52 * scenario.calendar.burn_in_years
        firm.found(life.seed, life.market_seed, first_week=-weeks)
        firm.live(weeks)
    else:
        state = burn_in(life.settled_under, [life.seed], market_seeds=[life.market_seed], workers=1)[0]
        firm.restore(state)
        firm.use_luck(life.seed, life.market_seed)
    lived = {"market_seed": life.market_seed, "events": True, "script": life.script}
    model = model_class(scenario, life.seed, state, **lived, **options)
    return model, firm


def differences(model: SalesOrganization, firm: Firm) -> list[str]:
    """Every attribute whose bytes or type differ between the bodies; the filled lines of the diaries too."""
    mesa, compiled = model.to_state(), firm.keep()
    found = [] if mesa.tobytes() == compiled.tobytes() else list(unequal_states(mesa, compiled))
    found += unequal_events(model, firm)
    found += wrong_types(model)
    return [f"week {model.firm.week - 1}: {what}" for what in found]


def unequal_states(one: State, other: State) -> Iterator[str]:
    """Where two states differ."""
    for name, array in one.arrays.items():
        yield from unequal(name, array, other.arrays[name])


def unequal(name: str, one: Array, other: Array) -> Iterator[str]:
    """Where two arrays of records differ, byte by byte: so 0.0 is not -0.0, and every NaN is the same."""
    if one.shape != other.shape:
        yield f"{name}: shape {one.shape} in Mesa, {other.shape} compiled"
        return
    for key in one.dtype.names or ():
        ours, theirs = (np.ascontiguousarray(side[key]).view("i8") for side in (one, other))
        for place in np.argwhere(ours != theirs):
            at = tuple(place)
            where = "".join(f"[{index}]" for index in at)
            yield f"{name}{where}.{key}: {one[key][at]!r} in Mesa, {other[key][at]!r} compiled"


def diary(model: SalesOrganization, seat: int) -> Array:
    """The filled lines of a seat's diary in the Mesa body, as records."""
    lines = model.events[seat][: model.seats[seat].events]
    kinds = ENTITIES["events"].attributes()
    return np.array([tuple(getattr(line, key) for key in kinds) for line in lines], ENTITIES["events"].dtype())


def unequal_events(model: SalesOrganization, firm: Firm) -> Iterator[str]:
    """Where the diaries of the week differ."""
    for number, seat in enumerate(firm.arrays.seats):
        theirs = np.array(firm.arrays.events[number, : int(seat["events"])])
        yield from unequal(f"events[{number}]", diary(model, number), theirs)


def things(model: SalesOrganization) -> Iterator[tuple[str, Entity]]:
    """Everything in a Mesa world, with its name and place."""
    for name in ENTITIES:
        yield from _within(name, getattr(model, name))


def _within(name: str, thing: Any) -> Iterator[tuple[str, Entity]]:
    if isinstance(thing, Sequence):
        for place, part in enumerate(thing):
            yield from _within(f"{name}[{place}]", part)
    else:
        yield name, thing


def wrong_types(model: SalesOrganization) -> Iterator[str]:
    """Attributes that are not exactly of their declared type: a bool, a NumPy number or a float among integers."""
    for name, thing in things(model):
        for key, kind in thing.attributes().items():
            value = getattr(thing, key)
            if type(value) is not kind:
                yield f"{name}.{key} = {value!r}: {type(value).__name__} in Mesa, declared {kind.__name__}"


def remembered(model: SalesOrganization) -> list[str]:
    """The names of what a state keeps."""
    return [name for name in ENTITIES if name not in SCRATCH]
