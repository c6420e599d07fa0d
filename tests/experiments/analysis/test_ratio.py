"""Ratios of means, where they exist."""

from __future__ import annotations

import pandas as pd
import pytest

from experiments.analysis.ratio import ratios


def column(*values: float) -> pd.DataFrame:
    return pd.DataFrame({"x": values}, index=pd.RangeIndex(len(values), name="seed"))


def test_a_ratio_by_hand() -> None:
    # 20 over 10; over - 2 * under = 3, -3, 0: sd 3, t(0.975, 2) / sqrt(3) = 2.484138, times 3 / 10
    row = ratios(column(21.0, 19.0, 20.0), column(9.0, 11.0, 10.0)).loc["x"]
    assert row.to_list() == pytest.approx([2.0, 2.0 - 0.7452414, 2.0 + 0.7452414])


def test_a_certain_denominator_only_scales() -> None:
    row = ratios(column(21.0, 19.0, 20.0), column(10.0, 10.0, 10.0)).loc["x"]
    assert row.to_list() == pytest.approx([2.0, 2.0 - 0.2484138, 2.0 + 0.2484138])


def test_a_negative_denominator_keeps_low_below_high() -> None:
    row = ratios(column(21.0, 19.0, 20.0), column(-10.0, -10.0, -10.0)).loc["x"]
    assert row.to_list() == pytest.approx([-2.0, -2.0 - 0.2484138, -2.0 + 0.2484138])


def test_there_is_no_ratio_to_what_may_be_nothing() -> None:
    assert ratios(column(1.0, 2.0, 3.0), column(-1.0, 1.0, 0.5)).isna().to_numpy().all()
