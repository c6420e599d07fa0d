"""Two made-up habits in made-up worlds whose answer is known, for the pages of the study of the factors."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from experiments.analysis.metrics import METRICS
from experiments.analysis.verdict import find
from experiments.doses import AS_IT_IS, Dosed, Scene, dosed_arms
from experiments.effects import Effects, read_effects
from experiments.report.factor_book import Book
from experiments.studies.factors import CHANNELS
from simulation import load_scenario

ENEMY, FORWARD = HABITS = ("3-common_enemy", "6-forward_motion")
EARLY = "years 1-5"
WORLDS = 12
Percents = Mapping[str, float]


def effects() -> Effects:
    return read_effects(CHANNELS)


def book(*scenes: Scene) -> Book:
    """What the pages are about."""
    return Book(scenes, effects(), {}, EARLY)


def scene(name: str, gains: Percents, changes: Mapping[str, Percents] | None = None) -> Scene:
    """A scenario in which a habit brings so many percent of every metric at any dose, and of some indicators."""
    dosed = dosed_arms(name, HABITS)
    watched = (*METRICS, *effects().metrics)
    lives = [_lived(AS_IT_IS, {}), *(_lived(one.arm.name, _percents(one, gains, changes or {})) for one in dosed)]
    findings = find(pd.concat(lives), [one.arm.name for one in dosed], AS_IT_IS, watched)
    return Scene(name, load_scenario(name), dosed, {EARLY: findings})


def _percents(dosed: Dosed, gains: Percents, changes: Mapping[str, Percents]) -> dict[str, float]:
    gain = gains.get(dosed.factor, 0.0)
    return {metric.name: gain for metric in METRICS} | dict(changes.get(dosed.factor, {}))


def _lived(arm: str, percents: Percents) -> pd.DataFrame:
    """Worlds around 100 in everything; what changes does so with a little chance of its own."""
    luck = np.random.default_rng(1).normal(100.0, 5.0, WORLDS)
    chance = np.random.default_rng(2).normal(0.0, 0.02, WORLDS)
    names = [metric.name for metric in (*METRICS, *effects().metrics)]
    changed = {name: percents.get(name, 0.0) for name in names}
    columns = {name: luck * (1.0 + share / 100.0) + (chance if share else 0.0) for name, share in changed.items()}
    return pd.DataFrame({"arm": arm, "seed": range(WORLDS), **columns})
