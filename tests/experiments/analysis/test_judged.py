"""Many differences at once: known answers, Holm among them, and seeds that some firm does not have."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from experiments.analysis.judged import effects, judged
from experiments.analysis.metrics import Metric
from experiments.analysis.paired import UnpairedError

POINTS = Metric("satisfaction", "Satisfaction", "points of 100", margin=1.0)
SHARE = Metric("profit", "Profit", "money", margin=0.01, relative=True)


def lives(mean: float, sd: float = 1.0, seeds: int = 10) -> np.ndarray:
    """As many lives above as below a mean."""
    return mean + sd * np.tile([-1.0, 1.0], seeds // 2)


def columns(**values: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(values).rename_axis(index="seed")


def test_each_verdict_by_hand() -> None:
    # sd of 1 or of 0.1 over 10 lives: half widths 2.262 * 1.054 / sqrt(10) = 0.754, and 0.0754
    found = judged(
        columns(up=lives(9.0), down=lives(-9.0), same=lives(0.1, 0.1), untold=lives(0.5)), POINTS, reference_mean=60.0
    )
    assert list(found["verdict"]) == ["better", "worse", "practically equal", "cannot tell yet"]
    assert found.loc["up", "high"] == pytest.approx(9.754, abs=0.001)


def test_a_relative_margin_is_a_share_of_the_reference_of_each_column() -> None:
    two = columns(large=lives(5.0, 0.1), small=lives(5.0, 0.1))
    found = judged(two, SHARE, pd.Series({"large": 1_000.0, "small": 100.0}))
    assert list(found["verdict"]) == ["practically equal", "better"]


def test_a_claim_alone_may_not_survive_among_many() -> None:
    close = lives(0.8)  # half width 0.754: alone it is just above zero
    assert judged(columns(one=close), POINTS, 60.0)["verdict"].item() == "better"
    crowd = columns(**{f"other_{n}": lives(0.0, 3.0) for n in range(9)}, one=close)
    assert judged(crowd, POINTS, 60.0).loc["one", "verdict"] == "cannot tell yet"


def table(worlds: int = 2) -> pd.DataFrame:
    """In world 0 the arm brings 1, in world 1 it brings 3, on top of luck that all share."""
    rows = [
        (f"w{world}", arm, seed, 50.0 + seed + 10 * world + (1.0 + 2.0 * world if arm == "arm" else 0.0))
        for world in range(worlds)
        for arm in ("reference", "arm")
        for seed in range(6)
    ]
    return pd.DataFrame(rows, columns=["world", "arm", "seed", "satisfaction"])


def test_each_arm_is_held_against_the_reference_of_its_own_world() -> None:
    found = effects(table(), [POINTS], "reference")
    assert dict(zip(found["world"], found["mean"], strict=True)) == pytest.approx({"w0": 1.0, "w1": 3.0})
    assert dict(zip(found["world"], found["reference_mean"], strict=True)) == pytest.approx({"w0": 52.5, "w1": 62.5})


def test_a_seed_without_a_value_in_some_firm_is_left_out_and_counted() -> None:
    gap = table()
    gap.loc[3, "satisfaction"] = np.nan
    assert set(effects(gap, [POINTS], "reference")["lives"]) == {5}
    with pytest.raises(UnpairedError, match="fewer than 2 seeds"):
        effects(gap[gap["seed"].isin([3, 4])], [POINTS], "reference")
