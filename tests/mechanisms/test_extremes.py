"""At either end of the bounds of any parameter a firm lives on: every figure is a number and stays on its scale."""

from __future__ import annotations

import numpy as np
import pytest

from simulation import load_scenario, run
from simulation.layers import CATALOGUE
from simulation.parameters.declare import Declaration

SMALL = {
    "organization.teams": 2,
    "organization.reps_per_team": 4,
    "calendar.burn_in_years": 1,
    "calendar.years": 2,
    "selection.cull_fraction": 0.2,
}
TOO_LONG = {"organization.teams", "calendar.years", "calendar.burn_in_years"}  # sizes, tested by their own tests
NOWHERE = {"coaching.skill_mean"}  # no Beta has a mean of 0 or 1: refused, whatever stands beside it
CONTRADICTS = {"organization.deal_slots": {"planning.normal_open_deals": 4.0}}
ENDS = [
    pytest.param(d, end, id=f"{d.path}={end:g}")
    for d in CATALOGUE.by_path.values()
    if d.bounds is not None and d.path not in TOO_LONG | NOWHERE
    for end in d.bounds
]
SCALES = {
    "morale": (0.0, 1.0),
    "satisfaction": (0.0, 100.0),
    "effort": (0.0, 20.0),
    "heads": (0.0, 80.0),
    "open_deals": (0.0, np.inf),
    "bookings_money": (0.0, np.inf),
    "commission_money": (0.0, np.inf),
    "prospecting_hours": (0.0, 200.0),
    "demand": (0.0, np.inf),
    "rival_strength": (0.0, np.inf),
    "share_at_quota": (0.0, 1.0),
    "top_fifth_share": (0.0, 1.0),
}


def beside(d: Declaration, end: float) -> dict[str, object]:
    """What an end needs beside it so as not to contradict something else."""
    if d.path.startswith("traits.") and d.path.endswith("_mean"):
        return {d.path.replace("_mean", "_sd"): 0.01}
    if d.path == "planning.prospecting_hours_per_week":
        return {"planning.work_hours_per_week": 100.0, "planning.selling_share": 1.0}
    if d.path in {"planning.work_hours_per_week", "planning.selling_share"}:
        return {"planning.prospecting_hours_per_week": 0.1}
    if d.path == "planning.normal_open_deals":
        return {"organization.deal_slots": 512}
    return CONTRADICTS.get(d.path, {})


@pytest.mark.parametrize(("d", "end"), ENDS)
def test_a_firm_lives_on_at_either_end_of_any_parameter(d: Declaration, end: float) -> None:
    scenario = load_scenario(overrides={**SMALL, **beside(d, end), d.path: d.type(end)})
    weekly = run(scenario, 1).weekly
    assert np.isfinite(weekly.to_numpy()).all()
    for name, (low, high) in SCALES.items():
        assert weekly[name].between(low, high).all(), name
