"""Coaching: skill times saturating hours, and a week that ends."""

from __future__ import annotations

import pytest

from simulation.mechanisms.coaching import know_how_gain
from simulation.parameters.coaching import Coaching
from tests.mechanisms.builders import calm_firm

pytestmark = pytest.mark.jitoff
COACHING = Coaching(gain=0.2, half_gain_hours=1.0, useful_skill=0.25)


@pytest.mark.parametrize(
    ("hours", "skill", "gain"),
    [
        (0.0, 1.0, 0.0),
        (1.0, 1.0, 0.1),  # half of the hours' gain by a fully skilled manager
        (3.0, 1.0, 0.15),  # 3 / (3 + 1)
        (1.0, 0.25, 0.0),  # skill that is just no harm
        (1.0, 0.625, 0.05),  # half way from there to full skill
        (1.0, 0.0, -0.2 * 0.5 * 0.25 / 0.75),  # frequent and unskilled: harm
    ],
)
def test_coaching_gains_by_skill_times_hours(hours: float, skill: float, gain: float) -> None:
    assert know_how_gain(hours, skill, COACHING) == pytest.approx(gain)


def test_a_manager_divides_her_hours_among_those_present() -> None:
    o = calm_firm({
        "coaching.hours_per_rep": 20.0, "leadership.hours_per_week": 16.0, "quitting.quits_per_year": 0.15,
        "recruiting.vacancy_weeks": 260.0,
    })  # fmt: skip
    o.step()
    assert o.managers[0].coaching_hours_per_rep == pytest.approx(8.0)
    o.reps[0].quit_dose = o.reps[0].quit_limit  # resigns at the end of the coming week, is missed in the one after
    o.step()
    o.step()
    assert o.managers[0].coaching_hours_per_rep == pytest.approx(16.0)
