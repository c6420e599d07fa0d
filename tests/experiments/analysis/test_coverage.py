"""Printed 95 % intervals hold the truth in 93 to 97 % of 2,000 made-up studies: the promise behind every table.

The shapes are normal, skewed, and two layers. From how many worlds on each holds, says `docs/statistics.md`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from experiments.analysis import bootstrap
from experiments.analysis.depends import welch_interval
from experiments.analysis.intervals import mean_bounds, wilson_interval
from experiments.analysis.lattice import interaction_weights, shapley_weights
from experiments.analysis.luck import saved_against_independent
from experiments.analysis.morris import morris
from experiments.analysis.ratio import ratios
from experiments.analysis.regret import regret
from experiments.analysis.sobol import sobol
from experiments.analysis.two_layers import means, next_world, world_means
from tests.experiments.analysis.made_up_studies import SHAPES, STUDIES, coverage, holds, two_layers
from tests.experiments.analysis.test_morris import walk
from tests.experiments.analysis.test_regret import ARMS, lived
from tests.experiments.analysis.test_sobol import FIRST, TOTAL, ishigami, run

NESTED = [(10, 5), (20, 5), (40, 10), (100, 4)]


@pytest.fixture(autouse=True)
def fewer_resamples(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bootstrap's own noise only lowers coverage: what holds with a quarter of the resamples holds with all."""
    monkeypatch.setattr(bootstrap, "RESAMPLES", 1_000)


def columns(shape: str, worlds: int, seed: int = 0) -> np.ndarray:
    return SHAPES[shape](np.random.default_rng([seed, worlds]), (worlds, STUDIES))


# --- one layer -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("worlds", [5, 10, 30, 200])
def test_students_interval_of_normal_worlds(worlds: int) -> None:
    assert holds(coverage(*bootstrap.t_bounds(columns("normal", worlds)), truth=0.0))


@pytest.mark.parametrize(
    ("shape", "worlds"),
    [
        ("normal", 10),
        ("normal", 30),
        ("normal", 200),
        ("skewed", 20),
        ("skewed", 50),
        ("very_skewed", 30),
        ("very_skewed", 100),
    ],
)
@pytest.mark.parametrize("bounds", [mean_bounds, bootstrap.studentised_bounds])
def test_the_interval_that_decides_and_the_bootstrap(shape: str, worlds: int, bounds: type) -> None:
    assert holds(coverage(*bounds(columns(shape, worlds)), truth=0.0))


def test_this_can_fail_students_interval_and_percentiles_do_not_hold_for_few_skewed_worlds() -> None:
    few = columns("very_skewed", 15)
    percentiles = bootstrap.percentile_bounds(bootstrap.resampled_means(few))
    assert coverage(*bootstrap.t_bounds(few), truth=0.0) < 0.93
    assert coverage(*percentiles, truth=0.0) < 0.93


@pytest.mark.parametrize("worlds", [20, 100, 200])
def test_wilsons_interval_over_all_shares(worlds: int) -> None:
    """For a single share the steps of a count make it hold a little more or less often."""
    rng = np.random.default_rng(10)
    shares = rng.uniform(size=STUDIES)
    seen = rng.binomial(worlds, shares) / worlds
    low, high = np.array([wilson_interval(one, worlds) for one in seen]).T
    assert holds(float(((low <= shares) & (shares <= high)).mean()))


@pytest.mark.parametrize(("shape", "worlds"), [("normal", 20), ("normal", 200), ("skewed", 100)])
def test_variance_saved_by_the_same_luck(shape: str, worlds: int) -> None:
    shared, own, other = (columns(shape, worlds, seed) for seed in (1, 2, 3))
    arms = np.sqrt(0.9) * shared + np.sqrt(0.1) * own, np.sqrt(0.9) * shared + np.sqrt(0.1) * other
    found = [saved_against_independent(*pair).interval for pair in zip(arms[0].T, arms[1].T, strict=True)]
    assert holds(coverage(*np.array(found).T, truth=10.0))


@pytest.mark.parametrize("sizes", [(10, 10), (8, 40)])
def test_welchs_interval_of_a_gap_between_worlds(sizes: tuple[int, int]) -> None:
    first, second = columns("normal", sizes[0], 4), 3.0 * columns("normal", sizes[1], 5)
    found = [welch_interval(*pair) for pair in zip(first.T, second.T, strict=True)]
    assert holds(coverage(*np.array(found).T, truth=0.0))


# --- two layers ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("between", [0.0, 0.3, 1.0, 3.0])
@pytest.mark.parametrize(("worlds", "seeds"), NESTED)
def test_means_over_worlds_with_seeds_of_their_own(worlds: int, seeds: int, between: float) -> None:
    found = means(two_layers(np.random.default_rng([worlds, seeds]), worlds, seeds, between, columns=STUDIES))
    assert holds(coverage(found["low"], found["high"], 0.0))
    assert holds(coverage(found["bootstrap_low"], found["bootstrap_high"], 0.0))


@pytest.mark.parametrize("between", [0.0, 0.3, 1.0, 3.0])
@pytest.mark.parametrize(("worlds", "seeds"), NESTED[1:])
def test_means_over_worlds_that_share_their_seeds(worlds: int, seeds: int, between: float) -> None:
    values = two_layers(np.random.default_rng([worlds, seeds]), worlds, seeds, between, columns=STUDIES, shared=True)
    found = means(values)
    assert holds(coverage(found["low"], found["high"], 0.0))


def test_this_can_fail_seeds_of_one_world_are_not_taken_for_worlds() -> None:
    values = two_layers(np.random.default_rng(1), 20, 5, 1.0, columns=STUDIES)
    assert coverage(*bootstrap.t_bounds(values.to_numpy()), truth=0.0) < 0.8


