"""Story mode, in process: the projector and the laptop show the same step, and only the laptop its note."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("nicegui", reason="the page needs its extra: pip install salesorg[workshop]")

from nicegui import ui

from experiments.report.language import Language
from tests.workshop.simulated import tiny_desk, tiny_hall, visitor
from workshop.desk import View
from workshop.lessons import lesson_named
from workshop.pages.race import RacePage
from workshop.pages.story import StoryPage, standing, turn

LESSON = lesson_named("15-culling")
FIRST, SECOND = LESSON.steps[:2]


def test_a_lesson_goes_on_step_by_step_with_its_notes_elsewhere(tmp_path: Path) -> None:
    desk = tiny_desk()
    hall = tiny_hall(desk, tmp_path)

    async def visit() -> None:
        async with visitor(desk, hall) as user:
            await user.open("/story")
            hall.do("step", lesson=LESSON.name, step=0)
            await user.should_see(FIRST.text["en"])
            await user.should_not_see(FIRST.note["en"])
            user.find("Next").click()
            await user.should_see(SECOND.question["en"])
            await user.should_see("Guess before you see", retries=200)
            await user.open("/notes")
            await user.should_see(SECOND.note["en"])

    asyncio.run(visit())


def test_a_step_that_is_left_lives_nothing_any_more(tmp_path: Path) -> None:
    desk = tiny_desk()
    hall = tiny_hall(desk, tmp_path)
    stages: list[StoryPage] = []

    async def visit() -> None:
        async with visitor(desk, hall) as user:

            @ui.page("/stage")
            def stage() -> None:
                stages.append(StoryPage(View(desk, Language("en")), hall, ""))
                stages[0].build()

            hall.do("step", lesson=LESSON.name, step=1)
            await user.open("/stage")
            left = stages[0].inside
            assert isinstance(left, RacePage)
            assert left.watching is not None
            hall.do("step", lesson=LESSON.name, step=0)
            await user.should_see(FIRST.text["en"], retries=30)
            await asyncio.sleep(0)
            assert left.watching.cancelled()
            assert stages[0].inside is None
            listening = len(hall._listeners)
            with stages[0].main:
                stages[0]._below(replace(FIRST, show="room"))
            assert len(hall._listeners) == listening + 1
            stages[0].leave()
            assert len(hall._listeners) == listening - 1

    asyncio.run(visit())


def test_the_debrief_shows_what_was_guessed_and_what_happened(tmp_path: Path) -> None:
    desk = tiny_desk("sv")
    hall = tiny_hall(desk, tmp_path)
    hall.join("1", hall.journal.keys.pin, "", nickname="Älva", team="Norr")
    hall.do("ask", question=SECOND.question["sv"])
    hall.of_player("1", "guess", value=70)
    hall.do("show")

    async def visit() -> None:
        async with visitor(desk, hall) as user:
            await user.open(f"/debrief?lesson={LESSON.name}")
            await user.should_see("Vi gissade: 70")
            await user.should_see("På måndag ser vi på")

    asyncio.run(visit())


def test_the_guide_is_a_page() -> None:
    async def visit() -> None:
        async with visitor(tiny_desk("sv")) as user:
            await user.open("/guide")
            await user.should_see("Om de frågar")

    asyncio.run(visit())


def test_a_lesson_has_a_first_and_a_last_step(tmp_path: Path) -> None:
    hall = tiny_hall(tiny_desk(), tmp_path)
    assert standing(hall) is None
    turn(hall, 1)
    hall.do("step", lesson=LESSON.name, step=99)
    assert standing(hall) == (LESSON, len(LESSON.steps) - 1)
    turn(hall, 1)
    assert standing(hall) == (LESSON, len(LESSON.steps) - 1)
