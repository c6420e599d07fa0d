"""Compare policies on one firm: every arm lives through the same worlds, and each metric gets its verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.analysis.metrics import METRICS
from experiments.analysis.tables import mean_over_years
from experiments.analysis.verdict import Finding, find
from experiments.arms import Arm, Contest, read_arms
from experiments.fingerprint import code_fingerprint, fingerprint
from experiments.worlds import Progress, live_through
from simulation import Scenario, ScenarioError, burn_in, load_scenario

SCHEMA = "salesorg-compare-1"
REFERENCE = "ordinary"
BATCH = 40
"""Worlds lived at a time."""


@dataclass(frozen=True)
class Question(Contest):
    """What is asked: the arms (the reference last) over how many years, on which firm, in which worlds."""

    firm: Scenario
    seeds: range

    def fingerprint(self) -> str:
        """Of everything that the answer depends on."""
        arms = {arm.name: arm.scenario.fingerprint() for arm in self.arms}
        worlds = [self.seeds.start, len(self.seeds), self.years]
        return fingerprint(
            {"arms": arms, "firm": self.firm.fingerprint(), "worlds": worlds, "code": code_fingerprint()}
        )


@dataclass(frozen=True)
class Answer:
    """What was found: the years lived (one row an arm, seed and year) and a finding a metric and contender."""

    question: Question
    years: pd.DataFrame
    findings: Sequence[Finding]

    def of(self, arm: Arm) -> list[Finding]:
        """The findings on one contender."""
        return [found for found in self.findings if found.difference.arm == arm.name]

    @property
    def profits(self) -> list[Finding]:
        """The finding on profit of each contender."""
        return [found for found in self.findings if found.metric.name == "profit_money"]


def ask(
    firm: str | Path,
    policies: Sequence[str],
    *,
    against: str = REFERENCE,
    seeds: range,
    years: int | None = None,
    overrides: Mapping[str, object] = {},
) -> Question:
    """Read a question, all of it before anything runs; ScenarioError says what is wrong with it."""
    base = load_scenario(firm, (), overrides)
    horizon = base.calendar.years if years is None else years
    if not policies:
        raise ScenarioError("nothing to compare: name a policy, as in --policy culling=10%")
    if len(seeds) < 2:
        raise ScenarioError(f"{len(seeds)} replication(s) give no interval: ask for at least 2, better 100")
    if horizon < 1:
        raise ScenarioError(f"{horizon} years are no horizon: ask for at least 1")
    return Question(read_arms([*policies, against], firm, overrides), horizon, base, seeds)


def compare(question: Question, progress: Progress | None = None) -> Answer:
    """Run every arm through the same worlds and judge each metric of each contender against the reference."""
    years = live_in_batches(question, progress)
    table = mean_over_years(years, 1, question.years, [metric.name for metric in METRICS])
    contenders = [arm.name for arm in question.contenders]
    return Answer(question, years, find(table, contenders, question.against.name))


def live_in_batches(question: Question, progress: Progress | None = None) -> pd.DataFrame:
    """What every arm lived through in every world, a batch of worlds at a time, so that memory stays flat."""
    lived = []
    for first in range(0, len(question.seeds), BATCH):
        batch = question.seeds[first : first + BATCH]
        lived.append(live_through(question.arms, batch, question.years, burn_in(question.firm, batch)))
        if progress is not None:
            progress(first + len(batch), len(question.seeds))
    years = pd.concat(lived, ignore_index=True)
    places = {arm.name: place for place, arm in enumerate(question.arms)}
    return years.sort_values("arm", key=lambda names: names.map(places), kind="stable", ignore_index=True)


def as_json(answer: Answer) -> dict[str, Any]:
    """The answer for programs; `docs/formats.md` describes every key."""
    question = answer.question
    return {
        "schema": SCHEMA,
        "command": "compare",
        "fingerprint": question.fingerprint(),
        "question": question.sentence,
        "arms": [_arm_json(arm, answer) for arm in question.arms],
        "metrics": [_metric_json(found, question.firm.currency) for found in answer.findings],
    }


def _arm_json(arm: Arm, answer: Answer) -> dict[str, Any]:
    lived = answer.years[answer.years["arm"] == arm.name]
    return {
        "name": arm.name,
        "title": arm.title,
        "fingerprint": arm.scenario.fingerprint(),
        "means": {metric.name: float(lived[metric.name].mean()) for metric in METRICS},
    }


def _metric_json(found: Finding, currency: str) -> dict[str, Any]:
    difference = found.difference
    return {
        "name": found.metric.name,
        "unit": found.metric.unit.replace("money", currency),
        "arm": difference.arm,
        "against": difference.against,
        "mean": difference.mean,
        "low": difference.low,
        "high": difference.high,
        "share_of_worlds": difference.share_of_worlds,
        "verdict": str(found.verdict),
    }
