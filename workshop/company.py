"""Companies: the same firm under what one side of a race decides, in doses of the seven habits and single levers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from experiments.doses import overlays
from simulation import Scenario, ScenarioError, load_policy
from simulation.layers import CATALOGUE
from simulation.parameters.declare import Declaration
from workshop.remembered import Remembered

Values = tuple[tuple[str, float | str | bool], ...]
MOST_DOSE = 2.0
"""Twice the overlay's distance from the default: what studies call the double dose."""
DOSE_STEP = 0.25
STEPS = 20
"""Positions of a lever's slider."""


@dataclass(frozen=True)
class Company:
    """What one side decides: doses of habits by their overlay's name (1 is full), and levers by path over them."""

    doses: Values = ()
    levers: Values = ()

    @property
    def is_as_it_is(self) -> bool:
        """Whether nothing is decided."""
        return not self.doses and not self.levers

    def dose(self, habit: str) -> float:
        """The dose of one habit; 0 for the firm's own."""
        return float(dict(self.doses).get(habit, 0.0))

    def with_dose(self, habit: str, dose: float) -> Company:
        """The same with another dose of one habit."""
        return replace(self, doses=_changed(self.doses, habit, dose if dose > 0.0 else None))

    def with_lever(self, path: str, value: float | str | bool | None) -> Company:
        """The same with one lever set; None leaves it to the firm and the habits."""
        return replace(self, levers=_changed(self.levers, path, value))

    def on(self, firm: Scenario) -> Scenario:
        """The firm under these decisions; ScenarioError if they leave a lever's bounds or contradict each other."""
        return _on(firm, self)


AS_IT_IS = Company()


def _changed(values: Values, key: str, value: float | str | bool | None) -> Values:
    others = {name: old for name, old in values if name != key}
    return tuple(sorted((others if value is None else others | {key: value}).items()))


MOST_KEPT = 128


def _decided(firm: Scenario, company: Company) -> Scenario:
    values: dict[str, object] = {}
    for habit, dose in company.doses:
        values |= dosed(habit, float(dose))
    values |= dict(company.levers)
    refuse_non_levers(values)
    return firm.with_overrides(values, "workshop") if values else firm


_on = Remembered(_decided, MOST_KEPT)
"""Kept, because a slider that is dragged back meets the same firm again."""
values_of = Remembered(Scenario.resolved, MOST_KEPT)
"""Every value of a scenario by path: a slider asks for them several times a step."""


def refuse_non_levers(values: Mapping[str, object]) -> None:
    """ScenarioError if a company would decide what the world is like."""
    others = [path for path in values if CATALOGUE.find(path).kind != "lever"]
    if others:
        raise ScenarioError(f"{path} is no lever: a company cannot decide it" for path in others)


@cache
def dosed(habit: str, dose: float) -> Mapping[str, object]:
    """The levers of a habit at a dose; ScenarioError if there is no such habit."""
    return dict(load_policy(habit if dose == 1.0 else f"{habit}@{dose:g}").values)


@cache
def habits() -> tuple[str, ...]:
    """Names of the seven overlays, in order."""
    return overlays()


@cache
def levers_of(habit: str) -> tuple[str, ...]:
    """Paths of the levers that a habit moves."""
    return tuple(load_policy(habit).values)


def habit_title(habit: str, language: str) -> str:
    """What people call a habit."""
    title = load_policy(habit).title[language]
    return title[:1].upper() + title[1:]


@dataclass(frozen=True)
class Span:
    """The slider of a lever: from where to where, in which steps, and where it stands in the firm."""

    low: float
    high: float
    step: float
    value: float
    unit: str


def span_of(path: str, scenario: Scenario) -> Span:
    """A lever's slider, over its plausible range as declared and as far as the firm lies outside it."""
    declared = numeric(path)
    value = float(values_of(scenario)[path])
    low, high = declared.plausible or declared.bounds or (0.0, 1.0)
    low, high = min(low, value), max(high, value)
    whole = declared.type is int
    return Span(low, high, 1.0 if whole else (high - low) / STEPS, value, declared.unit)


def numeric(path: str) -> Declaration:
    """The declaration of a lever that is a number; ScenarioError for all else."""
    declared = CATALOGUE.find(path)
    if declared.kind != "lever" or declared.type not in (int, float):
        raise ScenarioError(f"{path} is no lever with a number")
    return declared
