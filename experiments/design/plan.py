"""A plan: which worlds, which arms, which seeds; and the cells that come of it.

*Worlds* vary what the world is like (uncertainties and settings): a firm settles in each. *Arms* vary what the firm
does (levers and policies): all arms of a world go on from the same settled firms, from week 0, through the same luck. A
design that draws both together (`together`, for sensitivity) is split row by row into the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from experiments.design.factor import Plain
from experiments.design.rows import Row
from experiments.fingerprint import fingerprint
from simulation import Scenario, ScenarioError, load_scenario
from simulation.indicators import UNITS
from simulation.layers import CATALOGUE
from simulation.parameters.check import nearest, show

KEY_DIGITS = 16
MOST_SEED = 2**62
APART = 1_000_000
"""Between the first seeds of two worlds that have seeds of their own."""


@dataclass(frozen=True)
class Plan:
    """What a study runs. `years` None is the firm's own; `by` gives a row a run or a year.

    `reference` names the arm that the others are held against, `metric` what tells when there are seeds enough.
    `settings` are values of the firm in all worlds and arms, settling-in included. `pairs` stands for worlds and arms
    where not every arm runs in every world. With `own_seeds` no two worlds share their seeds.
    """

    question: str
    firm: str | Path = "midmarket"
    settings: Mapping[str, object] = field(default_factory=dict)
    years: int | None = None
    by: Literal["run", "year"] = "run"
    seeds: range = range(20)
    worlds: Sequence[Row] = (Row(),)
    arms: Sequence[Row] = (Row(),)
    together: Sequence[Row] = ()
    pairs: Sequence[tuple[Row, Row]] = ()
    own_seeds: bool = False
    reference: str = ""
    metric: str = "profit_money"


@dataclass(frozen=True, slots=True)
class Cell:
    """One firm to run through every seed: `key` stands for all that its runs depend on but seed and code.

    `shift` is added to the plan's seeds, where worlds have seeds of their own.
    """

    key: str
    world: str
    arm: str
    policies: tuple[str, ...]
    conditions: Mapping[str, Plain]
    levers: Mapping[str, Plain]
    shift: int = 0

    def value(self, path: str, base: Mapping[str, object]) -> object:
        """A parameter's value there: the arm's, else the world's, else that of the firm as it is (`base`)."""
        return self.levers.get(path, self.conditions.get(path, base[path]))


@dataclass(frozen=True)
class Cells:
    """A plan that was read and found good: the firm, its years, and the cells in order, worlds first."""

    plan: Plan
    firm: Scenario
    years: int
    cells: tuple[Cell, ...]

    def scenarios(self, cell: Cell) -> tuple[Scenario, Scenario]:
        """The firm that settles in the cell's world, and the firm under the cell's arm."""
        world = firm_in(self.firm, cell.conditions, cell.world)
        return world, firm_in(world, cell.levers, cell.arm)

    def table(self) -> pd.DataFrame:
        """One row a cell: number, key, world, arm, policies, and every parameter that varies, with its value there."""
        base = self.firm.resolved()
        varied = sorted({path for cell in self.cells for path in (*cell.conditions, *cell.levers)})
        head = {
            "number": range(len(self.cells)),
            "cell": [cell.key for cell in self.cells],
            "world": [cell.world for cell in self.cells],
            "arm": [cell.arm for cell in self.cells],
            "policies": ["+".join(cell.policies) for cell in self.cells],
        }
        return pd.DataFrame(head | {path: [cell.value(path, base) for cell in self.cells] for path in varied})


def firm_in(firm: Scenario, values: Mapping[str, Plain], name: str) -> Scenario:
    """The firm with what a world or an arm changes in it."""
    return firm.with_overrides(values, name) if values else firm


