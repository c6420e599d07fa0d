"""Whether judging a front on fresh luck keeps luck from being taken for skill.

Searches among mixes that do nothing: each only lets the reference live through other personal luck, in the same market.
Whatever such a mix shows in a search is luck, so the best of many looks good there, and must look like the reference
when it is lived again. Run it with `python -m experiments.studies.rescoring`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import numpy as np
import pandas as pd

from experiments.analysis.intervals import mean_interval, wilson_interval
from experiments.analysis.metrics import metric_named
from experiments.analysis.verdict import BETTER, word_of
from experiments.arms import read_arm
from experiments.calibration.ensemble import Ensemble, uncalibrated
from experiments.optimise.goals import PROFIT, SPENT
from experiments.optimise.judge import judge
from experiments.optimise.live import OUTCOMES
from experiments.optimise.question import Effort, Search
from experiments.optimise.search import Tried, explore
from experiments.optimise.space import Ingredient, Mix, Space, Step
from experiments.report.searched import before, same
from experiments.report.study_page import Answer, Spent, cell
from experiments.report.tables import markdown
from experiments.store import Study
from experiments.studies.frame import Crew, Inquiry, Runs, Size, main
from simulation import Scenario, State, burn_in, load_scenario, run_many

QUESTION = "Does a search that judges its front on fresh luck report luck as skill?"
SEARCHES, PREVIEW_SEARCHES, MIXES, PREVIEW_MIXES, FIRMS = 5, 2, 30, 12, 20
FUTURES, FRESH, FRONT, YEARS = 2, 12, 2, 2
FIRM = {"organization.teams": 4, "calendar.burn_in_years": 4}
SMALL = {"organization.teams": 2, "organization.reps_per_team": 5, "calendar.burn_in_years": 1}
PLACEBOS = ("A", "B", "C", "D")
DOSES = 4
OTHER_LUCK = 10**11
"""Between the luck of one mix and that of the next: farther than all seeds of one mix are apart."""
KEPT = 10
"""Firms whose settled futures are kept in memory: those that a search goes through again for every mix."""

LIMITS = (
    "A mix that does nothing changes all personal luck; a real policy keeps most of it, so real searches see less.",
    "Profit is judged here; the search has all four goals.",
    "Firms are small and lived for two years, so that many searches are affordable.",
)


def placebos() -> Space:
    """Policies that set nothing, in doses."""
    return Space(
        tuple(Ingredient(name, tuple(_dose(name, dose) for dose in range(1, DOSES + 1))) for name in PLACEBOS), 4
    )


def _dose(name: str, dose: int) -> Step:
    label = f"placebo_{name}@{dose / DOSES:g}"
    return Step(label, {"en": label, "sv": label}, {})


@dataclass(frozen=True)
class Placebos:
    """One search among mixes that do nothing."""

    search: Search
    study: Study
    workers: int | None = None

    def of(self, mix: Mix) -> pd.DataFrame:
        """Lives of a mix in the search, kept in the store."""
        key = self.search.key(self.search.searched, self.search.space.nothing) | {"mix": mix}
        return self.study.part("placebo", key, lambda: self._everywhere(self.search.searched, mix))

    def again(self, mixes: Sequence[Mix]) -> pd.DataFrame:
        """Lives of the reference and of mixes on fresh luck, in all firms."""
        arms = (self.search.space.nothing, *mixes)
        parts = []
        for world in range(len(self.search.ensemble.members)):
            key = self.search.key([world], arms[0], judging=True) | {"mixes": arms}
            make = partial(self._judged, world, arms)
            parts.append(self.study.part("judged", key, make))
        return pd.concat(parts, ignore_index=True)

    def _everywhere(self, worlds: Sequence[int], mix: Mix) -> pd.DataFrame:
        return pd.concat([self._live(world, mix, judging=False) for world in worlds], ignore_index=True)

    def _judged(self, world: int, mixes: Sequence[Mix]) -> pd.DataFrame:
        label = self.search.space.label
        lives = [self._live(world, mix, judging=True).assign(arm=label(mix)) for mix in mixes]
        return pd.concat(lives, ignore_index=True)

    def number(self, mix: Mix) -> int:
        """A number of its own for each mix; 0 for the reference."""
        return int(sum(step * (DOSES + 1) ** place for place, step in enumerate(mix)))

    def _live(self, world: int, mix: Mix, *, judging: bool) -> pd.DataFrame:
        """From the settled firm of each future, in its market, through other personal luck."""
        search, seeds, luck = self.search, self.search.seeds(world, judging=judging), OTHER_LUCK * self.number(mix)
        firm = search.firm(world, search.space.nothing)
        states = settled(search.ensemble.members[world], seeds, self.workers)
        own = range(seeds.start + luck, seeds.stop + luck)
        lived = run_many([firm], own, years=search.years, states=states, market_seeds=seeds, workers=self.workers)
        table = lived[[*OUTCOMES, "overflows"]].assign(**{SPENT: lived["cost_money"]})
        return table.assign(world=world, seed=list(seeds))


@lru_cache(KEPT)
def settled(firm: Scenario, seeds: range, workers: int | None) -> list[State]:
    """The settled firm of each future."""
    return burn_in(firm, seeds, workers=workers)


def made(size: Size, how: Crew, study: Study) -> tuple[Runs, Spent]:
    """Every search with its front judged."""
    firm = load_scenario(overrides={**FIRM, **(SMALL if size.quick else {}), **size.firm})
    ensemble = uncalibrated(firm, "midmarket", size.of(FIRMS, 8), seed=0)
    searches = [_searched(ensemble, number, size, how, study) for number in range(size.of(SEARCHES, PREVIEW_SEARCHES))]
    lived, firms = sum(lives for _, lives, _ in searches), sum(settled for _, _, settled in searches)
    years = lived * YEARS + firms * firm.calendar.burn_in_years
    return {"rescoring": pd.concat([found for found, _, _ in searches], ignore_index=True)}, Spent(lived, 0, years, 0.0)


def _searched(ensemble: Ensemble, number: int, size: Size, how: Crew, study: Study) -> tuple[pd.DataFrame, int, int]:
    """One search: a row a mix that was judged (none if nothing stood out), its lives, and the firms that settled."""
    mixes, searched = size.of(MIXES, PREVIEW_MIXES), (len(ensemble.members) + 1) // 2
    effort = Effort((mixes + 1) * searched * FUTURES, FUTURES, FRESH, FRONT)
    search = Search(ensemble, read_arm("ordinary", "midmarket", {}), placebos(), None, effort, YEARS, number)
    placebo = Placebos(search, study, how.workers)
    tried = explore(search, placebo.of)
    lives = len(tried.table) * search.lives_a_mix
    if not tried.chosen:
        return pd.DataFrame(), lives, search.lives_a_mix
    outcomes = judge(search, tried, placebo.again(tried.chosen)).outcomes
    profit = outcomes[outcomes["metric"] == PROFIT].drop(columns=["metric", "reason", "on"])
    found = profit.assign(search=number, mixes=len(tried.table) - 1, favourite=_favourite(search, tried, profit))
    fresh = len(ensemble.members) * FRESH
    return found, lives + (len(tried.chosen) + 1) * fresh, search.lives_a_mix + fresh


def _favourite(search: Search, tried: Tried, profit: pd.DataFrame) -> pd.Series[bool]:
    """Whether a mix is the one that its search found most profitable."""
    return profit["mix"] == search.space.label(tried.chosen[0])


def answer(runs: Runs) -> Answer:
    """What the searches showed, and what was left of it."""
    return told(runs["rescoring"])


def summary(found: pd.DataFrame) -> dict[str, Any]:
    """The favourites of all searches, as shares of the reference's profit: before, after, and how often better."""
    best = found[found["favourite"]]
    shares = {
        "before": best["search_mean"] / best["search_reference"].abs(),
        "same": best["same_mean"] / best["search_reference"].abs(),
        "after": best["mean"] / best["reference_mean"].abs(),
    }
    row: dict[str, Any] = {"searches": len(best), "judged": len(found)}
    for name, values in shares.items():
        low, high = mean_interval(values.to_numpy(np.float64))
        row |= {name: float(values.mean()), f"{name}_low": low, f"{name}_high": high}
    flattered, after = (int((found[name] == BETTER).sum()) for name in ("search_verdict", "verdict"))
    _, high = wilson_interval(after / len(found), len(found))
    word = word_of((row["after_low"], row["after_high"]), metric_named(PROFIT), 1.0)
    return row | {"better_before": flattered, "better_after": after, "better_after_high": high, "word": word}


