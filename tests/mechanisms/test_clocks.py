"""Clocks: half-lives and dates."""

from __future__ import annotations

import pytest

from simulation.mechanisms.clocks import half_life_step, half_year_ends, quarter_ends, week_of_year, year_ends

pytestmark = pytest.mark.jitoff


@pytest.mark.parametrize(("weeks", "covered"), [(0.0, 0.0), (10.0, 0.5), (20.0, 0.75), (30.0, 0.875)])
def test_a_half_life_covers_half_of_what_is_left(weeks: float, covered: float) -> None:
    assert half_life_step(10.0, weeks) == pytest.approx(covered)


@pytest.mark.parametrize("steps", [1, 2, 4])
def test_steps_of_any_size_cover_the_same_in_a_week(steps: int) -> None:
    left = (1.0 - half_life_step(3.0, 1.0 / steps)) ** steps
    assert 1.0 - left == pytest.approx(half_life_step(3.0, 1.0))


def test_dates_fall_on_the_last_week_of_their_period_before_week_0_too() -> None:
    weeks = range(-52, 104)
    assert [w for w in weeks if quarter_ends(w)] == [-40, -27, -14, -1, 12, 25, 38, 51, 64, 77, 90, 103]
    assert [w for w in weeks if half_year_ends(w)] == [-27, -1, 25, 51, 77, 103]
    assert [w for w in weeks if year_ends(w)] == [-1, 51, 103]
    assert [week_of_year(w) for w in (-52, -1, 0, 51, 52)] == [0, 51, 0, 51, 0]
