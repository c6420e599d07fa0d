"""Fronts: what is left of many candidates when there are several goals, and none need be best in all of them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from experiments.analysis.bootstrap import Values


def non_dominated(goals: Values, margins: Values) -> npt.NDArray[np.bool_]:
    """Which rows (candidates x goals, more is better) stay: no other is as good in every goal and better in one.

    Goals are told apart in steps of `margins`, centred at zero (Laumanns et al. 2002): of candidates in the same step
    of every goal the one with the largest sum of goals, each in margins, stays. So noise below the margins makes no
    front longer.
    """
    scaled = goals / margins
    steps = np.rint(scaled)
    no_worse = (steps[:, None] >= steps[None]).all(axis=2)
    better = (steps[:, None] > steps[None]).any(axis=2)
    beaten = (no_worse & better).any(axis=0)
    order = np.argsort(-scaled.sum(axis=1), kind="stable")
    _, first = np.unique(steps[order], axis=0, return_index=True)
    foremost = np.zeros(len(goals), dtype=bool)
    foremost[order[first]] = True
    return np.asarray(~beaten & foremost)


def as_good(goals: Values, margins: Values, row: int) -> npt.NDArray[np.bool_]:
    """Which rows stand in the same step of every goal as one of them."""
    steps = np.rint(goals / margins)
    return np.asarray((steps == steps[row]).all(axis=1))


def spread_out(goals: Values, count: int) -> list[int]:
    """So many rows that stand for all: the best in each goal first, then whichever is farthest from those chosen.

    Distances are over goals scaled to their own range; ties go to the earlier row.
    """
    span = np.ptp(goals, axis=0)
    places = (goals - goals.min(axis=0)) / np.where(span > 0.0, span, 1.0)
    chosen = list(dict.fromkeys(int(row) for row in goals.argmax(axis=0)))[:count]
    while len(chosen) < min(count, len(goals)):
        distance = np.linalg.norm(places[:, None] - places[chosen][None], axis=2).min(axis=1)
        distance[chosen] = -1.0
        chosen.append(int(distance.argmax()))
    return chosen
