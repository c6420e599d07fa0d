"""Attention: how long setbacks occupy the mind, what they take and teach, and when a deal is given up."""

from __future__ import annotations

import pytest

from simulation import SalesOrganization
from simulation.mechanisms.attention import MOST_DISTRACTED, dwell_on_setbacks, fading, patience, streak
from simulation.mechanisms.closing import look_for_trouble
from simulation.mechanisms.conduct import promised_too_much
from simulation.mechanisms.opening import open_week
from simulation.mechanisms.planning import customer_hours, speed_of_deals
from simulation.parameters.attention import Attention
from tests.mechanisms.builders import calm_firm, firm

pytestmark = pytest.mark.jitoff
OWN = {f"attention.{name}": getattr(Attention(), name) for name in Attention.model_fields}
STEP = 1.0 - 2.0**-0.5  # of a half-life of two weeks


@pytest.mark.parametrize(
    ("resilience", "forward", "share"),
    [
        (0.5, 0.0, 0.2),
        (1.0, 0.0, 0.3),
        (0.0, 0.0, 0.1),
        (0.5, 0.5, 0.3),  # a full norm doubles the speed
        (1.0, 1.0, 0.6),
    ],
)
def test_setbacks_fade_faster_for_the_resilient_and_where_moving_on_is_the_norm(
    resilience: float, forward: float, share: float
) -> None:
    assert fading(0.2, resilience, forward, Attention(moving_on=1.0)) == pytest.approx(share)


def test_nothing_fades_more_than_wholly() -> None:
    assert fading(0.9, 1.0, 1.0, Attention(moving_on=2.0)) == 1.0


@pytest.mark.parametrize(
    ("training", "skill", "weeks"), [(0.0, 1.0, 20.0), (1.0, 0.0, 20.0), (0.5, 0.5, 15.0), (1.0, 1.0, 0.0)]
)
def test_training_and_skill_together_let_go_of_hopeless_deals(training: float, skill: float, weeks: float) -> None:
    assert patience(skill, Attention(patience_weeks=20.0, qualify_out=training)) == pytest.approx(weeks)


@pytest.mark.parametrize(
    ("wins", "setbacks", "confidence"), [(3, 0, 0.7), (0, 2, 0.5), (1, 1, 0.6), (0, 0, 0.6), (3, 1, 0.65)]
)
def test_a_streak_follows_what_was_decided(wins: int, setbacks: int, confidence: float) -> None:
    # From 0.7 or 0.5 half-way: a fifth of the way from 0.6 to what the week showed, 1, 0, 0.5, nothing, or 0.75.
    due = {(3, 0): 0.68, (0, 2): 0.48, (1, 1): 0.58, (0, 0): 0.58, (3, 1): 0.63}[wins, setbacks]
    assert streak(0.6, wins, setbacks, 0.2) == pytest.approx(due)
    assert (due - 0.6) * (confidence - 0.6) >= 0.0


def shaken(setbacks: int, resilience: float = 0.5, forward: float = 0.0, **settings: object) -> SalesOrganization:
    """A firm whose first rep had setbacks this week."""
    o = calm_firm({**OWN, "attention.hours_lost": 0.05, "attention.half_life_weeks": 2.0, **settings})
    open_week(o, o.p)
    rep, o.teams[0].forward = o.reps[0], forward
    rep.resilience, rep.setbacks, rep.distraction, rep.qualification_skill, rep.confidence = (
        resilience, setbacks, 0.0, 0.5, 0.5,
    )  # fmt: skip
    dwell_on_setbacks(rep, o, o.p)
    return o


@pytest.mark.parametrize(
    ("setbacks", "resilience", "distraction"),
    [(0, 0.5, 0.0), (1, 0.5, 0.05), (3, 0.5, 0.15), (1, 1.0, 0.0), (1, 0.0, 0.1)],
)
def test_fresh_setbacks_take_part_of_the_week(setbacks: int, resilience: float, distraction: float) -> None:
    assert shaken(setbacks, resilience).reps[0].distraction == pytest.approx(distraction)


def test_some_of_the_week_is_always_left() -> None:
    assert shaken(30, 0.0).reps[0].distraction == MOST_DISTRACTED


def test_what_is_on_the_mind_is_not_given_to_customers() -> None:
    o = shaken(3)
    o.reps[0].effort = 1.0
    hours = customer_hours(o.reps[0], o, o.p)
    o.reps[0].distraction = 0.0
    assert hours == pytest.approx(0.85 * customer_hours(o.reps[0], o, o.p))


