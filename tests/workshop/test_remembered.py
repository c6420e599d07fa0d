"""What is remembered of an object is its own, and is forgotten in time."""

from __future__ import annotations

from workshop.remembered import Remembered


class Thing:
    def __init__(self, word: str) -> None:
        self.word = word


def test_an_answer_is_found_once_for_each_object_and_question() -> None:
    asked: list[tuple[str, str]] = []

    def find(thing: Thing, about: str) -> str:
        asked.append((thing.word, about))
        return f"{thing.word} {about}"

    remembered, one, other = Remembered(find, 10), Thing("one"), Thing("other")
    assert [remembered(one, "a"), remembered(one, "a"), remembered(one, "b"), remembered(other, "a")] == [
        "one a",
        "one a",
        "one b",
        "other a",
    ]
    assert asked == [("one", "a"), ("one", "b"), ("other", "a")]


def test_so_many_answers_are_kept_and_their_objects_with_them() -> None:
    remembered = Remembered(lambda thing: thing.word, 2)
    words = [remembered(Thing(str(number))) for number in range(50)]  # most have the address of one that is gone
    assert words == [str(number) for number in range(50)]
    assert len(remembered) == 2
