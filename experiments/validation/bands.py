"""Acceptance bands: what each pattern must come to, said once, in `bands.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from experiments.verification import BANDS as CHECKS
from simulation.parameters.check import ScenarioError, nearest

FILE = Path(__file__).with_name("bands.toml")
Kind = Literal["emerged", "echo"]


@dataclass(frozen=True)
class Band:
    """One row of the validation: `low` or `high` is None where only one side is bounded; `quote` is how it was set."""

    id: str
    name: str
    unit: str
    low: float | None
    high: float | None
    kind: Kind
    pins: tuple[str, ...]
    source: tuple[str, ...]
    quote: tuple[str, ...]
    check: str = ""

    @property
    def pattern(self) -> str:
        """The pattern that the row belongs to, as `P1`."""
        return self.id.partition(".")[0]

    def holds(self, value: float) -> bool:
        """Whether a value lies in the band, its ends included; of a mere sign, nothing at all is not enough."""
        if self.high is None and self.low == 0.0:
            return value > 0.0
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)


@cache
def bands() -> dict[str, Band]:
    """Every band by id, in the order of the file."""
    return {row["id"]: _band(row) for row in _file()["band"]}


def titles() -> dict[str, str]:
    """What each pattern is about, in words."""
    return dict(_file()["titles"])


def _file() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _band(row: dict[str, Any]) -> Band:
    lists = {name: tuple(row[name]) for name in ("pins", "source", "quote")}
    ends = _ends_of_check(row["check"]) if "check" in row else {name: row.get(name) for name in ("low", "high")}
    return Band(**{**row, **lists, **ends})


def _ends_of_check(name: str) -> dict[str, float | None]:
    """The ends of a band that the verification of the selection engine holds."""
    found = next(check for check in CHECKS if check.name == name)
    return {"low": found.low, "high": found.high}


def patterns() -> tuple[str, ...]:
    """All patterns, in order."""
    return tuple(dict.fromkeys(band.pattern for band in bands().values()))


def chosen(asked: Sequence[str] | None) -> tuple[str, ...]:
    """The patterns asked for, in order; all of them for None. ScenarioError names the nearest pattern."""
    known = patterns()
    if asked is None:
        return known
    for name in asked:
        if name not in known:
            raise ScenarioError(f"{name} is no pattern{nearest(name, known)}")
    if not asked:
        raise ScenarioError(f"no pattern is asked for; there are {', '.join(known)}")
    return tuple(name for name in known if name in asked)
