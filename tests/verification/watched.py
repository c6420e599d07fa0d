"""Firms whose invariants are checked after every week."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from simulation import Scenario, load_scenario
from simulation.engine import Firm
from simulation.indicators import COLUMNS, as_table
from simulation.invariants import violations

SMALL = {"organization.teams": 2, "organization.reps_per_team": 4, "calendar.burn_in_years": 0}
YEARS = 5


def small(overrides: Mapping[str, object] = {}, base: str = "midmarket") -> Scenario:
    """A firm of two teams of four, under some extreme."""
    return load_scenario(base, overrides={**SMALL, **overrides})


def watched(scenario: Scenario, seed: int = 1, years: int = YEARS) -> pd.DataFrame:
    """The weekly reports of a firm from its founding on; AssertionError in the first week that breaks an invariant."""
    firm = Firm(scenario)
    firm.found(seed, seed, first_week=0)
    before, weeks = firm.keep(), []
    for week in range(52 * years):
        weeks.append(firm.live(1))
        after = firm.keep()
        found = violations(after, scenario, before)
        assert found == [], f"week {week}: {found[:3]}"
        before = after
    return pd.DataFrame(as_table(np.concatenate(weeks)), columns=list(COLUMNS))
