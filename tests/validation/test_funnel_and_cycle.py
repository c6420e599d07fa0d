"""P2 and P3 against deals whose ends, values and dates are known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from experiments.validation import cycle, funnel
from experiments.validation.panel import RIVAL, UNDECIDED, WON, ended_deals
from simulation.mechanisms import events as kinds
from tests.validation.lives import events, lived, open_deals


def deal(kind: int, week: int, day: float, rank: int = 0, found: int = 0, value: float = 1.0) -> dict[str, float]:
    return {"kind": kind, "week": week, "day": day, "deal_week": found, "deal_rank": rank, "value_money": value}


def test_a_cycle_runs_from_the_moment_of_finding_to_that_of_the_end_in_days() -> None:
    record = lived(20, 1, events=events(deal(kinds.DEAL_FOUND, 3, 3.5, found=3), deal(kinds.DEAL_WON, 9, 1.0, found=3)))
    (row,) = ended_deals(record).itertuples()
    assert row.outcome == WON
    assert row.cycle_days == pytest.approx(6 * 7 - 2.5)


def test_deals_open_when_the_record_began_have_their_date_from_the_pipeline() -> None:
    pipeline = open_deals({"seat": 0, "week": -4, "rank": 2, "created": -3.5})
    record = lived(20, 1, events=events(deal(kinds.DEAL_LOST, 1, 3.5, rank=2, found=-4)), deals=pipeline)
    (row,) = ended_deals(record).itertuples()
    assert row.outcome == RIVAL
    assert row.cycle_days == pytest.approx(7 * 5.0)


def test_deals_of_the_same_week_and_place_in_two_seats_are_not_confused() -> None:
    lines = [{**deal(kinds.DEAL_FOUND, 1, day, found=1), "deal_seat": seat} for seat, day in ((0, 0.0), (1, 7.0))]
    record = lived(9, 2, events=events(*lines, {**deal(kinds.DEAL_UNDECIDED, 2, 7.0, found=1), "deal_seat": 1}))
    (row,) = ended_deals(record).itertuples()
    assert (row.outcome, row.cycle_days) == (UNDECIDED, 7.0)


def test_a_dropped_deal_has_no_decision_and_a_cancelled_one_stays_won() -> None:
    ends = [kinds.DEAL_WON, kinds.DEAL_CANCELLED, kinds.DEAL_DROPPED, kinds.DEAL_UNDECIDED, kinds.DEAL_LOST]
    pipeline = open_deals(*({"rank": rank} for rank in range(5)))
    lines = events(*(deal(kind, 5, 1.0, rank=rank) for rank, kind in enumerate(ends)))
    found = funnel.extract(lived(20, 1, events=lines, deals=pipeline, open_at_end=1))
    assert (found["won"], found["undecided"], found["rival"], found["left"]) == (1.0, 2.0, 1.0, 4.0)


def test_shares_add_up_to_what_left_the_pipeline_only_if_every_deal_ends_once() -> None:
    lost = {"won": 2.0, "rival": 1.0, "undecided": 3.0, "left": 7.0, "large": 1, "large_won": 1, "small": 1}
    table = {name: np.full(3, value) for name, value in {**lost, "small_won": 1}.items()}
    found = funnel.estimate(table)
    assert found["P2.sum"].mean == pytest.approx(6 / 7)
    assert found["P2.won"].mean + found["P2.rival"].mean + found["P2.undecided"].mean == pytest.approx(1.0)


def test_win_rates_are_compared_between_the_top_and_the_bottom_third_by_value() -> None:
    values = np.arange(1.0, 91.0)
    outcome = np.where(np.arange(90) % 3 == 0, WON, UNDECIDED)
    outcome[60:] = np.where(np.arange(60, 90) % 6 == 0, WON, RIVAL)
    found = funnel.by_size(pd.DataFrame({"value_money": values, "outcome": outcome}))
    assert found == {"large_won": 5.0, "large": 30.0, "small_won": 10.0, "small": 30.0}
    assert funnel.size_ratio({name: np.array([value]) for name, value in found.items()}) == 0.5


def test_a_planted_slope_of_cycle_on_size_is_recovered() -> None:
    rng = np.random.default_rng(3)
    size = rng.normal(0.0, 0.9, 5_000)
    days = np.exp(4.0 + 0.4 * size + rng.normal(0.0, 0.5, 5_000))
    weeks = np.floor(days / 7).astype(int)
    ends = [
        deal(kinds.DEAL_WON, week, day - 7.0 * week, rank=rank % 4000, found=rank // 4000, value=value)
        for rank, (week, day, value) in enumerate(zip(weeks, days, np.exp(size), strict=True))
    ]
    pipeline = open_deals(*({"rank": rank % 4000, "week": rank // 4000} for rank in range(5_000)))
    found = cycle.extract(lived(20, 1, events=events(*ends), deals=pipeline))
    assert found["slope"] == pytest.approx(0.4, abs=0.03)
    assert found["median"] == pytest.approx(np.median(days))
    assert found["skew"] == pytest.approx(days.mean() / np.median(days))


def test_too_few_deals_have_no_cycle() -> None:
    assert np.isnan(cycle.extract(lived(9, 1))["median"])
