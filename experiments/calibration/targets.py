"""The targets file: what a firm's own data showed, when, and from which tables; plausible firms have to match it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.calibration.crm import Crm
from experiments.calibration.periods import Window
from experiments.calibration.telltales import TELLTALES, known, telltales
from experiments.calibration.write_firm import significant
from simulation.parameters.check import ScenarioError, nearest, show
from simulation.toml_text import read_toml, write_value

FORMAT = 1
ENDING = ".targets.toml"
KEYS = {"format", "from", "to", "people", "targets"}
SHORTEST_WEEKS = 13


@dataclass(frozen=True)
class Targets:
    """Numbers by name (of `TELLTALES`) that were seen in a window; `people` tells whether that table was there."""

    window: Window
    people: bool
    numbers: Mapping[str, float]

    def text(self) -> str:
        """The file."""
        lines = [
            "# What the firm's own data showed: plausible firms are those that show the same (salesorg calibrate).",
            "# Remove a line to leave that number out.",
            f"format = {FORMAT}",
            f"from = {self.window.start:%Y-%m-%d}",
            f"to = {self.window.end:%Y-%m-%d}",
            f"people = {write_value(self.people)}  # whether the export had a table of people",
            "",
            "[targets]",
        ]
        for name, value in self.numbers.items():
            lines.append(
                f"{name} = {write_value(significant(value))}  # {TELLTALES[name].words}, {TELLTALES[name].unit}"
            )
        return "\n".join(lines) + "\n"


def targets_of(crm: Crm) -> Targets:
    """What an export showed."""
    numbers = known(telltales(crm.tables, crm.leaving, crm.window))
    return Targets(crm.window, crm.leaving is not None, numbers)


def beside(firm: Path) -> Path:
    """Where the targets of a firm's file lie."""
    return firm.with_name(firm.stem + ENDING)


def find_targets(firm: str, asked: Path | None) -> Targets:
    """The targets asked for, else those beside the firm; ScenarioError says how to get some."""
    if asked is not None:
        return read_targets(asked)
    own = beside(Path(firm))
    if not firm.endswith(".toml") or not own.is_file():
        raise ScenarioError(
            f"{firm}: there is nothing to calibrate it to. salesorg import-crm writes {own.name} beside the firm; "
            f"or write such a file and name it with --targets"
        )
    return read_targets(own)


def read_targets(path: Path) -> Targets:
    """A targets file, checked; ScenarioError says what is wrong with it, and the nearest right thing."""
    content = read_toml(path)
    problems = [
        f"{path.name}: {key} is no key of a targets file{nearest(key, KEYS)}" for key in content if key not in KEYS
    ]
    if content.get("format") != FORMAT:
        problems.append(f"{path.name}: format = {show(content.get('format'))}, but it must be {FORMAT}")
    start, end = (_day(content.get(key), f"{path.name}: {key}", problems) for key in ("from", "to"))
    people = content.get("people", False)
    if not isinstance(people, bool):
        problems.append(f"{path.name}: people = {show(people)}, but it must be true or false")
    numbers = _numbers(content.get("targets"), path.name, problems)
    window = Window(pd.Timestamp(start), pd.Timestamp(end))
    if not problems and window.weeks < SHORTEST_WEEKS:
        problems.append(f"{path.name}: from {start} to {end} is shorter than {SHORTEST_WEEKS} weeks")
    if problems:
        raise ScenarioError(problems)
    return Targets(window, bool(people), numbers)


def _day(value: Any, where: str, problems: list[str]) -> dt.date:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    problems.append(f"{where} = {show(value)}, but it must be a day, as 2024-01-01 without quotes")
    return dt.date.min.replace(year=2000)


def _numbers(table: Any, file: str, problems: list[str]) -> dict[str, float]:
    if not isinstance(table, dict) or not table:
        problems.append(f"{file}: [targets] has no numbers, so there is nothing to match")
        return {}
    found = {}
    for name, value in table.items():
        if name not in TELLTALES:
            problems.append(f"{file}: [targets] {name} is no target{nearest(name, TELLTALES)}")
        elif _no_number(value) or (value < 0.0 and not TELLTALES[name].signed):
            least = "" if TELLTALES[name].signed else ", not below zero"
            problems.append(f"{file}: [targets] {name} = {show(value)}, but it must be a number{least}")
        elif TELLTALES[name].unit.startswith("share") and value > 1.0:
            problems.append(f"{file}: [targets] {name} = {show(value)}, but a share is at most 1; write 22 % as 0.22")
        else:
            found[name] = float(value)
    return found


def _no_number(value: Any) -> bool:
    return isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value)
