"""Booms and busts of single people: by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from experiments.analysis.swings import swing


def quarters(*values: list[float]) -> pd.DataFrame:
    rows = [(seat, 0, value) for seat, some in enumerate(values) for value in some]
    return pd.DataFrame(rows, columns=["seat", "hire", "hours"])


def test_people_who_differ_from_each_other_but_not_in_time_do_not_swing() -> None:
    assert swing(quarters([5.0] * 8, [9.0] * 8), "hours") == 0.0


def test_the_swing_is_the_spread_between_a_person_s_quarters_beside_their_mean() -> None:
    # eight quarters of 2 and 6 by turns: mean 4, sd sqrt(8 * 4 / 7) = 2.138
    assert swing(quarters([2.0, 6.0] * 4), "hours") == pytest.approx(2.138 / 4.0, abs=1e-4)


def test_who_stayed_for_too_short_or_did_nothing_is_left_out() -> None:
    assert swing(quarters([5.0] * 8, [1.0, 9.0], [0.0] * 8), "hours") == 0.0
    assert math.isnan(swing(quarters([1.0, 9.0]), "hours"))
