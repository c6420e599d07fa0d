"""A trial: one team lives under a policy for a year, all others go on as before, through the same luck.

The team is the arm of a script, so it is the firm itself that lives through the trial, with all that spills over: teams
that compete, customers who change hands, colleagues who help. Some policies cannot be tried so: what is pulled for the
whole firm, or is no lever, is the same for all teams.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.analysis.two_layers import layered
from simulation.parameters.scripts import Unit
from simulation.scenario import Scenario
from simulation.script import Assignment, Change, Eligible, Script
from simulation.script_check import problems_of

TRIAL, TRIED = "trial", "tried"
WEEKS = 52


@dataclass(frozen=True)
class Trial:
    """What it costs to try in one region for a year: profit forgone, in money; below zero if it earns.

    `share` is the region's part of the firm; `low` and `high` bound the `expected` cost with 95 % confidence, and `bad`
    is what one future in twenty exceeds. If no region can be treated alone, `everywhere` names what is the same for the
    whole firm, and the cost is the region's part of the whole firm's first year.
    """

    share: float
    expected: float
    low: float
    high: float
    bad: float
    everywhere: str = ""

    @property
    def lived(self) -> bool:
        """Whether a region lived through it."""
        return not self.everywhere


def levers(contender: Scenario, reference: Scenario) -> dict[str, object]:
    """What a policy sets otherwise than the reference, by path."""
    before = reference.resolved()
    return {path: value for path, value in contender.resolved().items() if value != before[path]}


def everywhere(contender: Scenario, reference: Scenario) -> str:
    """The first thing that a policy sets and one team cannot have alone; empty if it can be tried."""
    for path, value in levers(contender, reference).items():
        if problems_of(_script({path: value}, 0)):
            return path
    return ""


def trial_script(contender: Scenario, reference: Scenario, team: int) -> Script:
    """One team, by number, under the policy for a year. Only for a policy that can be tried."""
    return _script(levers(contender, reference), team)


def _script(values: dict[str, object], team: int) -> Script:
    drawn = Assignment(name=TRIAL, week=0, unit=Unit.TEAM, arms={TRIED: 1.0}, eligible=Eligible(teams=(team,)))
    change = Change(from_week=0, until_week=WEEKS, who=f"{TRIAL}.{TRIED}", set=values)
    return Script(title=TRIAL, assignments=(drawn,), changes=(change,))


def cost_of(change: pd.Series[float], share: float, untried: str = "") -> Trial:
    """The cost of a trial from the change in the firm's profit of the first year, by (world, seed).

    `change` is that of the firm in which a region tried it; where none can, that of the whole firm under the policy.
    """
    part = share if untried else 1.0
    found = layered(change * -part)
    bad = -float(np.quantile(change, 0.05)) * part
    return Trial(share, found.mean, found.low, found.high, bad, untried)
