"""A run that is stopped and goes on, spread over workers, or repeated elsewhere, is the same run, byte for byte."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from simulation.model import SalesOrganization
from simulation.runs import Run, burn_in, run, run_many
from simulation.scenario import Scenario
from tests.two_bodies import unequal_states

SMALL = {"organization.teams": 2, "organization.reps_per_team": 4, "calendar.burn_in_years": 1}
FIRM = Scenario().with_overrides(SMALL | {"selection.cull_fraction": 0.1, "quitting.quits_per_year": 0.5})
OTHER = FIRM.with_overrides({"selection.cull_fraction": 0.2, "coaching.hours_per_rep": 3.0})
FRAMES = ("weekly", "rep_weeks", "rep_quarters", "events")


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    """Equal in every value and type."""
    pd.testing.assert_frame_equal(one.reset_index(drop=True), other.reset_index(drop=True), check_exact=True)


def parted(years: tuple[int, int], record: tuple[str, ...] = ("weekly",)) -> tuple[Run, Run]:
    """A run in two parts, the second from the state that the first left."""
    first = run(FIRM, 11, years=years[0], record=record)
    return first, run(FIRM, 11, years=years[1], state=first.state, record=record)


def test_ten_years_are_five_and_five_more() -> None:
    whole = run(FIRM, 11, years=10)
    first, second = parted((5, 5))
    assert list(unequal_states(whole.state, second.state)) == []
    assert whole.state.tobytes() == second.state.tobytes()
    assert whole.weekly.to_numpy().tobytes() == first.weekly.to_numpy().tobytes() + second.weekly.to_numpy().tobytes()
    same(whole.indicators.drop(columns="year"), pd.concat([r.indicators for r in (first, second)]).drop(columns="year"))


@pytest.mark.parametrize("name", FRAMES)
def test_every_frame_of_three_years_is_that_of_two_and_one_more(name: str) -> None:
    whole = run(FIRM, 11, years=3, record=FRAMES)
    parts = parted((2, 1), FRAMES)
    same(getattr(whole, name), pd.concat([getattr(part, name) for part in parts]))


def test_recording_changes_nothing() -> None:
    plain, recorded = run(FIRM, 11, years=2), run(FIRM, 11, years=2, record=FRAMES)
    assert plain.state.tobytes() == recorded.state.tobytes()
    same(plain.weekly, recorded.weekly)


def test_mesa_goes_on_from_its_own_state_and_from_that_of_the_engine() -> None:
    whole = SalesOrganization(FIRM, 11)
    for _ in range(52):
        whole.step()
    handed_on = SalesOrganization(FIRM, 11, whole.to_state())
    from_engine = SalesOrganization(FIRM, 11, run(FIRM, 11, years=1).state)
    for model in (whole, handed_on, from_engine):
        for _ in range(30):
            model.step()
    assert list(unequal_states(whole.to_state(), handed_on.to_state())) == []
    assert list(unequal_states(whole.to_state(), from_engine.to_state())) == []


def test_a_state_does_not_change_while_others_go_on_from_it() -> None:
    start = burn_in(FIRM, [11])[0]
    before = start.tobytes()
    run(FIRM, 11, years=1, state=start)
    SalesOrganization(FIRM, 11, start).step()
    assert start.tobytes() == before


@pytest.mark.parametrize("by", ["run", "year"])
def test_any_number_of_workers_gives_the_same_frame(by: str) -> None:
    frames = [run_many([FIRM, OTHER], range(4), years=2, by=by, workers=workers) for workers in (1, 2)]  # type: ignore[arg-type]
    same(*frames)


def test_arrays_that_another_firm_has_used_leave_no_trace() -> None:
    alone = run_many([OTHER], [5], years=2, workers=1)
    after = run_many([FIRM, OTHER], [4, 5], years=2, workers=1).tail(1)
    same(alone.drop(columns="scenario"), after.drop(columns="scenario"))


def test_states_continue_under_another_scenario_as_one_run_does() -> None:
    states = burn_in(FIRM, [5, 6], workers=1)
    table = run_many([OTHER], [5, 6], years=1, states=states, workers=1)
    single = run(OTHER, 6, years=1, state=states[1]).indicators
    names = [name for name in single.columns if name in table.columns and name not in ("year", "seed", "scenario")]
    same(table[names].tail(1), single[names])


FINGERPRINT = """
import hashlib
from tests.bodies.test_going_on import FIRM, digest
print(digest())
"""


def digest() -> str:
    """Hash of a run's state and weeks."""
    lived = run(FIRM, -12, years=1)
    return hashlib.sha256(lived.state.tobytes() + lived.weekly.to_numpy().tobytes()).hexdigest()


def test_a_fresh_process_gives_the_same_bytes() -> None:
    root = Path(__file__).parents[2]
    found = subprocess.run([sys.executable, "-c", FINGERPRINT], cwd=root, check=False, capture_output=True, text=True)
    assert (found.stdout.strip(), found.stderr) == (digest(), "")


def test_what_a_policy_sets_counts_from_the_first_week_after_the_burn_in() -> None:
    """Nothing worked out under the old habits is carried along: a firm that changes its pay feels it at once."""
    start = burn_in(FIRM, [11])[0]
    policy = {
        "pay.accelerator": 4.0,
        "talent.productivity_cv": 1.0,
        "customers.satisfaction_half_life_weeks": 2.0,
        "learning.half_life_weeks": 2.0,
        "morale.half_life_weeks": 2.0,
        "energy.half_life_weeks": 2.0,
        "norms.half_life_weeks": 2.0,
        "recruiting.hunger_half_life_weeks": 4.0,
    }
    before, after = (run(FIRM.with_overrides(habits), 11, years=1, state=start).state for habits in ({}, policy))
    changed = {
        name for name in before.arrays["firm"].dtype.names if before.arrays["firm"][name] != after.arrays["firm"][name]
    }
    assert {"accelerator_pull", "ability_log_sd", "satisfaction_step", "know_how_step", "morale_step"} <= changed
    assert {"energy_step", "norm_step", "hunger_kept"} <= changed
