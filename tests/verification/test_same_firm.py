"""Step, names and size decide nothing: per head, the same firm comes out within margins fixed beforehand.

Two one-sided tests over seeds. A finer clock lives through the same luck; a firm with other numbers for its seats, or
twice as large, has luck of its own, so that differences are luck and only luck.
"""

import pandas as pd
import pytest

from experiments.relabelling import relabelled
from simulation import Scenario, burn_in, load_scenario
from simulation.runs import run_many
from tests.verification.equivalence import unequal

SETTLED = {"calendar.burn_in_years": 10, "calendar.years": 4}
TEAMS = load_scenario().organization.teams
SEEDS = range(200)
WRONG_SEEDS = range(60)


def firm(**overrides: object) -> Scenario:
    return load_scenario(overrides={**SETTLED, **{key.replace("__", "."): value for key, value in overrides.items()}})


def lived(scenario: Scenario, seeds: range = SEEDS) -> pd.DataFrame:
    return run_many([scenario], seeds, workers=2)


@pytest.fixture(scope="module")
def usual() -> pd.DataFrame:
    return lived(firm())


@pytest.mark.long
@pytest.mark.parametrize("steps", [2, 4])
def test_a_finer_clock_shows_the_same_firm(usual: pd.DataFrame, steps: int) -> None:
    assert unequal(usual, lived(firm(calendar__steps_per_week=steps))) == []


@pytest.mark.long
def test_a_firm_twice_as_large_is_the_same_per_head(usual: pd.DataFrame) -> None:
    assert unequal(usual, lived(firm(organization__teams=2 * TEAMS))) == []


@pytest.mark.long
def test_seats_and_teams_in_another_order_are_the_same_firm(usual: pd.DataFrame) -> None:
    scenario = firm()
    renamed = [relabelled(state, state.seed) for state in burn_in(scenario, SEEDS, workers=2)]
    assert unequal(usual, run_many([scenario], SEEDS, states=renamed, workers=2)) == []


@pytest.mark.long
def test_a_difference_as_large_as_a_margin_is_not_called_the_same(usual: pd.DataFrame) -> None:
    few = usual[usual["seed"].isin(WRONG_SEEDS)]
    dearer = lived(firm(prospecting__leads_per_week=1.04 * firm().prospecting.leads_per_week), WRONG_SEEDS)
    assert any("revenue_per_head" in sentence for sentence in unequal(few, dearer))
