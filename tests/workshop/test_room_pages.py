"""The room's pages, in process: the facilitator and a phone, from the door to the places."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

pytest.importorskip("nicegui", reason="the page needs its extra: pip install salesorg[workshop]")

from nicegui import ui

from tests.workshop.simulated import tiny_desk, tiny_hall, visitor
from workshop.pages.parts import Parts
from workshop.room import REVEALED


def test_a_phone_joins_chooses_locks_and_sees_its_place(tmp_path: Path) -> None:
    desk = tiny_desk("sv")
    hall = tiny_hall(desk, tmp_path)

    async def visit() -> None:
        async with visitor(desk, hall) as user:
            await user.open(f"/join?pin={hall.journal.keys.pin}")
            user.find("Smeknamn").type("Älva")
            user.find("Lag").type("Norr")
            user.find(kind=ui.button).click()
            await user.should_see("Vi ser dig")
            hall.do("computer", team="Dator")
            hall.do("begin", budget=4)
            await user.should_see("4 poäng kvar")
            user.find("Lås för laget").click()
            await user.should_see("Titta på storskärmen")
            await hall.reveal()
            await user.should_see("av 2", retries=30)

    asyncio.run(visit())
    assert hall.room.phase == REVEALED
    assert [player.nickname for player in hall.room.players.values()] == ["Älva"]


def test_only_the_parts_that_changed_are_built_anew() -> None:
    built: list[str] = []
    shown: list[Parts] = []

    def build(name: str) -> None:
        built.append(name)
        ui.label(f"part {name}")

    async def visit() -> None:
        async with visitor(tiny_desk()) as user:

            @ui.page("/parts")
            def parts() -> None:
                shown.append(Parts(build))

            await user.open("/parts")
            for wanted in ({"a": 1, "b": 1}, {"a": 1, "b": 2}, {"a": 1, "b": 2}, {"b": 2}, {"c": 1, "b": 2}):
                shown[0].show(wanted)
            await user.should_see("part c")
            await user.should_not_see("part a")

    asyncio.run(visit())
    assert built == ["a", "b", "b", "c", "b"]  # in another order, all are


def test_a_wrong_pin_is_refused_and_says_so(tmp_path: Path) -> None:
    desk = tiny_desk()
    hall = tiny_hall(desk, tmp_path)

    async def visit() -> None:
        async with visitor(desk, hall) as user:
            await user.open("/join?pin=12")
            user.find("Nickname").type("Ann")
            user.find(kind=ui.button).click()
            await user.should_see("That is not the PIN")

    asyncio.run(visit())
    assert not hall.room.players


def test_the_facilitator_sees_who_is_here_and_runs_a_round(tmp_path: Path) -> None:
    desk = tiny_desk()
    hall = tiny_hall(desk, tmp_path)
    hall.join("1", hall.journal.keys.pin, "", nickname="Ann", team="North")

    async def visit() -> None:
        async with visitor(desk, hall) as user:
            await user.open("/room")
            await user.should_see("Ann · away")
            user.find("Add a computer’s team").click()
            user.find("Begin a round").click()
            await user.should_see("Waiting for North")
            user.find("Reveal").click()
            await user.should_see("of 100 futures. In", retries=60)

    asyncio.run(visit())
    assert hall.room.latest["North"].computer


def test_on_a_network_strangers_see_only_the_door(tmp_path: Path) -> None:
    desk = tiny_desk()
    hall = tiny_hall(desk, tmp_path, lan=True)

    async def visit() -> None:
        async with visitor(desk, hall) as user:
            await user.open("/room")
            await user.should_see("This page is the facilitator’s")
            await user.open(f"/room?key={hall.journal.keys.host_key}")
            await user.should_see("Begin a round")

    asyncio.run(visit())
