"""Coaching: skill times saturating hours, as far as the manager's week reaches."""

from __future__ import annotations

import pytest

from simulation import SalesOrganization
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


def coached(hours: float, skill: float, weeks: int = 1, **overrides: object) -> SalesOrganization:
    """Two people at par who learn from nobody but their manager, after some weeks."""
    settings = {
        "coaching.hours_per_rep": hours,
        "coaching.gain": 0.2,
        "coaching.half_gain_hours": 1.0,
        "coaching.useful_skill": 0.25,
        "knowledge.best_practice": 0.0,
        "knowledge.meeting_hours": 0.0,
        "learning.half_life_weeks": 1.0,
        "leadership.takeover": 0.0,
        "leadership.hours_per_week": 40.0,
    }
    o = calm_firm(settings | {name.replace("__", "."): value for name, value in overrides.items()})
    o.managers[0].coaching_skill = skill
    for rep in o.reps:
        rep.know_how = 1.0
    for _ in range(weeks):
        o.step()
    return o


def test_competent_coaching_lifts_and_frequent_unskilled_coaching_harms() -> None:
    lifted, harmed = coached(3.0, 0.9, 60), coached(3.0, 0.05, 60)
    assert lifted.report.know_how == pytest.approx(1.0 + know_how_gain(3.0, 0.9, COACHING), abs=1e-6)
    assert harmed.report.know_how == pytest.approx(1.0 + know_how_gain(3.0, 0.05, COACHING), abs=1e-6)
    assert harmed.report.know_how < coached(0.25, 0.05, 60).report.know_how < coached(0.0, 0.05, 60).report.know_how
    assert lifted.report.know_how > coached(0.25, 0.9, 60).report.know_how > 1.0


def test_what_coaching_brought_fades_when_it_stops() -> None:
    o = coached(3.0, 1.0, 60)
    lifted = o.report.know_how
    o.use_arms((o.p.with_overrides({"coaching.hours_per_rep": 0.0}),))
    o.step()
    assert 1.0 < o.report.know_how < lifted
    for _ in range(60):
        o.step()
    assert o.report.know_how == pytest.approx(1.0, abs=1e-6)


def test_in_a_full_week_each_is_coached_less_than_promised() -> None:
    # Two people at 20 hours: 40 of the 20 hours there, beside nothing else.
    others = dict.fromkeys(
        ("control_hours_per_rep", "support_hours_per_rep", "people_hours_per_rep", "process_hours", "direction"), 0.0
    )
    idle = {f"leadership__{name}": value for name, value in others.items()}
    o = coached(20.0, 0.5, **{**idle, "leadership__hours_per_week": 20.0, "recruiting__bench": 0.0})
    assert o.managers[0].coaching_hours_per_rep == pytest.approx(10.0)


def test_nobody_coaches_where_the_post_is_vacant() -> None:
    o = coached(3.0, 1.0, 1)
    o.managers[0].in_post, o.managers[0].post_vacant_until = 0, 99.0
    for _ in range(60):
        o.step()
    assert o.report.know_how == pytest.approx(1.0, abs=1e-6)
