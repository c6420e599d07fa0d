"""The reference table: firms drawn from the prior, each lived once and looked at as the data were.

Rows are made in parts, kept in the store of the ensemble: whoever stops a calibration loses some seconds of it.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from math import nan

import pandas as pd

from experiments.calibration.errors import CrmError
from experiments.calibration.prior import Prior
from experiments.calibration.simulated import exported
from experiments.calibration.targets import Targets
from experiments.calibration.telltales import TELLTALES, telltales
from experiments.store import Study
from simulation.scenario import Scenario

Progress = Callable[[int, int], None]
ROWS_A_PART = 20
LUCK_APART = 10_000_000
"""Seeds of one table, and more than a table has rows; tables of other seeds, and the fit of an import, use others."""

DRAWN = "drawn"


@dataclass(frozen=True)
class Reference:
    """What a table is of. `seed` is that of its draws and of its luck."""

    firm: Scenario
    targets: Targets
    prior: Prior
    seed: int

    def row(self, number: int) -> dict[str, float]:
        """One drawn firm: its shares of the prior's ranges, and what it showed."""
        shares = self.prior.draws_of(self.seed, number)
        scenario = self.firm.with_overrides(self.prior.values(shares), DRAWN)
        named = {one.path: float(share) for one, share in zip(self.prior.ranges, shares, strict=True)}
        return named | look(scenario, self.luck(number), self.targets)

    def luck(self, number: int) -> int:
        """The seed of a row's life."""
        return LUCK_APART * (self.seed + 1) + number

    def key(self, first: int, count: int) -> dict[str, object]:
        """All that a part depends on, but the model's code."""
        return {
            "firm": self.firm.fingerprint(),
            "window": [str(self.targets.window.start.date()), str(self.targets.window.end.date())],
            "people": self.targets.people,
            "ranges": [asdict(one) for one in self.prior.ranges],
            "shown": list(TELLTALES),
            "seed": self.seed,
            "rows": [first, count],
        }


def look(scenario: Scenario, seed: int, targets: Targets) -> dict[str, float]:
    """What one firm shows in the window, through the tables that the data had: a number for every telltale, or nan."""
    try:
        lived, tables = exported(scenario, seed, targets.window)
    except CrmError:  # a firm whose CRM is empty shows nothing
        return dict.fromkeys(TELLTALES, nan)
    people = tables["people"]
    leaving = people.loc[people["end"].notna(), "leaving"] if targets.people else None
    seen = telltales(tables if targets.people else {"opportunities": tables["opportunities"]}, leaving, targets.window)
    told = {
        "satisfaction": float(lived.weekly["satisfaction"].mean()),
        "share_at_quota": float(lived.indicators["share_at_quota"].mean()),
    }
    return seen | told


def reference_table(
    of: Reference, count: int, study: Study, workers: int, progress: Progress | None = None
) -> pd.DataFrame:
    """So many rows, in order: what is in the store already is not lived again."""
    parts = []
    with ThreadPoolExecutor(workers) as pool:
        for first in range(0, count, ROWS_A_PART):
            rows = range(first, min(count, first + ROWS_A_PART))
            make = lambda rows=rows: pd.DataFrame(list(pool.map(of.row, rows)))  # noqa: E731
            parts.append(study.part("firms", of.key(first, len(rows)), make))
            if progress is not None:
                progress(rows.stop, count)
    return pd.concat(parts, ignore_index=True)
