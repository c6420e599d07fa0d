"""When there are seeds enough."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from experiments.sweep.stopping import MANY, next_round, seeds_needed


def world(differences: np.ndarray, failed: int = 0) -> pd.DataFrame:  # type: ignore[type-arg]
    """An arm whose profit differs so from a reference of 100."""
    seeds = range(len(differences))
    reference = pd.DataFrame({"arm": "ordinary", "seed": seeds, "profit": 100.0})
    arm = pd.DataFrame({"arm": "culling", "seed": seeds, "profit": 100.0 + differences})
    arm.loc[: failed - 1, "profit"] = np.nan
    return pd.concat([reference, arm], ignore_index=True)


def needed(table: pd.DataFrame, share: float = 0.01) -> int:
    return seeds_needed([table], "ordinary", "profit", share)


def test_a_narrow_interval_needs_no_more_seeds() -> None:
    assert needed(world(np.tile([-0.1, 0.1], 10))) <= 20


def test_half_the_width_takes_four_times_the_seeds() -> None:
    differences = np.random.default_rng(0).normal(0.0, 10.0, 50)
    assert needed(world(differences), 0.005) == pytest.approx(4 * needed(world(differences), 0.01), rel=0.01)


def test_the_number_that_is_asked_for_is_about_enough() -> None:
    rng = np.random.default_rng(1)
    count = needed(world(rng.normal(0.0, 10.0, 200)))
    assert needed(world(rng.normal(0.0, 10.0, int(1.2 * count)))) == 0


def test_the_worst_arm_and_world_decide() -> None:
    quiet, loud = world(np.tile([-0.1, 0.1], 10)), world(np.tile([-9.0, 9.0], 10))
    assert seeds_needed([quiet, loud], "ordinary", "profit", 0.01) == needed(loud) > needed(quiet)


def test_failed_runs_leave_their_seeds_out() -> None:
    differences = np.tile([-9.0, 9.0], 10)
    assert needed(world(differences, failed=10)) > 0
    assert needed(world(differences, failed=19)) == MANY


def test_rounds_grow_at_most_threefold_and_keep_to_the_budget() -> None:
    assert next_round(20, 1_000, 500) == 60
    assert next_round(200, 1_000, 500) == 500
    assert next_round(500, 1_000, 500) == 500
    assert next_round(20, 7, 500) == 20
