"""Lessons: whole, in both languages, of the length they say; and the model answers their questions as the notes do."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from simulation import ScenarioError, load_scenario
from workshop.command import FIRM
from workshop.ensemble import Ensemble
from workshop.guide import FILES, guide
from workshop.lessons import lesson_named, lessons, read_lesson
from workshop.metrics import place
from workshop.pictures import duel
from workshop.room import LONGEST_QUESTION

STEPS = [step for lesson in lessons() for step in lesson.steps]
RACES = {(step.race, step.expect) for step in STEPS if step.expect is not None}


def test_there_is_a_script_of_a_quarter_three_quarters_and_an_hour_and_a_half() -> None:
    assert [round(lesson.minutes) for lesson in lessons()] == [15, 45, 90]
    assert [lesson.name.partition("-")[0] for lesson in lessons()] == ["15", "45", "90"]


def test_every_question_about_a_race_says_what_is_expected_and_fits_on_a_phone() -> None:
    assert all(step.expect is not None for step in STEPS if step.show == "race")
    assert all(len(text) <= LONGEST_QUESTION for step in STEPS for text in step.question.values())


def test_the_model_answers_as_the_notes_say() -> None:
    firm = load_scenario(FIRM)
    ensemble = Ensemble(firm, workers=2)
    wrong = []
    for race, expected in RACES:
        found = asyncio.run(ensemble.futures([race.a.on(firm), race.b.on(firm)], 24))
        column = place(race.metric)
        ahead = duel(found.whole[0, :, column], found.whole[1, :, column]).ahead_in_100
        if expected is None or not expected[0] <= ahead <= expected[1]:
            wrong.append((race, ahead))
    ensemble.close()
    assert wrong == []


STEP = """
[[step]]
minutes = 2
{more}
title = {{ en = "a", sv = "b" }}
text = {{ en = "a", sv = "b" }}
note = {{ en = "a", sv = "b" }}
"""
HEAD = 'format = 1\ntitle = { en = "a", sv = "b" }\n'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("format = 2\n", "reads format"),
        (HEAD, "needs steps"),
        (HEAD + STEP.format(more="pace = 1"), "pace"),
        (HEAD + STEP.format(more='show = "film"'), "show is one of"),
        (HEAD + STEP.format(more='metric = "film"'), "metric one of"),
        (HEAD + STEP.format(more='b = "film"'), "no preset"),
        (HEAD + STEP.format(more='question = { en = "a" }'), "question must be"),
    ],
)
def test_a_wrong_script_is_refused_with_what_is_wrong(tmp_path: Path, text: str, problem: str) -> None:
    file = tmp_path / "5-odd.toml"
    file.write_text(text)
    with pytest.raises(ScenarioError, match=problem):
        read_lesson(file)


def test_an_unknown_lesson_is_answered_with_those_there_are() -> None:
    with pytest.raises(ScenarioError, match="15-culling"):
        lesson_named("20")


@pytest.mark.parametrize("language", FILES)
def test_the_guide_names_every_script_in_its_language(language: str) -> None:
    text = guide(language)
    assert [lesson.title[language] for lesson in lessons() if lesson.title[language] not in text] == []
