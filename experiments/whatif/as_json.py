"""The answer as plain data: what programs read, and what a report is made of in any language."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from experiments.analysis.tables import records
from experiments.calibration.prior import FITTED, prior_of
from experiments.fingerprint import code_fingerprint, versions
from experiments.whatif.answer import Answer, Outcome, Verdicts
from experiments.whatif.kept import SCHEMA
from experiments.whatif.question import Question
from experiments.whatif.trial import levers as changed
from simulation.layers import CATALOGUE

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
        "fans": records(found.fans),
        "overflows": found.overflows,
        "levers": levers(question),
        "uncertain": uncertain(question),
        "targets": records(question.ensemble.fit),
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
        "by_year": records(one.by_year),
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
        for path, value in changed(arm.scenario, question.against.scenario).items():
            row = {"arm": arm.name, "parameter": path, "before": reference[path], "after": value}
            rows.append(row | _declared(path))
    return rows


def uncertain(question: Question) -> list[dict[str, Any]]:
    """Every parameter in which plausible firms differ: before and after the data, or only before."""
    ensemble = question.ensemble
    if ensemble.calibrated:
        return [row | _declared(str(row["parameter"])) for row in records(ensemble.known)]
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
