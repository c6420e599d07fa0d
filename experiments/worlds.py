"""The seam to the model: arms live through the same worlds, and what they lived comes back as tidy tables."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from experiments.arms import Arm
from experiments.store import Study
from simulation import Scenario, State, burn_in, run, run_many

Progress = Callable[[int, int], None]
"""Told the number of runs done and their total."""

OTHER_LUCK = 1_000_000
"""Added to a world's seed for everything personal, while its market keeps the seed."""


def live_through(
    arms: Sequence[Arm], seeds: range, years: int, states: Sequence[State], progress: Progress | None = None
) -> pd.DataFrame:
    """One row an arm, seed and year: every arm goes on from the same settled firm of each seed, with the same luck."""
    scenarios = [arm.scenario for arm in arms]
    lived = run_many(scenarios, seeds, years=years, states=states, by="year", progress=progress)
    lived.insert(0, "arm", lived.pop("scenario").map({place: arm.name for place, arm in enumerate(arms)}))
    return lived


def weekly_profit(arm: Arm, seeds: range, years: int, states: Sequence[State]) -> pd.DataFrame:
    """Profit of one arm, weeks x seeds."""

    def one(seed: int, state: State) -> pd.Series:
        return run(arm.scenario, seed, years=years, state=state).weekly["profit_money"]

    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return pd.DataFrame(dict(zip(map(str, seeds), pool.map(one, seeds, states), strict=True)))


@dataclass(frozen=True)
class Worlds:
    """The worlds of a study: what an arm lived through is computed once and kept in the study's store."""

    study: Study
    firm: Scenario
    seeds: range
    years: int

    @cached_property
    def states(self) -> list[State]:
        """The settled firm of each seed, from which every arm goes on."""
        return burn_in(self.firm, self.seeds)

    def lived(self, arm: Arm) -> pd.DataFrame:
        """One row a seed and year."""
        return self._part("years", arm, lambda: live_through([arm], self.seeds, self.years, self.states))

    def weekly_profit(self, arm: Arm) -> pd.DataFrame:
        """Weeks x seeds."""
        return self._part("weekly_profit", arm, lambda: weekly_profit(arm, self.seeds, self.years, self.states))

    def lived_with_other_luck(self, arm: Arm) -> pd.DataFrame:
        """As `lived`, in the same markets with everything personal drawn anew, the settling-in included.

        The arm is named `<arm>, other luck`, and the seeds are those of the market.
        """
        return self._part("other_luck", arm, lambda: self._with_other_luck(arm))

    def _with_other_luck(self, arm: Arm) -> pd.DataFrame:
        people = range(self.seeds.start + OTHER_LUCK, self.seeds.stop + OTHER_LUCK)
        states = burn_in(self.firm, people, market_seeds=self.seeds)
        lived = run_many([arm.scenario], people, years=self.years, states=states, by="year", market_seeds=self.seeds)
        lived["seed"] -= OTHER_LUCK
        lived.insert(0, "arm", f"{arm.name}, other luck")
        return lived.drop(columns="scenario")

    def _part(self, name: str, arm: Arm, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        key = {
            "arm": arm.name,
            "scenario": arm.scenario.fingerprint(),
            "firm": self.firm.fingerprint(),
            "seeds": [self.seeds.start, len(self.seeds)],
            "years": self.years,
        }
        return self.study.part(name, key, make)
