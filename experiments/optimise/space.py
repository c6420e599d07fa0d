"""What a search may mix: policies by their doses and levers by their values, each left alone or pulled some way."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TypeAlias

from experiments.arms import Arm
from experiments.design.factor import factors
from experiments.whatif.as_json import LANGUAGES
from simulation import ScenarioError, load_policy
from simulation.layers import CATALOGUE, check_overrides
from simulation.parameters.check import Value, nearest
from simulation.scenario import Policy
from simulation.toml_text import write_value

DOSES = 4
"""Doses of a policy: quarters of the largest."""
LEVELS = 5
"""Values of a lever, evenly over its plausible range."""

NOTHING = "nothing"

Mix: TypeAlias = tuple[int, ...]
"""One number an ingredient: 0 leaves it alone, 1 and on is a step."""


@dataclass(frozen=True)
class Step:
    """One way to pull an ingredient: how it is asked for (`coaching@0.5`), what people call it, the levers it sets."""

    label: str
    title: Mapping[str, str]
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Ingredient:
    """A policy or a lever, and the ways to pull it."""

    name: str
    steps: tuple[Step, ...]

    @property
    def levers(self) -> set[str]:
        """The levers that it sets."""
        return {path for step in self.steps for path in step.values}


@dataclass(frozen=True)
class Space:
    """Everything that may be mixed; `at_most` ingredients at once."""

    ingredients: tuple[Ingredient, ...]
    at_most: int

    @cached_property
    def size(self) -> int:
        """How many mixes there are, the empty one among them."""
        ways = [1, *[0] * self.at_most]
        for ingredient in self.ingredients:
            ways = [here + len(ingredient.steps) * fewer for here, fewer in zip(ways, [0, *ways], strict=False)]
        return sum(ways)

    @property
    def nothing(self) -> Mix:
        """The mix that leaves everything alone."""
        return (0,) * len(self.ingredients)

    def steps(self, mix: Mix) -> list[Step]:
        """The steps of a mix, in the order of ingredients."""
        return [one.steps[step - 1] for one, step in zip(self.ingredients, mix, strict=True) if step]

    def label(self, mix: Mix) -> str:
        """How a mix is asked for."""
        return "+".join(step.label for step in self.steps(mix)) or NOTHING

    def title(self, mix: Mix) -> dict[str, str]:
        """What people call a mix, by language."""
        return {code: " + ".join(step.title[code] for step in self.steps(mix)) for code in LANGUAGES}

    def values(self, mix: Mix) -> dict[str, Value]:
        """The levers that a mix sets."""
        return {path: value for step in self.steps(mix) for path, value in step.values.items()}

    def opening(self) -> list[Mix]:
        """Mixes to begin with: each ingredient alone, halfway and in full, then all of them together if allowed."""
        found: list[Mix] = []
        for place, ingredient in enumerate(self.ingredients):
            full = len(ingredient.steps)
            after = len(self.ingredients) - place - 1
            found += [(*[0] * place, step, *[0] * after) for step in dict.fromkeys((math.ceil(full / 2), full))]
        if 1 < len(self.ingredients) <= self.at_most:
            found.append(tuple(len(one.steps) for one in self.ingredients))
        return found

    def every(self) -> Iterator[Mix]:
        """All mixes, in order."""
        for mix in product(*(range(len(one.steps) + 1) for one in self.ingredients)):
            if sum(map(bool, mix)) <= self.at_most:
                yield mix


def read_space(
    names: Sequence[str], levers: Sequence[str], most_dose: float, at_most: int | None, reference: Arm
) -> Space:
    """The space over a reference; ScenarioError if something is unknown, moves nothing, or two set the same lever."""
    asked = [_policy(name, most_dose) for name in names] + [_lever(path) for path in levers]
    ingredients = [_that_move(one, reference) for one in asked]
    if not ingredients:
        raise ScenarioError("nothing to mix: name a policy, as in --policy coaching, or a lever (--lever)")
    for place, one in enumerate(ingredients):
        for other in ingredients[:place]:
            both = sorted(one.levers & other.levers)
            if both:
                raise ScenarioError(
                    f"{other.name} and {one.name} both set {both[0]}, and in a mix one would hide the other: search one"
                )
    return Space(tuple(ingredients), min(len(ingredients), at_most or len(ingredients)))


def _policy(name: str, most_dose: float) -> Ingredient:
    """A policy in four doses; as it is where a dose or value was asked for, or where it has none."""
    whole = load_policy(name)
    if "@" in whole.label or "=" in whole.label or any(CATALOGUE.find(p).type is not float for p in whole.values):
        return Ingredient(name, (_step(name, whole),))
    labels = [f"{name}@{most_dose * quarter / DOSES:g}" for quarter in range(1, DOSES + 1)]
    return Ingredient(name, tuple(_dosed(label) for label in labels))


def _dosed(label: str) -> Step:
    try:
        return _step(label.removesuffix("@1"), load_policy(label))
    except ScenarioError as error:
        raise ScenarioError(f"{problem} (--most-dose says how far doses go)" for problem in error.problems) from None


def _step(label: str, policy: Policy) -> Step:
    dose = label.partition("@")[2] or label.partition("=")[2]
    title = {code: " ".join(filter(None, [policy.title[code].partition(",")[0], dose])) for code in LANGUAGES}
    return Step(label, title, policy.values)


def _lever(path: str) -> Ingredient:
    declared = CATALOGUE.find(path)
    if declared.kind != "lever":
        known = [one.path for one in CATALOGUE.by_path.values() if one.kind == "lever"]
        raise ScenarioError(
            f"--lever {path} is no lever but {'an uncertainty' if declared.kind == 'uncertainty' else 'a setting'}: "
            f"the firm does not decide it{nearest(path, known)}"
        )
    (factor,) = factors([path])
    return Ingredient(path, tuple(_lever_step(path, value) for value in factor.grid(LEVELS)))


def _lever_step(path: str, value: float | str) -> Step:
    """A value in six digits: what goes into a file is what was lived."""
    plain = float(f"{value:.6g}") if isinstance(value, float) else value
    label = f"{path}={write_value(plain)}".replace('"', "")
    return Step(label, dict.fromkeys(LANGUAGES, label), check_overrides({path: plain}, label))


def _that_move(one: Ingredient, reference: Arm) -> Ingredient:
    """Without steps that leave the firm as it is: they would be a mix of nothing under a name."""
    now = reference.scenario.fingerprint()
    steps = [s for s in one.steps if reference.scenario.with_overrides(s.values, s.label).fingerprint() != now]
    if not steps:
        raise ScenarioError(f"{one.name} changes nothing about the firm under {reference.name}: leave it out")
    return Ingredient(one.name, tuple(steps))
