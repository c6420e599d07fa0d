"""Ranking: heap sort in place, of any seats by any keys."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.mechanisms.ranking import sort_ascending

pytestmark = pytest.mark.jitoff


def ranked(keys: list[float], order: list[int], count: int) -> list[int]:
    o = SimpleNamespace(keys=keys, order=order)
    sort_ascending(o, count)
    return o.order


def test_known_orders() -> None:
    assert ranked([], [], 0) == []
    assert ranked([5.0], [0], 1) == [0]
    assert ranked([3.0, 1.0, 2.0], [0, 1, 2], 3) == [1, 2, 0]
    # Only the first three places take part: seats 4, 2 and 0; seat 1 waits behind them.
    assert ranked([9.0, 0.0, 8.0, 0.0, 7.0], [0, 2, 4, 1, 3], 3) == [4, 2, 0, 1, 3]


@given(st.lists(st.floats(-1e6, 1e6, allow_nan=False), max_size=60), st.randoms(use_true_random=False))
def test_any_list_comes_out_sorted_and_whole(keys: list[float], shuffler: object) -> None:
    order = list(range(len(keys)))
    shuffler.shuffle(order)  # type: ignore[attr-defined]
    got = ranked(keys, order, len(keys))
    assert sorted(got) == list(range(len(keys)))
    assert [keys[seat] for seat in got] == sorted(keys)
