"""Contracts of rules as data: over what they are defined, between what they stay, which way they move.

A rule is a pure function of numbers and parameters: a group of them, or all. `check` draws arguments, calls the rule
as plain Python and as compiled code, and holds both to the contract and to each other, to the last bit.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numba import config, njit

from simulation.mark import COMPILE_OPTIONS
from simulation.parameters import Parameters
from simulation.parameters.declare import Group, declarations
from simulation.state import parameter_rows

DRAWS = 60
Span = tuple[float, float]
Settings = type[Group] | type[Parameters]


@dataclass(frozen=True)
class Contract:
    """`takes` gives, in order, the span of each argument (of whole numbers if both ends are) or its parameters."""

    rule: Callable[..., float]
    takes: Mapping[str, Span | Settings]
    low: float = -math.inf
    high: float = math.inf
    rises: tuple[str, ...] = ()
    falls: tuple[str, ...] = ()
    settings: Mapping[str, object] = field(default_factory=dict)  # of groups, instead of drawn ones

    @property
    def name(self) -> str:
        return self.rule.__name__


def plausible_group(group: type[Group], chance: np.random.Generator, settings: Mapping[str, object]) -> Group:
    """A group with every number drawn from its plausible range."""
    drawn: dict[str, object] = {}
    for d in declarations(group):
        if d.plausible is not None:
            value = chance.uniform(*d.plausible)
            drawn[d.name] = round(value) if d.type is int else value
    return group(**{**drawn, **{name: value for name, value in settings.items() if name in group.model_fields}})


def plausible_parameters(chance: np.random.Generator, settings: Mapping[str, object]) -> Parameters:
    """All groups, with every number drawn from its plausible range."""
    groups = {name: type(group) for name, group in Parameters()}
    return Parameters(**{name: plausible_group(group, chance, settings) for name, group in groups.items()})


def as_record(group: Group | Parameters) -> Any:
    """Parameters as compiled code sees them: one record."""
    if isinstance(group, Parameters):
        return parameter_rows([group])[0]
    values = {name: getattr(group, name) for name in type(group).model_fields}
    row = np.zeros(1, np.dtype([(name, "i8" if isinstance(value, int) else "f8") for name, value in values.items()]))
    for name, value in values.items():
        row[name] = value
    return row[0]


def draw(span: Span | Settings, chance: np.random.Generator, settings: Mapping[str, object]) -> Any:
    if span is Parameters:
        return plausible_parameters(chance, settings)
    if isinstance(span, type) and issubclass(span, Group):
        return plausible_group(span, chance, settings)
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

    return lambda *arguments: call(*(as_record(a) if isinstance(a, Group | Parameters) else a for a in arguments))


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


def _check_direction(contract: Contract, arguments: dict[str, Any], name: str, chance: np.random.Generator) -> None:
    """Moving one argument up, all else equal, never moves the value the wrong way."""
    moved = {**arguments, name: draw(contract.takes[name], chance, {})}
    lower, upper = sorted((arguments, moved), key=lambda drawn: drawn[name])
    change = contract.rule(*upper.values()) - contract.rule(*lower.values())
    wrong = change < 0.0 if name in contract.rises else change > 0.0
    assert not wrong or abs(change) < 1e-9, (name, lower, upper)
