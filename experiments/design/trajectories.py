"""Rows of sensitivity designs as worlds with arms: a trajectory, or a base row, is a world with luck of its own."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.design.plan import apart
from experiments.design.rows import Row


def grouped(rows: Sequence[Row], size: int, names: Sequence[str] = ()) -> list[tuple[Row, Row]]:
    """Pairs for a plan: every `size` rows are one world, and its rows are arms called by `names` or by number."""
    called = list(names) or [str(step) for step in range(size)]
    pairs = []
    for place, row in enumerate(rows):
        conditions, levers = apart(row)
        world, arm = str(place // size), called[place % size]
        pairs.append((Row(world, (), conditions.values), Row(arm, levers.policies, levers.values)))
    return pairs
