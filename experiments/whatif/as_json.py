"""The answer as plain data: what programs read, and what a report is made of in any language."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import asdict
from math import isfinite
from typing import Any

import pandas as pd

from experiments.calibration.prior import FITTED, prior_of
from experiments.fingerprint import code_fingerprint, versions
from experiments.whatif.answer import Answer, Outcome, Verdicts
from experiments.whatif.question import Question
from simulation.layers import CATALOGUE
from simulation.parameters.declare import Choice

SCHEMA = "salesorg-whatif-1"
LANGUAGES = ("en", "sv")


def as_json(found: Answer, command: str) -> dict[str, Any]:
    """The answer for programs; `docs/formats.md` describes every key."""
    question = found.question
    return {
        "schema": SCHEMA,
        "command": "whatif",
        "fingerprint": question.fingerprint(),
        "question": question.sentence,
        "firm": {
            "name": question.ensemble.name,
            "title": question.ensemble.firm.title,
            "currency": question.ensemble.firm.currency,
            "heads": question.ensemble.firm.organization.teams * question.ensemble.firm.organization.reps_per_team,
            "calibrated": question.ensemble.calibrated,
        },
        "years": question.years,
        "firms": len(question.ensemble.members),
        "futures": question.futures,
        "against": question.against.name,
        "arms": [
            {"name": arm.name, "title": {code: arm.title_in(code) for code in LANGUAGES}} for arm in question.arms
        ],
        "contenders": [_contender(one) for one in found.verdicts],
        "fans": _records(found.fans),
        "overflows": found.overflows,
        "levers": levers(question),
        "uncertain": uncertain(question),
        "targets": _records(question.ensemble.fit),
        "made": {
            "command": command,
            "code": code_fingerprint(),
            "versions": versions(),
            "first_seed": question.seeds(0).start,
        },
    }


def _contender(one: Verdicts) -> dict[str, Any]:
    return {
        "arm": one.arm,
        "outcomes": [_outcome(outcome) for outcome in one.outcomes],
        "by_year": _records(one.by_year),
        "signs": [asdict(sign) for sign in one.signs],
        "trial": asdict(one.trial) | {"lived": one.trial.lived},
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    found, judged = outcome.found, outcome.judged
    chance, chance_low, chance_high = outcome.chance
    return {
        "metric": outcome.metric.name,
        "unit": outcome.metric.unit,
        "relative": outcome.metric.relative,
        "reference_mean": outcome.reference_mean,
        "mean": found.mean,
        "low": found.low,
        "high": found.high,
        "own_low": found.next_world[0],
        "own_high": found.next_world[1],
        "reliability": found.reliability,
        "chance": chance,
        "chance_low": chance_low,
        "chance_high": chance_high,
        "verdict": judged.verdict.word,
        "more_firms": judged.verdict.more_worlds,
        "told": judged.told,
        "reason": judged.reason,
        "on": judged.on,
        "fork": None if judged.fork is None else asdict(judged.fork),
        "drivers": [asdict(driver) for driver in judged.drivers],
    }


def levers(question: Question) -> list[dict[str, Any]]:
    """What each contender changes on the common firm, against the reference."""
    reference = question.against.scenario.resolved()
    rows = []
    for arm in question.contenders:
        for path, value in arm.scenario.resolved().items():
            if value != reference[path]:
                row = {"arm": arm.name, "parameter": path, "before": _plain(reference[path]), "after": _plain(value)}
                rows.append(row | _declared(path))
    return rows


def uncertain(question: Question) -> list[dict[str, Any]]:
    """Every parameter in which plausible firms differ: before and after the data, or only before."""
    ensemble = question.ensemble
    if ensemble.calibrated:
        return [row | _declared(str(row["parameter"])) for row in _records(ensemble.known)]
    return [
        {
            "parameter": one.path,
            "kind": "fitted" if one.path in FITTED else "open",
            "prior_low": one.low,
            "prior_high": one.high,
            "learned": False,
        }
        | _declared(one.path)
        for one in prior_of(ensemble.firm).ranges
    ]


def _declared(path: str) -> dict[str, str]:
    found = CATALOGUE.find(path)
    return {"unit": found.unit, "meaning": found.meaning, "source": found.source}


def _plain(value: object) -> object:
    return value.word if isinstance(value, Choice) else value


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    return [_finite(row) for row in rows.to_dict("records")]


def _finite(row: Mapping[Hashable, Any]) -> dict[str, Any]:
    """A row for JSON: what is no finite number is null."""
    return {str(key): None if isinstance(value, float) and not isfinite(value) else value for key, value in row.items()}
