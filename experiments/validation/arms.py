"""The experiments: what is done to a settled firm so that patterns can be read off it. Each goes on from week 0."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from experiments.validation import impulse, recession, spillover
from experiments.validation.levers import LINEAR_PAY, pulled, released
from experiments.validation.panel import WEEKS_PER_YEAR
from experiments.validation.recorder import Lived, Wanted, firm_of, record
from experiments.validation.turnover import EXITS
from simulation.scenario import Scenario
from simulation.state import State


@dataclass(frozen=True)
class Size:
    """How much is lived: years of the firm as it is, years of each pay plan, impulses a firm, firms for P11."""

    years: int = 5
    pay_years: int = 40
    impulses: int = 16
    firms: int = 200


PEOPLE = ("employed", "hire", "hired_week", "year_bookings_money", "year_asked_money")
SOLD = ("bookings_money", "expansion_money", "quota_money")
AS_IT_IS = Wanted((*PEOPLE, "know_how", "resilience"), (*SOLD, *EXITS, "departed"), events=True, books_every=4)
SALES_ONLY = Wanted(PEOPLE, SOLD)
REPORT_ONLY = Wanted()

Experiment = Callable[[Scenario, State, Size], Any]


def as_it_is(scenario: Scenario, state: State, size: Size) -> Lived:
    """The firm under its own scenario, with everything noted."""
    return record(firm_of(scenario, state, events=True), size.years * WEEKS_PER_YEAR, AS_IT_IS)


def pay(scenario: Scenario, state: State, size: Size) -> dict[str, Lived]:
    """The firm under its own pay, and under linear pay without kinks: many years, sales only."""
    arms = {"own": {}, "linear": LINEAR_PAY}
    return live_arms(scenario, state, arms, size.pay_years, SALES_ONLY)


def prospect_more(scenario: Scenario, state: State, size: Size) -> Any:
    """The impulses of P3."""
    return impulse.live(scenario, state, size.impulses)


def recede(scenario: Scenario, state: State, _size: Size) -> list[Lived]:
    """The recessions of R4."""
    return recession.live(scenario, state)


def team_or_relative_pay(scenario: Scenario, state: State, _size: Size) -> dict[str, spillover.Pair]:
    """Pay that depends on the team's results, and pay that depends on beating the others."""
    team, relative = "pay.team_share", "pay.relative_share"
    arms = {
        "team_pay": {team: pulled(team), relative: released(relative)},
        "relative_pay": {team: released(team), relative: pulled(relative)},
    }
    return {name: spillover.live(scenario.with_overrides(levers), state) for name, levers in arms.items()}


def leaderboard(scenario: Scenario, state: State, size: Size) -> dict[str, Lived]:
    """Without and with a public ranking, which shows no benchmarks."""
    lever = "peers.leaderboard"
    return live_arms(scenario, state, {"off": {lever: "none"}, "on": {lever: "ranks"}}, size.years, REPORT_ONLY)


def rivalry(scenario: Scenario, state: State, size: Size) -> dict[str, Lived]:
    """Without and with a rival that everybody is made to see."""
    lever = "enemy.salience"
    arms = {"off": {lever: released(lever)}, "on": {lever: pulled(lever)}}
    return live_arms(scenario, state, arms, size.years, REPORT_ONLY)


def live_arms(
    scenario: Scenario, state: State, arms: Mapping[str, Mapping[str, object]], years: int, wanted: Wanted
) -> dict[str, Lived]:
    """The same firm with the same luck under each arm's overrides."""
    firms = {name: firm_of(scenario.with_overrides(overrides), state) for name, overrides in arms.items()}
    return {name: record(firm, years * WEEKS_PER_YEAR, wanted) for name, firm in firms.items()}
