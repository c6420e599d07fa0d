"""First signs: what tells bad ends from good ones early, and silence where nothing does."""

import numpy as np
import pandas as pd

from experiments.analysis.signs import first_signs, together_by_chance

INDEX = pd.MultiIndex.from_arrays([np.repeat(range(30), 4), range(120)], names=["world", "seed"])


def made(link: float) -> tuple[pd.DataFrame, "pd.Series[float]"]:
    luck = np.random.default_rng(4)
    morale = luck.normal(size=120)
    early = pd.DataFrame({"morale": morale, "churn": -morale, "noise": luck.normal(size=120)}, index=INDEX)
    return early, pd.Series(link * morale + luck.normal(size=120), index=INDEX)


def test_what_goes_with_a_bad_end_is_a_sign_in_its_direction() -> None:
    signs = {one.name: one for one in first_signs(*made(link=2.0))}
    assert set(signs) == {"morale", "churn"}
    assert signs["morale"].falls
    assert not signs["churn"].falls
    assert signs["morale"].worse_then > 0.7
    assert signs["morale"].worse_otherwise < 0.3


def test_without_a_link_there_is_no_sign() -> None:
    assert first_signs(*made(link=0.0)) == ()


def test_where_all_futures_end_alike_there_is_no_sign() -> None:
    early, end = made(link=2.0)
    assert first_signs(early, end.abs() + 1.0) == ()


def test_an_indicator_that_is_no_number_somewhere_is_left_out() -> None:
    early, end = made(link=2.0)
    early.loc[early.index[5], "morale"] = np.nan
    assert [one.name for one in first_signs(early, end)] == ["churn"]


def test_futures_of_one_world_are_not_taken_for_so_many_witnesses() -> None:
    """Worlds differ in both, and the two have nothing to do with each other: one in twenty is told, not one in four."""
    luck, told = np.random.default_rng(1), 0
    for _ in range(400):
        shown, worse = (3.0 * luck.normal(size=(20, 1)) + luck.normal(size=(20, 4)) > 0.0 for _ in range(2))
        told += together_by_chance(shown, worse) <= 0.05
    assert told <= 400 * 0.05 + 3.0 * (400 * 0.05 * 0.95) ** 0.5
    shown = luck.normal(size=(20, 4)) > 0.0
    assert together_by_chance(shown, shown) < 0.001
