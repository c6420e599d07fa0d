"""Firms to measure: burnt in once, then lived on from the same states as often as wanted."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.timing import cpu_seconds
from simulation import Scenario, State, burn_in, load_scenario
from simulation.engine import Firm
from simulation.indicators import WEEKS_PER_YEAR

SETTLING_ROUNDS = 3
SHORT_BURN_IN: dict[str, Any] = {"calendar.burn_in_years": 4}


@dataclass(frozen=True)
class Settled:
    """A scenario, burnt-in firms of it (one a seed, from seed 0 on), and arrays to live them on."""

    scenario: Scenario
    states: list[State]
    firm: Firm

    @property
    def reps(self) -> int:
        """Seats of one firm; a vacant one is lived through like the others."""
        return len(self.states[0].arrays["seats"])

    def each(self, what: str) -> float:
        """Open deals (`open_deals`) or accounts (`accounts`) a seat."""
        return float(np.mean([state.arrays["seats"][what].mean() for state in self.states]))

    def live(self, years: float) -> float:
        """Live every firm for some years; processor seconds of the living only."""
        return sum(self._live_on(seed, state, round(WEEKS_PER_YEAR * years)) for seed, state in enumerate(self.states))

    def nanoseconds(self, seconds: float, years: float) -> float:
        """What those seconds amount to for a rep and week."""
        return 1e9 * seconds / (len(self.states) * self.reps * round(WEEKS_PER_YEAR * years))

    def _live_on(self, seed: int, state: State, weeks: int) -> float:
        self.firm.restore(state)
        self.firm.use_luck(seed, seed)
        return cpu_seconds(lambda: self.firm.live(weeks))


def settle(overrides: dict[str, Any], firms: int = 1, scenario_name: str = "midmarket") -> Settled:
    """Burnt-in firms under a shipped scenario, the default one if none is named, with some overrides."""
    scenario = load_scenario(scenario_name, overrides=overrides)
    return Settled(scenario, burn_in(scenario, range(firms)), Firm(scenario))


def sized(reps: int, at_least: int) -> Settled:
    """Firms of so many reps, enough of them that they have some number of reps together."""
    return settle({"organization.teams": reps // 10, "organization.reps_per_team": 10}, max(1, at_least // reps))


def loaded(deals_each: float) -> Settled:
    """The default firm with about so many open deals a rep: leads, room and hours for them grow alike."""
    default, factor = load_scenario(), 1.0
    for _ in range(SETTLING_ROUNDS):
        settled = settle(_with_leads(default, factor) | SHORT_BURN_IN)
        factor *= deals_each / settled.each("open_deals")
    return settle(_with_leads(default, factor) | SHORT_BURN_IN)


def _with_leads(default: Scenario, factor: float) -> dict[str, Any]:
    planning, room = default.planning, max(1.0, factor)
    return {
        "prospecting.leads_per_week": default.prospecting.leads_per_week * factor,
        "planning.normal_open_deals": planning.normal_open_deals * factor,
        "planning.deal_hours_per_week": planning.deal_hours_per_week / factor,
        "planning.account_hours_per_week": planning.account_hours_per_week / factor,
        "organization.deal_slots": min(512, int(64 * room)),
        "organization.account_slots": min(1024, int(96 * room)),
    }
