"""Spreads against worlds whose true spread is known."""

import numpy as np
import pytest
from scipy import stats

from experiments.calibration import spread

WORLDS = 200


def shares(true_sd: float, seed: int) -> spread.Spread:
    """Thirty sellers, 220 deals each, with true won shares around 0.63."""
    luck = np.random.default_rng(seed)
    true = np.clip(luck.normal(0.63, true_sd, 30), 0, 1)
    trials = np.full(30, 220.0)
    return spread.of_shares(luck.binomial(220, true).astype(float), trials)


@pytest.mark.parametrize("true_sd", [0.0, 0.05, 0.1])
def test_the_interval_covers_the_true_spread_of_shares(true_sd) -> None:
    found = [shares(true_sd, seed) for seed in range(WORLDS)]
    covered = sum(one.low <= true_sd <= one.high for one in found)
    # at a spread of zero the lower end cannot miss: 97.5 % instead of 95 %
    assert stats.binomtest(covered, WORLDS, 0.975 if true_sd == 0 else 0.95).pvalue > 0.001
    assert np.mean([one.value for one in found]) == pytest.approx(true_sd, abs=0.012)


def test_chance_alone_is_seen_as_chance() -> None:
    p_values = [shares(0.0, seed).noise_p for seed in range(WORLDS)]
    assert stats.kstest(p_values, "uniform").pvalue > 0.001


def test_rates_of_gamma_poisson_counts() -> None:
    luck = np.random.default_rng(3)
    found = []
    for _ in range(WORLDS):
        true = luck.gamma(1 / 0.3**2, 0.3**2, 40)
        exposure = luck.uniform(20, 60, 40)
        found.append(spread.of_rates(luck.poisson(5.0 * true * exposure).astype(float), exposure))
    assert np.mean([one.value for one in found]) == pytest.approx(0.3, abs=0.015)


def test_the_order_of_sellers_changes_no_byte() -> None:
    luck = np.random.default_rng(4)
    hits, trials = luck.binomial(100, 0.5, 30).astype(float), luck.integers(101, 300, 30).astype(float)
    order = luck.permutation(30)
    assert spread.of_shares(hits, trials) == spread.of_shares(hits[order], trials[order])


def test_two_sellers_tell_no_spread() -> None:
    with pytest.raises(ValueError, match="three sellers"):
        spread.between(np.array([0.1, 0.9]), np.array([0.01, 0.01]))


def test_shares_and_medians_have_textbook_intervals() -> None:
    told = spread.share(8, 10)
    assert (told.low, told.high) == pytest.approx((0.4901625, 0.9433178), abs=1e-6)  # Wilson
    middle = spread.median(np.arange(1.0, 101.0), "days")
    assert (middle.value, middle.low, middle.high) == (50.5, 41.0, 61.0)
