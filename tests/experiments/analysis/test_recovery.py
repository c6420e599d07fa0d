"""What a shock costs and how long it lasts: by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from experiments.analysis.recovery import lost, recovery, recovery_week


def weeks(values: np.ndarray, seeds: int = 4) -> pd.DataFrame:
    return pd.DataFrame({str(seed): values for seed in range(seeds)})


USUAL = weeks(np.full(104, 10.0))


def test_ten_weeks_at_half_cost_five_ordinary_weeks() -> None:
    struck = USUAL.copy()
    struck.iloc[:10] = 5.0
    assert list(lost(struck, USUAL)) == pytest.approx([5.0] * 4)


def test_the_firm_has_recovered_in_the_first_quarter_that_is_near_again() -> None:
    change = np.zeros((104, 4))
    change[:20] = -0.5
    # The quarter that begins in week w has 20 - w struck weeks: a loss above 5 % while (20 - w) / 26 > 0.05, w < 18.7
    assert recovery_week(change, 0.05) == 19.0


def test_nothing_lost_recovers_at_once_and_what_never_ends_never_does() -> None:
    assert recovery_week(np.zeros((104, 4)), 0.05) == 0.0
    assert recovery_week(np.full((104, 4), -0.2), 0.05) == float("inf")


def test_seeds_that_agree_leave_no_doubt_and_seeds_that_differ_do() -> None:
    struck = USUAL.copy()
    struck.iloc[:20] = 5.0
    assert recovery(struck, USUAL, 0.05) == (19.0, 19.0, 19.0)
    struck.iloc[:60, 0] = 5.0
    found, low, high = recovery(struck, USUAL, 0.05)
    assert low < found <= high


def test_what_is_lost_by_luck_after_a_recovery_does_not_count() -> None:
    change = np.zeros((104, 4))
    change[:20], change[60:90] = -0.5, -0.2
    assert recovery_week(change, 0.05) == 19.0


def test_a_loss_that_comes_late_is_waited_for() -> None:
    change = np.zeros((104, 4))
    change[26:46] = -0.5
    assert recovery_week(change, 0.05) == 45.0
