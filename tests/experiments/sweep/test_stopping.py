"""When there are seeds enough."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from experiments.analysis.bootstrap import Values
from experiments.analysis.intervals import bootstrap_interval
from experiments.analysis.metrics import Metric
from experiments.analysis.sequential import Precision
from experiments.analysis.verdict import find
from experiments.sweep.stopping import as_stopped, more_seeds, within

ONE_PERCENT = Precision(0.01, relative=True, fewest=20, batch=10, budget=500)
PROFIT = Metric("profit", "Profit", "money", margin=0.01, relative=True)


def world(differences: Values, failed: int = 0) -> pd.DataFrame:
    """An arm whose profit differs so from a reference of 100."""
    seeds = range(len(differences))
    reference = pd.DataFrame({"arm": "ordinary", "seed": seeds, "profit": 100.0})
    arm = pd.DataFrame({"arm": "culling", "seed": seeds, "profit": 100.0 + differences})
    arm.loc[: failed - 1, "profit"] = np.nan
    return pd.concat([reference, arm], ignore_index=True)


def more(*worlds: pd.DataFrame, precision: Precision = ONE_PERCENT) -> tuple[int, bool]:
    return more_seeds(worlds, "ordinary", "profit", precision, worlds[0]["seed"].nunique())


QUIET, LOUD = np.tile([-0.1, 0.1], 10), np.tile([-9.0, 9.0], 10)


def test_a_narrow_interval_needs_no_more_seeds() -> None:
    assert more(world(QUIET)) == (0, True)


def test_half_the_width_is_not_reached_where_the_width_is() -> None:
    differences = np.random.default_rng(0).normal(0.0, 4.5, 100)
    assert more(world(differences)) == (0, True)
    assert more(world(differences), precision=replace(ONE_PERCENT, half_width=0.005)) == (10, False)


def test_nobody_looks_before_the_first_batch_is_lived() -> None:
    assert more(world(QUIET[:8])) == (12, False)
    assert within(0.01, 1_000).fewest == 100
    assert within(0.01, 7).fewest == 7


def test_the_worst_arm_and_world_decide() -> None:
    assert more(world(QUIET), world(LOUD)) == more(world(LOUD)) == (10, False)


def test_failed_runs_leave_their_seeds_out() -> None:
    assert more(world(QUIET, failed=5)) == (5, False)
    assert more(world(QUIET, failed=20)) == (20, False)


def test_the_budget_counts_what_was_lived_also_what_failed() -> None:
    tight = replace(ONE_PERCENT, budget=23)
    assert more(world(LOUD), precision=tight) == (3, False)
    assert more(world(np.tile(LOUD, 2)[:23], failed=10), precision=tight) == (0, False)


def test_a_share_of_a_reference_of_nothing_spends_the_budget_and_breaks_nothing() -> None:
    nothing = world(LOUD).assign(profit=lambda table: table["profit"] - 100.0)
    assert more(nothing) == (10, False)


def test_at_a_stop_the_interval_is_the_one_for_a_stop() -> None:
    skewed = np.random.default_rng(3).exponential(size=120) - 0.8
    table = world(skewed)
    usual = find(table, ["culling"], "ordinary", [PROFIT])[0]
    stopped = as_stopped(table, usual)
    assert (stopped.difference.low, stopped.difference.high) == pytest.approx(bootstrap_interval(skewed))
    assert abs(stopped.difference.low - usual.difference.low) > 1e-4
