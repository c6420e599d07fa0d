"""Ranking: put seats in order of a key, deterministically and without memory of its own (heap sort)."""

from simulation.mark import rule
from simulation.records import World


@rule
def comes_after(o: World, one: int, other: int) -> bool:
    """Whether the seat at place `one` of the order belongs behind the one at place `other`."""
    return o.keys[o.order[one]] > o.keys[o.order[other]]


@rule
def swap(o: World, one: int, other: int) -> None:
    """Exchange two places of the order."""
    held = o.order[one]
    o.order[one] = o.order[other]
    o.order[other] = held


@rule
def sift(o: World, start: int, end: int) -> None:
    """Let the seat at `start` sink until no seat below it, before `end`, belongs behind it."""
    parent = start
    child = 2 * parent + 1
    while child < end:
        if child + 1 < end and comes_after(o, child + 1, child):
            child += 1
        if not comes_after(o, child, parent):
            break
        swap(o, child, parent)
        parent = child
        child = 2 * parent + 1


@rule
def sort_ascending(o: World, count: int) -> None:
    """Order the first `count` seats of `o.order` by `o.keys`, lowest first."""
    for start in range(count // 2 - 1, -1, -1):
        sift(o, start, count)
    for end in range(count - 1, 0, -1):
        swap(o, 0, end)
        sift(o, 0, end)
