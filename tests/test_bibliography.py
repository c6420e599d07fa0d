"""The bibliography: whole citations in alphabetical order, with the finding used, its grade and its limits."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "bibliography.md").read_text("utf-8")
FIELDS = ("Finding used", "Grade [A-D]\\b", "Steers", "Limits")
IN_USE, BEHIND, METHODS = (
    re.split(r"^## ", part, flags=re.MULTILINE)[0]
    for part in re.split(r"^## (?:Works in use|Behind the model|Methods)$", PAGE, flags=re.MULTILINE)[1:]
)


def works(part: str) -> dict[str, str]:
    """What a part says of each key, as one line."""
    pieces = re.split(r"^### (.+)$", part, flags=re.MULTILINE)
    return {key: " ".join(text.split()) for key, text in zip(pieces[1::2], pieces[2::2], strict=True)}


WORKS = works(IN_USE) | works(BEHIND)
KEYS = re.findall(r"^### (.+)$", PAGE, re.MULTILINE)


def test_keys_are_unique_and_each_part_is_in_alphabetical_order() -> None:
    assert len(KEYS) == len(set(KEYS)) == len(WORKS)
    for part in (IN_USE, BEHIND):
        assert list(works(part)) == sorted(works(part))


@pytest.mark.parametrize("key", KEYS)
def test_a_work_has_author_year_title_and_says_what_it_is_used_for(key: str) -> None:
    citation, *fields = re.split(r" - (?=[A-Z])", WORKS[key])
    assert re.search(r"\*[^*]+\*", citation) or "nverified" in citation
    assert re.search(r"\((about )?\d{4}(, \d{4})?\)", citation) or "nverified" in citation
    assert [bool(re.match(wanted, field)) for wanted, field in zip(FIELDS, fields, strict=True)] == [True] * 4


@pytest.mark.parametrize("key", [key for key in KEYS if re.search(r"_(19|20)\d\d$", key)])
def test_a_key_bears_the_year_of_its_work(key: str) -> None:
    assert key[-4:] in WORKS[key].split(" - Finding used")[0]


def test_a_doi_looks_like_one_and_belongs_to_one_work() -> None:
    found = [doi.rstrip(".") for doi in re.findall(r"doi:(\S+)", PAGE)]
    assert len(found) == len(set(found)) > 40
    assert [doi for doi in found if not re.fullmatch(r"10\.\d{4,5}/[\w.()/-]*\w", doi)] == []
