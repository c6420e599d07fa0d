"""Posteriors from a table of simulations, where the true posterior is known."""

import numpy as np
import pytest
from scipy import stats

from experiments.analysis.abc import Table, covered, moved, weighted_quantile, with_products

NOISE = 0.1


def made(rows: int = 1500, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Three shares: the first is shown with noise, of the others only their sum; and one number that says nothing."""
    luck = np.random.default_rng(seed)
    shares = luck.random((rows, 3))
    first = shares[:, 0] + NOISE * luck.normal(size=rows)
    both = shares[:, 1] + shares[:, 2] + 0.02 * luck.normal(size=rows)
    return shares, np.stack([first, both, luck.normal(size=rows)], axis=1)


@pytest.fixture(scope="module")
def table() -> Table:
    return Table(*made())


@pytest.fixture(scope="module")
def found(table: Table):
    return table.posterior(np.array([0.5, 1.0, 0.0]), keep=200)


def test_the_interval_is_that_of_the_true_posterior() -> None:
    exact = stats.truncnorm(-5.0, 5.0, loc=0.5, scale=NOISE).ppf([0.05, 0.5, 0.95])
    seen = [Table(*made(seed=seed)).posterior(np.array([0.5, 1.0, 0.0]), keep=400) for seed in range(8)]
    low, high = np.mean([one.interval()[:, 0] for one in seen], axis=0)
    middle = np.mean([one.median[0] for one in seen])
    assert np.array([low, middle, high]) == pytest.approx(exact, abs=0.025)


def test_what_shows_in_nothing_keeps_its_prior() -> None:
    shares, showed = made()
    unseen = np.random.default_rng(2).random((len(shares), 1))
    alone = Table(np.concatenate([shares, unseen], axis=1), showed).posterior(np.array([0.5, 1.0, 0.0]), keep=200)
    assert alone.narrowed[3] == pytest.approx(1.0, abs=0.12)


def test_a_short_table_does_not_narrow_what_shows_in_nothing() -> None:
    luck = np.random.default_rng(0)
    widths = []
    for _ in range(8):
        shares, showed = luck.random((300, 9)), luck.normal(size=(300, 5))
        showed[:, 0] = shares[:, 0] + 0.02 * luck.normal(size=300)
        widths.append(Table(shares, showed).posterior(np.array([0.5, 0.0, 0.0, 0.0, 0.0]), keep=100).narrowed[1:])
    assert np.mean(widths) > 0.96


def test_two_that_only_show_together_cannot_be_told_apart(found) -> None:
    assert found.narrowed[1] > 0.75
    assert found.correlation[1, 2] < -0.9
    assert abs(found.correlation[0, 1]) < 0.3


def test_intervals_hold_the_truth_as_often_as_they_say(table: Table) -> None:
    ranks = table.rehearse(np.arange(300), keep=200)
    assert covered(ranks) == pytest.approx(0.9, abs=0.05)
    for column in ranks.T:
        assert stats.kstest(column, "uniform").pvalue > 0.001


def test_many_numbers_that_say_nothing_do_not_make_intervals_too_sure() -> None:
    shares, showed = made(rows=400)
    noise = np.random.default_rng(3).normal(size=(400, 37))
    crowded = Table(shares[:250], np.concatenate([showed, noise], axis=1)[:250])
    new = np.concatenate([showed, noise], axis=1)[250:]
    held = [
        ((low <= truth) & (truth <= high))
        for truth, seen in zip(shares[250:], new, strict=True)
        for low, high in [crowded.posterior(seen, keep=100).interval()]
    ]
    assert np.mean(held, axis=0).min() > 0.84


def test_products_are_used_while_the_table_is_long_enough_then_squares_then_neither() -> None:
    columns = np.arange(12.0).reshape(4, 3)
    assert with_products(columns, 9).shape == (4, 9)
    assert with_products(columns, 8)[1].tolist() == [3.0, 4.0, 5.0, 9.0, 16.0, 25.0]
    assert with_products(columns, 5).shape == (4, 3)


def test_nothing_leaves_its_prior(table: Table) -> None:
    extreme = table.posterior(np.array([3.0, 5.0, 0.0]), keep=100)
    assert ((extreme.shares > 0.0) & (extreme.shares < 1.0)).all()
    assert extreme.median[0] > 0.9


def test_members_are_different_draws_and_the_same_for_a_seed(found) -> None:
    rows = found.chosen(60, seed=3)
    assert len(set(rows.tolist())) == 60
    assert (rows == found.chosen(60, seed=3)).all()


@pytest.mark.parametrize("keep", [3, 100_000])
def test_too_few_firms_for_a_line_are_refused(table: Table, keep: int) -> None:
    with pytest.raises(ValueError, match="kept"):
        table.posterior(np.zeros(3), keep=keep)


def test_a_line_without_scatter_moves_everybody_to_one_place() -> None:
    away = np.linspace(-1.0, 1.0, 50)[:, None]
    assert moved(2.0 * away, away, np.full(50, 0.02)) == pytest.approx(0.5)


def test_quantiles_of_equal_weights_are_the_usual_ones() -> None:
    values, weights = np.arange(101.0), np.full(101, 1 / 101)
    assert weighted_quantile(values, weights, (0.5,))[0] == pytest.approx(50.0)
    assert weighted_quantile(values, weights, (0.05, 0.95)) == pytest.approx(np.array([5.0, 95.0]), abs=0.6)
