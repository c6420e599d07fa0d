"""Lessons: scripts of 15, 45 and 90 minutes, whose steps have a text, a race, a question and a facilitator's note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from simulation import ScenarioError
from workshop.company import AS_IT_IS, Company
from workshop.links import Race
from workshop.metrics import NAMES
from workshop.presets import preset_named
from workshop.shipped import read_shipped, refuse_strays, texts

FOLDER = Path(__file__).parent / "scripts"
SHOWS = ("text", "race", "culture", "floor", "room")
"""What a step shows below its text: nothing, or one of the pages."""
HEAD = frozenset({"format", "title", "step"})
KEYS = frozenset({"minutes", "title", "text", "note", "question", "show", "a", "b", "metric", "expect"})


@dataclass(frozen=True)
class Step:
    """One step: its texts by language, what it shows, and how many minutes it takes.

    `question` (empty for none) is asked before the result is seen and answered with 0 to 100; `note` is for the
    facilitator alone. `expect` is the range in which B leads of 100 futures on the shipped firm: a test checks it.
    """

    minutes: float
    title: Mapping[str, str]
    text: Mapping[str, str]
    note: Mapping[str, str]
    show: str
    race: Race
    question: Mapping[str, str] = field(default_factory=dict)
    expect: tuple[int, int] | None = None


@dataclass(frozen=True)
class Lesson:
    """A script with its title and steps; the name says how many minutes it takes."""

    name: str
    title: Mapping[str, str]
    steps: tuple[Step, ...]

    @property
    def minutes(self) -> float:
        """Of all steps."""
        return sum(step.minutes for step in self.steps)


@cache
def lessons() -> tuple[Lesson, ...]:
    """All shipped lessons, the shortest first; ScenarioError says what is wrong with one."""
    return tuple(sorted((read_lesson(path) for path in FOLDER.glob("*.toml")), key=lambda lesson: lesson.minutes))


def lesson_named(name: str) -> Lesson:
    """One lesson; ScenarioError lists those there are."""
    for lesson in lessons():
        if lesson.name == name:
            return lesson
    raise ScenarioError(f"no lesson {name!r}; there are {', '.join(lesson.name for lesson in lessons())}")


def read_lesson(path: Path) -> Lesson:
    """One file, checked."""
    tables = read_shipped(path, HEAD, "a lesson")
    steps = tuple(_step(f"{path.name}, step {number}", row) for number, row in enumerate(tables.get("step", ()), 1))
    if not steps:
        raise ScenarioError(f"{path.name}: a lesson needs steps")
    return Lesson(path.stem, texts(path.name, tables, "title"), steps)


def _step(where: str, row: Mapping[str, Any]) -> Step:
    refuse_strays(where, row, KEYS, "a step")
    show, metric = row.get("show", "text"), row.get("metric", NAMES[0])
    if show not in SHOWS or metric not in NAMES:
        raise ScenarioError(f"{where}: show is one of {', '.join(SHOWS)}, metric one of {', '.join(NAMES)}")
    return Step(
        minutes=float(row["minutes"]),
        title=texts(where, row, "title"),
        text=texts(where, row, "text"),
        note=texts(where, row, "note"),
        show=show,
        race=Race(_company(row.get("a", "")), _company(row.get("b", "")), metric=metric),
        question=texts(where, row, "question") if "question" in row else {},
        expect=(int(row["expect"][0]), int(row["expect"][1])) if "expect" in row else None,
    )


def _company(preset: str) -> Company:
    return preset_named(preset).company if preset else AS_IT_IS
