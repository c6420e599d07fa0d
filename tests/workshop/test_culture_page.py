"""The mixer, in process: habits, presets, worlds, and what stays."""

from __future__ import annotations

import asyncio

import pytest

pytest.importorskip("nicegui", reason="the page needs its extra: pip install salesorg[workshop]")

from tests.workshop.simulated import tiny_desk, visitor
from workshop.company import AS_IT_IS, habit_title, habits
from workshop.links import Race, to_link

MIX = Race(b=AS_IT_IS.with_dose("3-common_enemy", 1.0))


def test_every_habit_has_a_slider_and_in_the_end_a_marginal_effect() -> None:
    async def visit() -> None:
        async with visitor(tiny_desk("sv")) as user:
            await user.open(f"/culture?race={to_link(MIX)}")
            for habit in habits():
                await user.should_see(habit_title(habit, "sv"))
            await user.should_see("per år mot företaget som det är (8 framtider)", retries=60)
            await user.should_see("fullt ut skulle den ge", retries=60)

    asyncio.run(visit())


def test_what_is_dropped_is_compared_with_what_was_never_tried() -> None:
    async def visit() -> None:
        async with visitor(tiny_desk()) as user:
            await user.open(f"/culture?race={to_link(MIX)}")
            await user.should_see("(8 futures)", retries=60)
            user.find("Drop it after three years").click()
            await user.should_see("In year 3 it made", retries=100)

    asyncio.run(visit())


def test_another_world_is_announced_on_every_page() -> None:
    link = to_link(Race(world=(("selection.threat_margin", 2.0),)))

    async def visit() -> None:
        async with visitor(tiny_desk()) as user:
            for page in ("/", "/culture"):
                await user.open(f"{page}?race={link}")
                await user.should_see("The world is not the firm’s own here")

    asyncio.run(visit())
