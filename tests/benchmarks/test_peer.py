"""The peer does the same work: in law it gives our results, so its speed is a fair measure of ours.

Both models live the same scenarios through luck of their own. Two results agree if even the far end of a confidence
interval for their difference lies within the margin: a broad interval or a real difference fails alike.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pytest

from benchmarks.peer import PlainFirm
from simulation import Scenario, load_scenario, run_many

YEARS, BURN_IN_YEARS = 3, 2
SMALL: dict[str, Any] = {
    "organization.teams": 3,
    "organization.reps_per_team": 8,
    "organization.deal_slots": 256,  # the peer's lists have no end
    "organization.account_slots": 512,
    "calendar.burn_in_years": BURN_IN_YEARS,
    "calendar.years": YEARS,
}
CALM: dict[str, Any] = {
    "market.demand_volatility": 0.02,
    "market.slumps_per_year": 0.0,
    "rival.strength_volatility": 0.02,
}
CULLED: dict[str, Any] = {
    "selection.cull_fraction": 0.12,
    "selection.cull_scope": "team",
    "selection.rating_basis": "composite",
    "selling.quick_share": 0.1,
    "market.season_q1": 0.7,
    "customers.churn_per_year": 0.2,
}
CONFIDENCE = 2.0  # standard errors to either side


@dataclass(frozen=True)
class Difference:
    """Peer less ours, as a share of ours, with its standard error."""

    of_mean: float
    error: float

    @property
    def farthest(self) -> float:
        """The end of the interval that lies farther from zero."""
        return abs(self.of_mean) + CONFIDENCE * self.error


def firm(overrides: dict[str, Any]) -> Scenario:
    return load_scenario("spine", overrides=SMALL | CALM | overrides)


def peer_year(scenario: Scenario, seed: int) -> dict[str, float]:
    """Indicators of the years after burn-in, by the definitions of `simulation.indicators`."""
    model = PlainFirm(scenario, seed)
    for _ in range(52 * (BURN_IN_YEARS + YEARS)):
        model.step()
    weekly = model.datacollector.get_model_vars_dataframe()
    week = weekly[weekly["week"] >= 0].mean()
    ended = week["wins"] + week["rival_losses"] + week["undecided"]
    return {
        "revenue_money": 52 * (week["bookings_money"] + week["expansion_money"]),
        "profit_money": 52 * week["profit_money"],
        "wins": 52 * week["wins"],
        "resigned": 52 * week["resigned"] / week["heads"],
        "dismissed": 52 * week["dismissed"] / week["heads"],
        "satisfaction": week["satisfaction"],
        "win_share": week["wins"] / ended,
        "cycle_weeks": week["cycle_weeks"] / week["wins"],
        "open_deals": week["open_deals"],
        "accounts": week["accounts"],
        "know_how": week["know_how"],
        "morale": week["morale"],
    }


def differences(scenario: Scenario, seeds: int, for_peer: Scenario | None = None) -> dict[str, Difference]:
    """Every indicator of the peer against ours; ours lives through more seeds, being cheap."""
    peer = pd.DataFrame([peer_year(for_peer or scenario, seed) for seed in range(seeds)])
    ours = run_many([scenario], range(10_000, 10_000 + 5 * seeds))[list(peer.columns)]
    error = np.sqrt(peer.var() / len(peer) + ours.var() / len(ours)) / ours.mean()
    of_mean = peer.mean() / ours.mean() - 1.0
    return {name: Difference(of_mean[name], error[name]) for name in peer.columns}


def outside(found: dict[str, Difference], margins: dict[str, float]) -> dict[str, Difference]:
    return {name: found[name] for name in margins if found[name].farthest > margins[name]}


BROAD = {
    "revenue_money": 0.08,
    "wins": 0.07,
    "resigned": 0.35,
    "dismissed": 0.40,
    "satisfaction": 0.01,
    "win_share": 0.05,
    "cycle_weeks": 0.03,
    "open_deals": 0.05,
    "know_how": 0.02,
    "morale": 0.02,
}
NARROW = {
    "revenue_money": 0.03,
    "profit_money": 0.04,
    "wins": 0.03,
    "resigned": 0.10,
    "dismissed": 0.12,
    "satisfaction": 0.003,
    "win_share": 0.02,
    "cycle_weeks": 0.015,
    "open_deals": 0.02,
    "accounts": 0.03,
    "know_how": 0.005,
    "morale": 0.005,
}


def test_the_peer_earns_wins_loses_people_and_pleases_customers_as_we_do() -> None:
    assert outside(differences(firm({}), seeds=40), BROAD) == {}


def test_a_peer_with_a_tenth_fewer_leads_is_found_out() -> None:
    fewer = firm({"prospecting.leads_per_week": 0.9 * firm({}).prospecting.leads_per_week})
    assert "open_deals" in outside(differences(firm({}), seeds=15, for_peer=fewer), BROAD)


@pytest.mark.parametrize(("notice", "culled"), [(0, 4), (4, 2), (8, 0)])
def test_the_peer_too_culls_among_those_who_have_not_to_go_anyway(notice: int, culled: int) -> None:
    peer = PlainFirm(firm({"selection.cull_fraction": 0.5, "selection.cull_grace_weeks": 0}), 1)
    team = peer.reps[:8]
    for rep in team[:notice]:
        rep.weeks_to_go = 3
    peer.cull_among(team)
    assert sum(rep.weeks_to_go > 0 for rep in team) == notice + culled


@pytest.mark.long
@pytest.mark.parametrize("overrides", [{}, CULLED], ids=["default", "culled"])
def test_with_hundreds_of_seeds_the_peer_comes_closer_still(overrides: dict[str, Any]) -> None:
    assert outside(differences(firm(overrides), seeds=300), NARROW) == {}
