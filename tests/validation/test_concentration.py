"""P4: shares, spreads and tails of samples whose law is known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from experiments.validation import concentration
from experiments.validation.panel import rep_years
from experiments.validation.tails import criteria, prefers_exponential_or_lognormal
from tests.validation.lives import career, lived

RUNS = 40


def preferred(draw) -> float:  # type: ignore[no-untyped-def]
    rng = np.random.default_rng(8)
    return float(np.mean([prefers_exponential_or_lognormal(draw(rng)) for _ in range(RUNS)]))


def test_exponential_and_lognormal_data_prefer_an_exponential_or_lognormal_tail() -> None:
    assert preferred(lambda rng: 1e-3 + rng.exponential(1.0, 250)) > 0.8
    assert preferred(lambda rng: np.exp(rng.normal(0.0, 0.5, 250))) > 0.8


def test_normal_and_pareto_data_do_not() -> None:
    assert preferred(lambda rng: 1e-3 + np.abs(rng.normal(1.0, 0.3, 250))) < 0.4
    assert preferred(lambda rng: 1.0 + rng.pareto(2.2, 250)) < 0.2


def test_each_law_has_the_best_criterion_on_much_data_of_its_own() -> None:
    rng = np.random.default_rng(2)
    samples = {
        "exponential": rng.exponential(1.0, 20_000),
        "pareto": 1.0 + rng.pareto(2.0, 20_000),
        "normal": np.abs(rng.normal(3.0, 0.7, 20_000)),
        "lognormal": np.exp(rng.normal(0.0, 0.6, 20_000)),
    }
    assert {name: min(found, key=found.__getitem__) for name, found in map_criteria(samples).items()} == {
        name: name for name in samples
    }


def map_criteria(samples: dict[str, np.ndarray]) -> dict[str, dict[str, float]]:
    return {name: criteria(sample) for name, sample in samples.items()}


def test_a_small_sample_prefers_nothing() -> None:
    assert not prefers_exponential_or_lognormal(np.exp(np.random.default_rng(0).normal(size=19)))


def test_the_top_fifth_is_rounded_up_to_whole_heads() -> None:
    assert concentration.top_fifth_share(np.array([1.0, 1.0, 2.0, 3.0, 5.0, 8.0])) == pytest.approx(13 / 20)


def test_spread_is_taken_within_each_year_among_the_tenured() -> None:
    table = pd.DataFrame({
        "year": [0, 0, 0, 1, 1, 1],
        "tenured": [True, True, False, True, True, True],
        "revenue_money": [1.0, 3.0, 99.0, 10.0, 30.0, 20.0],
    })  # fmt: skip
    years = concentration.tenured_revenue(table)
    assert [year.tolist() for year in years] == [[1.0, 3.0], [10.0, 30.0, 20.0]]


def test_rep_years_are_those_worked_in_full_and_tenure_counts_from_their_first_day() -> None:
    record = lived(156, 4, bookings_money=2.0, expansion_money=1.0)
    career(record, 1, start=0)  # new in the first year, tenured in the second and third
    career(record, 2, start=10)  # not there all of the first year
    career(record, 3, start=0, end=103)  # leaves as the second year ends
    table = rep_years(record)
    assert table[["year", "seat", "tenured"]].to_numpy().tolist() == [
        [0, 0, True], [0, 1, False], [0, 3, False],
        [1, 0, True], [1, 1, True], [1, 2, False], [1, 3, True],
        [2, 0, True], [2, 1, True], [2, 2, True],
    ]  # fmt: skip
    assert (table["revenue_money"] == 156.0).all()


def test_two_people_in_one_seat_make_no_rep_year() -> None:
    record = lived(52, 1)
    record.people["hire"][26:] = 1
    record.people["hired_week"][26:] = 26
    assert rep_years(record).empty
