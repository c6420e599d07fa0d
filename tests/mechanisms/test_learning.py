"""Learning: know-how closes half of its gap in a half-life."""

from __future__ import annotations

import pytest

from simulation import load_scenario
from simulation.mechanisms.learning import speed
from tests.mechanisms.builders import calm_firm

pytestmark = pytest.mark.jitoff
PLAIN = {"coaching.gain": 0.0, "learning.speed_log_sd": 0.0, "learning.peer_speed": 0.0}


@pytest.mark.parametrize(
    ("own", "helpfulness", "peer_speed", "playbook", "pace"),
    [
        (1.0, 0.5, 0.3, 0.0, 1.0),
        (1.0, 1.0, 0.3, 0.0, 1.3),
        (1.0, 0.0, 0.3, 0.0, 0.7),
        (2.0, 0.0, 0.5, 0.0, 1.0),
        (1.0, 0.0, 3.0, 0.0, 0.0),
        (2.0, 0.5, 0.3, 0.5, 2.8),  # a full playbook would make it 80 % faster, half of one 40 %
    ],
)
def test_speed_follows_the_person_a_helpful_team_and_the_playbook(
    own: float, helpfulness: float, peer_speed: float, playbook: float, pace: float
) -> None:
    p = load_scenario(overrides={"learning.peer_speed": peer_speed, "knowledge.playbook_speed": 0.8})
    assert speed(own, helpfulness, playbook, p) == pytest.approx(pace)


@pytest.mark.parametrize("steps", [1, 2, 4])
def test_half_of_what_is_missing_is_learned_in_a_half_life_at_any_step(steps: int) -> None:
    # Know-how 0.6 -> 0.8 -> 0.9 after 4 and 8 weeks; qualification skill 0.2 -> 0.6 after 8.
    o = calm_firm({
        **PLAIN, "learning.half_life_weeks": 4.0, "qualification.skill_half_life_weeks": 8.0,
        "calendar.steps_per_week": steps,
    })  # fmt: skip
    rep = o.reps[0]
    rep.know_how, rep.qualification_skill = 0.6, 0.2
    know_how = []
    for _ in range(8):
        o.step()
        know_how.append(rep.know_how)
    assert (know_how[3], know_how[7]) == pytest.approx((0.8, 0.9))
    assert rep.qualification_skill == pytest.approx(0.6)


def test_coaching_sustains_know_how_above_par() -> None:
    # Plenty of hours by a manager of skill 1: 1 + 0.2 * 3 / (3 + 1) = 1.15; half of the way from 1 in a half-life.
    o = calm_firm({
        **PLAIN, "coaching.gain": 0.2, "coaching.hours_per_rep": 3.0, "coaching.half_gain_hours": 1.0,
        "leadership.hours_per_week": 80.0, "learning.half_life_weeks": 1.0,
    })  # fmt: skip
    o.managers[0].coaching_skill = 1.0
    o.reps[0].know_how = 1.0
    o.step()
    assert o.reps[0].know_how == pytest.approx(1.075)


def test_the_quickest_learner_arrives_and_never_overshoots() -> None:
    o = calm_firm({**PLAIN, "learning.half_life_weeks": 0.5})
    o.reps[0].know_how, o.reps[0].learning_speed = 0.5, 50.0
    o.step()
    assert o.reps[0].know_how == 1.0
