"""The study of the factors as tables: one row an effect, what each overlay moves, and what each claim comes to."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from experiments.analysis.claims import claim_word
from experiments.analysis.verdict import BETTER, EQUAL, UNTOLD, WORSE, Finding
from experiments.doses import FULL, SIZES, TOGETHER, Dosed, Scene
from experiments.effects import Effects, Mark
from simulation.layers import CATALOGUE

EARNING, BEHAVIOUR = "earning", "behaviour"
CLAIMED = ("profit_money", "revenue_money", "satisfaction")
VERDICTS = (BETTER, EQUAL, WORSE, UNTOLD)
FIGURES = 5  # significant ones in the files: more than any use, and the files stay small


def title_of(dosed: Dosed) -> str:
    """A habit in words."""
    if dosed.factor == TOGETHER:
        return f"all {len(dosed.arm.policies)} together"
    return dosed.arm.title


def seen(finding: Finding) -> int:
    """The way in which an effect goes: 1 up, -1 down, 0 if its interval does not leave out zero."""
    difference = finding.difference
    return int(difference.low > 0.0) - int(difference.high < 0.0)


def mark_of(scene: Scene, dosed: Dosed, finding: Finding, effects: Effects) -> Mark:
    """Whether an effect is assumed or emerged."""
    return effects.mark(finding.metric.name, seen(finding), scene.moved(dosed.arm), scene.firm)


def effects_table(scenes: Iterable[Scene], effects: Effects) -> pd.DataFrame:
    """Every finding with its dose, its verdict and its mark, in the metric's own unit."""
    return pd.DataFrame([row for scene in scenes for row in _rows(scene, effects)])


def _rows(scene: Scene, effects: Effects) -> Iterator[dict[str, Any]]:
    by_arm = {dosed.arm.name: dosed for dosed in scene.dosed}
    groups = {indicator.metric.name: indicator for indicator in effects.indicators}
    for window, findings in scene.windows.items():
        for finding in findings:
            dosed, indicator = by_arm[finding.difference.arm], groups.get(finding.metric.name)
            mark = mark_of(scene, dosed, finding, effects)
            yield {
                "scenario": scene.name,
                "window": window,
                "factor": dosed.factor,
                "title": title_of(dosed),
                "dose": dosed.dose,
                "size": SIZES[dosed.dose],
                "kind": BEHAVIOUR if indicator else EARNING,
                "group": indicator.group if indicator else "earnings",
                "hurts": indicator.hurts if indicator else 0,
                **_numbers(finding),
                "mark": mark.word,
                "through": "; ".join(channel.through for channel in mark.channels),
            }


def _numbers(finding: Finding) -> dict[str, Any]:
    difference = finding.difference
    return {
        "metric": finding.metric.name,
        "label": finding.metric.label,
        "unit": finding.metric.unit,
        "against": difference.against,
        "worlds": difference.worlds,
        "reference_mean": difference.reference_mean,
        "mean": difference.mean,
        "low": difference.low,
        "high": difference.high,
        "share_of_worlds": difference.share_of_worlds,
        "effect": difference.effect,
        "verdict": finding.verdict.word,
        "more_seeds": finding.verdict.more_worlds,
    }


def short(table: pd.DataFrame) -> pd.DataFrame:
    """The table with as many significant figures as anybody can use."""
    numbers = table.select_dtypes("float").columns
    return table.assign(**{name: table[name].map(lambda value: float(f"{value:.{FIGURES}g}")) for name in numbers})


def claims_table(scenes: Sequence[Scene], window: str) -> pd.DataFrame:
    """One row a habit at full dose and claimed metric: its word, and in which scenarios it got which verdict."""
    rows = [
        {"factor": dosed.factor, "title": title_of(dosed), "metric": name} | _claim(scenes, dosed, name, window)
        for dosed in scenes[0].at(FULL)
        for name in CLAIMED
    ]
    return pd.DataFrame(rows)


def _claim(scenes: Sequence[Scene], dosed: Dosed, metric: str, window: str) -> dict[str, str]:
    verdicts = {scene.name: scene.finding(window, dosed.arm, metric).verdict for scene in scenes}
    places = {word: [name for name, verdict in verdicts.items() if verdict.word == word] for word in VERDICTS}
    return {"claim": claim_word(list(verdicts.values()))} | {word: " ".join(names) for word, names in places.items()}


def levers_table(scenes: Iterable[Scene]) -> pd.DataFrame:
    """What each overlay moves in each scenario: the lever as it is, and at each dose."""
    return pd.DataFrame([row for scene in scenes for row in _lever_rows(scene)])


def _lever_rows(scene: Scene) -> Iterator[dict[str, Any]]:
    before = scene.firm.resolved()
    for dosed in scene.at(FULL):
        if dosed.factor == TOGETHER:
            continue
        after = {one.dose: one.arm.scenario.resolved() for one in scene.of(dosed.factor)}
        for path in dosed.arm.policies[0].values:
            default = CATALOGUE.find(path).default
            yield {
                "scenario": scene.name,
                "factor": dosed.factor,
                "lever": path,
                "default": default,
                "as_it_is": before[path],
                **{dose: values[path] for dose, values in after.items()},
                "turned_round": _turned_round(default, before[path], after[FULL][path]),
            }


def is_elsewhere(row: Mapping[Any, Any]) -> bool:
    """Whether a lever stands elsewhere than at its default in this scenario."""
    return bool(row["as_it_is"] != row["default"])


def _turned_round(default: Any, before: Any, after: Any) -> bool:
    """Whether the overlay moves a lever the other way than it would in a firm at the default."""
    if any(isinstance(value, str) for value in (before, after)):
        return False
    return (after - before) * (after - default) < 0.0 or math.isclose(before, after)
