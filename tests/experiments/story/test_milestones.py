"""Milestones of a life: knowing the trade, the best quarter, a drought to the end, and quotas made or missed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from experiments.story.life import Event, Quarter
from experiments.story.milestones import best_quarter, milestones, ramped, unbroken_drought, verdicts
from experiments.story.moments import Money, Share, Weeks
from tests.experiments.story.lives import EVENTS, LIFE, QUARTERS, with_events


def test_a_newcomer_knows_the_trade_at_the_end_of_the_first_quarter_near_par() -> None:
    told = ramped(LIFE)
    assert told is not None
    assert (told.week, told.values) == (38, {"tenure": Weeks(29)})


def test_who_was_there_before_the_story_is_not_told_to_learn_the_trade() -> None:
    assert ramped(replace(LIFE, first_week=20)) is None


def test_the_best_quarter_needs_four_to_choose_from() -> None:
    told = best_quarter(LIFE)
    assert told is not None
    assert (told.week, told.values) == (51, {"value": Money(200_000.0), "ratio": Share(4.0)})
    assert best_quarter(replace(LIFE, quarters=QUARTERS[:3])) is None
    assert best_quarter(replace(LIFE, quarters=QUARTERS[4:])) is None  # nothing booked in any


def test_a_best_quarter_without_quota_is_told_without_a_ratio() -> None:
    free = tuple(Quarter(quarter.week, quarter.bookings_money, 0.0, 1.0) for quarter in QUARTERS)
    told = best_quarter(replace(LIFE, quarters=free))
    assert told is not None
    assert (told.key, told.values) == ("story.best_quarter", {"value": Money(200_000.0)})


def test_a_drought_that_leaving_ends_is_told_with_the_leaving() -> None:
    told = unbroken_drought(LIFE)
    assert told is not None
    assert (told.week, told.values) == (108, {"drought": Weeks(58)})
    assert told.day > EVENTS[-1].day
    assert unbroken_drought(with_events(*EVENTS[:-1])) is None
    assert unbroken_drought(with_events(*EVENTS[:-1], Event("resigned", 55, 7.0))) is None
    assert unbroken_drought(with_events(EVENTS[-1])) is None


def test_the_made_up_life_has_every_milestone() -> None:
    assert len(milestones(LIFE)) == 3


def test_a_year_is_judged_by_its_quarters_against_the_quota_of_the_weeks_worked() -> None:
    judged = verdicts(LIFE)
    assert list(judged) == [0, 1]
    assert judged[0].attainment == pytest.approx(290_000.0 / 200_000.0)
    assert (judged[0].made, judged[1].made) == (True, False)


def test_a_year_that_somebody_left_in_or_hardly_began_is_not_judged() -> None:
    assert list(verdicts(replace(LIFE, quarters=QUARTERS[:-1]))) == [0]
    assert list(verdicts(replace(LIFE, hired_week=27))) == [1]
    assert list(verdicts(replace(LIFE, hired_week=26))) == [0, 1]
