"""P6 and P7 against years whose attainment and calendar are known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from experiments.validation import attainment, season
from experiments.validation.panel import rep_years
from tests.validation.lives import lived


def test_attainment_is_that_of_the_full_year_although_books_are_closed_in_its_last_week() -> None:
    booked, asked = np.zeros((52, 1)), np.zeros((52, 1))
    booked[51], asked[51] = 80.0, 51.0  # as the last week begins
    quota = np.full((52, 1), 52.0)
    quota[51] = 999.0  # next year's, set in the last week
    money = np.zeros((52, 1))
    money[51] = 24.0
    record = lived(
        52, 1, year_bookings_money=booked, year_asked_money=asked, quota_money=quota, bookings_money=money
    )  # fmt: skip
    assert rep_years(record)["attainment"].tolist() == [2.0]


def test_masses_near_quota_hold_their_lower_end_and_not_their_upper() -> None:
    table = pd.DataFrame({"attainment": [0.89, 0.9, 0.95, 0.9999, 1.0, 1.05, 1.1, 1.3, np.nan]})
    found = attainment.counts(table)
    assert (found["reps"], found["reached"], found["below"], found["above"]) == (8.0, 4.0, 3.0, 2.0)


def test_bunching_is_compared_with_that_under_linear_pay() -> None:
    counts = {"reps": 100.0, "reached": 50.0, "attained": 100.0}
    table = {f"{arm}_{name}": np.full(4, value) for arm in ("own", "linear") for name, value in counts.items()}
    masses = {"own_below": 10.0, "own_above": 15.0, "linear_below": 10.0, "linear_above": 12.0}
    found = attainment.estimate(table | {name: np.full(4, value) for name, value in masses.items()})
    assert found["P6.share"].mean == 0.5
    assert found["P6.bunching"].mean == 1.5
    assert found["P6.kinks"].mean == pytest.approx(1.25)


def test_the_first_year_of_a_plan_does_not_count() -> None:
    assert attainment.settled(pd.DataFrame({"year": [0, 1, 2]}))["year"].tolist() == [1, 2]


def test_planted_fiscal_effects_are_recovered_net_of_a_trend() -> None:
    quarter = np.arange(80)
    rates = (100.0 + 0.5 * (quarter - 39.5)) + np.select([quarter % 4 == 0, quarter % 4 == 3], [-5.0, 3.0], 0.0)
    first, last = season.fiscal_effects(rates)
    assert (first, last) == pytest.approx((-0.05, 0.03))


def test_even_flow_leaves_a_third_to_the_last_month() -> None:
    assert season.last_month_share(lived(156, 3, bookings_money=1.0)) == pytest.approx(1 / 3)


def test_bookings_of_the_last_week_of_each_quarter_fall_into_its_last_month() -> None:
    money = (np.arange(156) % 13 == 12).astype(float)[:, None]
    assert season.last_month_share(lived(156, 3, bookings_money=money)) == 1.0
    money = (np.arange(156) % 13 == 8).astype(float)[:, None]  # a third of that week
    assert season.last_month_share(lived(156, 3, bookings_money=money)) == pytest.approx(1 / 3)


def test_rates_are_of_the_tenured_from_the_second_year_on() -> None:
    record = lived(156, 2, bookings_money=np.array([1.0, 50.0]))
    record.people["hired_week"][:, 1] = 140  # seat 1 is never tenured
    assert season.quarterly_rates(record).tolist() == [1.0] * 8


def test_effects_that_vanish_under_linear_pay_are_counted_only_if_there_are_any() -> None:
    own, linear = np.array([0.08, 0.10, 0.09]), np.array([0.02, 0.03, 0.04])
    assert season.vanished(own, linear).mean == pytest.approx(2 / 3)
    assert "no fiscal-year effect" in season.vanished(np.array([0.1, -0.1, 0.0]), linear).why
