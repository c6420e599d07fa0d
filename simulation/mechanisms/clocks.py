"""Clocks: how rates, half-lives and dates become steps, the same way at every step size."""

import math

from simulation.mark import rule

WEEKS_PER_YEAR = 52
WEEKS_PER_QUARTER = 13
LN2 = math.log(2.0)


@rule
def half_life_step(half_life_weeks: float, step_weeks: float) -> float:
    """Share of a distance that is covered in one step."""
    return -math.expm1(-LN2 * step_weeks / half_life_weeks)


@rule
def saturating(hours: float, half_gain_hours: float) -> float:
    """Share, 0 to 1, of what plenty of hours would bring; a half at `half_gain_hours`."""
    return hours / (hours + half_gain_hours)


@rule
def clamp(value: float, low: float, high: float) -> float:
    """The value, or the end of the range that it passed."""
    return min(max(value, low), high)


@rule
def week_of_year(week: int) -> int:
    """0 to 51; weeks before time zero count on backwards."""
    return week % WEEKS_PER_YEAR


@rule
def quarter_ends(week: int) -> bool:
    """Whether the week is the last of a quarter."""
    return week % WEEKS_PER_QUARTER == WEEKS_PER_QUARTER - 1


@rule
def half_year_ends(week: int) -> bool:
    """Whether the week is the last of a half-year."""
    return week % (2 * WEEKS_PER_QUARTER) == 2 * WEEKS_PER_QUARTER - 1


@rule
def year_ends(week: int) -> bool:
    """Whether the week is the last of a year."""
    return week % WEEKS_PER_YEAR == WEEKS_PER_YEAR - 1
