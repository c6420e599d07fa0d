"""P1 against firms whose hazard, exits and tenures are known."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.validation import turnover
from tests.validation.lives import career, lived


def test_a_planted_hazard_is_recovered() -> None:
    rng, weeks, seats, hazard = np.random.default_rng(1), 260, 200, 0.3
    leaves = rng.random((weeks, seats)) < 1.0 - np.exp(-hazard / 52)
    tables = [turnover.extract(lived(weeks, seats, resigned=leaves.astype(int), departed=leaves)) for _ in range(2)]
    stacked = {name: np.array([table[name] for table in tables]) for name in tables[0]}
    assert turnover.estimate(stacked)["P1.turnover"].mean == pytest.approx(hazard, rel=0.05)


def test_exits_are_counted_by_kind_and_those_who_are_hired_away_have_resigned() -> None:
    record = lived(104, 4)
    for week, name in enumerate(("resigned", "resigned", "dismissed", "laid_off")):
        record.flows[name][week, week] = 1
    found = turnover.extract(record)
    assert (found["exits"], found["resigned"], found["head_years"]) == (4.0, 2.0, 8.0)


def test_an_empty_seat_is_no_head() -> None:
    record = lived(104, 2)
    record.people["employed"][:52, 0] = 0
    assert turnover.extract(record)["head_years"] == 3.0


def test_tenure_counts_the_last_week_worked() -> None:
    record = lived(104, 3)
    career(record, 0, start=0, end=51)  # a full year
    assert turnover.extract(record)["tenure_years"] == 1.0


def test_only_newcomers_who_can_be_watched_for_a_year_count() -> None:
    record = lived(104, 5)
    career(record, 0, start=10, end=61)  # gone in the 52nd week
    career(record, 1, start=10, end=62)  # a year and a week
    career(record, 2, start=52)  # stays; the last who can be watched
    career(record, 3, start=53, end=60)  # too late to be watched for a year
    found = turnover.extract(record)
    assert (found["hired"], found["gone"]) == (3.0, 1.0)
