"""Contracts of rules as data: over what they are defined, between what they stay, which way they move.

A rule is a pure function of numbers, parameters and states of people and teams. `check` draws arguments, calls the rule
as plain Python and as compiled code, and holds both to the contract and to each other, to the last bit.
"""

from __future__ import annotations

import copy
import math
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numba import config, njit

from simulation.entity import Entity
from simulation.mark import COMPILE_OPTIONS
from simulation.parameters import Parameters
from simulation.parameters.declare import Choice, Group, declarations
from simulation.state import parameter_rows
from tests.mechanisms.builders import make

DRAWS = 60
Span = tuple[float, float]


@dataclass(frozen=True)
class Some:
    """An entity that is blank but for the attributes drawn from these spans."""

    kind: type[Entity]
    spans: Mapping[str, Span]


Taken = Span | Some | type[Group] | type[Parameters]


@dataclass(frozen=True)
class Contract:
    """What a rule promises.

    `takes` gives, in order, the span of each argument (of whole numbers if both ends are), its parameters, or the
    entity it is. `rises` and `falls` name arguments, or one attribute of an entity or of parameters, as
    `team.cohesion` and `p.spirit.envy`.
    """

    rule: Callable[..., float]
    takes: Mapping[str, Taken]
    low: float = -math.inf
    high: float = math.inf
    rises: tuple[str, ...] = ()
    falls: tuple[str, ...] = ()
    settings: Mapping[str, object] = field(default_factory=dict)  # of the groups, by name, instead of drawn ones

    @property
    def name(self) -> str:
        return self.rule.__name__


def plausible_group(group: type[Group], chance: np.random.Generator, settings: Mapping[str, object]) -> Group:
    """A group with every number drawn from its plausible range, every word and switch from all of them."""
    drawn: dict[str, object] = {}
    for d in declarations(group):
        if d.plausible is not None:
            value = chance.uniform(*d.plausible)
            drawn[d.name] = round(value) if d.type is int else value
        elif d.bounds is None:
            drawn[d.name] = one_of(d.type, chance)
    return group(**{**drawn, **{name: value for name, value in settings.items() if name in group.model_fields}})


def one_of(words: type, chance: np.random.Generator) -> object:
    """One of a parameter's words, or a switch on or off."""
    every: list[Any] = list(words) if issubclass(words, Choice) else [False, True]
    return every[int(chance.integers(len(every)))]


def as_record(argument: object) -> Any:
    """Parameters or an entity as compiled code sees them: one record; anything else as it is."""
    if isinstance(argument, Parameters):
        return parameter_rows([argument])[0]
    if isinstance(argument, Group):
        return row_of({name: getattr(argument, name) for name in type(argument).model_fields})
    if isinstance(argument, Entity):
        return row_of(vars(argument))
    return argument


def row_of(values: Mapping[str, Any]) -> Any:
    """Named numbers as one record: integers, words and switches as `i8`, all else as `f8`."""
    row = np.zeros(1, np.dtype([(name, "i8" if isinstance(value, int) else "f8") for name, value in values.items()]))
    for name, value in values.items():
        row[name] = value
    return row[0]


def draw(taken: Taken, chance: np.random.Generator, settings: Mapping[str, object]) -> Any:
    """An argument at random from what a contract takes."""
    if isinstance(taken, Some):
        return make(taken.kind, **{name: number(span, chance) for name, span in taken.spans.items()})
    if taken is Parameters:
        groups = {name: type(group) for name, group in Parameters()}
        return Parameters(**{name: plausible_group(group, chance, settings) for name, group in groups.items()})
    return plausible_group(taken, chance, settings) if isinstance(taken, type) else number(taken, chance)


def number(span: Span, chance: np.random.Generator) -> float:
    """A number from a span; a whole one if both its ends are."""
    if isinstance(span[0], int) and isinstance(span[1], int):
        return int(chance.integers(span[0], span[1] + 1))
    return float(chance.uniform(*span))


def compiled(rule: Callable[..., float]) -> Callable[..., float]:
    """The rule in compiled code; itself where compilation is off."""
    if config.DISABLE_JIT:
        return rule

    @njit(**COMPILE_OPTIONS)
    def call(*arguments: Any) -> Any:
        return rule(*arguments)

    return lambda *arguments: call(*(as_record(argument) for argument in arguments))


def bits(value: float) -> bytes:
    return struct.pack("<d", value)


def check(contract: Contract) -> None:
    """Hold a rule to its contract at drawn arguments; AssertionError names the arguments."""
    chance, machine = np.random.default_rng(7), compiled(contract.rule)
    for _ in range(DRAWS):
        arguments = {name: draw(span, chance, contract.settings) for name, span in contract.takes.items()}
        value = contract.rule(*arguments.values())
        assert math.isfinite(value), arguments
        assert contract.low <= value <= contract.high, (value, arguments)
        assert bits(machine(*arguments.values())) == bits(value), arguments
        for name in (*contract.rises, *contract.falls):
            _check_direction(contract, arguments, name, chance)


def _check_direction(contract: Contract, arguments: dict[str, Any], path: str, chance: np.random.Generator) -> None:
    """Moving one argument, or one attribute of it, up, all else equal, never moves the value the wrong way."""
    name, _, within = path.partition(".")
    fresh = draw(contract.takes[name], chance, contract.settings)
    moved = {**arguments, name: _with(arguments[name], within, _get(fresh, within))}
    lower, upper = sorted((arguments, moved), key=lambda drawn: _get(drawn[name], within))
    change = contract.rule(*upper.values()) - contract.rule(*lower.values())
    wrong = change < 0.0 if path in contract.rises else change > 0.0
    assert not wrong or abs(change) < 1e-9, (path, lower, upper)


def _get(argument: Any, within: str) -> Any:
    """An attribute of an argument by its dotted path; the argument itself if that is empty."""
    for name in within.split(".") if within else ():
        argument = getattr(argument, name)
    return argument


def _with(argument: Any, within: str, value: Any) -> Any:
    """A copy of an argument with another value of one attribute; the value itself if none is named."""
    if not within:
        return value
    name, _, deeper = within.partition(".")
    inner = _with(getattr(argument, name), deeper, value)
    if isinstance(argument, Entity):
        changed = copy.copy(argument)
        setattr(changed, name, inner)
        return changed
    return argument.model_copy(update={name: inner})
