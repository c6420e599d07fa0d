"""The search itself: Optuna's NSGA-II proposes mixes, and is told what they were worth.

It keeps nothing on the disk: from one seed and the same worths it proposes the same mixes again. What was lived is in
the store, so a search that was stopped walks the same path to where it was without living anything, and then goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd

from experiments.analysis.fronts import as_good, non_dominated, spread_out
from experiments.optimise.goals import GOALS, SPENT, Yardstick, towards, worth, yardstick
from experiments.optimise.question import Search
from experiments.optimise.space import Mix, Space
from simulation import ScenarioError

POPULATION = 24
"""Mixes of a generation; fixed, so that a larger budget goes on where a smaller one ended."""

PATIENCE = 1_000
"""Proposals in a row that were all known, after which a search has found what it can."""

FIRST = "first"
"""Where to begin counting when a proposal pulls more ingredients than are allowed."""

Lived: TypeAlias = Callable[[Mix], pd.DataFrame | None]
Progress: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True)
class Tried:
    """Everything that a search lived.

    `table` has one row a mix, in the order lived, the reference first: `mix` (its label), its worth by goal, what it
    costs, and whether it is `allowed`, non-dominated (`foremost`) and to be judged (`chosen`). `lives` holds the lives
    of the reference and of those to be judged. `contradictions` are mixes that no firm can be; `proposals` counts all
    that was asked.
    """

    table: pd.DataFrame
    mixes: tuple[Mix, ...]
    lives: Mapping[Mix, pd.DataFrame]
    yardstick: Yardstick
    contradictions: tuple[Mix, ...]
    proposals: int

    @property
    def chosen(self) -> tuple[Mix, ...]:
        """The mixes to be judged, the most profitable first."""
        rows = self.table[self.table["chosen"]].sort_values(next(iter(GOALS)), ascending=False, kind="stable")
        return tuple(self.mixes[int(row)] for row in rows.index)


def require_optimiser() -> str:
    """The optimiser with its version; ScenarioError if it is not installed."""
    try:
        import optuna  # noqa: PLC0415 - an extra: all else works without it
    except ModuleNotFoundError as missing:
        raise ScenarioError('a search needs an optimiser: pip install "salesorg[search]"') from missing
    return f"optuna {optuna.__version__}"


def explore(search: Search, lived: Lived, progress: Progress | None = None) -> Tried:
    """Live mixes until the budget is spent, the space is exhausted, or nothing new is proposed."""
    walk = _Walk(search, lived, progress)
    walk.open()
    if search.space.size - 1 <= search.affordable:
        walk.take_all()
    else:
        walk.optimise()
    return walk.tried()


class _Walk:
    """The state of a search under way."""

    def __init__(self, search: Search, lived: Lived, progress: Progress | None) -> None:
        self.search, self.space, self.lived, self.progress = search, search.space, lived, progress
        reference = lived(search.space.nothing)
        if reference is None:
            raise ScenarioError(f"{search.against.name} contradicts itself in a plausible firm")
        self.lives: dict[Mix, pd.DataFrame] = {search.space.nothing: reference}
        self.contradictions: dict[Mix, None] = {}
        self.worths: dict[Mix, dict[str, float]] = {}
        self.proposals = 0
        self.yardstick = yardstick(reference, ())

    def live(self, mix: Mix) -> None:
        """Live a mix that is new."""
        if mix in self.lives or mix in self.contradictions:
            return
        lives = self.lived(mix)
        if lives is None:
            self.contradictions[mix] = None
        else:
            self.lives[mix] = lives
        if self.progress is not None:
            self.progress(len(self.lives) - 1, min(self.search.affordable, self.space.size - 1))

    def worth(self, mix: Mix) -> dict[str, float]:
        """What a mix that was lived is worth, by the yardstick of this search."""
        if mix not in self.worths:
            self.worths[mix] = worth(self.lives[mix], self.yardstick)
        return self.worths[mix]

    @property
    def exhausted(self) -> bool:
        """Whether every mix there is was lived or found contradictory."""
        return len(self.lives) + len(self.contradictions) == self.space.size

    def open(self) -> None:
        """Live the mixes that open a search; the best of them, in each world, is what regret is measured by."""
        for mix in self.space.opening():
            self.live(mix)
        self.yardstick = yardstick(self.lives[self.space.nothing], self.lives.values())

    def take_all(self) -> None:
        """A space that the budget pays for needs no optimiser."""
        for mix in self.space.every():
            self.live(mix)

    def optimise(self) -> None:
        """Let the optimiser propose, until the budget is spent."""
        require_optimiser()
        import optuna  # noqa: PLC0415 - an extra

        optuna.logging.set_verbosity(optuna.logging.WARNING)
        sampler = optuna.samplers.NSGAIISampler(population_size=POPULATION, seed=self.search.seed)
        study = optuna.create_study(directions=list(GOALS.values()), sampler=sampler)
        for mix in self.space.opening():
            study.enqueue_trial(proposal(self.space, mix))
        ranges: dict[str, optuna.distributions.BaseDistribution] = {
            name: optuna.distributions.IntDistribution(low, high) for name, (low, high) in unknowns(self.space).items()
        }
        idle = 0
        while len(self.lives) - 1 < self.search.affordable and idle < PATIENCE and not self.exhausted:
            trial = study.ask(ranges)
            mix = decoded(self.space, trial.params)
            known = mix in self.lives or mix in self.contradictions
            idle = idle + 1 if known else 0
            self.proposals += 1
            self.live(mix)
            if mix in self.contradictions:
                study.tell(trial, state=optuna.trial.TrialState.FAIL)
                continue
            found = self.worth(mix)
            if self.search.spend is not None:
                trial.set_constraint(SPENT, found[SPENT] - self.search.spend.money(self.yardstick.spent))
            study.tell(trial, [found[name] for name in GOALS])

    def tried(self) -> Tried:
        """The table of all that was lived, and the front."""
        mixes = tuple(self.lives)
        table = pd.DataFrame([{"mix": self.space.label(mix)} | self.worth(mix) for mix in mixes])
        limit = None if self.search.spend is None else self.search.spend.money(self.yardstick.spent)
        table["allowed"] = True if limit is None else table[SPENT] <= limit
        table["foremost"] = False
        allowed = table.index[table["allowed"]]
        goals = towards(table.loc[allowed])
        table.loc[allowed, "foremost"] = non_dominated(goals, self.yardstick.margins)
        nothing = as_good(towards(table), self.yardstick.margins, mixes.index(self.space.nothing))
        reference = table["mix"] == self.space.label(self.space.nothing)
        stands = bool(table.loc[nothing, "foremost"].any())  # the reference does for all that are as good
        table["foremost"] = np.where(nothing, reference & stands, table["foremost"])
        table["chosen"] = False
        contenders = table.index[table["foremost"] & ~reference]
        if len(contenders):
            rows = spread_out(towards(table.loc[contenders]), self.search.effort.front)
            table.loc[contenders[rows], "chosen"] = True
        kept = {mix: self.lives[mix] for mix, chosen in zip(mixes, table["chosen"], strict=True) if chosen}
        kept[self.space.nothing] = self.lives[self.space.nothing]
        return Tried(table, mixes, kept, self.yardstick, tuple(self.contradictions), self.proposals)


def unknowns(space: Space) -> dict[str, tuple[int, int]]:
    """What the optimiser is asked to choose: whole numbers, one an ingredient, of which half mean to leave it alone.

    Where only some ingredients may be pulled at once, one more number says where counting begins.
    """
    ranges = {one.name: (1 - len(one.steps), len(one.steps)) for one in space.ingredients}
    return ranges if space.at_most == len(ranges) else ranges | {FIRST: (0, len(ranges) - 1)}


def decoded(space: Space, chosen: Mapping[str, int]) -> Mix:
    """The mix that such numbers stand for; beyond `at_most` ingredients, counted from `first`, the rest stays off."""
    steps = [max(0, int(chosen[one.name])) for one in space.ingredients]
    start, left = int(chosen.get(FIRST, 0)), space.at_most
    for offset in range(len(steps)):
        place = (start + offset) % len(steps)
        if steps[place] and not left:
            steps[place] = 0
        elif steps[place]:
            left -= 1
    return tuple(steps)


def proposal(space: Space, mix: Mix) -> dict[str, int]:
    """Numbers that stand for a mix."""
    chosen = {one.name: step for one, step in zip(space.ingredients, mix, strict=True)}
    return chosen if space.at_most == len(chosen) else chosen | {FIRST: 0}
