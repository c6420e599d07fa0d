"""Morale: jolts, and the way back to par."""

from __future__ import annotations

import pytest

from simulation.mechanisms.leadership import USUAL_AUTONOMY
from simulation.mechanisms.morale import USUAL_FAIRNESS, feel, healing, jolt, resting_level
from simulation.mechanisms.opening import open_week
from simulation.parameters.morale import Morale
from simulation.records import TeamState
from tests.mechanisms.builders import calm_firm, make

pytestmark = pytest.mark.jitoff
MORALE = Morale(win_gain=0.02, loss_pain=0.03, dismissal_pain=0.05)


@pytest.mark.parametrize(
    ("wins", "setbacks", "dismissals", "resilience", "change"),
    [
        (0, 0, 0, 0.5, 0.0),
        (2, 0, 0, 0.0, 0.04),  # joy does not ask for resilience
        (0, 1, 0, 0.5, -0.03),
        (0, 1, 0, 1.0, 0.0),  # the most resilient shrug it off
        (0, 1, 0, 0.0, -0.06),  # the least resilient suffer twice
        (1, 2, 1, 0.5, 0.02 - 0.11),
    ],
)
def test_what_a_week_does(wins: int, setbacks: int, dismissals: int, resilience: float, change: float) -> None:
    assert jolt(wins, setbacks, dismissals, resilience, MORALE) == pytest.approx(change)


@pytest.mark.parametrize(
    ("step", "resilience", "share"), [(0.1, 0.5, 0.1), (0.1, 0.0, 0.05), (0.1, 1.0, 0.15), (1.0, 1.0, 1.0)]
)
def test_the_resilient_heal_faster(step: float, resilience: float, share: float) -> None:
    assert healing(step, resilience) == pytest.approx(share)


@pytest.mark.parametrize("steps", [1, 2, 4])
def test_half_of_the_way_back_takes_a_half_life_at_any_step(steps: int) -> None:
    o = calm_firm({"morale.half_life_weeks": 3.0, "morale.par": 0.6, "calendar.steps_per_week": steps})
    o.reps[0].morale, o.reps[0].resilience = 0.2, 0.5
    for _ in range(3):
        o.step()
    assert o.reps[0].morale == pytest.approx(0.4)


def test_danger_wears_every_week_and_the_scale_ends_at_nothing() -> None:
    o = calm_firm({"morale.half_life_weeks": 260.0, "morale.par": 0.6, "morale.threat_pain": 0.25})
    rep = o.reps[0]
    rep.morale, rep.weeks_to_go, o.managers[0].resilience = 0.6, 9, 0.5
    lived = []
    for _ in range(4):
        o.step()
        lived.append(rep.morale)
    assert lived[0] == pytest.approx(0.35)
    assert lived[-1] == 0.0


def test_a_dismissal_hurts_the_team_in_the_week_after_and_nobody_else() -> None:
    o = calm_firm({
        "organization.teams": 2, "morale.dismissal_pain": 0.1, "morale.par": 0.6, "selection.notice_weeks": 0,
        "recruiting.vacancy_weeks": 100.0,
    })  # fmt: skip
    for rep in o.reps:
        rep.morale, rep.resilience = 0.6, 0.5
    o.reps[0].weeks_to_go = 1
    o.step()
    assert [rep.morale for rep in o.reps[1:]] == [0.6, 0.6, 0.6]
    o.step()
    assert [rep.morale for rep in o.reps[1:]] == pytest.approx([0.5, 0.6, 0.6])


@pytest.mark.parametrize(
    ("freedom", "fairness", "level"), [(0.0, 0.0, 0.6), (0.5, 0.0, 0.65), (-0.2, 0.0, 0.58), (0.0, -0.5, 0.5)]
)
def test_people_rest_higher_with_freedom_and_lower_where_it_is_unfair(
    freedom: float, fairness: float, level: float
) -> None:
    p = calm_firm({"morale.par": 0.6, "leadership.autonomy_morale": 0.1, "leadership.fairness_morale": 0.2}).p
    team = make(TeamState, fairness=USUAL_FAIRNESS + fairness)
    assert resting_level(USUAL_AUTONOMY + freedom, team, p) == pytest.approx(level)


def felt(**settings: float) -> float:
    """Morale after a week from par: the first rep's attributes by name, the team's with `team_` before."""
    o = calm_firm({
        "morale.par": 0.6, "morale.loss_pain": 0.05, "attribution.shield": 0.5, "attribution.sting": 0.5,
        "spirit.shame": 0.02,
    })  # fmt: skip
    open_week(o, o.p)
    rep = o.reps[0]
    rep.morale, rep.resilience, rep.standing = 0.6, 0.5, 0.5
    for name, value in settings.items():
        thing = o.teams[0] if name.startswith("team_") else rep
        setattr(thing, name.removeprefix("team_"), value)
    feel(rep, o, o.p)
    return float(rep.morale)


def test_a_setback_hurts_by_where_its_cause_was_found() -> None:
    assert felt(setbacks=2, lessons=2.0) == pytest.approx(0.6 - 0.1)
    assert felt(setbacks=2, blamed=2.0) == pytest.approx(0.6 - 0.05)
    assert felt(setbacks=2) == pytest.approx(0.6 - 0.15)


def test_the_last_of_a_close_team_that_expects_much_are_ashamed() -> None:
    assert felt(standing=0.0, team_standard=1.0, team_cohesion=0.5) == pytest.approx(0.6 - 0.01)
    assert felt(standing=0.9, team_standard=1.0, team_cohesion=0.5) == pytest.approx(0.6)
    assert felt(standing=0.0, team_standard=1.0, team_cohesion=0.0) == pytest.approx(0.6)
