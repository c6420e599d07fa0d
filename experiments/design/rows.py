"""Designs that are written down rather than drawn: factorials, one at a time, policies, subsets of overlays, lists."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from pathlib import Path

from experiments.design.factor import Factor, Plain, Vary, at_least, factors
from simulation import ScenarioError, load_policy
from simulation.layers import check_overrides, shipped
from simulation.parameters.check import Value, show
from simulation.parameters.declare import Choice
from simulation.toml_text import read_value

AS_IT_IS = "as_it_is"


@dataclass(frozen=True)
class Row:
    """One line of a design: values by path, among them those of its policies; without any, the firm as it is."""

    name: str = AS_IT_IS
    policies: tuple[str, ...] = ()
    values: Mapping[str, Plain] = field(default_factory=dict)


def as_it_is() -> list[Row]:
    """The firm, or the world, without any change."""
    return [Row()]


def policies(names: Sequence[str]) -> list[Row]:
    """One row a way to run the firm, `NAME[=VALUE][+NAME...]` as on the command line; the last of two wins."""
    return [_of_policies(name, name.split("+")) for name in names]


def subsets(folder: str = "factors", dose: float = 1.0) -> list[Row]:
    """Every subset of the overlays of a folder, from none to all: 128 rows for the seven factors."""
    overlays = [path.stem for name, path in shipped("policy").items() if name.startswith(f"{folder}/")]
    if not overlays:
        raise ScenarioError(f"no shipped policies lie in a folder {show(folder)}; factors is one")
    asked = overlays if dose == 1.0 else [f"{overlay}@{dose:g}" for overlay in overlays]
    chosen = [some for size in range(len(asked) + 1) for some in combinations(asked, size)]
    return [_of_policies("+".join(some) or "none", some) for some in chosen]


def _of_policies(name: str, labels: Sequence[str]) -> Row:
    read = [load_policy(label.strip()) for label in labels]
    values = {path: _plain(value) for policy in read for path, value in policy.values.items()}
    return Row(name, tuple(label.strip() for label in labels), values)


def _plain(value: Value) -> Plain:
    return value.word if isinstance(value, Choice) else value


def full_factorial(vary: Vary, levels: int = 3) -> list[Row]:
    """Every combination; a range gives so many evenly spaced values."""
    varied = factors(vary)
    at_least(levels, 2, "levels")
    return [named(varied, values) for values in product(*(factor.grid(levels) for factor in varied))]


def one_at_a_time(vary: Vary, levels: int = 2) -> list[Row]:
    """The firm as it is, then each parameter alone at each of its values."""
    at_least(levels, 2, "levels")
    return [Row(), *(named([factor], [value]) for factor in factors(vary) for value in factor.grid(levels))]


def named(varied: Sequence[Factor], values: Sequence[Plain]) -> Row:
    """A row that is called by its values."""
    pairs = {factor.path: value for factor, value in zip(varied, values, strict=True)}
    return Row(", ".join(f"{path}={show(value).strip(chr(34))}" for path, value in pairs.items()), (), pairs)


def from_csv(file: str | Path) -> list[Row]:
    """Rows of a CSV file: columns are parameters, and perhaps `name` and `policies`; an empty field changes nothing."""
    path = Path(file)
    try:
        with path.open(newline="", encoding="utf-8-sig") as source:
            lines = list(csv.DictReader(source, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ScenarioError(f"{path}: the file cannot be read as CSV: {error}") from None
    if not lines:
        raise ScenarioError(f"{path.name} has no rows below its header")
    return [_from_line(line, number, path.name) for number, line in enumerate(lines, start=2)]


def _from_line(line: dict[str, str], number: int, where: str) -> Row:
    if None in line or None in line.values():
        raise ScenarioError(f"{where}: line {number} has more or fewer fields than the header")
    name, labels = line.pop("name", ""), line.pop("policies", "")
    laid = _of_policies(labels, labels.split("+")) if labels.strip() else Row()
    given = {path: read_value(text) for path, text in line.items() if text.strip()}
    own = check_overrides(given, f"{where}: line {number}")
    return Row(name or f"line {number}", laid.policies, {**laid.values, **{p: _plain(v) for p, v in own.items()}})