def told(found: pd.DataFrame) -> Answer:
    """The page."""
    if found.empty:
        return Answer(["In no search did anything stand out: nothing was judged."], {}, LIMITS, {"rescoring": found})
    seen = summary(found)
    shown, again, other = (_percent(seen, name) for name in ("before", "same", "after"))
    searches = f"In {seen['searches']} searches among mixes that do nothing, all in which one stood out,"
    best = f"{searches} the best one showed {shown} more profit."
    left = f"Lived again it brought {again} in the same firms, {other} in firms never searched: {seen['word']}."
    words = (
        f"Of {seen['judged']} mixes judged, the lives that chose them call {seen['better_before']} better, fresh luck "
        f"{seen['better_after']}."
    )
    tables = {"rescoring": found, "summary": pd.DataFrame([seen])}
    return Answer([best, left, words], {"Search by search": _table(found)}, LIMITS, tables)


def _percent(seen: Mapping[str, Any], name: str) -> str:
    mean, low, high = (100.0 * seen[key] for key in (name, f"{name}_low", f"{name}_high"))
    return f"{mean:+.2f} % (95 % interval over searches {low:+.2f} to {high:+.2f})"


def _table(found: pd.DataFrame) -> str:
    metric, rows = metric_named(PROFIT), []
    row: Mapping[Any, Any]
    for row in found.to_dict("records"):
        mix = ("**best** " if row["favourite"] else "") + row["mix"]
        cells = (before(row, metric), same(row, metric), cell(row, metric))
        rows.append((str(row["search"] + 1), str(row["mixes"]), mix, *cells))
    header = ("Search", "Mixes lived", "Mix judged", "In the search", "Fresh luck, same firms", "Firms never searched")
    return markdown(header, rows)


STUDY = Inquiry(
    "calibration/rescoring",
    QUESTION,
    budget=200_000,
    stages=(),
    answer=answer,
    made=made,
    seeds=(FUTURES, FUTURES),
    command="python -m experiments.studies.rescoring",
)

if __name__ == "__main__":
    main(STUDY)
