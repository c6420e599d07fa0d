"""Doses: the overlays of a folder laid over a firm, each by half, in full and twice, and all of them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from experiments.analysis.metrics import Metric
from experiments.analysis.verdict import Finding
from experiments.arms import Arm, read_arm
from experiments.effects import moved_levers
from simulation import Scenario, load_policy, load_scenario
from simulation.layers import shipped

FOLDER = "factors"
HALF, FULL, DOUBLE = "half", "full", "double"
SIZES = {HALF: 0.5, FULL: 1.0, DOUBLE: 2.0}
AS_IT_IS = "as_it_is"
TOGETHER = "together"


@dataclass(frozen=True)
class Dosed:
    """An arm, and which dose it is of which overlay; `factor` is the overlay's name, or `together`."""

    factor: str
    dose: str
    arm: Arm


def overlays(folder: str = FOLDER) -> tuple[str, ...]:
    """Names of the shipped policies in a folder, in order."""
    return tuple(path.stem for name, path in shipped("policy").items() if name.startswith(f"{folder}/"))


def short_titles(folder: str = FOLDER) -> dict[str, str]:
    """What people call each overlay, up to the first comma."""
    return {name: load_policy(name).title["en"].partition(",")[0] for name in overlays(folder)}


def asked_as(factor: str, dose: str) -> str:
    """How a dose of an overlay is asked for: `name@0.5`, and the plain name for all of it."""
    return factor if dose == FULL else f"{factor}@{SIZES[dose]:g}"


def dosed_arms(firm: str | Path, factors: Sequence[str]) -> tuple[Dosed, ...]:
    """Every dose of every overlay on a firm, then all overlays together in full if there are several.

    ScenarioError if a dose leaves a lever's bounds or has nothing to move.
    """
    single = [Dosed(factor, dose, read_arm(asked_as(factor, dose), firm, {})) for factor in factors for dose in SIZES]
    joint = [Dosed(TOGETHER, FULL, read_arm("+".join(factors), firm, {}))] if len(factors) > 1 else []
    return (*single, *joint)


def as_it_is(firm: str | Path, overrides: Mapping[str, object] = {}) -> Arm:
    """The reference: the firm without any policy."""
    return Arm(AS_IT_IS, "the firm as it is", (), load_scenario(firm, (), overrides))


@dataclass(frozen=True)
class Scene:
    """One scenario, its arms, and what was found in it in each window of years; the reference is the firm as it is."""

    name: str
    firm: Scenario
    dosed: tuple[Dosed, ...]
    windows: Mapping[str, Sequence[Finding]]

    @cached_property
    def _places(self) -> dict[tuple[str, str, str], Finding]:
        return {
            (window, found.difference.arm, found.metric.name): found
            for window, findings in self.windows.items()
            for found in findings
        }

    def at(self, dose: str) -> list[Dosed]:
        """The arms at one dose, all together at full dose among them."""
        return [dosed for dosed in self.dosed if dosed.dose == dose]

    def of(self, factor: str) -> list[Dosed]:
        """The arms of one overlay."""
        return [dosed for dosed in self.dosed if dosed.factor == factor]

    def finding(self, window: str, arm: Arm, metric: Metric | str) -> Finding:
        """What was found; KeyError if this metric, arm or window was not looked at."""
        return self._places[window, arm.name, metric if isinstance(metric, str) else metric.name]

    def moved(self, arm: Arm) -> dict[str, int]:
        """Which way an arm moves each of its levers in this firm."""
        return moved_levers((path for policy in arm.policies for path in policy.values), self.firm, arm.scenario)
