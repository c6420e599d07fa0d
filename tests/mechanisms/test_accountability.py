"""Accountability: prospecting by plan, and a goal of one's own."""

from __future__ import annotations

import pytest

from simulation.mechanisms.accountability import discipline, own_standard, pull_of_own_standard
from simulation.mechanisms.opening import open_week
from simulation.mechanisms.planning import divide_hours
from simulation.parameters.accountability import Accountability
from simulation.records import ManagerState, RepState, TeamState
from simulation.scenario import Scenario
from tests.mechanisms.builders import calm_firm, make

pytestmark = pytest.mark.jitoff


@pytest.mark.parametrize(
    ("accountability", "ritual", "control", "planned"),
    [
        (0.4, 0.0, 0.0, 0.4),  # by trait alone
        (0.4, 0.5, 0.0, 0.7),  # a ritual makes up for half of what is missing
        (0.4, 0.0, 0.5, 0.55),  # half an hour of control, at 0.5 an hour, for a quarter
        (0.4, 0.5, 0.5, 0.85),
        (0.4, 1.0, 9.0, 1.0),
        (1.0, 0.0, 0.0, 1.0),  # who needs neither
    ],
)
def test_ritual_and_control_make_up_for_discipline(
    accountability: float, ritual: float, control: float, planned: float
) -> None:
    p = Scenario().with_overrides({"leadership.control_compliance": 0.5})
    team, manager = make(TeamState, ritual=ritual), make(ManagerState, control_hours_per_rep=control)
    assert discipline(accountability, team, manager, p) == pytest.approx(planned)


GROUP = Accountability(own_standard=1.0, standard_spread=0.4, standard_effort=0.06)


@pytest.mark.parametrize(("trait", "goal"), [(0.0, 0.8), (0.5, 1.0), (1.0, 1.2)])
def test_the_accountable_set_a_higher_goal(trait: float, goal: float) -> None:
    assert own_standard(trait, GROUP) == pytest.approx(goal)
    assert own_standard(0.0, Accountability(own_standard=0.1, standard_spread=3.0)) == 0.0


@pytest.mark.parametrize(
    ("trait", "outlook", "effort"),
    [
        (0.5, 1.0, 0.0),  # on course
        (0.5, 1.5, 0.0),  # nobody slackens above it
        (0.5, 0.75, 0.03),  # half of the half that counts
        (0.5, 0.5, 0.06),
        (0.5, 0.1, 0.06),  # what is out of reach draws out no more
        (1.0, 1.0, 0.06 * 2.0 * 0.4),  # a goal of 1.2, taken twice as seriously
        (0.0, 0.1, 0.0),  # no accountability, no goal
    ],
)
def test_falling_short_of_the_own_goal_draws_out_effort(trait: float, outlook: float, effort: float) -> None:
    assert pull_of_own_standard(trait, outlook, GROUP) == pytest.approx(effort)


def prospecting(ritual: float, open_deals: int, accountability: float = 0.0, hours: float = 40.0) -> float:
    """Hours of prospecting in a week, of 4 wanted at par; each of 10 normal deals asks for one hour."""
    o = calm_firm(
        {
            "planning.prospecting_hours_per_week": 4.0,
            "planning.normal_open_deals": 10.0,
            "planning.thin_pipeline_response": 1.0,
            "planning.deal_hours_per_week": 1.0,
            "planning.work_hours_per_week": hours,
            "planning.selling_share": 0.5,
            "knowledge.playbook_hours": 0.0,
            "knowledge.meeting_hours": 0.0,
            "leadership.control_hours_per_rep": 0.0,
            "leadership.process_gain": 0.0,
            "enemy.preparation_hours": 0.0,
        }
    )
    open_week(o, o.p)
    rep: RepState = o.reps[0]
    rep.effort, rep.accountability, o.teams[0].ritual = 1.0, accountability, ritual
    o.seats[0].open_deals, o.seats[0].accounts = open_deals, 0
    divide_hours(rep, o, o.p)
    return rep.prospecting_hours


def test_by_feel_a_full_pipeline_ends_prospecting_and_a_thin_one_doubles_it() -> None:
    # 20 hours a week. Empty: 8 hours wished for, twice that at most. Full twice over: none.
    assert prospecting(0.0, open_deals=0) == pytest.approx(16.0)
    assert prospecting(0.0, open_deals=20) == 0.0


@pytest.mark.parametrize(("ritual", "hours"), [(0.0, 2.0), (0.5, 3.0), (1.0, 4.0)])
def test_a_ritual_protects_prospecting_in_a_full_week(ritual: float, hours: float) -> None:
    # 16 deals ask for 16 hours and prospecting for 4; the week holds 10. Without protection each gets a half.
    assert prospecting(ritual, 16, accountability=1.0, hours=20.0) == pytest.approx(hours)


def test_a_full_ritual_does_not_ask_for_a_sense_of_duty() -> None:
    assert prospecting(1.0, 16, accountability=0.0, hours=20.0) == pytest.approx(4.0)


def test_protected_hours_are_taken_from_deals() -> None:
    o = calm_firm()
    open_week(o, o.p)
    rep = o.reps[0]
    rep.effort, rep.accountability, o.seats[0].open_deals = 1.0, 0.5, 40
    shares = []
    for o.teams[0].ritual in (0.0, 1.0):
        divide_hours(rep, o, o.p)
        shares.append(rep.attention)
    assert shares[1] < shares[0]
