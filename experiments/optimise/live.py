"""Lives of mixes: every mix goes on from the same settled firms as the reference, through the same luck."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import pandas as pd

from experiments.optimise.goals import SPENT
from experiments.optimise.question import Search
from experiments.optimise.space import Mix
from experiments.store import Study
from simulation import Scenario, ScenarioError, State, burn_in, run

OUTCOMES = ("revenue_money", "profit_money", "satisfaction", "turnover")
WEEKS_PER_YEAR = 52


@dataclass(frozen=True)
class Lives:
    """What mixes lived through in the search: each once, kept in the study's store."""

    search: Search
    study: Study
    workers: int | None = None

    @cached_property
    def states(self) -> dict[tuple[int, int], State]:
        """The settled firm of every (world, seed)."""
        search, pool = self.search, ThreadPoolExecutor(self.workers or os.cpu_count() or 1)
        with pool:
            settled = pool.map(lambda world: settle(search, world, judging=False), search.searched)
            return {key: state for states in settled for key, state in states.items()}

    def of(self, mix: Mix) -> pd.DataFrame | None:
        """One row a `world` and `seed`; None for a mix that contradicts itself."""
        try:
            return self.study.part("mix", self.search.key(self.search.searched, mix), lambda: self._live(mix))
        except ScenarioError:
            return None

    def _live(self, mix: Mix) -> pd.DataFrame:
        firms = {world: self.search.firm(world, mix) for world in self.search.searched}
        return live(self.search, {"mix": firms}, self.states, self.workers).drop(columns="arm")


def settle(search: Search, world: int, *, judging: bool, workers: int | None = 1) -> dict[tuple[int, int], State]:
    """The settled firm of every future of one plausible firm."""
    seeds = search.seeds(world, judging=judging)
    states = burn_in(search.ensemble.members[world], seeds, workers=workers)
    return {(world, seed): state for seed, state in zip(seeds, states, strict=True)}


def live(
    search: Search,
    arms: dict[str, dict[int, Scenario]],
    states: dict[tuple[int, int], State],
    workers: int | None,
) -> pd.DataFrame:
    """One row an `arm`, `world` and `seed`; `arms` holds each arm's scenario of each world."""

    def one(cell: tuple[str, tuple[int, int]]) -> dict[str, object]:
        arm, (world, seed) = cell
        return {"arm": arm, "world": world, "seed": seed} | life(
            arms[arm][world], seed, search.years, states[world, seed]
        )

    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        return pd.DataFrame(list(pool.map(one, product(arms, states))))


def life(scenario: Scenario, seed: int, years: int, state: State) -> dict[str, float]:
    """Outcomes a year, and what the firm pays out whatever it sells: all costs but commission and its overhead."""
    lived = run(scenario, seed, years=years, state=state)
    yearly = lived.indicators
    commission = float(lived.weekly["commission_money"].mean()) * WEEKS_PER_YEAR
    outcomes = {name: float(yearly[name].mean()) for name in OUTCOMES}
    costs = float(yearly["cost_money"].mean()) - commission * (1.0 + scenario.ledger.payroll_overhead)
    return outcomes | {SPENT: costs, "overflows": float(yearly["overflows"].max())}


def live_again(search: Search, world: int, mixes: Sequence[Mix], workers: int | None) -> pd.DataFrame:
    """Fresh futures of one plausible firm, under the reference and under every mix; arms go by their labels."""
    states = settle(search, world, judging=True, workers=workers)
    arms = {search.space.label(mix): {world: search.firm(world, mix)} for mix in (search.space.nothing, *mixes)}
    return live(search, arms, states, workers)
