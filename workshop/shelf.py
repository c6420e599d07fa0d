"""The shelf: answers of `salesorg whatif` that lie among the results, each told in a language and as a report."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

from experiments.report.answer_words import Told
from experiments.report.firm_titles import firm_title
from experiments.report.language import Language
from experiments.store import StoreError
from experiments.whatif.kept import ANSWER, answers, read_answer, written_on
from simulation import ScenarioError

ENTRIES_KEPT = 256
REPORTS_KEPT = 8
"""Reports that are at hand without being written again; each is some hundred kilobytes."""
_drawing = Lock()
"""Figures share one look while they are drawn: two at a time would take each other's."""


@dataclass(frozen=True)
class Entry:
    """One answer: the name of its folder, its day, and what it says; or `problem`, why it cannot be read."""

    name: str
    day: dt.date
    question: str = ""
    firm: str = ""
    sentences: tuple[str, ...] = ()
    problem: str = ""


def entries(results: Path, language: Language) -> list[Entry]:
    """All answers, the latest first; one that cannot be read says why."""
    return [_entry(folder, language) for folder in answers(results)]


def _entry(folder: Path, language: Language) -> Entry:
    try:
        return _told(folder, _version(folder), language)
    except (ScenarioError, StoreError) as problem:
        return Entry(folder.name, written_on(folder), problem=str(problem))
    except KeyError as missing:
        return Entry(folder.name, written_on(folder), problem=f"{folder.name} is damaged: it has no {missing}")


@lru_cache(ENTRIES_KEPT)
def _told(folder: Path, _version: int, language: Language) -> Entry:
    told = Told(read_answer(folder), language)
    sentences = tuple(map(told.headline, told.contenders))
    firm = firm_title(told.data["firm"]["title"], language.code)[0] or str(told.data["firm"]["name"])
    return Entry(folder.name, written_on(folder), told.question(), firm, sentences)


def _version(folder: Path) -> int:
    return (folder / ANSWER).stat().st_mtime_ns


def page_of(results: Path, name: str, language: Language) -> str:
    """The report of one answer; ScenarioError if no answer has that name, StoreError if it cannot be read.

    Names are looked up, never put into a path: what does not lie among the answers is not served.
    """
    folder = next((one for one in answers(results) if one.name == name), None)
    if folder is None:
        raise ScenarioError(f"{name}: no such answer")
    return _page(folder, _version(folder), language)


@lru_cache(REPORTS_KEPT)
def _page(folder: Path, _version: int, language: Language) -> str:
    from experiments.report.board import report  # noqa: PLC0415 - figures are heavy, and few servers draw any

    with _drawing:
        return report(read_answer(folder), language, written_on(folder))
