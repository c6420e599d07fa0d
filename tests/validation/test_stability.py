"""P5 against people whose results correlate as planted."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from experiments.validation import stability
from tests.validation.lives import lived


def made_table(people: int, years: int, correlation: float) -> pd.DataFrame:
    rng = np.random.default_rng(5)
    lasting, luck = np.sqrt(correlation), np.sqrt(1.0 - correlation)
    talent = rng.normal(size=people)
    rows = [
        {"year": year, "seat": seat, "hire": 0, "tenured": True, "revenue_money": 100.0 * (year + 1) + 9.0 * value}
        for year in range(years)
        for seat, value in enumerate(lasting * talent + luck * rng.normal(size=people))
    ]
    return pd.DataFrame(rows)


def test_a_planted_correlation_and_its_regression_to_the_mean_are_recovered() -> None:
    pairs = stability.consecutive(stability.standardised(made_table(4_000, 4, 0.5)))
    assert len(pairs) == 12_000
    assert np.corrcoef(pairs["z"], pairs["next_z"])[0, 1] == pytest.approx(0.5, abs=0.02)
    bottom = pairs[pairs["bottom"]]
    assert bottom["next_z"].sum() / bottom["z"].sum() == pytest.approx(0.5, abs=0.02)
    assert bottom["next_bottom"].mean() == pytest.approx(0.32, abs=0.03)  # normal model, by the page of evidence


def test_the_bottom_tenth_is_counted_in_whole_heads() -> None:
    table = stability.standardised(made_table(26, 1, 0.5))
    assert table["bottom"].sum() == 3
    assert table.loc[table["bottom"], "z"].max() < table.loc[~table["bottom"], "z"].min()


def test_pairs_are_of_the_same_person_in_the_next_year() -> None:
    table = made_table(10, 3, 0.5)
    table.loc[(table["year"] == 1) & (table["seat"] == 0), "hire"] = 1
    pairs = stability.consecutive(stability.standardised(table))
    assert len(pairs) == 18
    assert (pairs["seat"] > 0).all()


def test_weekly_variance_within_reps_is_what_was_planted() -> None:
    rng = np.random.default_rng(6)
    money = rng.normal(0.0, 1.0, 300) + rng.normal(0.0, 2.0, (260, 300))  # 1 between people, 4 within
    within, total = stability.weekly_variance(lived(260, 300, bookings_money=money))
    assert within / total == pytest.approx(0.8 * 51 / 52, abs=0.02)
