"""Holm against a textbook example, and claims that do not survive it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from experiments.analysis.holm import claim_p, held_together, holm
from experiments.analysis.metrics import metric_named
from experiments.analysis.paired import PairedDifference
from experiments.analysis.verdict import find, judge

PROFIT = metric_named("profit_money")


def test_holm_by_hand() -> None:
    # 0.01 * 4, 0.013 * 3 but not below the first, 0.03 * 2, 0.5 * 1, in the order given
    assert holm(np.array([0.03, 0.01, 0.5, 0.013])) == pytest.approx([0.06, 0.04, 0.5, 0.04])
    assert holm(np.array([0.6, 0.9])) == pytest.approx([1.0, 1.0])


def of(mean: float, worlds: int = 50, sd: float = 10.0, reference: float = 1_000.0) -> PairedDifference:
    half = 2.009575 * sd / worlds**0.5  # t(0.975, 49)
    interval = (mean - half, mean + half)
    return PairedDifference("a", "b", worlds, reference, mean, *interval, sd, interval, 0.0, 0.5, (0.4, 0.6), 1.0)


@pytest.mark.parametrize("sd", [10.0, 30.0])
@pytest.mark.parametrize("mean", [0.0, 5.0, 7.0, 7.3, 9.0, 12.0, -12.8, -13.0])
def test_a_claim_is_below_five_percent_exactly_where_its_interval_settles_it(mean: float, sd: float) -> None:
    difference = of(mean, sd=sd)
    assert (claim_p(difference, PROFIT) <= 0.05) == judge(difference, PROFIT).settled


def arms(rng: np.random.Generator, count: int, worlds: int = 20) -> pd.DataFrame:
    names = ["ordinary", *(f"arm{number}" for number in range(count))]
    return pd.concat(
        pd.DataFrame({"arm": name, "seed": range(worlds), "profit_money": rng.normal(100.0, 10.0, worlds)})
        for name in names
    )


def false_claims(rng: np.random.Generator) -> tuple[bool, bool]:
    """Whether any of ten policies that change nothing is called better or worse, without and with Holm."""
    found = find(arms(rng, 10), [f"arm{number}" for number in range(10)], "ordinary", [PROFIT])
    return tuple(any(one.verdict.settled for one in some) for some in (found, held_together(found)))  # type: ignore[return-value]


def test_among_ten_policies_that_change_nothing_holm_keeps_false_claims_rare() -> None:
    rng = np.random.default_rng(7)
    plain, held = np.mean([false_claims(rng) for _ in range(60)], axis=0)
    assert plain > 0.2
    assert held < 0.1


def test_what_does_not_survive_is_told_how_many_seeds_it_needs_and_outcomes_are_apart() -> None:
    table = arms(np.random.default_rng(1), 3)
    clear = table.assign(satisfaction=50.0 + 20.0 * (table["arm"] == "arm1") + table["profit_money"] / 100.0)
    found = find(clear, ["arm0", "arm1", "arm2"], "ordinary", [PROFIT, metric_named("satisfaction")])
    held = held_together(found)
    words = {(one.difference.arm, one.metric.name): one.verdict for one in held}
    assert words["arm1", "satisfaction"].word == "better"
    assert words["arm0", "satisfaction"].word == "practically equal"
    assert [one.difference for one in held] == [one.difference for one in found]
    assert all(verdict.more_worlds > 0 for verdict in words.values() if verdict.word == "cannot tell yet")
