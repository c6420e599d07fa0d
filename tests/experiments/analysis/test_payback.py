"""When a policy pays: weeks counted by hand."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from experiments.analysis.payback import payback, weeks_until_ahead


def worlds(*columns: list[float]) -> pd.DataFrame:
    return pd.DataFrame(dict(enumerate(columns)))


def test_weeks_by_hand() -> None:
    table = worlds(
        [1, 1, 1, 1],  # ahead from week 1
        [-1, 2, 1, 1],  # cumulative -1, 1, 2, 3: ahead from week 2
        [2, -3, 4, 1],  # 2, -1, 3, 4: ahead early, behind again, for good from week 3
        [0, 0, 0, 5],  # nothing happens until week 4
        [5, 5, -20, 1],  # ahead twice, behind at the end: never
        [0, 0, 0, 0],  # no difference is not a gain
    )
    assert weeks_until_ahead(table).tolist() == [1, 2, 3, 4, math.inf, math.inf]


def test_summary_counts_never_as_longest() -> None:
    found = payback(worlds([1, 1], [-1, 3], [-1, -1], [-1, -1]))
    assert (found.worlds, found.horizon_weeks, found.share_never) == (4, 2, 0.5)
    assert found.median_weeks == 2.0
    assert found.quartiles_weeks == (1.0, math.inf)
    assert found.share_never_interval[0] < 0.5 < found.share_never_interval[1]


def test_a_dip_then_a_steady_gain_pays_when_arithmetic_says_so() -> None:
    # cost 100 a week for 10 weeks, then 25 a week back: 1,000 / 25 = 40 weeks to zero, ahead in week 10 + 41
    weekly = pd.DataFrame(np.repeat([[-100.0]] * 10 + [[25.0]] * 90, 3, axis=1))
    assert payback(weekly).median_weeks == pytest.approx(51)
