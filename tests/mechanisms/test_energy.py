"""Energy: what a week costs, how it comes back, and what exhaustion does."""

from __future__ import annotations

import pytest

from simulation import SalesOrganization
from simulation.mechanisms.effort import exhaustion
from simulation.mechanisms.energy import drain, tire
from simulation.mechanisms.opening import open_week
from simulation.mechanisms.quitting import bonds
from simulation.parameters.energy import Energy
from simulation.records import RepState, TeamState
from tests.mechanisms.builders import calm_firm, firm, make

pytestmark = pytest.mark.jitoff
COSTS = Energy(effort_cost=0.2, threat_cost=0.01, salience_cost=0.008, standard_cost=0.006)
OWN = {f"energy.{name}": getattr(Energy(), name) for name in Energy.model_fields}


@pytest.mark.parametrize(
    ("effort", "pressure", "salience", "standard", "cost"),
    [
        (1.0, 0.0, 0.0, 0.0, 0.0),
        (0.7, 0.0, 0.0, 0.0, 0.0),  # taking it easy is no rest beyond the usual
        (1.25, 0.0, 0.0, 0.0, 0.05),
        (1.0, 0.012, 0.0, 0.0, 0.012),
        (1.0, 0.0, 0.5, 0.0, 0.004),
        (1.0, 0.0, 0.0, 0.5, 0.003),
        (1.1, 0.01, 1.0, 1.0, 0.02 + 0.01 + 0.008 + 0.006),
    ],
)
def test_what_a_week_costs(effort: float, pressure: float, salience: float, standard: float, cost: float) -> None:
    rep, team = make(RepState, effort=effort), make(TeamState, salience=salience, standard=standard)
    assert drain(rep, team, pressure, COSTS) == pytest.approx(cost)


def tired(weeks: int, start: float, effort: float = 1.0, **attributes: float) -> SalesOrganization:
    """A firm whose first rep has lived so many weeks of this effort."""
    own = {**OWN, "leadership.absorbing": 0.5}
    o = calm_firm({**own, "energy.half_life_weeks": 6.0, "energy.par": 0.7, "morale.half_life_weeks": 3.0})
    open_week(o, o.p)
    rep = o.reps[0]
    rep.energy, rep.effort, o.managers[0].resilience = start, effort, 0.5
    for name, value in attributes.items():
        setattr(rep, name, value)
    for _ in range(weeks):
        tire(rep, o, o.p)
    return o


def test_energy_comes_back_by_its_half_life() -> None:
    assert tired(6, 0.3).reps[0].energy == pytest.approx(0.5)
    assert tired(12, 0.3).reps[0].energy == pytest.approx(0.6)


def test_effort_that_lasts_wears_down_to_a_level_and_no_further() -> None:
    # Recovery of 10.9 % of what is missing balances 0.04 a week at 0.7 - 0.367.
    step = 1.0 - 2.0 ** (-1.0 / 6.0)
    assert tired(200, 0.7, effort=1.2).reps[0].energy == pytest.approx(0.7 - 0.2 * 0.2 / step)
    assert tired(200, 0.7, effort=1.6).reps[0].energy == 0.0


def test_fear_for_the_job_costs_energy_and_a_resilient_manager_takes_some_of_it() -> None:
    calm, warned = tired(10, 0.7).reps[0].energy, tired(10, 0.7, warnings=1).reps[0].energy
    assert warned < calm
    o = tired(0, 0.7, warnings=1)
    o.managers[0].resilience = 1.0
    for _ in range(10):
        tire(o.reps[0], o, o.p)
    assert warned < o.reps[0].energy < calm


@pytest.mark.parametrize(("energy", "lost"), [(0.7, 0.0), (0.45, 0.0), (0.25, 0.06), (0.0, 0.135)])
def test_the_exhausted_give_less(energy: float, lost: float) -> None:
    assert exhaustion(energy, Energy(exhausted_below=0.45, exhausted_effort=0.3)) == pytest.approx(lost)


def test_the_exhausted_resign_more_often() -> None:
    o = calm_firm({**OWN, "energy.burn_out_quits": 5.0, "energy.exhausted_below": 0.45})
    rep = o.reps[0]
    rep.energy = 0.45
    rested = bonds(rep, o, o.p)
    rep.energy = 0.25
    assert bonds(rep, o, o.p) - rested == pytest.approx(1.0)  # e times as often


def test_a_newcomer_arrives_with_the_usual_energy() -> None:
    o = calm_firm({"energy.par": 0.65})
    o.reps[0].employed, o.seats[0].vacant_until = 0, -1.0
    o.step()
    assert o.reps[0].energy == 0.65


def mean_energy(**settings: object) -> float:
    """Mean energy of a firm at work after half a year."""
    o = firm({"organization.teams": 2, "organization.reps_per_team": 5, **settings})
    for _ in range(26):
        o.step()
    return o.report.energy


def test_a_firm_that_presses_has_tired_people() -> None:
    usual = mean_energy()
    assert mean_energy(**{"enemy.salience": 1.0, "spirit.standard": 1.0}) < usual - 0.01
    assert mean_energy(**{"pay.accelerator": 4.0, "effort.pay_elasticity": 0.3}) < usual - 0.01


def test_where_nothing_tires_energy_stays_at_par() -> None:
    # The neutral setting of the chapter.
    costs = ("effort_cost", "threat_cost", "salience_cost", "standard_cost")
    o = firm({**{f"energy.{name}": 0.0 for name in costs}, "energy.par": 0.7})
    for _ in range(26):
        o.step()
        assert {rep.energy for rep in o.reps if rep.employed == 1} <= {0.7}
