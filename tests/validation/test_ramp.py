"""P8 against newcomers whose ramp is known."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.validation import ramp
from experiments.validation.panel import tenure_weeks
from tests.validation.lives import career, lived


def newcomers(weeks: int = 130) -> tuple:  # type: ignore[type-arg]
    """Twenty newcomers in twenty seats, from week 0 on, beside twenty who have long been there."""
    record = lived(weeks, 40)
    for seat in range(20):
        career(record, seat, start=0)
    return record, np.arange(weeks)[:, None]


def test_a_planted_ramp_is_read_where_it_crosses_four_fifths() -> None:
    record, week = newcomers()
    record.flows["bookings_money"][:] = 1.0
    record.flows["bookings_money"][:, :20] = np.minimum(week / 26, 1.0)  # at par after half a year
    found = ramp.extract(record)
    # The mean of weeks w-13 to w-1 at par 26 is (w - 7) / 26, which reaches 0.8 at w = 27.8, where the cap has begun to
    # bind for one week: a little later.
    months = ramp.ramp_months({"ramp": np.stack([found["ramp"]] * 2)})
    assert months * 13 / 3 == pytest.approx(27.8, abs=0.5)


def test_people_who_are_gone_leave_the_cohort() -> None:
    record, _ = newcomers()
    career(record, 0, start=0, end=9)
    along = ramp.careers(record.flows["bookings_money"], tenure_weeks(record), np.array([[0, 0], [0, 1]]))
    assert np.isfinite(along[0]).sum() == 10
    assert np.isfinite(along[1]).sum() == ramp.WATCHED_WEEKS


def test_the_tenured_median_is_of_quarters_worked_in_full() -> None:
    record, _ = newcomers(26)
    record.flows["bookings_money"][:] = np.where(np.arange(40) < 20, 100.0, 2.0)
    assert ramp.tenured_median(record.flows["bookings_money"], tenure_weeks(record)) == 26.0


def test_a_curve_is_crossed_between_weeks_by_a_straight_line() -> None:
    assert ramp.weeks_to(np.array([0.1, 0.2, 0.6, 1.0]), 0.4) == pytest.approx(
        2.5
    )  # 0.2 after week 2, 0.6 after week 3
    assert np.isnan(ramp.weeks_to(np.array([0.1, 0.2]), 0.4))


def test_learning_times_lie_apart_as_planted() -> None:
    record, week = newcomers()
    reached = np.arange(1, 21)  # newcomer i knows enough as week i of tenure begins
    record.people["know_how"][:, :20] = np.where(week >= reached, 1.0, 0.5)
    record.people["know_how"][:, 20:] = 1.0
    found = ramp.extract(record)
    assert (found["quick"], found["slow"]) == (2.0, 18.0)


def test_who_leaves_before_knowing_enough_is_censored() -> None:
    weeks, gone = np.arange(1.0, 11.0), np.array([False] * 9 + [True])
    assert ramp.quantiles_of(weeks, gone) == (1.0, 9.0)
    gone = np.array([False] * 5 + [True] * 5)  # nine tenths are never reached: the longest time seen
    assert ramp.quantiles_of(weeks, gone)[1] == 10.0
