"""Every lever acts on those whom its declared reach promises: half of the reps, the seats, the teams, or the firm.

New levers are tested by being declared. One that fails here is pulled for more than a person: say so by `reach`.
"""

from __future__ import annotations

from functools import cache

import pytest

from simulation import ScenarioError, Script, load_scenario, run
from simulation.layers import CATALOGUE
from simulation.parameters.declare import Declaration
from simulation.parameters.scripts import Newcomers, Unit
from simulation.script import ALL, Assignment, Change
from tests.mechanisms.test_every_parameter_acts import NEEDS, SMALL, other_values, settled

HALVES = {
    "person": Assignment(name="half", week=45, arms={"x": 0.5}),
    "seat": Assignment(name="half", week=0, arms={"x": 0.5}, newcomers=Newcomers.SEAT),
    "team": Assignment(name="half", week=0, unit=Unit.TEAM, arms={"x": 0.5}),
    "firm": Assignment(name="half", week=0, unit=Unit.TEAM, arms={"x": 0.5}),
}
LASTING = {
    "organization.reps_per_team": 8,
    "quitting.quits_per_year": 0.0,
}  # those drawn are still there at a year's end
LEVERS = [pytest.param(d, id=d.path) for d in CATALOGUE.by_path.values() if d.kind == "lever"]


@cache
def lived(settings: tuple[tuple[str, object], ...], reach: str, path: str | None, value: object) -> bytes | None:
    """The weeks of a firm in which half of somebody is drawn, and perhaps a lever is pulled for them."""
    who = ALL if reach == "firm" else "half.x"
    changes = () if path is None else (Change(from_week=45, who=who, set={path: value}),)
    script = Script(assignments=(HALVES[reach],), changes=changes)
    try:
        left = run(
            load_scenario(overrides=dict(settings)), 1, state=settled(settings), script=script, record=("events",)
        )
    except ScenarioError:
        return None  # two ends of two ranges may contradict each other; another value is tried
    return left.weekly.to_numpy().tobytes() + left.events.to_csv().encode()


@pytest.mark.parametrize("d", LEVERS)
def test_a_lever_acts_on_those_within_its_reach(d: Declaration) -> None:
    settings = tuple((SMALL | LASTING | NEEDS.get(d.path, {})).items())
    untouched = lived(settings, d.reach, None, None)
    assert any(lived(settings, d.reach, d.path, value) not in (None, untouched) for value in other_values(d))
