"""What the same luck is worth, where nothing or hardly anything differs."""

from __future__ import annotations

import math

import numpy as np

from experiments.analysis.luck import saved_against_independent


def test_arms_that_never_differ_save_everything() -> None:
    same = np.array([1.0, 2.0, 4.0])
    assert saved_against_independent(same, same).interval == (math.inf, math.inf)


def test_a_single_world_that_differs_says_nothing_for_sure() -> None:
    reference = np.arange(8.0)
    saved = saved_against_independent(reference + 4.0 * (reference == 3.0), reference)
    assert 1.0 < saved.times < math.inf
    assert saved.interval[0] < 1.0
    assert saved.interval[1] > 1e6
