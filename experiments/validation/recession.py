"""R4: how many reps reach their quota in a recession that lengthens cycles and lowers win rates as recessions do.

Each firm lives two years under slumps of several sizes, held for all of that time, and without. The size is then chosen
at which cycle and win rate lie nearest to the middle of their bands; at that size the share at quota is read. The slump
is set from outside as each week begins (`Held`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experiments.validation import cycle, funnel
from experiments.validation.bands import bands
from experiments.validation.estimates import Estimate, Table, Values, bootstrapped
from experiments.validation.panel import WEEKS_PER_YEAR
from experiments.validation.recorder import Array, Lived, Wanted, firm_of, record
from simulation.engine import Firm
from simulation.scenario import Scenario
from simulation.state import State

SIZES = (0.1, 0.25, 0.4, 0.55, 0.7, 0.85)
YEARS = 2
WANTED = Wanted(events=True)
CONDITIONS = ("R4.cycle", "R4.win_rate")


@dataclass(frozen=True)
class Held:
    """A slump of a size that neither fades nor deepens."""

    size: float

    def __call__(self, firm: Firm) -> None:
        """Begin another week in it."""
        firm.arrays.market["slump"] = self.size


def live(scenario: Scenario, state: State) -> list[Lived]:
    """The years without a recession, then under each size of slump."""
    weeks = YEARS * WEEKS_PER_YEAR
    held = [None, *(Held(size) for size in SIZES)]
    return [record(firm_of(scenario, state, events=True), weeks, WANTED, slump) for slump in held]


def extract(years: Sequence[Lived]) -> dict[str, Array]:
    """Median cycle, win rate and share at quota of one firm: without, then by size."""
    ends = [funnel.extract(lived) for lived in years]
    year_ends = np.arange(1, YEARS + 1) * WEEKS_PER_YEAR - 1
    return {
        "cycle": np.array([cycle.extract(lived)["median"] for lived in years]),
        "won": np.array([end["won"] for end in ends]),
        "ended": np.array([sum(end[name] for name in funnel.ENDS) for end in ends]),
        "at_quota": np.array([lived.report["share_at_quota"][year_ends].mean() for lived in years]),
    }


def changes(table: Table) -> dict[str, Values]:
    """What each size of slump changes, over all firms."""
    cycles = np.nanmean(table["cycle"], axis=0)
    win_rate = table["won"].sum(axis=0) / table["ended"].sum(axis=0)
    at_quota = table["at_quota"].mean(axis=0)
    return {
        "R4.cycle": cycles[1:] / cycles[0] - 1.0,
        "R4.win_rate": win_rate[1:] / win_rate[0] - 1.0,
        "R4.share_at_quota": at_quota[1:] - at_quota[0],
    }


def at_the_chosen_size(table: Table) -> dict[str, float]:
    """The three changes at the size of slump that meets the two conditions best; between sizes by straight lines."""
    found, sizes = changes(table), np.linspace(SIZES[0], SIZES[-1], 151)
    along = {name: np.interp(sizes, SIZES, values) for name, values in found.items()}
    chosen = int(np.argmin(sum(distance(name, along[name]) for name in CONDITIONS)))
    return {name: float(values[chosen]) for name, values in along.items()} | {"size": float(sizes[chosen])}


def distance(name: str, values: Values) -> Values:
    """Squared distance from the middle of a band, in half widths."""
    band = bands()[name]
    low, high = float(band.low or 0.0), float(band.high or 0.0)
    return np.square((values - (low + high) / 2) / ((high - low) / 2))


def estimate(table: Table) -> dict[str, Estimate]:
    """Rows R4."""
    rows = (*CONDITIONS, "R4.share_at_quota")
    return {name: bootstrapped(lambda drawn, name=name: at_the_chosen_size(drawn)[name], table) for name in rows}  # type: ignore[misc]
