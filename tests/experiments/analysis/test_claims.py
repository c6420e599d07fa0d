"""A claim made for every industry, by the verdicts of several worlds; and what several changes add up to."""

from __future__ import annotations

import pandas as pd
import pytest

from experiments.analysis.claims import claim_word, with_sum
from experiments.analysis.verdict import Verdict

WORDS = {
    "b": Verdict("better"),
    "w": Verdict("worse"),
    "=": Verdict("practically equal"),
    "?": Verdict("cannot tell yet", more_worlds=10),
}


@pytest.mark.parametrize(
    ("verdicts", "word"),
    [
        ("bbb", "supported"),
        ("www", "contradicted"),
        ("===", "no effect that matters"),
        ("=w=", "contradicted"),
        ("bbw", "depends"),
        ("bb=", "depends"),
        ("bw?", "depends"),
        ("bb?", "cannot tell yet"),
        ("ww?", "cannot tell yet"),
        ("???", "cannot tell yet"),
    ],
)
def test_one_world_contradicts_everywhere_and_one_open_question_keeps_it_open(verdicts: str, word: str) -> None:
    assert claim_word([WORDS[letter] for letter in verdicts]) == word


def test_the_sum_adds_every_difference_to_the_reference_world_by_world() -> None:
    table = pd.DataFrame(
        {
            "arm": ["as_it_is", "as_it_is", "one", "one", "two", "two"],
            "seed": [1, 2, 2, 1, 1, 2],
            "profit": [10.0, 20.0, 23.0, 11.0, 9.0, 21.0],
        }
    )
    total = with_sum(table, ["one", "two"], "as_it_is", "sum")
    added = total[total["arm"] == "sum"].set_index("seed")["profit"]
    assert added.to_dict() == {1: 10.0, 2: 24.0}  # 10 + 1 - 1, 20 + 3 + 1
    assert len(total) == 8
