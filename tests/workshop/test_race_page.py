"""The race, in process: what is decided is lived, shown, guessed, undone and shared."""

from __future__ import annotations

import asyncio

import pytest

pytest.importorskip("nicegui", reason="the page needs its extra: pip install salesorg[workshop]")

from tests.workshop.simulated import tiny_desk, visitor
from workshop.company import AS_IT_IS
from workshop.links import Race, to_link
from workshop.presets import preset_named


def test_both_companies_race_and_the_strip_says_who_is_ahead() -> None:
    async def visit() -> None:
        async with visitor(tiny_desk()) as user:
            await user.open("/")
            await user.should_see("Up or out")
            await user.should_see("of 8 futures so far", retries=60)
            await user.should_see("Profit")

    asyncio.run(visit())


def test_swedish_is_swedish_throughout() -> None:
    async def visit() -> None:
        async with visitor(tiny_desk()) as user:
            await user.open("/?lang=sv")
            await user.should_see("Upp eller ut")
            await user.should_see("av 8 framtider hittills", retries=60)
            await user.should_not_see("Undo")

    asyncio.run(visit())


def test_a_shared_link_shows_the_same_race_and_a_forged_one_the_first() -> None:
    race = Race(AS_IT_IS, preset_named("choosy").company, name_b="Hunters")

    async def visit() -> None:
        async with visitor(tiny_desk()) as user:
            await user.open(f"/?race={to_link(race)}")
            await user.should_see("Hunters is ahead", retries=60)
            await user.open("/?race=AAAA")
            await user.should_see("Up or out")

    asyncio.run(visit())


def test_a_room_that_guesses_first_sees_nothing_until_it_has_guessed() -> None:
    async def visit() -> None:
        async with visitor(tiny_desk()) as user:
            await user.open("/")
            await user.should_see("of 8 futures so far", retries=60)
            user.find("Predict first").click()
            await user.should_see("Guess before you see")
            await user.should_not_see("futures so far")
            user.find("That is our guess").click()
            await user.should_see("You said 50 of 100")

    asyncio.run(visit())


def test_undo_brings_back_what_was_decided_before() -> None:
    async def visit() -> None:
        async with visitor(tiny_desk()) as user:
            await user.open("/")
            await user.should_see("Up or out is ahead", retries=60)
            user.find("As it is").click()
            await user.should_not_see("Up or out is ahead", retries=60)
            user.find("Undo").click()
            await user.should_see("Up or out is ahead", retries=60)

    asyncio.run(visit())
