"""The floor, in process: it settles, lives a week, and tells a story."""

from __future__ import annotations

import asyncio

import pytest

pytest.importorskip("nicegui", reason="the page needs its extra: pip install salesorg[workshop]")

from tests.workshop.simulated import tiny_desk, visitor


def test_a_week_is_lived_when_it_is_asked_for() -> None:
    async def visit() -> None:
        async with visitor(tiny_desk()) as user:
            await user.open("/floor")
            await user.should_see("Year 1, week 1:", retries=60)
            user.find("One week").click()
            await user.should_see("Year 1, week 2:", retries=60)

    asyncio.run(visit())


def test_a_playing_floor_goes_on_by_itself_and_stops() -> None:
    async def visit() -> None:
        async with visitor(tiny_desk("sv")) as user:
            await user.open("/floor")
            await user.should_see("År 1, vecka 1:", retries=60)
            user.find("Spela upp").click()
            await user.should_see("År 1, vecka 3:", retries=60)
            user.find("Stoppa").click()

    asyncio.run(visit())
