"""Worlds and the seeds inside them: by hand, and where the layers are put in separately."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from experiments.analysis.paired import UnpairedError
from experiments.analysis.two_layers import layered, means, next_world
from tests.experiments.analysis.made_up_studies import two_layers


def by_world(*worlds: list[float], shared: bool = False) -> pd.Series:
    rows = [(w, s if shared else 10 * w + s) for w, world in enumerate(worlds) for s in range(len(world))]
    index = pd.MultiIndex.from_tuples(rows, names=["world", "seed"])
    return pd.Series(np.concatenate(worlds), index=index)


def test_two_worlds_by_hand() -> None:
    # means 2 and 6; between 2 * ((2-4)^2 + (6-4)^2) / 1 = 16; within (2 + 2) / 2 = 2; true (16 - 2) / 2 = 7
    found = layered(by_world([1.0, 3.0], [5.0, 7.0]))
    assert (found.worlds, found.mean, found.share_of_worlds) == (2, 4.0, 1.0)
    assert found.between_sd == pytest.approx(7**0.5)
    assert found.within_sd == pytest.approx(2**0.5)
    assert found.reliability == pytest.approx(1 - 2 / 16)
    # sd of world means 2.828427, t(0.975, 1) = 12.7062: half width 25.4124; the next world sqrt(3) times that
    assert (found.low, found.high) == pytest.approx((4 - 25.4124, 4 + 25.4124), abs=1e-3)
    assert found.next_world == pytest.approx((4 - 25.4124 * 3**0.5, 4 + 25.4124 * 3**0.5), abs=1e-3)


def test_shared_seeds_by_hand() -> None:
    # a table of rows 0 1 / 2 3: worlds 4, seeds 1, nothing left; variance (4 + 1 - 0) / 4, freedom 25 / (16 + 1)
    row = means(by_world([0.0, 1.0], [2.0, 3.0], shared=True).to_frame("x")).loc["x"]
    assert (row["mean"], row["error"]) == pytest.approx((1.5, (5 / 4) ** 0.5))
    assert row["freedom"] == pytest.approx(25 / 17)
    assert np.isnan(row["bootstrap_low"])


def test_one_layer_only_is_the_plain_interval() -> None:
    values = pd.DataFrame({"x": [1.0, 2.0, 3.0]}, index=pd.Index([1, 2, 3], name="seed"))
    row = means(values).loc["x"]
    assert (row["low"], row["high"]) == pytest.approx((2 - 2.484138, 2 + 2.484138), abs=1e-6)


def test_more_seeds_do_not_make_up_for_few_worlds() -> None:
    rng = np.random.default_rng(3)
    widths = [means(two_layers(rng, 10, seeds, 1.0, columns=200)).eval("high - low").mean() for seeds in (20, 200)]
    assert widths[1] > 0.9 * widths[0]


@pytest.mark.parametrize("shared", [False, True])
def test_the_two_spreads_are_those_put_in(shared: bool) -> None:
    found = layered(two_layers(np.random.default_rng(4), 2_000, 5, 0.7, columns=1, shared=shared)[0])
    assert found.between_sd == pytest.approx(0.7, rel=0.05)
    assert found.within_sd == pytest.approx(1.0, rel=0.15 if shared else 0.05)  # five seeds only, if all share them
    noise = (2 / 3 if shared else 1.0) / 5
    assert found.reliability == pytest.approx(0.49 / (0.49 + noise), rel=0.05)


def test_the_next_world_goes_by_ranks_when_there_are_enough() -> None:
    assert next_world(np.arange(39.0)) == pytest.approx((0.0, 38.0))
    assert next_world(np.arange(79.0)) == pytest.approx((1.0, 77.0))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (by_world([1.0, 2.0]), "at least 2"),
        (by_world([1.0], [2.0]), "one seed a world"),
        (by_world([1.0, 2.0], [1.0, 2.0]).rename({10: 0}, level="seed"), "share some seeds"),
        (by_world([1.0, 2.0], [1.0, 2.0]).rename({1: 0}, level="seed"), "several rows"),
    ],
)
def test_layers_that_cannot_be_told_apart_are_refused(values: pd.Series, message: str) -> None:
    with pytest.raises(UnpairedError, match=message):
        layered(values)
