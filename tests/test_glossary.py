"""The glossary: in alphabetical order, each word once, in both languages, and all that a reader of the model meets."""

import re
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[1] / "docs" / "glossary.md").read_text("utf-8")
FACTORS, WORDS = (re.findall(r"^\| (?!---)(.+) \|$", part, re.MULTILINE)[1:] for part in PAGE.split("## Words"))
ROWS = [tuple(cell.strip() for cell in line.split("|")) for line in WORDS]
ENGLISH = [row[0] for row in ROWS]


def test_every_word_has_a_translation_and_a_meaning() -> None:
    assert [row for row in ROWS if len(row) != 3 or not all(row)] == []


def test_words_stand_in_alphabetical_order_and_only_once() -> None:
    assert sorted(ENGLISH, key=str.casefold) == ENGLISH
    assert len({word.casefold() for word in ENGLISH}) == len(ENGLISH)


def test_the_seven_factors_are_named_by_number_id_and_in_both_languages() -> None:
    rows = [[cell.strip() for cell in line.split("|")] for line in FACTORS]
    assert [row[0] for row in rows] == [str(number) for number in range(1, 8)]
    named = {row[0].casefold(): row[1] for row in ROWS}
    for _, name, english, swedish in rows:
        assert name.strip("`") == english.casefold().replace(" ", "_")
        assert named[english.casefold()] == swedish


@pytest.mark.parametrize("word", ["effort norm", "blame norm", "own standard", "arm", "regret", "salience", "handover"])
def test_words_of_the_whole_model_are_explained(word: str) -> None:
    assert word in ENGLISH
