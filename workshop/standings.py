"""Standings: who leads by the median over the same futures, how often that lead would hold, and the table of it."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from workshop.company import habits
from workshop.room import DOSE_STEP, POINTS_A_DOSE, Result, Room

MOST_OF_ONE = 1.5
"""The computer puts no more than this dose on one habit."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\N{MINUS SIGN}")
"""How a cell begins that a spreadsheet would run or misread."""


@dataclass(frozen=True)
class Standing:
    """A team's place: the median of its gains, the number of 100 futures in which it comes first, and who decided."""

    team: str
    median: float
    first_in_100: float
    computer: bool


def standings(results: Mapping[str, Result]) -> list[Standing]:
    """Teams by median gain, the best first; futures in which several tie for the first place are shared."""
    if not results:
        return []
    names = list(results)
    gains = np.array([results[name].gains for name in names])
    best = gains == gains.max(axis=0)
    firsts = 100.0 * (best / best.sum(axis=0)).mean(axis=1)
    medians = np.median(gains, axis=1)
    found = [
        Standing(name, float(median), float(first), results[name].computer)
        for name, median, first in zip(names, medians, firsts, strict=True)
    ]
    return sorted(found, key=lambda one: (-one.median, one.team))


def computers_choice(budget: int, seed: int) -> dict[str, float]:
    """What the computer chooses for a team: points on habits by lot, the same for the same seed."""
    luck = random.Random(seed)  # noqa: S311 - a game's luck, no secret
    doses: dict[str, float] = {}
    for _ in range(budget):
        open_habits = [habit for habit in habits() if doses.get(habit, 0.0) < MOST_OF_ONE]
        habit = luck.choice(open_habits)
        doses[habit] = doses.get(habit, 0.0) + DOSE_STEP
    return doses


def as_csv(room: Room) -> str:
    """Every round's result of every team, for a spreadsheet that must not run what somebody called their team."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(
        [
            "round",
            "place",
            "team",
            "members",
            "computer",
            "median_gain_money",
            "first_in_100_futures",
            "points",
            *habits(),
        ]
    )
    for number, results in sorted(room.results.items()):
        for place, one in enumerate(standings(results), 1):
            doses = results[one.team].doses
            members = "; ".join(map(safe, room.members(one.team)))
            points = round(sum(doses.values()) * POINTS_A_DOSE)
            row = [
                number,
                place,
                safe(one.team),
                safe(members),
                int(one.computer),
                round(one.median),
                round(one.first_in_100, 1),
            ]
            writer.writerow([*row, points, *(doses.get(habit, 0.0) for habit in habits())])
    return out.getvalue()


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip().startswith(FORMULA) or text.startswith(FORMULA) else text