def test_old_setbacks_fade_by_their_half_life() -> None:
    o = shaken(2)
    o.reps[0].setbacks = 0
    for _ in range(2):
        dwell_on_setbacks(o.reps[0], o, o.p)
    assert o.reps[0].distraction == pytest.approx(0.05)


def brooding(forward: float, lesson: float = 0.1) -> tuple[float, float]:
    """Weeks lost to three setbacks, and qualification skill learned from them, in a team with this norm."""
    o = shaken(3, forward=forward, **{"attention.moving_on": 1.0, "attention.lesson": lesson})
    rep, lost = o.reps[0], o.reps[0].distraction
    rep.setbacks = 0
    for _ in range(50):
        dwell_on_setbacks(rep, o, o.p)
        lost += rep.distraction
    return lost, rep.qualification_skill - 0.5


def test_looking_ahead_saves_the_hours_and_forgoes_the_lesson() -> None:
    # Sum of 0.15 kept^n: 0.15 / 0.293 = 0.512 weeks, or 0.15 / 0.586 = 0.256.
    dwelling, forward = brooding(0.0), brooding(1.0)
    assert (dwelling[0], forward[0]) == pytest.approx((0.15 / STEP, 0.15 / (2.0 * STEP)))
    assert dwelling[1] > forward[1] > 0.0
    assert brooding(0.0, lesson=0.0)[1] == 0.0


def test_the_lesson_is_a_share_of_what_is_still_to_learn() -> None:
    # 0.1 x 0.15 of the missing half.
    assert shaken(3, **{"attention.lesson": 0.1}).reps[0].qualification_skill == pytest.approx(0.5 + 0.5 * 0.015)


def test_a_streak_moves_deals_only_if_it_is_asked_to() -> None:
    def speed(confidence: float, weight: float) -> float:
        o = calm_firm({**OWN, "attention.confidence": weight})
        o.reps[0].confidence, o.reps[0].attention = confidence, 1.0
        return speed_of_deals(o.reps[0], o, o.p, 0.0)

    assert speed(1.0, 0.0) == speed(0.0, 0.0)
    assert speed(1.0, 0.1) - speed(0.0, 0.1) == pytest.approx(0.2)
    assert speed(0.5, 0.1) == speed(0.5, 0.0)


def test_quarters_far_below_expectation_make_helpless_and_one_good_one_heals() -> None:
    o = calm_firm({"attention.helplessness": 0.2})
    rep, felt = o.reps[0], []
    for quarter_money in (40.0, 49.0, 0.0, 50.0):
        rep.expected_quarter_money, rep.quarter_money = 100.0, quarter_money
        look_for_trouble(rep, o, o.p)
        felt.append(rep.helplessness)
    assert felt == pytest.approx([0.2, 0.4, 0.6, 0.0])


def test_the_helpless_promise_too_much() -> None:
    p = calm_firm({
        "attention.helpless_promising": 0.5, "conduct.restraint": 0.8, "conduct.usual_promising": 0.0,
    }).p  # fmt: skip
    assert promised_too_much(0.0, 0.4, 0.0, p) == pytest.approx(0.2)
    assert promised_too_much(0.0, 0.4, 1.0, p) == pytest.approx(0.04)  # a code holds them back


def distracted(**settings: object) -> float:
    """Mean distraction of a firm at work in its second quarter."""
    o = firm({"organization.teams": 2, "organization.reps_per_team": 5, **settings})
    total = 0.0
    for week in range(26):
        o.step()
        total += o.report.distraction if week >= 13 else 0.0
    return total / 13


def test_a_firm_that_looks_ahead_is_less_distracted() -> None:
    assert distracted(**{"attention.forward_norm": 1.0}) < distracted(**{"attention.forward_norm": 0.0}) - 0.003
    assert distracted(**{"attention.hours_lost": 0.0}) == 0.0


def test_setbacks_shake_confidence_and_time_mends_it() -> None:
    o = shaken(2, **{"attention.confidence_half_life_weeks": 1.0})
    assert o.reps[0].confidence == pytest.approx(0.25)  # half of the way to nothing but losses
    o.reps[0].setbacks = 0
    dwell_on_setbacks(o.reps[0], o, o.p)
    assert o.reps[0].confidence == pytest.approx(0.375)
