"""Presets: companies with a name and a one-line story, from files; each claims something that the model must show."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.analysis.intervals import Interval, mean_interval
from experiments.analysis.paired import difference_by_seed
from simulation import ScenarioError, load_policy
from simulation.indicators import UNITS
from workshop.company import Company, Values
from workshop.links import LinkError, Race, from_link
from workshop.shipped import read_shipped, texts

FOLDER = Path(__file__).parent / "presets"
OWN = "own"
"""What stands for a company that is no preset."""
UP, DOWN, SAME = "up", "down", "same"
HEAD = frozenset({"format", "title", "story", "doses", "policies", "levers", "claim"})


@dataclass(frozen=True)
class Claim:
    """What a story says of an indicator against the firm as it is: `up`, `down` or `same`, by a share.

    `by` is the least share of the ordinary level that a change must have, or the most that counts as the same.
    """

    metric: str
    way: str
    by: float

    def holds(self, difference: Interval, level: float) -> bool:
        """Whether an interval of the difference shows it, given the ordinary level."""
        low, high = difference[0] / abs(level), difference[1] / abs(level)
        if self.way == SAME:
            return -self.by <= low and high <= self.by
        return low >= self.by if self.way == UP else high <= -self.by


@dataclass(frozen=True)
class Preset:
    """A company with a title and a story in each language, and what its story claims."""

    name: str
    title: Mapping[str, str]
    story: Mapping[str, str]
    company: Company
    claims: tuple[Claim, ...]


@cache
def presets() -> tuple[Preset, ...]:
    """All shipped presets, in the order of their files; ScenarioError says what is wrong with one."""
    return tuple(read_preset(path) for path in sorted(FOLDER.glob("*.toml")))


def preset_of(company: Company) -> str:
    """The name of the preset that a company is; `own` for a mix of one's own."""
    return next((preset.name for preset in presets() if preset.company == company), OWN)


def first_race(link: str) -> Race:
    """The race of an address; without one, the question that this model was first asked."""
    try:
        return from_link(link)
    except LinkError:
        return Race(b=preset_named("up_or_out").company)


def preset_named(name: str) -> Preset:
    """One preset; ScenarioError lists those there are."""
    for preset in presets():
        if preset.name == name:
            return preset
    raise ScenarioError(f"no preset {name!r}; there are {', '.join(preset.name for preset in presets())}")


def read_preset(path: Path) -> Preset:
    """One file, checked. Names begin with a number that orders them."""
    tables = read_shipped(path, HEAD, "a preset")
    claims = tuple(_claim(path.name, row) for row in tables.get("claim", ()))
    if not claims:
        raise ScenarioError(f"{path.name}: a story without a claim cannot be checked against the model")
    return Preset(
        name=path.stem.partition("-")[2],
        title=texts(path.name, tables, "title"),
        story=texts(path.name, tables, "story"),
        company=Company(_pairs(tables.get("doses", {})), _levers(tables)),
        claims=claims,
    )


def _levers(tables: Mapping[str, Any]) -> Values:
    """Levers of the shipped policies that a preset names, then its own over them."""
    values: dict[str, Any] = {}
    for policy in tables.get("policies", ()):
        values |= load_policy(policy).values
    for group, table in tables.get("levers", {}).items():
        values |= {f"{group}.{name}": value for name, value in table.items()}
    return _pairs({path: getattr(value, "word", value) for path, value in values.items()})


def _pairs(values: Mapping[str, Any]) -> Values:
    return tuple(sorted(values.items()))


def _claim(where: str, row: Mapping[str, Any]) -> Claim:
    claim = Claim(str(row.get("metric")), str(row.get("way")), float(row.get("by", 0.0)))
    if claim.metric not in UNITS or claim.way not in (UP, DOWN, SAME) or not 0.0 <= claim.by < math.inf:
        raise ScenarioError(
            f"{where}: claim {dict(row)}: name an indicator, a way (up, down, same) and by how large a share"
        )
    return claim


def judge(table: pd.DataFrame, preset: Preset, against: str) -> Sequence[tuple[Claim, Interval, bool]]:
    """Each claim with the 95 % interval of the paired difference, and whether it holds; one row an arm and seed."""
    answers = []
    for claim in preset.claims:
        difference = difference_by_seed(table, claim.metric, preset.name, against)
        interval = mean_interval(np.asarray(difference, np.float64))
        level = float(table.loc[table["arm"] == against, claim.metric].mean())
        answers.append((claim, interval, claim.holds(interval, level)))
    return answers
