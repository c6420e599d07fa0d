"""What is uncertain about a firm before its data are looked at: parameters, and from where to where they may lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from experiments.analysis.bootstrap import Values
from simulation.layers import CATALOGUE
from simulation.scenario import Scenario, ScenarioError

FITTED = (
    "prospecting.leads_per_week",
    "selling.advance_per_week",
    "selling.win_per_week",
    "selling.rival_per_week",
    "selling.undecided_early_per_week",
    "talent.productivity_cv",
    "territories.potential_cv",
    "customers.new_customer_share",
    "quitting.quits_per_year",
)
"""What the data of a firm may tell."""

OPEN = (
    "talent.lead_exponent",
    "learning.half_life_weeks",
    "customers.change_of_rep_points",
    "customers.relationship_kept",
    "customers.service_weight",
    "customers.loyal_deals",
    "selling.attention_weight",
    "quitting.morale_weight",
    "quitting.threat_factor",
    "morale.threat_pain",
    "effort.threat_effort",
    "helping.withheld",
    "helping.interdependence",
    "recruiting.validity",
)
"""What no CRM tells and many answers hang on: drawn from its range in every plausible firm, and carried along."""


@dataclass(frozen=True)
class Range:
    """From where to where a parameter may lie, evenly likely; `widened` if the firm lies outside what is usual."""

    path: str
    low: float
    high: float
    widened: bool = False

    def at(self, share: float) -> float:
        """The value at a share of the way."""
        return self.low + share * (self.high - self.low)


@dataclass(frozen=True)
class Prior:
    """The ranges of all uncertain parameters: those fitted, then those left open."""

    fitted: tuple[Range, ...]
    open: tuple[Range, ...]

    @property
    def ranges(self) -> tuple[Range, ...]:
        """All of them."""
        return (*self.fitted, *self.open)

    def values(self, shares: Values) -> dict[str, float]:
        """Parameters by path at one row of shares, in six digits: what goes into a file is what was lived."""
        return {one.path: float(f"{one.at(float(share)):.6g}") for one, share in zip(self.ranges, shares, strict=True)}

    def draws_of(self, seed: int, row: int) -> Values:
        """One row of shares. Each row is drawn by itself, so that a longer table begins like a shorter one."""
        return np.random.default_rng([seed, row]).random(len(self.ranges))


def prior_of(firm: Scenario) -> Prior:
    """The plausible ranges around a firm."""
    values = firm.resolved()
    return Prior(*(tuple(_range(path, values) for path in paths) for paths in (FITTED, OPEN)))


def _range(path: str, values: Mapping[str, float | str]) -> Range:
    """The declared range; where the firm lies outside, widened to the same proportions around the firm's value."""
    declared, value = CATALOGUE.find(path), float(values[path])
    if declared.plausible is None or declared.bounds is None:
        raise ScenarioError(f"{path} has no plausible range, so it cannot be calibrated")
    (low, high), (least, most), usual = declared.plausible, declared.bounds, float(declared.default)
    if low <= value <= high:
        return Range(path, low, high)
    scale = value / usual if usual > 0.0 and value > 0.0 else 1.0
    return Range(
        path, max(least, min(low, low * scale, value)), min(most, max(high, high * scale, value)), widened=True
    )
