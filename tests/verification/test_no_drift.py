"""Thirty years: a settled firm goes on as it is; selection moves its people's ability no further, being in balance."""

import numpy as np
import pandas as pd
import pytest

from simulation import load_scenario
from simulation.runs import run_many
from tests.verification.equivalence import interval

YEARS, SEEDS = 30, 60
MARGINS = {  # drift over the thirty years that counts as none
    "mean_attainment": 0.02,  # of quota
    "share_at_quota": 0.03,  # of reps
    "heads": 0.01,  # of the mean
    "ability": 0.10,  # of a standard deviation of the labour market
}
FIRMS = {
    "the default firm": {},
    "nobody dismissed": {"selection.ordinary_dismissals": False},
}


def drift(values: "pd.Series[float]") -> float:
    """Slope of a straight line through the years, over all of them."""
    return float(np.polyfit(np.arange(len(values)), values, 1)[0]) * YEARS


def drifts(frame: pd.DataFrame, name: str) -> "pd.Series[float]":
    """Drift of an indicator in each firm."""
    scale = frame["heads"].mean() if name == "heads" else 1.0
    return frame.groupby("seed")[name].apply(drift) / scale


@pytest.fixture(scope="module")
def lived() -> dict[str, pd.DataFrame]:
    scenarios = [load_scenario(overrides=overrides) for overrides in FIRMS.values()]
    frame = run_many(scenarios, range(SEEDS), years=YEARS, by="year", workers=2)
    return {name: frame[frame["scenario"] == number] for number, name in enumerate(FIRMS)}


@pytest.mark.long
@pytest.mark.parametrize("name", MARGINS)
@pytest.mark.parametrize("firm", FIRMS)
def test_thirty_years_show_no_drift(lived: dict[str, pd.DataFrame], firm: str, name: str) -> None:
    found = interval(drifts(lived[firm], name))
    assert found.within(MARGINS[name]), f"{name} of {firm} drifts by {found}, margin {MARGINS[name]}"


def test_a_drift_is_the_rise_of_the_line_over_all_years() -> None:
    assert drift(pd.Series(2.0 + 0.1 * np.arange(YEARS))) == pytest.approx(0.1 * YEARS)
