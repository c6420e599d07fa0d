"""Pairs that need each other, in games that say which do."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.analysis.interactions import pairs
from experiments.analysis.lattice import interaction_weights
from experiments.analysis.metrics import Metric
from tests.experiments.analysis.games import NOBODY, SEVEN, additive, gloves, played

PROFIT = Metric("profit", "Profit", "money", margin=0.5)
ONE, TWO, THREE, FOUR, FIVE, SIX, SEVENTH = SEVEN


def game(team: frozenset[str]) -> float:
    """One and two need each other, three and four strengthen, five and six weaken each other, seven is alone."""
    needed = 8.0 * ({ONE, TWO} <= team)
    strengthened = 3.0 * len({THREE, FOUR} & team) + 5.0 * ({THREE, FOUR} <= team)
    return needed + strengthened + 6.0 * bool({FIVE, SIX} & team) + 2.0 * (SEVENTH in team)


def test_pairs_get_the_word_that_they_deserve() -> None:
    found = pairs(played(SEVEN, game, seeds=30, noise=0.3), PROFIT, SEVEN, NOBODY)
    words = found["word"].to_dict()
    assert words.pop((ONE, TWO)) == "need each other"
    assert words.pop((THREE, FOUR)) == "strengthen each other"
    assert words.pop((FIVE, SIX)) == "weaken each other"
    assert set(words.values()) == {"simply add up"}
    assert found["exploratory"].all()
    assert len(found) == 21


def test_both_measures_of_a_pair_that_depends_on_no_other() -> None:
    found = pairs(played(SEVEN, game, seeds=3), PROFIT, SEVEN, NOBODY)
    expected = {(ONE, TWO): 8.0, (THREE, FOUR): 5.0, (FIVE, SIX): -6.0}
    for measure in ("synergy_mean", "interaction_mean"):
        for pair, value in found[measure].items():
            assert value == pytest.approx(expected.get(pair, 0.0), abs=1e-9)


def test_the_interaction_index_of_the_glove_game() -> None:
    # left with a right: 1 without the other right, 0 with it, mean 1/2; right with other: 0 without left, -1 with it
    found = pairs(played(["left", "right", "other"], gloves), PROFIT, ["left", "right", "other"], NOBODY)
    assert found["interaction_mean"].to_list() == pytest.approx([0.5, 0.5, -0.5])
    assert found["synergy_mean"].to_list() == pytest.approx([1.0, 1.0, 0.0])


def test_additive_factors_have_no_interaction_at_all() -> None:
    worth = additive(dict.fromkeys(SEVEN, 3.0))
    found = pairs(played(SEVEN, worth), PROFIT, SEVEN, NOBODY)
    assert found["interaction_mean"].abs().max() == pytest.approx(0.0, abs=1e-9)
    assert interaction_weights(7).sum(axis=0) == pytest.approx(np.zeros(21), abs=1e-12)


def test_among_twenty_one_pairs_luck_seldom_makes_one() -> None:
    worth = additive(dict.fromkeys(SEVEN, 1.0))
    noisy = [pairs(played(SEVEN, worth, 12, noise=2.0, first_seed=s), PROFIT, SEVEN, NOBODY) for s in range(20)]
    assert np.mean([(found["synergy_p"] < 0.05).any() for found in noisy]) > 0.3
    assert np.mean([found["word"].isin(["cannot tell yet", "simply add up"]).all() for found in noisy]) > 0.85
