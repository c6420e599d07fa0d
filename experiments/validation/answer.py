"""Validation as a question with an answer: which firm, which seeds, which patterns, and the table that came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.fingerprint import code_fingerprint, fingerprint
from experiments.validation.arms import Size
from experiments.validation.bands import chosen
from experiments.validation.validate import CANNOT_TELL, FAILED, FULL, PASSED, SELECTION, Progress, measure, verdicts
from simulation import Scenario, ScenarioError, load_scenario

SCHEMA = "salesorg-validate-1"
ECHO = "echo"


@dataclass(frozen=True)
class Question:
    """What is asked: which patterns of which firm, over which seeds."""

    firm: Scenario
    seeds: range
    patterns: tuple[str, ...] = field(default_factory=lambda: chosen(None))
    size: Size = FULL

    def fingerprint(self) -> str:
        """Of everything that the answer depends on."""
        return fingerprint({
            "firm": self.firm.fingerprint(),
            "seeds": [self.seeds.start, len(self.seeds)],
            "patterns": list(self.patterns),
            "size": asdict(self.size),
            "code": code_fingerprint(),
        })  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """The question and its table, one row a check, as `measure` gives it."""

    question: Question
    table: pd.DataFrame

    @property
    def verdicts(self) -> dict[str, str]:
        """Each pattern's verdict."""
        return verdicts(self.table)

    @property
    def failed(self) -> bool:
        """Whether any check failed."""
        return bool((self.table["passed"] == False).any())  # noqa: E712 - the column also holds None

    def named(self, verdict: str) -> list[str]:
        """The patterns with a verdict."""
        return [pattern for pattern, found in self.verdicts.items() if found == verdict]

    @property
    def apart(self) -> tuple[str, ...]:
        """Patterns that are no evidence of likeness: all echoes of inputs, or a check of the arithmetic."""
        told = set(self.table.loc[self.table["kind"] != ECHO, "pattern"]) - {SELECTION}
        return tuple(pattern for pattern in self.verdicts if pattern not in told)

    @property
    def counted(self) -> tuple[str, ...]:
        """Patterns of real firms that more than an input is needed to meet."""
        return tuple(pattern for pattern in self.verdicts if pattern not in self.apart)

    @property
    def headline(self) -> str:
        """The answer in a sentence; echoes and checks of the arithmetic are not counted with the others."""
        met = [pattern for pattern in self.counted if self.verdicts[pattern] == PASSED]
        parts = [
            f"{len(met)} of {len(self.counted)} patterns of real firms passed",
            _listed("failed", self.named(FAILED)),
            _listed("cannot tell", self.named(CANNOT_TELL)),
            _listed("not counted, since they repeat inputs or check the arithmetic", self.apart),
        ]
        return "; ".join(part for part in parts if part) + "."


def _listed(word: str, patterns: Sequence[str]) -> str:
    return f"{word}: {', '.join(patterns)}" if patterns else ""


def ask(
    firm: str | Path, seeds: range, patterns: Sequence[str] | None = None, overrides: Mapping[str, object] = {}
) -> Question:
    """Read a question, all of it before anything runs; ScenarioError says what is wrong with it."""
    if len(seeds) < 2:
        raise ScenarioError(f"{len(seeds)} seed(s) give no interval: ask for at least 2, better 30")
    return Question(load_scenario(firm, (), overrides), seeds, chosen(patterns))


def validate(question: Question, workers: int | None = None, progress: Progress | None = None) -> Answer:
    """Measure every pattern that is asked for."""
    table = measure(
        question.firm, question.seeds, question.patterns, size=question.size, workers=workers, progress=progress
    )
    return Answer(question, table)


def as_json(answer: Answer) -> dict[str, Any]:
    """The answer for programs; `docs/formats.md` describes every key."""
    question = answer.question
    return {
        "schema": SCHEMA,
        "command": "validate",
        "fingerprint": question.fingerprint(),
        "scenario": question.firm.title,
        "seeds": {"first": question.seeds.start, "count": len(question.seeds)},
        "verdicts": answer.verdicts,
        "patterns": [_row(row) for row in answer.table.to_dict("records")],
    }


def _row(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {
        "id": row["id"],
        "name": row["name"],
        "unit": row["unit"],
        "band": [_number(row["band_low"]), _number(row["band_high"])],
        "mean": _number(row["mean"]),
        "low": _number(row["low"]),
        "high": _number(row["high"]),
        "passed": row["passed"],
        "verdict": row["verdict"],
        "kind": row["kind"],
        "pins": row["pins"],
        "source": row["source"],
    }


def _number(value: float | None) -> float | None:
    return float(value) if value is not None and np.isfinite(value) else None
