"""Verdicts over plausible worlds: each in a made-up set of worlds whose answer is plain."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from experiments.analysis.depends import NOTHING_SEEN, best_split, judge_layers, welch_interval
from experiments.analysis.metrics import metric_named
from tests.experiments.analysis.made_up_studies import coverage, holds

SATISFACTION = metric_named("satisfaction")  # margin: one point
WORLDS, SEEDS = 60, 6


def parameters(rng: np.random.Generator, worlds: int = WORLDS) -> pd.DataFrame:
    names = ["market.turbulence", "talent.spread", "rival.strength"]
    return pd.DataFrame(rng.uniform(size=(worlds, 3)), columns=names, index=pd.RangeIndex(worlds, name="world"))


def effects(rng: np.random.Generator, truth: np.ndarray, sd: float = 1.0) -> pd.Series:
    index = pd.MultiIndex.from_tuples(
        [(world, world * SEEDS + seed) for world in range(truth.size) for seed in range(SEEDS)], names=["world", "seed"]
    )
    return pd.Series(np.repeat(truth, SEEDS) + rng.normal(0.0, sd, len(index)), index=index)


@pytest.mark.parametrize(
    ("mean", "spread", "word"),
    [(4.0, 0.5, "better"), (-4.0, 0.5, "worse"), (0.2, 0.2, "practically equal"), (1.0, 6.0, "cannot tell yet")],
)
def test_worlds_that_agree(mean: float, spread: float, word: str) -> None:
    rng = np.random.default_rng(2)
    truth = mean + spread * np.linspace(-1.0, 1.0, WORLDS)[rng.permutation(WORLDS)]
    verdict = judge_layers(effects(rng, truth, sd=max(1.0, 4 * spread)), SATISFACTION, 60.0, parameters(rng))
    assert verdict.word == word
    assert verdict.settled == (word != "cannot tell yet")


def test_it_depends_on_the_parameter_that_turns_it() -> None:
    rng = np.random.default_rng(3)
    worlds = parameters(rng)
    truth = np.where(worlds["talent.spread"] > 0.4, 3.0, -3.0)
    verdict = judge_layers(effects(rng, truth), SATISFACTION, 60.0, worlds)
    assert str(verdict).startswith("depends on talent.spread: worse up to 0.")
    assert str(verdict).endswith(", better above")
    cut = float(str(verdict).split("up to ")[1].split(",")[0])
    assert cut == pytest.approx(0.4, abs=0.06)


def test_it_depends_on_something_that_was_not_varied() -> None:
    rng = np.random.default_rng(4)
    truth = np.where(rng.uniform(size=WORLDS) > 0.5, 3.0, -3.0)
    verdict = judge_layers(effects(rng, truth), SATISFACTION, 60.0, parameters(rng)[["rival.strength"]])
    assert (verdict.word, verdict.on) == ("depends on", NOTHING_SEEN)


def test_open_questions_ask_for_more_worlds_and_not_for_seeds() -> None:
    rng = np.random.default_rng(9)
    truth = 0.8 + np.array([-4.0, -3.0, -2.0, -1.0, 1.0, 2.0, 3.0, 4.0])
    verdict = judge_layers(effects(rng, truth, sd=15.0), SATISFACTION, 60.0)
    assert str(verdict).endswith("more worlds needed)")


def test_worlds_that_are_all_alike_hardly_ever_seem_to_depend() -> None:
    # at nine tenths of the margin two sides often get different words by luck, but seldom differ
    rng = np.random.default_rng(6)
    false = [
        judge_layers(effects(rng, np.full(40, 0.9), sd=0.6), SATISFACTION, 60.0, parameters(rng, 40)).word
        for _ in range(100)
    ]
    assert np.mean([word == "depends on" for word in false]) <= 0.05


def test_a_parameter_that_never_varies_cannot_part_worlds() -> None:
    rng = np.random.default_rng(7)
    constant = parameters(rng).assign(**{"talent.spread": 1.0})[["talent.spread"]]
    assert best_split(effects(rng, rng.normal(size=WORLDS)), constant) is None
    assert best_split(effects(rng, rng.normal(size=12)), parameters(rng, 12)) is None  # too few to choose and judge


def test_welch_by_hand() -> None:
    # means 2 and 6, errors 1/3 and 4/3: gap 4, freedom (5/3)^2 / (1/18 + 16/18) = 2.941176, t(0.975) = 3.218759
    low, high = welch_interval(np.array([4.0, 6.0, 8.0]), np.array([1.0, 2.0, 3.0]))
    assert (low, high) == pytest.approx((4 - 3.218759 * (5 / 3) ** 0.5, 4 + 3.218759 * (5 / 3) ** 0.5), abs=1e-4)
    assert welch_interval(np.ones(3), np.zeros(3)) == (1.0, 1.0)


def side_and_gap(rng: np.random.Generator) -> tuple[float, ...]:
    """Both sides' and the gap's bounds around their truth, when no parameter matters at all."""
    found = best_split(effects(rng, rng.normal(size=WORLDS)), parameters(rng))
    return (*found.below, *found.above, *found.gap) if found else (0.0,) * 6


@pytest.mark.long
def test_sides_of_a_chosen_cut_are_covered_although_it_was_chosen() -> None:
    rng = np.random.default_rng(8)
    bounds = np.array([side_and_gap(rng) for _ in range(2_000)])
    assert all(holds(coverage(bounds[:, low], bounds[:, low + 1], 0.0)) for low in (0, 2, 4))