def read_plan(plan: Plan) -> Cells:
    """Every cell of a plan, each a firm that can be run; ScenarioError says what is wrong, before anything runs."""
    firm = load_scenario(plan.firm, (), plan.settings)
    years = firm.calendar.years if plan.years is None else plan.years
    _refuse_wrong(plan, years)
    rows = list(_pairs(plan))
    if not rows:
        raise ScenarioError("there is nothing to run: the designs have no rows")
    worlds: dict[tuple[tuple[str, Plain], ...], tuple[Scenario, str]] = {}
    cells = []
    places: dict[str, int] = {}
    for world, arm in rows:
        shift = APART * places.setdefault(world.name, len(places)) if plan.own_seeds else 0
        conditions = tuple(world.values.items())
        if conditions not in worlds:
            worlds.clear()  # rows come world by world, and a drawn study has one a row
            there = firm_in(firm, world.values, world.name)
            worlds[conditions] = there, there.fingerprint()
        cells.append(replace(_cell(*worlds[conditions], world, arm, [years, plan.by]), shift=shift))
    _refuse_double_names(cells)
    _refuse_one_world_twice(cells)
    return Cells(plan, firm, years, tuple(cells))


def _pairs(plan: Plan) -> Iterator[tuple[Row, Row]]:
    if plan.together:
        yield from map(apart, plan.together)
        return
    for world, arm in plan.pairs or product(plan.worlds, plan.arms):
        _refuse_kind(world, "worlds", levers=False)
        _refuse_kind(arm, "arms", levers=True)
        yield world, arm


def _is_lever(path: str) -> bool:
    return CATALOGUE.find(path).kind == "lever"


def apart(row: Row) -> tuple[Row, Row]:
    """A row that varies both: what the world is like, and what the firm does in it."""
    conditions = {path: value for path, value in row.values.items() if not _is_lever(path)}
    levers = {path: value for path, value in row.values.items() if _is_lever(path)}
    return Row(row.name, (), conditions), Row(row.name, row.policies, levers)


def _refuse_kind(row: Row, part: str, *, levers: bool) -> None:
    """Levers and uncertainties are kept apart: a firm cannot decide what the world is like."""
    wrong = [path for path in row.values if _is_lever(path) != levers]
    if wrong:
        what = "no lever, so it belongs under worlds" if levers else "a lever, so it belongs under arms"
        raise ScenarioError(f"{part}: {wrong[0]} is {what} (or draw both together, under together)")


def _cell(world: Scenario, fingerprinted: str, conditions: Row, arm: Row, lived: list[Any]) -> Cell:
    under = firm_in(world, arm.values, arm.name).fingerprint() if arm.values else fingerprinted
    key = fingerprint({"world": fingerprinted, "arm": under, "lived": lived})[:KEY_DIGITS]
    return Cell(key, conditions.name, arm.name, arm.policies, conditions.values, arm.values)


def _refuse_wrong(plan: Plan, years: int) -> None:
    first, last = plan.seeds.start, plan.seeds.stop
    problems = []
    if type(years) is not int or not 1 <= years <= 100:
        problems.append(f"years = {show(years)}, but it must be a whole number from 1 to 100")
    if len(plan.seeds) < 1 or first < 0 or last > MOST_SEED or plan.seeds.step != 1:
        problems.append(f"seeds = {plan.seeds}, but it must be at least one seed from 0 on, one after the other")
    if plan.by not in ("run", "year"):
        problems.append(f'by = {show(plan.by)}, but it must be "run" or "year"')
    if plan.metric not in UNITS:
        problems.append(f"metric = {show(plan.metric)} is no indicator{nearest(plan.metric, UNITS)}")
    if plan.own_seeds and last > APART:
        problems.append(f"seeds up to {last:,}, but worlds with seeds of their own have {APART:,} each")
    arms = {row.name for row in (plan.together or [arm for _, arm in plan.pairs] or plan.arms)}
    if plan.reference and plan.reference not in arms:
        problems.append(f"reference = {show(plan.reference)} is no arm{nearest(plan.reference, arms)}")
    if problems:
        raise ScenarioError(problems)


def _refuse_one_world_twice(cells: Sequence[Cell]) -> None:
    """A run is known by its cell and seed, so the same firm cannot stand for two worlds with different seeds."""
    shifts: dict[str, int] = {}
    for cell in cells:
        if shifts.setdefault(cell.key, cell.shift) != cell.shift:
            raise ScenarioError(f"the world {cell.world} is the same as another, so it cannot have seeds of its own")


def _refuse_double_names(cells: Sequence[Cell]) -> None:
    seen: set[tuple[str, str]] = set()
    for cell in cells:
        if (cell.world, cell.arm) in seen:
            raise ScenarioError(f"two rows have the name {cell.arm if cell.world == Row.name else cell.world}")
        seen.add((cell.world, cell.arm))
