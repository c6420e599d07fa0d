"""Verdicts in words: each on a difference whose answer is plain, and the promise behind "N more seeds needed"."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from experiments.analysis.metrics import METRICS, metric_named
from experiments.analysis.paired import PairedDifference, paired_difference
from experiments.analysis.verdict import judge, worlds_needed

PROFIT = metric_named("profit_money")
TURNOVER = metric_named("turnover")


def difference(mean: float, low: float, high: float, reference: float = 1_000.0, sd: float = 50.0) -> PairedDifference:
    return PairedDifference(
        "cull", "ordinary", 100, reference, mean, low, high, sd, (low, high), 0.0, 0.5, (0.4, 0.6), 1.0
    )


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (12, 30, "better"),
        (1, 30, "better"),
        (-30, -12, "worse"),
        (-9, 9, "practically equal"),
        (2, 9, "practically equal"),  # certainly above zero, certainly too small to matter
        (-10, 10, "practically equal"),
        (-20, 12, "cannot tell yet"),
        (0, 12, "cannot tell yet"),
    ],
)
def test_profit_within_one_percent_of_a_thousand(low: float, high: float, word: str) -> None:
    assert judge(difference((low + high) / 2, low, high), PROFIT).word == word


def test_a_loss_making_reference_has_a_margin_too() -> None:
    assert judge(difference(0.0, -9, 9, reference=-1_000.0), PROFIT).word == "practically equal"


def test_turnover_is_lower_or_higher_never_better() -> None:
    assert judge(difference(0.05, 0.03, 0.07, 0.3), TURNOVER).word == "higher"
    assert judge(difference(-0.05, -0.07, -0.03, 0.3), TURNOVER).word == "lower"
    assert judge(difference(0.0, -0.01, 0.015, 0.3), TURNOVER).word == "practically equal"


def test_cannot_tell_says_how_many_more_seeds() -> None:
    # gap 10 - 4 = 6 to the margin, (1.959964 + 0.841621) * 50 / 6 = 23.3465, squared 545.06: 546 worlds, 446 more
    verdict = judge(difference(4.0, -6.0, 14.0), PROFIT)
    assert not verdict.settled
    assert str(verdict) == "cannot tell yet (446 more seeds needed)"


def test_needing_a_number_of_worlds_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="no number of worlds"):
        worlds_needed(0.0, 1.0, 0.0)


def test_the_promised_number_of_worlds_settles_about_four_studies_in_five() -> None:
    rng, mean, sd = np.random.default_rng(4), 30.0, 100.0
    worlds = worlds_needed(mean, sd, margin=10.0)
    settled = [_study(rng, worlds, mean, sd) for _ in range(400)]
    assert 0.74 <= np.mean(settled) <= 0.88


def _study(rng: np.random.Generator, worlds: int, mean: float, sd: float) -> bool:
    luck = rng.normal(1_000.0, 200.0, worlds)
    table = pd.concat(
        pd.DataFrame({"arm": arm, "seed": range(worlds), "profit_money": values})
        for arm, values in (("ordinary", luck), ("cull", luck + rng.normal(mean, sd, worlds)))
    )
    return judge(paired_difference(table, "profit_money", "cull", "ordinary"), PROFIT).settled


def test_margins_are_those_fixed_beforehand() -> None:
    fixed = {metric.name: (metric.margin, metric.relative) for metric in METRICS}
    assert fixed == {
        "revenue_money": (0.01, True),
        "profit_money": (0.01, True),
        "satisfaction": (1.0, False),
        "turnover": (0.02, False),
        "ability": (0.05, False),
    }


def test_an_unknown_metric_lists_those_there_are() -> None:
    with pytest.raises(KeyError, match="revenue_money"):
        metric_named("revenu")
