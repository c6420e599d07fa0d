"""The heart of the project: the Mesa body, driven only through `step()`, and the compiled engine live the same life.

After every week every attribute of every entity has the same bytes in both, and none breaks an invariant.
"""

import pytest
from hypothesis import given, settings

from simulation.invariants import violations
from simulation.runs import run
from tests.strategies import Life, lives
from tests.two_bodies import begin, differences

BUSY = {
    "organization.teams": 2,
    "organization.reps_per_team": 3,
    "calendar.burn_in_years": 0,
    "quitting.quits_per_year": 1.5,
    "recruiting.vacancy_weeks": 3.0,
    "selection.cull_fraction": 0.2,
    "selection.notice_weeks": 1,
}


def live_through(life: Life) -> None:
    """Live a life in both bodies, and compare after every week."""
    model, firm = begin(life)
    assert differences(model, firm) == []
    before = firm.keep()
    for _ in range(life.weeks):
        model.step()
        firm.live(1)
        assert differences(model, firm) == []
        assert violations(model, model.p, before) == []
        before = firm.keep()


@given(life=lives(weeks=60))
@settings(max_examples=25)
def test_both_bodies_live_the_same_life(life: Life) -> None:
    live_through(life)


@pytest.mark.long
@given(life=lives(weeks=110))
@settings(max_examples=250)
def test_both_bodies_live_the_same_life_in_hundreds_of_firms(life: Life) -> None:
    live_through(life)


@pytest.mark.jitoff
@pytest.mark.parametrize("steps", [1, 2])
def test_both_bodies_live_the_same_life_without_compilation_too(steps: int) -> None:
    live_through(Life(BUSY | {"calendar.steps_per_week": steps}, seed=3, market_seed=4, weeks=8))


def test_the_weekly_reports_of_both_bodies_are_the_same_frame() -> None:
    life = Life(BUSY, seed=5, market_seed=5)
    model, _ = begin(life)
    for _ in range(52):
        model.step()
    collected = model.datacollector.get_model_vars_dataframe()
    weekly = run(life.scenario, 5, years=1).weekly
    assert list(collected.columns) == list(weekly.columns)
    assert collected.to_numpy().tobytes() == weekly.to_numpy().tobytes()


def test_a_difference_is_named_by_week_entity_attribute_and_both_values() -> None:
    model, firm = begin(Life(BUSY))
    model.step()
    firm.live(1)
    model.reps[2].morale = 0.125
    firm.arrays.reps["morale"][2] = 0.25
    model.seats[1].wins = True  # type: ignore[assignment]
    found = differences(model, firm)
    assert "week 0: reps[2].morale: np.float64(0.125) in Mesa, np.float64(0.25) compiled" in found
    assert "week 0: seats[1].wins = True: bool in Mesa, declared int" in found
