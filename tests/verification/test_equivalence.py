"""The two one-sided tests by numbers known beforehand, and the renaming of seats by its inverse."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from experiments.relabelling import new_order, relabelled
from simulation import burn_in, load_scenario
from simulation.invariants import violations
from tests.verification.equivalence import interval, unequal

SMALL = load_scenario(overrides={"organization.teams": 3, "organization.reps_per_team": 4, "calendar.burn_in_years": 2})


def test_the_interval_is_that_of_two_one_sided_t_tests() -> None:
    values = np.array([0.2, -0.1, 0.4, 0.3, 0.05])
    found = interval(values)
    assert found.mean == pytest.approx(0.17)
    for edge, side in ((found.low, "greater"), (found.high, "less")):
        assert stats.ttest_1samp(values, edge, alternative=side).pvalue == pytest.approx(0.05)
    assert found.within(0.4)
    assert not found.within(0.3)


def firms(revenue: float, spread: float, satisfaction: float) -> pd.DataFrame:
    luck = spread * np.array([-1.0, 1.0, -1.0, 1.0, -1.0, 1.0])
    columns = {"revenue_money": 10.0 * revenue + luck, "profit_money": 5.0, "heads": 10.0, "turnover": 0.3}
    return pd.DataFrame({"seed": range(6), **columns, "satisfaction": satisfaction + 0.1 * luck})


def test_firms_are_equal_only_if_shown_to_be() -> None:
    usual = firms(100.0, 0.0, 70.0)
    assert unequal(usual, firms(100.5, 1.0, 70.5)) == []
    assert [text.split()[0] for text in unequal(usual, firms(101.5, 1.0, 70.0))] == ["revenue_per_head"]
    assert [text.split()[0] for text in unequal(usual, firms(100.0, 20.0, 70.0))] == [
        "revenue_per_head",
        "satisfaction",
    ]
    assert [text.split()[0] for text in unequal(usual, firms(100.0, 1.0, 68.9))] == ["satisfaction"]


def test_a_renamed_firm_is_the_same_firm_and_breaks_no_invariant() -> None:
    (state,) = burn_in(SMALL, [1])
    renamed = relabelled(state, 5)
    assert violations(renamed, SMALL) == []
    teams, seats = new_order(3, 4, 5)
    assert list(teams) != [0, 1, 2]
    for key in ("ability", "morale", "quarter_money"):
        assert np.array_equal(renamed.arrays["reps"][key], state.arrays["reps"][key][seats])
    assert np.array_equal(renamed.arrays["seats"]["team"], np.repeat([0, 1, 2], 4))
    assert np.array_equal(renamed.arrays["teams"]["cohesion"], state.arrays["teams"]["cohesion"][teams])
    partners = renamed.arrays["seats"]["partner"]
    met = partners >= 0
    assert met.any()
    assert np.array_equal(seats[partners[met]], state.arrays["seats"]["partner"][seats][met])
