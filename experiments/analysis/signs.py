"""First signs: what differs early in the futures that end badly, so that somebody who tries a policy knows in time.

The five that go most closely with the end in every other world are judged in the worlds between: what fits best by
chance would not fit again, and the fewer are judged, the less a real sign has to outshine. A sign is a difference
between those who live under the policy and those who do not, which a trial in a part of the firm can see.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from experiments.analysis.holm import LEVEL, holm

MOST, JUDGED = 3, 5
FEWEST_FUTURES = 12
SHUFFLES = 9_999
FEWEST_OF_A_KIND = 4
"""Futures that end worse, and as many that do not, without which there is nothing to tell apart."""


@dataclass(frozen=True)
class Sign:
    """An early difference above `cut` (below it if `falls`): how often futures end worse then, and how often else."""

    name: str
    cut: float
    falls: bool
    worse_then: float
    worse_otherwise: float
    futures: int


def first_signs(early: pd.DataFrame, outcome: pd.Series[float]) -> tuple[Sign, ...]:
    """The clearest signs of a bad end, at most three.

    `early` holds early differences and `outcome` those in the end, by (world, seed), above zero being better; worlds
    stand together and have equally many seeds. Empty where too few futures end either way, or nothing told them apart
    in worlds that did not choose it.
    """
    table, end = early.loc[outcome.index], outcome
    worlds = list(dict.fromkeys(end.index.get_level_values("world")))
    chooses = end.index.get_level_values("world").isin(worlds[::2])
    if _too_alike(end[chooses]) or _too_alike(end[~chooses]):
        return ()
    told = [
        str(name)
        for name in table
        if np.isfinite(table[name].to_numpy(float)).all() and table[name][chooses].std() > 0.0
    ]
    if not told:
        return ()
    closeness = {name: abs(_along(table[name], end, chooses)) for name in told}
    closest = sorted(closeness, key=closeness.__getitem__, reverse=True)[:JUDGED]
    looked = [_judged(name, table[name], end, chooses) for name in closest]
    clear = holm(np.array([p_value for p_value, _, _ in looked])) <= LEVEL
    found = [(along, sign) for (_, along, sign), sure in zip(looked, clear, strict=True) if sure]
    return tuple(sign for _, sign in sorted(found, key=lambda pair: -pair[0])[:MOST])


def _too_alike(end: pd.Series[float]) -> bool:
    worse = int((end < 0.0).sum())
    return len(end) < FEWEST_FUTURES or min(worse, len(end) - worse) < FEWEST_OF_A_KIND


def _along(column: pd.Series[float], end: pd.Series[float], chooses: npt.NDArray[np.bool_]) -> float:
    """How closely a column goes with the end, in the worlds that choose."""
    return float(stats.spearmanr(column[chooses], end[chooses]).statistic)


def _judged(
    name: str, column: pd.Series[float], end: pd.Series[float], chooses: npt.NDArray[np.bool_]
) -> tuple[float, float, Sign]:
    """A sign at its median, with how closely it went with the end where it was chosen.

    First stands the p-value of its parting the futures of the other worlds.
    """
    along = _along(column, end, chooses)
    cut, falls = float(column[chooses].median()), along > 0.0
    rest, worse = column[~chooses].to_numpy(float), end[~chooses].to_numpy(float) < 0.0
    shown = rest < cut if falls else rest > cut
    worlds = column[~chooses].index.get_level_values("world").nunique()
    p_value = together_by_chance(shown.reshape(worlds, -1), worse.reshape(worlds, -1))
    then, otherwise = (float(worse[seen].mean()) if seen.any() else 0.0 for seen in (shown, ~shown))
    return p_value, abs(along), Sign(name, cut, falls, then, otherwise, len(rest))


def together_by_chance(shown: npt.NDArray[np.bool_], worse: npt.NDArray[np.bool_]) -> float:
    """How often chance makes a sign and a bad end fall together as often as they do (worlds x futures).

    Ends are shuffled among whole worlds, since futures of one world are alike: an exact test, one-sided.
    """
    both = shown.astype(float) @ worse.astype(float).T
    own = np.arange(len(both))
    orders = np.random.default_rng(0).random((SHUFFLES, len(both))).argsort(axis=1)
    as_often = both[own, orders].sum(axis=1) >= np.trace(both) - 1e-9
    return float((1 + as_often.sum()) / (1 + SHUFFLES))
