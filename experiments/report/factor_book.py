"""All that the pages of the study of the factors are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from experiments.analysis.metrics import Metric
from experiments.analysis.verdict import Finding
from experiments.doses import FULL, TOGETHER, Dosed, Scene
from experiments.effects import Effects, Mark
from experiments.report.factor_tables import claims_table, levers_table, mark_of, seen

PROFIT, REVENUE, SATISFACTION, TURNOVER = "profit_money", "revenue_money", "satisfaction", "turnover"
Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Book:
    """Scenes with the default scenario first, what is watched, and what all habits bring beyond their sum by scenario.

    `early` is the window of the transition, which all scenes have. `prices` gives the profit of each arm at home if
    programmes took other hours than assumed, by those hours.
    """

    scenes: Sequence[Scene]
    effects: Effects
    beyond_sum: Mapping[str, Finding]
    early: str
    prices: Mapping[float, Mapping[str, Finding]] = field(default_factory=dict)

    @property
    def home(self) -> Scene:
        """The default scenario."""
        return self.scenes[0]

    @property
    def single(self) -> list[Dosed]:
        """The habits at home at full dose, one at a time."""
        return [dosed for dosed in self.habits_of(self.home) if dosed.factor != TOGETHER]

    def habits_of(self, scene: Scene) -> list[Dosed]:
        """The habits in a scene at full dose, all of them together last."""
        return scene.at(FULL)

    @cached_property
    def claims_table(self) -> pd.DataFrame:
        """The claims, as `claims.csv` holds them."""
        return claims_table(self.scenes, self.early)

    @cached_property
    def levers_table(self) -> pd.DataFrame:
        """What each overlay moves, as `levers.csv` holds it."""
        return levers_table(self.scenes)

    @property
    def levers(self) -> list[Row]:
        """The rows of `levers_table`."""
        return self.levers_table.to_dict("records")  # type: ignore[return-value]

    def claims(self, metric: str) -> list[Row]:
        """The claims in one metric, all habits together last."""
        table = self.claims_table
        return table[table["metric"] == metric].to_dict("records")  # type: ignore[return-value]

    def words(self, metric: str, *, joint: bool = False) -> dict[str, str]:
        """The word of each habit's claim in one metric, by title; of all habits together only if asked."""
        return {row["title"]: row["claim"] for row in self.claims(metric) if joint or row["factor"] != TOGETHER}

    def watched(self, scene: Scene, dosed: Dosed) -> list[Finding]:
        """What was found of all that is watched."""
        return [self.found(scene, dosed, metric) for metric in self.effects.metrics]

    def clear(self, scene: Scene, dosed: Dosed) -> list[Finding]:
        """Those whose interval leaves out zero, costs and risks first."""
        found = [one for one in self.watched(scene, dosed) if seen(one)]
        return sorted(found, key=lambda one: not self.hurts(one))

    def found(self, scene: Scene, dosed: Dosed, metric: Metric | str) -> Finding:
        """What was found in the first years."""
        return scene.finding(self.early, dosed.arm, metric)

    def hurts(self, found: Finding) -> bool:
        """Whether a clear change is a cost or a risk."""
        return seen(found) * self._ways[found.metric.name] > 0

    @cached_property
    def _ways(self) -> dict[str, int]:
        return {indicator.metric.name: indicator.hurts for indicator in self.effects.indicators}

    def mark(self, scene: Scene, dosed: Dosed, found: Finding) -> Mark:
        """Whether a change is assumed or emerged."""
        return mark_of(scene, dosed, found, self.effects)
