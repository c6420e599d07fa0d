"""P3 by impulse: when it pays that a random half of the reps prospects half as much again for four weeks.

The same firm lives on twice from the same week with the same luck, with and without the impulse. The impulses lie 17
weeks apart, so that they begin in every part of the quarter. Lags count from the middle of the four weeks.

The chosen reps live in an arm of their own (`Extra`) that prospects half as much again. The hours are on top: none are
taken from deals or accounts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from experiments.validation import cycle
from experiments.validation.accounts import spent_in
from experiments.validation.estimates import Estimate, Table, bootstrapped
from experiments.validation.panel import DAYS_PER_WEEK
from experiments.validation.recorder import Array, Lived, Wanted, firm_of, record
from simulation.engine import Firm
from simulation.mechanisms.events import DEAL_CANCELLED, DEAL_WON
from simulation.scenario import Scenario
from simulation.state import State

WANTED = Wanted(events=True)
MORE_HOURS = {"planning.extra_prospecting_share": 0.5}
IMPULSE_WEEKS = 4
SPACING_WEEKS, WATCHED_WEEKS = 17, 52
SMOOTHING_CYCLES = 0.2
EARLY_CYCLES = 0.3


@dataclass
class Extra:
    """More prospecting for some reps in the first weeks: called as each week begins, it says who lives in which arm."""

    scenario: Scenario
    chosen: Array
    week: int = 0

    def __call__(self, firm: Firm) -> None:
        """Begin another week."""
        if self.week == 0:
            firm.use_arms((self.scenario, self.scenario.with_overrides(MORE_HOURS)))
            firm.arrays.reps["arm"] = self.chosen
        if self.week == IMPULSE_WEEKS:
            firm.arrays.reps["arm"] = 0
        self.week += 1


@dataclass(frozen=True)
class Impulses:
    """Which seats each impulse chose, the year that followed it, and all the weeks without any, from week 0 on."""

    chosen: tuple[Array, ...]
    treated: tuple[Lived, ...]
    control: Lived


def live(scenario: Scenario, state: State, impulses: int) -> Impulses:
    """Live without any impulse, and from each of its beginnings a year with it."""
    firm, weeks, starts = firm_of(scenario, state, events=True), SPACING_WEEKS * impulses + WATCHED_WEEKS, [state]
    control = record(firm, weeks, WANTED, Keeper(starts, impulses))
    chosen = [random_half(state.seed, number, len(firm.arrays.seats)) for number in range(impulses)]
    treated = [
        record(firm_of(scenario, start, events=True), WATCHED_WEEKS, WANTED, Extra(scenario, seats))
        for start, seats in zip(starts, chosen, strict=True)
    ]
    return Impulses(tuple(chosen), tuple(treated), control)


@dataclass
class Keeper:
    """Keeps the firm as it is at the beginning of each impulse but the first: called as each week begins."""

    states: list[State]
    impulses: int
    week: int = 0

    def __call__(self, firm: Firm) -> None:
        """Begin another week."""
        if self.week == SPACING_WEEKS * len(self.states) and len(self.states) < self.impulses:
            self.states.append(firm.keep())
        self.week += 1


def random_half(seed: int, number: int, seats: int) -> Array:
    """Half of the seats, by lot."""
    chosen = np.zeros(seats, bool)
    chosen[np.random.default_rng([seed, number]).permutation(seats)[: seats // 2]] = True
    return chosen


def extract(found: Impulses) -> dict[str, Array | float]:
    """Excess bookings by day since the impulse began, summed over impulses, and the median cycle without."""
    pairs = zip(found.chosen, found.treated, strict=True)
    excess = [won_by_day(year, seats) - won_by_day(found.control, seats, year.first_week) for seats, year in pairs]
    return {"excess": np.sum(excess, axis=0), "cycle": cycle.extract(found.control)["median"]}


def won_by_day(lived: Lived, chosen: Array, from_week: int | None = None) -> Array:
    """Bookings of the chosen seats, day by day for a year from a week on (None: the first)."""
    booked = np.isin(lived.events["kind"], (DEAL_WON, DEAL_CANCELLED))
    won = lived.events[booked & chosen[lived.events["seat"]]]
    day = DAYS_PER_WEEK * (won["week"] - (lived.first_week if from_week is None else from_week)) + won["day"].astype(
        int
    )
    watched = (day >= 0) & (day < days())
    return np.bincount(day[watched], spent_in(won)[watched], days())


def days() -> int:
    """Days that are watched."""
    return DAYS_PER_WEEK * WATCHED_WEEKS


def lags(cycle_days: float) -> Array:
    """Each day's distance from the middle of the impulse, in median cycles."""
    lag: Array = (np.arange(days()) + 0.5 - DAYS_PER_WEEK * IMPULSE_WEEKS / 2) / cycle_days
    return lag


def peak(table: Table) -> float:
    """Lag, in median cycles, at which the smoothed excess is highest."""
    lag = lags(float(table["cycle"].mean()))
    apart = (lag[:, None] - lag[None, :]) / SMOOTHING_CYCLES
    weights = np.exp(-0.5 * apart * apart)
    smooth = weights @ table["excess"].sum(axis=0) / weights.sum(axis=1)
    return float(lag[smooth.argmax()])


def early_share(table: Table) -> float:
    """Share of the excess that has come within 0.3 cycle."""
    excess = table["excess"].sum(axis=0)
    early = lags(float(table["cycle"].mean())) <= EARLY_CYCLES
    return float(excess[early].sum() / excess.sum()) if excess.sum() > 0.0 else float("nan")


def estimate(table: Table) -> dict[str, Estimate]:
    """Rows P3 that the impulse decides."""
    return {"P3.peak": bootstrapped(peak, table), "P3.early": bootstrapped(early_share, table)}
