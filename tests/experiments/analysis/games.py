"""Games whose Shapley values are known, as tables of all subsets of players with luck that everybody shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

NOBODY = "as_it_is"
SEVEN = [f"{number}-factor" for number in range(1, 8)]
Game = Callable[[frozenset[str]], float]


def subsets(players: Sequence[str]) -> list[frozenset[str]]:
    return [frozenset(p for bit, p in enumerate(players) if mask >> bit & 1) for mask in range(2 ** len(players))]


def played(
    players: Sequence[str], game: Game, seeds: int = 5, *, dose: str = "", noise: float = 0.0, first_seed: int = 0
) -> pd.DataFrame:
    """One row an arm and seed: the game's value, plus the seed's own luck, plus noise of the firm."""
    rng = np.random.default_rng(first_seed)
    luck = rng.normal(0.0, 100.0, seeds)
    rows = [
        {"arm": "+".join(f"{p}{dose}" for p in sorted(team)) or NOBODY, "seed": first_seed + seed, "profit": value}
        for team in subsets(players)
        for seed, value in enumerate(game(team) + luck + noise * rng.normal(size=seeds))
    ]
    return pd.DataFrame(rows).sample(frac=1.0, random_state=1)


def additive(worth: dict[str, float]) -> Game:
    return lambda team: sum(worth[player] for player in team)


def gloves(team: frozenset[str]) -> float:
    """One left glove and two right ones; a pair is worth 1."""
    return float("left" in team and bool({"right", "other"} & team))
