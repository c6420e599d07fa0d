"""R1: whether a rep's effort follows that of team-mates, under team pay and under individual relative pay.

The same firm lives twice in the same luck. In one of the lives one member of each team, another one every week, is seen
to have worked harder than usual. What the others do differently in the week after is regressed on the difference in
the mean effort of their team-mates. So nothing that a team has in common can pass for a spillover.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from experiments.validation.estimates import Estimate, Table, Values, mean_of
from experiments.validation.panel import at_work
from experiments.validation.recorder import Array, Lived, Wanted, firm_of, record
from simulation.engine import Firm
from simulation.scenario import Scenario
from simulation.state import State

WEEKS = 26
HARDER = 0.3
WANTED = Wanted(("employed", "hire", "team", "effort"))


@dataclass
class Seen:
    """Shows somebody in each team to have worked harder last week: called as each week begins."""

    seed: int
    shown: list[Array] = field(default_factory=list)

    def __call__(self, firm: Firm) -> None:
        """Begin another week."""
        reps = firm.arrays.reps
        lot = np.random.default_rng([self.seed, len(self.shown)]).random(len(reps))
        lot[reps["employed"] == 0] = -1.0
        first = [members[lot[members].argmax()] for members in by_team(firm.arrays.seats["team"])]
        shown = np.isin(np.arange(len(reps)), first) & (reps["employed"] == 1)
        reps["effort"] += HARDER * shown
        self.shown.append(shown)


def by_team(team: Array) -> list[Array]:
    """The seats of each team."""
    return [np.nonzero(team == number)[0] for number in np.unique(team)]


@dataclass(frozen=True)
class Pair:
    """Two lives of one firm: as it is, and with members shown to have worked harder (`shown`, weeks x seats)."""

    usual: Lived
    nudged: Lived
    shown: Array


def live(scenario: Scenario, state: State) -> Pair:
    """Both lives."""
    seen = Seen(state.seed)
    nudged = record(firm_of(scenario, state), WEEKS, WANTED, seen)
    return Pair(record(firm_of(scenario, state), WEEKS, WANTED), nudged, np.array(seen.shown))


def extract(arms: Mapping[str, Pair]) -> dict[str, float]:
    """The spillover in one firm under each pay plan."""
    return {arm: of_pair(pair) for arm, pair in arms.items()}


def of_pair(pair: Pair) -> float:
    """The spillover in one firm. Effort as a week begins is that of the week before."""
    same = at_work(pair.usual) & at_work(pair.nudged)
    same &= pair.usual.people["hire"] == pair.nudged.people["hire"]
    difference = np.where(same, pair.nudged.people["effort"] - pair.usual.people["effort"], 0.0)
    mates = leave_one_out(difference, same, pair.usual.people["team"][0])
    follows = same[1:] & same[:-1] & ~pair.shown[1:] & ~pair.shown[:-1] & np.isfinite(mates[:-1])
    return slope_through_zero(mates[:-1][follows], difference[1:][follows])


def leave_one_out(values: Values, there: Array, team: Array) -> Values:
    """Weeks x seats: mean of the others in the team; not a number for who is alone or absent."""
    present = np.where(there, values, 0.0)
    member = (team[:, None] == team[None, :]).astype(float)
    heads, total = there @ member, present @ member
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(there & (heads > 1), (total - present) / (heads - 1), np.nan)


def slope_through_zero(x: Values, y: Values) -> float:
    """Slope of the least-squares line through the origin; not a number if x is always zero."""
    spread = float(x @ x)
    return float(x @ y) / spread if spread > 0.0 else float("nan")


def estimate(table: Table) -> dict[str, Estimate]:
    """Rows R1."""
    return {"R1.team_pay": mean_of(table["team_pay"]), "R1.relative_pay": mean_of(table["relative_pay"])}
