"""What a design varies: a parameter, and between which values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from simulation import ScenarioError
from simulation.layers import CATALOGUE, check_overrides
from simulation.parameters.check import nearest, show
from simulation.parameters.declare import Declaration

Plain: TypeAlias = float | str
Spec: TypeAlias = Sequence[Plain] | Mapping[str, float] | str | None
"""How a parameter varies: a list of values, `between(low, high)`, or None for its own plausible range."""

Vary: TypeAlias = Mapping[str, Spec] | Sequence[str] | str
"""What varies: parameters with their specs, parameters alone, `group.*`, or `levers`, `uncertainties`, `all`."""

ALL = {"levers": {"lever"}, "uncertainties": {"uncertainty"}, "all": {"lever", "uncertainty"}}
PLAUSIBLE = "plausible"


@dataclass(frozen=True)
class Factor:
    """A parameter between two numbers (`span`), or one of some values (`levels`)."""

    path: str
    whole: bool = False
    span: tuple[float, float] = (0.0, 0.0)
    levels: tuple[Plain, ...] = ()

    def at(self, share: float) -> Plain:
        """The value at a share from 0 to 1 of the way; whole numbers and levels each take an equal part of it."""
        if self.levels:
            return self.levels[min(int(share * len(self.levels)), len(self.levels) - 1)]
        low, high = self.span
        if self.whole:
            return int(min(low + int(share * (high - low + 1)), high))
        return low + share * (high - low)

    def grid(self, count: int) -> tuple[Plain, ...]:
        """All levels, or so many values evenly from end to end, whole ones once each."""
        if self.levels:
            return self.levels
        even = np.linspace(*self.span, count).tolist()
        return tuple(dict.fromkeys(round(value) for value in even)) if self.whole else tuple(even)


def between(low: float, high: float) -> Mapping[str, float]:
    """Any number from `low` to `high`."""
    return {"from": low, "to": high}


def factors(vary: Vary) -> tuple[Factor, ...]:
    """The factors of a design, all checked; ScenarioError lists every unknown parameter and impossible value."""
    if isinstance(vary, Mapping):
        found = tuple(_factor(path, spec) for path, spec in vary.items())
    else:
        names = [vary] if isinstance(vary, str) else list(vary)
        found = tuple(_factor(path, None) for name in names for path in _paths(name))
    if not found:
        raise ScenarioError("vary is empty: name at least one parameter")
    return found


def _paths(name: str) -> Iterable[str]:
    """The parameters that a name stands for; settings are never varied unless named one by one."""
    if name in ALL:
        return [path for path, d in CATALOGUE.by_path.items() if d.kind in ALL[name]]
    group, _, last = name.partition(".")
    if last != "*":
        return [name]
    if group not in CATALOGUE.groups:
        raise ScenarioError(f"{name}: {group} is no group of parameters{nearest(group, CATALOGUE.groups)}")
    return [path for path, d in CATALOGUE.by_path.items() if path.startswith(f"{group}.") and d.kind != "setting"]


def _factor(path: str, spec: Spec) -> Factor:
    declared = CATALOGUE.find(path)
    whole = declared.type is int
    if spec is None or spec == PLAUSIBLE:
        return _plausible(declared, whole)
    if isinstance(spec, Mapping):
        return Factor(path, whole, span=_span(path, spec))
    if isinstance(spec, str) or not spec:
        raise ScenarioError(f'{path} = {show(spec)}, but it must be a list, {{ from = .., to = .. }}, or "plausible"')
    return Factor(path, whole, levels=tuple(_checked(path, value) for value in spec))


def _plausible(declared: Declaration, whole: bool) -> Factor:
    if declared.plausible is not None:
        return Factor(declared.path, whole, span=declared.plausible)
    levels: tuple[Plain, ...] = declared.choices or ((False, True) if declared.type is bool else ())
    if not levels:
        raise ScenarioError(f"{declared.path} has no plausible range: say from where to where it shall vary")
    return Factor(declared.path, levels=levels)


def _span(path: str, spec: Mapping[str, float]) -> tuple[float, float]:
    if set(spec) != {"from", "to"}:
        raise ScenarioError(f"{path}: a range has exactly from and to, not {', '.join(spec) or 'nothing'}")
    low, high = (_checked(path, spec[end]) for end in ("from", "to"))
    if isinstance(low, str | bool) or isinstance(high, str | bool) or low >= high:
        raise ScenarioError(f"{path}: from = {show(low)}, to = {show(high)}, but from must lie below to")
    return low, high


def _checked(path: str, value: Any) -> Plain:
    """The value as the parameter takes it; ScenarioError if it does not."""
    taken = check_overrides({path: value}, "vary")[path]
    return getattr(taken, "word", taken)


def at_least(value: int, least: int, name: str) -> None:
    """ScenarioError unless a count of a design is a whole number and large enough."""
    if type(value) is not int or value < least:
        raise ScenarioError(f"{name} = {show(value)}, but it must be a whole number of at least {least}")
