"""The live ensemble: the same futures for all, refined and never replaced, stopped when nobody waits."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from simulation import Scenario, burn_in, load_scenario, run_many
from workshop.ensemble import (
    FEWEST,
    FIRST_PICTURE_SECONDS,
    SLICE_SECONDS,
    Ensemble,
    Life,
    Shelf,
    slice_length,
    sooner,
)
from workshop.metrics import NAMES

TINY = {"organization.teams": 1, "organization.reps_per_team": 4, "calendar.burn_in_years": 1, "calendar.years": 2}
FIRM = load_scenario("midmarket", (), TINY)
CULLED = FIRM.with_overrides({"selection.cull_fraction": 0.25})


@pytest.fixture(scope="module")
def ensemble() -> Iterator[Ensemble]:
    made = Ensemble(FIRM, workers=2)
    yield made
    made.close()


def test_futures_are_those_of_a_study_with_the_same_seeds(ensemble: Ensemble) -> None:
    found = asyncio.run(ensemble.futures([FIRM, CULLED], 3))
    studied = run_many([FIRM, CULLED], range(3), years=2, states=burn_in(FIRM, range(3), workers=1), workers=1)
    expected = studied[list(NAMES)].to_numpy(float).reshape(2, 3, -1)
    np.testing.assert_array_equal(found.whole, expected)
    assert found.periods.shape == (2, 3, 8, len(NAMES))


def test_a_picture_with_more_futures_holds_the_ones_before(ensemble: Ensemble) -> None:
    async def look() -> list[np.ndarray]:
        return [found.whole async for found in ensemble.watch([FIRM, CULLED], (2, 5, 7))]

    pictures = asyncio.run(look())
    assert [picture.shape[1] for picture in pictures] == [2, 5, 7]
    for smaller, larger in pairwise(pictures):
        np.testing.assert_array_equal(smaller, larger[:, : smaller.shape[1]])


def test_what_was_lived_once_is_not_lived_again() -> None:
    made = Ensemble(FIRM, workers=1)
    asyncio.run(made.futures([FIRM], 3))
    made._live_slice = lambda cells: pytest.fail("lived again")  # type: ignore[method-assign]
    asyncio.run(made.futures([FIRM], 3))
    made.close()


def test_a_cancelled_request_stops_after_the_slices_in_hand() -> None:
    made = Ensemble(FIRM, workers=1)

    async def leave_early() -> None:
        waiting = asyncio.ensure_future(made.futures([FIRM], 5_000))
        await asyncio.sleep(0.1)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        await made.run(int)  # the pool's only thread is free once the slice in hand is done
        lived = len(made.shelf)
        await asyncio.sleep(0.15)
        assert len(made.shelf) == lived < 1_000
        assert made._waiting == 0

    asyncio.run(leave_early())
    made.close()


def test_the_event_loop_stays_awake_while_futures_are_lived(ensemble: Ensemble) -> None:
    other: Scenario = FIRM.with_overrides({"selection.cull_fraction": 0.3})

    async def count_ticks() -> int:
        waiting, ticks = asyncio.ensure_future(ensemble.futures([other], 40)), 0
        while not waiting.done():
            await asyncio.sleep(0.001)
            ticks += 1
        return ticks

    assert asyncio.run(count_ticks()) > 5


def test_the_shelf_forgets_what_was_not_used_for_longest() -> None:
    shelf, life = Shelf(most=2), Life(np.zeros((1, 1)), np.zeros(1))
    for name in "ab":
        shelf.put((name, 0, 1), life)
    assert shelf.take(("a", 0, 1)) is life
    shelf.put(("c", 0, 1), life)
    assert shelf.take(("b", 0, 1)) is None
    assert len(shelf) == 2


def test_what_lies_unread_on_the_shelf_is_read_at_once_and_as_it_would_be_alone(ensemble: Ensemble) -> None:
    one, many = Ensemble(FIRM, workers=1), Ensemble(FIRM, workers=1)
    for seed in range(3):
        asyncio.run(one.fill([(FIRM, seed)]))
        many._live_slice([(FIRM, seed)])
    assert all(many.shelf.take(many._key(FIRM, seed)) is None for seed in range(3))
    many.shelf.read()
    alone, together = one.gathered([FIRM], 3), many.gathered([FIRM], 3)
    assert alone is not None
    assert together is not None
    np.testing.assert_array_equal(alone.periods, together.periods)
    np.testing.assert_array_equal(alone.whole, together.whole)
    for made in (one, many):
        made.close()


def test_a_life_on_the_shelf_holds_no_more_memory_than_its_own() -> None:
    made = Ensemble(FIRM, workers=1)
    asyncio.run(made.futures([FIRM], 4))
    life = made.shelf.take(made._key(FIRM, 0))
    made.close()
    assert life is not None
    assert life.periods.base is None
    assert life.whole.base is None


def test_who_would_wait_long_sees_a_first_picture_of_fewer_futures() -> None:
    assert sooner((8, 16), 0.5 * FIRST_PICTURE_SECONDS) == (8, 16)
    assert sooner((8, 16), 2.0 * FIRST_PICTURE_SECONDS) == (FEWEST, 8, 16)
    assert sooner((2, 16), 2.0 * FIRST_PICTURE_SECONDS) == (2, 16)


def test_a_slow_firm_is_drawn_sooner_but_never_answered_with_less_than_was_asked_for() -> None:
    made = Ensemble(FIRM, workers=1)
    made._seconds_by_the_clock = 10.0

    async def look() -> list[int]:
        return [found.count async for found in made.watch([FIRM], (8, 9))]

    assert asyncio.run(made.futures([CULLED], 8)).count == 8
    made._seconds_by_the_clock = 10.0
    assert asyncio.run(look()) == [FEWEST, 8, 9]
    assert asyncio.run(look()) == [8, 9]  # nothing is missing any more
    made.close()


def test_a_slice_lasts_about_fifteen_milliseconds() -> None:
    assert slice_length(SLICE_SECONDS) == 1
    assert slice_length(0.001) == 15
    assert slice_length(10.0) == 1
    assert slice_length(0.0) == 64