@pytest.mark.parametrize("between", [0.0, 1.0, 3.0])
@pytest.mark.parametrize(("worlds", "seeds"), NESTED)
def test_the_next_world(worlds: int, seeds: int, between: float) -> None:
    rng = np.random.default_rng([worlds, seeds])
    by_world = world_means(two_layers(rng, worlds + 1, seeds, between, columns=STUDIES))
    bounds = np.array([next_world(study) for study in by_world[:-1].T]).T
    assert holds(float(((bounds[0] <= by_world[-1]) & (by_world[-1] <= bounds[1])).mean()))


@pytest.mark.parametrize(("worlds", "seeds"), NESTED[1:])
def test_ratios_of_means(worlds: int, seeds: int) -> None:
    rng = np.random.default_rng([worlds, seeds])
    over, under = (two_layers(rng, worlds, seeds, 1.0, columns=STUDIES) for _ in range(2))
    found = ratios(3.0 + over + 0.5 * under, 5.0 + under)
    assert holds(coverage(found["low"], found["high"], 0.6))


# --- shares and pairs ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layers", [(30, 1), (12, 4)])
def test_shapleys_shares_and_pairs_of_noisy_firms(layers: tuple[int, int]) -> None:
    """Three factors worth 1, 2, 3, the first two 4 together; skewed luck of each firm, and of each world's effect."""
    worlds, seeds = layers
    rng, studies = np.random.default_rng(worlds), 500
    worth = np.array([0.0, 1.0, 2.0, 7.0, 3.0, 4.0, 5.0, 10.0])
    scale = 1.0 + 0.5 * rng.normal(size=(worlds, 1, studies, 1))
    values = scale * worth + SHAPES["skewed"](rng, (worlds, seeds, studies, 8))
    index = pd.MultiIndex.from_tuples(
        [(w, w * seeds + s) for w in range(worlds) for s in range(seeds)], names=["world", "seed"]
    )
    for weights, truth in ((shapley_weights(3), [3.0, 4.0, 3.0]), (interaction_weights(3), [4.0, 0.0, 0.0])):
        found = means(pd.DataFrame((values @ weights).reshape(worlds * seeds, -1), index=index))
        for kind in ("", "bootstrap_"):
            bounds = found[[f"{kind}low", f"{kind}high"]].to_numpy().reshape(studies, 3, 2)
            hits = [coverage(bounds[:, place, 0], bounds[:, place, 1], one) for place, one in enumerate(truth)]
            assert holds(float(np.mean(hits)))


# --- whole tables, study by study ------------------------------------------------------------------------------------


def regrets(rng: np.random.Generator) -> tuple[float, ...]:
    """The second policy's regret in 30 worlds of 8 seeds: bounds of its mean, and of its maximum less the truth."""
    truth = np.stack([np.zeros(30), rng.normal(0.0, 4.0, 30), np.full(30, -20.0)], axis=1)
    found = regret(lived(truth, 8, 1.0, rng), "profit", ARMS).loc["bold"]
    worst = truth[int(found["worst_world"])]
    maximal = found[["maximal_low", "maximal_high"]] - (worst.max() - worst[1])
    return (*found[["low", "high", "bootstrap_low", "bootstrap_high"]], *maximal)


@pytest.mark.long
def test_expected_and_maximal_regret() -> None:
    bounds = np.array([regrets(np.random.default_rng(study)) for study in range(STUDIES)])
    truth = 4.0 / np.sqrt(2.0 * np.pi)  # the mean of what a normal variate of that spread falls short of zero
    assert holds(coverage(bounds[:, 0], bounds[:, 1], truth))
    assert holds(coverage(bounds[:, 2], bounds[:, 3], truth))
    assert holds(coverage(bounds[:, 4], bounds[:, 5], 0.0))


def indices(study: int, rows: int) -> np.ndarray:
    found = sobol(run(ishigami, (rows, 3), sd=2.0, luck="row", study=study), "profit").indices
    return found[["first_low", "first_high", "total_low", "total_high"]].to_numpy()


@pytest.mark.long
def test_sobols_indices_from_512_rows() -> None:
    bounds = np.array([indices(study, 512) for study in range(STUDIES)])
    for place, name in enumerate(FIRST):
        assert holds(coverage(bounds[:, place, 0], bounds[:, place, 1], FIRST[name]))
        assert holds(coverage(bounds[:, place, 2], bounds[:, place, 3], TOTAL[name]))


def screened(study: int) -> np.ndarray:
    """A product and a line: effects of x0 are uniform on (-1, 3), of x1 on (0, 4), of x2 0.5, of x3 none."""
    table = walk(lambda x: x[0] * (4.0 * x[1] - 1.0) + 0.5 * x[2], 40, sd=0.05, seeds=4, study=study)
    found = morris(table, "profit").sort_index()
    return found[["mu_low", "mu_high", "mu_star_low", "mu_star_high", "rms_low", "rms_high"]].to_numpy()


@pytest.mark.long
def test_morris_means_and_sizes_from_40_trajectories() -> None:
    bounds = np.array([screened(study) for study in range(STUDIES)])
    truth = {
        "mu": [1.0, 2.0, 0.5, 0.0],
        "mu_star": [1.25, 2.0, 0.5, 0.0],
        "rms": [np.sqrt(7 / 3), np.sqrt(16 / 3), 0.5],  # that of x3 is zero, where a root ends
    }
    found = {
        (name, f"x{place}"): coverage(bounds[:, place, 2 * column], bounds[:, place, 2 * column + 1], size)
        for column, (name, sizes) in enumerate(truth.items())
        for place, size in enumerate(sizes)
    }
    assert {where: share for where, share in found.items() if not holds(share)} == {}
