"""Shapley's shares in games with known answers: additive, gloves, and one that is drawn at random."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd
import pytest

from experiments.analysis.lattice import lattice, members, shapley_weights, subset_of
from experiments.analysis.paired import UnpairedError
from experiments.analysis.shapley import lift, shapley, shapley_by_dose, shapley_per_cost, shares
from tests.experiments.analysis.games import NOBODY, SEVEN, additive, gloves, played

WORTH = {name: float(number) for number, name in enumerate(SEVEN, 1)}
GLOVES = ["left", "right", "other"]


def test_in_an_additive_game_everybody_earns_what_they_are_worth_in_spite_of_luck() -> None:
    found = shapley(played(SEVEN, additive(WORTH)), "profit", SEVEN, NOBODY)
    assert found["share"].to_dict() == pytest.approx(WORTH)
    assert found["of_lift"].to_dict() == pytest.approx({name: worth / 28 for name, worth in WORTH.items()})
    assert found.index.name == "factor"


def test_the_glove_game() -> None:
    # left is missing in two of three orders of arrival, the right ones share the rest: 2/3, 1/6, 1/6
    found = shapley(played(GLOVES, gloves), "profit", GLOVES, NOBODY)
    assert found["share"].to_dict() == pytest.approx({"left": 2 / 3, "right": 1 / 6, "other": 1 / 6})


def test_weights_are_the_mean_over_all_orders_of_arrival() -> None:
    game = np.random.default_rng(1).normal(size=16)
    by_order = np.zeros(4)
    for order in permutations(range(4)):
        there = 0
        for player in order:
            by_order[player] += (game[there | 1 << player] - game[there]) / 24
            there |= 1 << player
    assert game @ shapley_weights(4) == pytest.approx(by_order)


def test_shares_add_up_to_all_minus_nobody_in_every_life() -> None:
    game = np.random.default_rng(2).normal(1e6, 1e5, (50, 128))
    values = pd.DataFrame(game, index=pd.RangeIndex(50, name="seed"))
    assert shares(values, SEVEN).sum(axis=1).to_numpy() == pytest.approx(lift(values).to_numpy(), rel=0, abs=1e-7)
    assert shapley_weights(7).sum(axis=1)[1:-1] == pytest.approx(np.zeros(126), abs=1e-15)  # nothing is kept or made


def test_a_factor_that_does_nothing_and_two_that_do_the_same() -> None:
    found = shapley(played(SEVEN, lambda team: float(len(team - {SEVEN[3]})) ** 2), "profit", SEVEN, NOBODY)
    assert found.loc[SEVEN[3], "share"] == pytest.approx(0.0, abs=1e-9)
    assert found["share"].drop(SEVEN[3]).to_numpy() == pytest.approx(np.full(6, 6.0))


def test_worlds_are_averaged_and_their_spread_shows() -> None:
    worlds = [
        played(GLOVES, additive({"left": worth, "right": 1.0, "other": 1.0}), first_seed=10 * number).assign(
            world=number
        )
        for number, worth in enumerate([1.0, 2.0, 3.0])
    ]
    found = shapley(pd.concat(worlds), "profit", GLOVES, NOBODY)
    assert found.loc["left", ["share", "low"]].to_list() == pytest.approx([2.0, 2.0 - 2.484138], abs=1e-5)
    assert found.loc["right", "low"] == pytest.approx(1.0)


def test_what_a_unit_of_cost_buys() -> None:
    table = played(GLOVES, additive({"left": 6.0, "right": 3.0, "other": 1.0}))
    spent = played(GLOVES, additive({"left": 2.0, "right": 6.0, "other": 0.0})).rename(columns={"profit": "cost"})
    both = table.merge(spent, on=["arm", "seed"])
    found = shapley_per_cost(both, "profit", "cost", GLOVES, NOBODY)
    assert found.loc[["left", "right"], "ratio"].to_list() == pytest.approx([3.0, 0.5])
    assert np.isnan(found.loc["other"]).all()  # it costs nothing: no rate


def test_doses_are_kept_apart_and_share_the_firm_without_any() -> None:
    half = played(GLOVES, lambda team: 0.5 * len(team), dose="@0.5").assign(dose="half")
    full = played(GLOVES, lambda team: 1.0 * len(team)).assign(dose="full")
    table = pd.concat([half, full[full["arm"] != NOBODY]])
    found = shapley_by_dose(table, "profit", GLOVES, NOBODY)
    assert found.loc["half", "share"].to_list() == pytest.approx([0.5] * 3)
    assert found.loc["full", "share"].to_list() == pytest.approx([1.0] * 3)


def test_arms_are_numbered_by_their_members() -> None:
    assert [subset_of(arm, GLOVES, NOBODY) for arm in (NOBODY, "left", "other+left", "left@2+right@2")] == [0, 1, 5, 3]
    assert members(3)[5].tolist() == [1.0, 0.0, 1.0]
    with pytest.raises(ValueError, match="hat is none of"):
        subset_of("left+hat", GLOVES, NOBODY)


def test_a_missing_firm_or_mixed_doses_are_refused() -> None:
    table = played(GLOVES, gloves)
    with pytest.raises(UnpairedError, match="1 of 8 subsets"):
        lattice(table[~((table["arm"] == "left+right") & (table["seed"] == 3))], "profit", GLOVES, NOBODY)
    with pytest.raises(UnpairedError, match="doses"):
        lattice(pd.concat([table, played(GLOVES, gloves, dose="@2")]), "profit", GLOVES, NOBODY)
