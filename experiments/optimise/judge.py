"""The front judged again: what it showed in the search, on fresh luck, and in firms that the search never saw.

The best of many mixes looks better than it is, for luck helped to choose it (the winner's curse). Three layers tell how
much: the lives that chose it; the same firms on fresh luck (the fall is luck); other plausible firms on fresh luck (a
further fall is a fit to the very firms). Only the last is judged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from experiments.analysis.judged import judged
from experiments.analysis.metrics import Metric, metric_named
from experiments.analysis.paired import difference_by_seed
from experiments.analysis.regret import regret
from experiments.analysis.two_layers import means
from experiments.analysis.verdict import UNTOLD, word_of
from experiments.analysis.why import judge_firm
from experiments.optimise.goals import PROFIT, SPENT, TAIL, world_profit
from experiments.optimise.live import live_again
from experiments.optimise.question import Search
from experiments.optimise.search import Progress, Tried
from experiments.optimise.space import Mix
from experiments.store import Study

JUDGED = tuple(metric_named(name) for name in (PROFIT, "revenue_money", "satisfaction", "turnover"))

INTERVAL = ["mean", "low", "high"]
AMONG_OTHERS = "among others"
"""A reason why nobody can tell: alone it would be told, but not as one of so many mixes (Holm)."""


@dataclass(frozen=True)
class Rescored:
    """One row a mix and metric in `outcomes`, a mix in `regrets` (the reference too) and in `spending`."""

    outcomes: pd.DataFrame
    regrets: pd.DataFrame
    spending: pd.DataFrame
    overflows: float


def rescore(search: Search, tried: Tried, study: Study, workers: int | None, progress: Progress | None) -> Rescored:
    """Live the front again in every plausible firm, and judge it."""
    worlds = sorted([*search.searched, *search.held_out])
    parts = []
    for done, world in enumerate(worlds, 1):
        key = {str(place): search.key([world], mix, judging=True) for place, mix in enumerate(tried.chosen)}
        key["reference"] = search.key([world], search.space.nothing, judging=True)
        make: Callable[[], pd.DataFrame] = lambda world=world: live_again(search, world, tried.chosen, workers)  # type: ignore[misc]  # noqa: E731
        parts.append(study.part("judged", key, make))
        if progress is not None:
            progress(done, len(worlds))
    return judge(search, tried, pd.concat(parts, ignore_index=True))


def judge(search: Search, tried: Tried, fresh: pd.DataFrame) -> Rescored:
    """The front on fresh lives (rows with `arm`, `world`, `seed`), beside what the search showed of it."""
    names = {search.space.label(mix): mix for mix in tried.chosen}
    reference = search.space.label(search.space.nothing)
    shown = pd.concat(
        [lives.assign(arm=search.space.label(mix)) for mix, lives in tried.lives.items()], ignore_index=True
    )
    unseen = fresh[fresh["world"].isin(search.held_out)]
    parts = [_outcomes(search, metric, names, (shown, fresh, unseen), reference) for metric in JUDGED]
    regrets = _regrets(tried, shown, unseen, [reference, *names])
    spending = _spending(search, tried, unseen, list(names), reference)
    return Rescored(pd.concat(parts, ignore_index=True), regrets, spending, float(fresh["overflows"].max()))


def _outcomes(
    search: Search,
    metric: Metric,
    names: Mapping[str, Mix],
    tables: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame],
    reference: str,
) -> pd.DataFrame:
    """All mixes in one metric: in the search, on fresh luck in the same firms, and in firms never searched."""
    shown, fresh, unseen = tables
    again = fresh[fresh["world"].isin(search.searched)]
    before, same, after = (_differences(table, metric, names, reference) for table in (shown, again, unseen))
    fallen = (by_world(before) - by_world(same)).rename_axis("seed")  # one number a firm: firms are the units
    found = judged(after, metric, _mean(unseen, metric, reference))[["reference_mean", *INTERVAL, "verdict"]]
    reasons = [_reason(search, after[arm], metric, row) for arm, row in found.to_dict("index").items()]
    looked, at = means(before)[INTERVAL].add_prefix("search_"), _mean(shown, metric, reference)
    looked["search_verdict"] = [
        word_of((low, high), metric, at) for low, high in zip(looked["search_low"], looked["search_high"], strict=True)
    ]
    luck = means(fallen)[INTERVAL].add_prefix("luck_").rename(columns={"luck_mean": "luck"})
    left = means(same)[INTERVAL].add_prefix("same_")
    why = pd.DataFrame(reasons, index=found.index)
    table = pd.concat([looked.assign(search_reference=at), left, luck, found, why], axis=1)
    table.insert(0, "metric", metric.name)
    return table.rename_axis("mix").reset_index()


def _reason(search: Search, values: pd.Series[float], metric: Metric, found: Mapping[Any, Any]) -> dict[str, str]:
    """Why nobody can tell, where nobody can."""
    if found["verdict"] != UNTOLD:
        return {"reason": "", "on": ""}
    parameters = search.ensemble.values.rename_axis("world")
    why = judge_firm(values, metric, float(found["reference_mean"]), parameters, search.ensemble.learned)
    return {"reason": why.reason or AMONG_OTHERS, "on": why.on}


def _differences(table: pd.DataFrame, metric: Metric, names: Mapping[str, Mix], reference: str) -> pd.DataFrame:
    """One row a (world, seed), one column a mix."""
    return pd.DataFrame({arm: difference_by_seed(table, metric.name, arm, reference) for arm in names})


def by_world(values: pd.DataFrame) -> pd.DataFrame:
    """The mean of each world."""
    return values.groupby(level="world").mean()


def _mean(table: pd.DataFrame, metric: Metric, arm: str) -> float:
    return float(table.loc[table["arm"] == arm, metric.name].mean())


def _regrets(tried: Tried, shown: pd.DataFrame, unseen: pd.DataFrame, arms: list[str]) -> pd.DataFrame:
    """Regret in profit: as the search saw it, and in firms never searched against the best of the front in each."""
    found = regret(unseen, PROFIT, arms)[["expected", "low", "high", "maximal", "maximal_low", "maximal_high"]]
    profits = pd.DataFrame({arm: world_profit(unseen[unseen["arm"] == arm]) for arm in arms})
    found["tail"] = profits.rsub(profits.max(axis=1), axis=0).quantile(TAIL)
    found["search_tail"] = [
        float((tried.yardstick.best - world_profit(shown[shown["arm"] == arm])).quantile(TAIL)) for arm in arms
    ]
    return found.rename_axis("mix").reset_index()


def _spending(search: Search, tried: Tried, unseen: pd.DataFrame, names: list[str], reference: str) -> pd.DataFrame:
    """What each mix costs more than the reference, in firms never searched, and whether that keeps within the limit."""
    differences = pd.DataFrame({arm: difference_by_seed(unseen, SPENT, arm, reference) for arm in names})
    found = means(differences)[["mean", "low", "high"]].rename_axis("mix").reset_index()
    by_label = tried.table.set_index("mix")[SPENT]
    found.insert(1, "search_mean", [float(by_label[arm]) for arm in found["mix"]])
    if search.spend is None:
        return found.assign(limit=None, kept="")
    limit = search.spend.money(float(unseen.loc[unseen["arm"] == reference, SPENT].mean()))
    words = [_kept(low, high, limit) for low, high in zip(found["low"], found["high"], strict=True)]
    return found.assign(limit=limit, kept=words)


def _kept(low: float, high: float, limit: float) -> str:
    return "yes" if high <= limit else "no" if low > limit else UNTOLD
