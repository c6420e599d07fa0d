"""The fitted firm held against its export: the same window, seen through the same code, over many seeds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experiments.calibration.importer import fitted_scenario
from experiments.calibration.measure import Headline
from experiments.calibration.result import ImportResult
from experiments.calibration.simulated import Observed, Progress, observe_many

SEEDS = tuple(range(1, 101))


@dataclass(frozen=True)
class Target:
    """One number to be met: by name, in words, within a tolerance, relative to the export's or in plain points."""

    name: str
    words: str
    tolerance: float
    relative: bool


TARGETS = (
    Target("arrivals", "opportunities created", 0.05, relative=True),
    Target("won_share", "won share of closed", 0.02, relative=False),
    Target("median_cycle_days", "median cycle, days", 0.15, relative=True),
    Target("mean_value_money", "mean won value, money", 0.05, relative=True),
    Target("top_fifth_share", "top fifth's share of value", 0.04, relative=False),
)


@dataclass(frozen=True)
class Comparison:
    """One number in the export, its mean over simulated firms, and the range of 90 % of them."""

    target: Target
    export: float
    simulated: float
    low: float
    high: float

    @property
    def difference(self) -> float:
        """Simulated less export: relative where the tolerance is."""
        gap = self.simulated - self.export
        return gap / self.export if self.target.relative else gap

    @property
    def met(self) -> bool:
        """Whether the mean lies within the tolerance."""
        return abs(self.difference) <= self.target.tolerance


def compare_with_export(
    result: ImportResult, *, seeds: Sequence[int] = SEEDS, progress: Progress | None = None
) -> tuple[Comparison, ...]:
    """The fitted firm against its export, one comparison a target; the seeds are not those of the fit."""
    scenario = fitted_scenario(result.measurements, list(result.fitted))
    observed = observe_many(scenario, seeds, result.measurements.window, progress)
    return tuple(_compared(target, result.measurements.headline, observed) for target in TARGETS)


def _compared(target: Target, export: Headline, observed: Sequence[Observed]) -> Comparison:
    values = np.array([getattr(one.headline, target.name) for one in observed], dtype=float)
    low, high = np.quantile(values, [0.05, 0.95])
    return Comparison(target, float(getattr(export, target.name)), float(values.mean()), float(low), float(high))


def comparison_text(compared: Sequence[Comparison]) -> str:
    """The table in plain text, 80 columns wide."""
    head = (
        f"{'SIMULATED AGAINST EXPORT':<27}{'export':>8}{'simulated':>10}{'90 % of firms':>19}{'off':>8}{'allowed':>8}"
    )
    note = (
        [] if all(one.met for one in compared) else ["* further off than allowed: the model is not like the firm there"]
    )
    return "\n".join([head, *map(_line, compared), *note]) + "\n"


def _line(one: Comparison) -> str:
    target, mark = one.target, " " if one.met else "*"
    shown = _money if one.export >= 10 else _share
    spread = f"{shown(one.low)} to {shown(one.high)}"
    unit = "%" if target.relative else "pt"
    off, allowed = f"{100 * one.difference:+.1f}{unit}{mark}", f"+-{100 * target.tolerance:g}{unit}"
    return f"{target.words:<27}{shown(one.export):>8}{shown(one.simulated):>10}{spread:>19}{off:>8}{allowed:>8}"


def _money(value: float) -> str:
    return f"{value:,.0f}"


def _share(value: float) -> str:
    return f"{value:.3f}"
