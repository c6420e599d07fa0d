"""Regret where the best policy of each world is known, and where luck makes it up."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from experiments.analysis.paired import UnpairedError
from experiments.analysis.regret import regret

ARMS = ["careful", "bold", "plain"]


def lived(truth: np.ndarray, seeds: int, sd: float, rng: np.random.Generator) -> pd.DataFrame:
    """Worlds x policies of known means, each world with seeds of its own and luck that policies share in part."""
    worlds, arms = truth.shape
    luck = rng.normal(0.0, 5.0, (worlds, seeds, 1)) + rng.normal(0.0, sd, (worlds, seeds, arms))
    index = pd.MultiIndex.from_product([range(worlds), range(seeds), ARMS[:arms]], names=["world", "seed", "arm"])
    table = pd.Series((truth[:, None] + luck).ravel(), index=index, name="profit").reset_index()
    return table.assign(seed=table["seed"] + 1_000 * table["world"])


def test_a_payoff_table_by_hand() -> None:
    # careful 5 5 5, bold 9 1 9, plain 4 4 4: best 9 5 9; regrets 4 0 4, 0 4 0, 5 1 5
    truth = np.array([[5.0, 9.0, 4.0], [5.0, 1.0, 4.0], [5.0, 9.0, 4.0]])
    found = regret(lived(truth, 4, 0.0, np.random.default_rng(1)), "profit", ARMS)
    assert found["expected"].to_dict() == pytest.approx({"careful": 8 / 3, "bold": 4 / 3, "plain": 11 / 3})
    assert found["maximal"].to_dict() == pytest.approx({"careful": 4.0, "bold": 4.0, "plain": 5.0})
    assert found["apparent_maximal"].to_dict() == pytest.approx({"careful": 4.0, "bold": 4.0, "plain": 5.0})
    assert found["often_best"].to_dict() == pytest.approx({"careful": 1 / 3, "bold": 2 / 3, "plain": 0.0})
    assert found.loc["bold", "worst_world"] == 1


def test_policies_that_are_all_alike_have_regret_only_if_the_judges_chose() -> None:
    found = regret(lived(np.zeros((200, 3)), 6, 1.0, np.random.default_rng(2)), "profit", ARMS)
    assert found["expected"].abs().max() < 0.1
    assert found["apparent_expected"].min() > 0.25
    assert found["apparent_maximal"].min() > 1.0
    assert (found["maximal_low"] < 0.0).all()


def test_what_cannot_be_judged_is_refused() -> None:
    table = lived(np.zeros((3, 3)), 4, 1.0, np.random.default_rng(3))
    with pytest.raises(UnpairedError, match="at least 4 seeds"):
        regret(table[table["seed"] % 1_000 < 3], "profit", ARMS)
    with pytest.raises(UnpairedError, match="every world"):
        regret(table.drop(index=5), "profit", ARMS)
