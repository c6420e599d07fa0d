"""Whether an effect was put in or came out: the channels of each lever, and the mark that they give to what is seen.

A data file lists what is watched, and for each lever the channels that were written for it. An effect is *assumed* if
such a channel leads there, is open in that firm and goes that way; else it *emerged*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from experiments.analysis.metrics import METRICS, Metric
from simulation import Scenario, ScenarioError
from simulation.indicators import UNITS
from simulation.layers import CATALOGUE
from simulation.parameters.check import nearest
from simulation.toml_text import read_toml

NEGLIGIBLE = 0.01
"""A change in behaviour within so large a share of its ordinary level counts as none."""
WAYS = {"up": 1, "down": -1}
ASSUMED, EMERGED = "assumed", "emerged"


@dataclass(frozen=True)
class Indicator:
    """Something watched; `hurts` is the way in which a change of it is a cost or a risk: 1, -1, or 0 for neither."""

    metric: Metric
    group: str
    hurts: int


@dataclass(frozen=True)
class Channel:
    """A parameter `through` which a lever moves an indicator, the way of `sign` as the lever rises (0: either way)."""

    lever: str
    through: str
    on: str
    sign: int

    def is_open(self, firm: Scenario) -> bool:
        """Whether it carries anything in this firm: its parameter is not zero, or the lever acts as it is."""
        return self.through == self.lever or firm.resolved()[self.through] != 0

    def text(self, firm: Scenario) -> str:
        """The parameter with its value and the key of its source."""
        if self.through == self.lever:
            return f"`{self.lever}` itself"
        return f"`{self.through}` = {firm.resolved()[self.through]:g} ({CATALOGUE.find(self.through).source})"


@dataclass(frozen=True)
class Mark:
    """Whether an effect is assumed or emerged, and the open channels that lead there."""

    word: str
    channels: tuple[Channel, ...]

    def text(self, firm: Scenario) -> str:
        """The word, and for what is assumed by which parameters; against all of them, by what it prevailed."""
        through = ", ".join(dict.fromkeys(channel.text(firm) for channel in self.channels))
        if self.word == ASSUMED:
            return f"assumed: {through}"
        return f"emerged, against {through}" if through else "emerged"


@dataclass(frozen=True)
class Effects:
    """What is watched, and the channels of every lever."""

    indicators: tuple[Indicator, ...]
    channels: tuple[Channel, ...]

    @cached_property
    def metrics(self) -> tuple[Metric, ...]:
        """What is watched, as metrics that are never judged."""
        return tuple(indicator.metric for indicator in self.indicators)

    @cached_property
    def levers(self) -> frozenset[str]:
        """Levers whose channels are known."""
        return frozenset(channel.lever for channel in self.channels)

    def mark(self, name: str, seen: int, moved: Mapping[str, int], firm: Scenario) -> Mark:
        """The mark of an effect on an indicator, seen to go up (1), down (-1) or nowhere (0).

        `moved` says which way each lever was moved.
        """
        there = [channel for channel in self.channels if channel.on == name and channel.lever in moved]
        carrying = tuple(channel for channel in there if channel.is_open(firm))
        ways = {channel.sign * moved[channel.lever] for channel in carrying}
        fits = bool(carrying) and (seen == 0 or 0 in ways or seen in ways)
        return Mark(ASSUMED if fits else EMERGED, carrying)


def read_effects(path: Path) -> Effects:
    """Read the data file; ScenarioError lists every indicator, lever and parameter in it that there is not."""
    tables = read_toml(path)
    found = Effects(tuple(map(_indicator, tables["indicator"])), tuple(_channels(tables)))
    problems = [f"{path.name}: {problem}" for problem in _problems(found)]
    if problems:
        raise ScenarioError(problems)
    return found


def _indicator(row: Mapping[str, Any]) -> Indicator:
    name = row["name"]
    metric = Metric(name, row["label"], UNITS.get(name, ""), margin=NEGLIGIBLE, relative=True, judged=False)
    return Indicator(metric, row["group"], WAYS[row["hurts"]] if "hurts" in row else 0)


def _channels(tables: Mapping[str, Any]) -> Iterator[Channel]:
    """Each lever's own channels, then those that it shares with others; what two levers multiply stands at both."""
    for lever in tables["lever"]:
        shared = [tables["shared"][name] for name in lever.get("shares", ())]
        for row in (*lever["channels"], *(row for rows in shared for row in rows)):
            yield Channel(lever["path"], **row)


def _problems(effects: Effects) -> Iterator[str]:
    watched = {metric.name for metric in (*effects.metrics, *METRICS)}
    yield from (f"{name} is no indicator{nearest(name, UNITS)}" for name in sorted(watched - set(UNITS)))
    for channel in effects.channels:
        yield from (f"{path} is no parameter{CATALOGUE.hint(path)}" for path in _unknown(channel))
        if channel.on not in watched:
            yield f"{channel.lever}: {channel.on} is not watched{nearest(channel.on, watched)}"
        if channel.sign not in (-1, 0, 1):
            yield f"{channel.lever}: sign = {channel.sign}, but it must be -1, 0 or 1"
        if not _unknown(channel) and CATALOGUE.find(channel.lever).kind != "lever":
            yield f"{channel.lever} is no lever"


def _unknown(channel: Channel) -> list[str]:
    return [path for path in (channel.lever, channel.through) if path not in CATALOGUE.by_path]


def moved_levers(paths: Iterable[str], before: Scenario, after: Scenario) -> dict[str, int]:
    """Which way each lever is moved: up or down, a word that changes up; levers that stay where they are left out."""
    old, new = before.resolved(), after.resolved()
    return {path: _way(old[path], new[path]) for path in paths if old[path] != new[path]}


def _way(old: float | str, new: float | str) -> int:
    return -1 if not isinstance(old, str) and not isinstance(new, str) and new < old else 1
