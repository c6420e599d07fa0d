"""Comparisons on a small firm: the JSON, the pairing, and what is refused before anything runs."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pandas as pd
import pytest

from experiments.compare import Answer, ask, compare
from experiments.compare import as_json as answer_as_json
from experiments.files import to_json
from simulation import ScenarioError, burn_in, run_many

SMALL = {"organization.teams": 2, "organization.reps_per_team": 5, "calendar.burn_in_years": 2}


def question(policies: Sequence[str] = ("culling=20%", "nobody_dismissed"), worlds: int = 4, years: int = 2):  # type: ignore[no-untyped-def]
    return ask("midmarket", policies, seeds=range(7, 7 + worlds), years=years, overrides=SMALL)


@pytest.fixture(scope="module")
def answer() -> Answer:
    return compare(question())


def test_json_has_exactly_the_promised_keys(answer: Answer) -> None:
    found = json.loads(to_json(answer_as_json(answer)))
    assert list(found) == ["schema", "command", "fingerprint", "question", "arms", "metrics"]
    assert (found["schema"], found["command"]) == ("salesorg-compare-1", "compare")
    assert [arm["name"] for arm in found["arms"]] == ["culling=20%", "nobody_dismissed", "ordinary"]
    expected = ["name", "unit", "arm", "against", "mean", "low", "high", "share_of_worlds", "verdict"]
    assert all(list(metric) == expected for metric in found["metrics"])
    assert len(found["metrics"]) == 5 * 2
    assert {metric["against"] for metric in found["metrics"]} == {"ordinary"}
    assert all(metric["low"] <= metric["mean"] <= metric["high"] for metric in found["metrics"])


def test_mean_differences_are_those_of_the_runs(answer: Answer) -> None:
    arms = {arm.name: arm.scenario for arm in answer.question.arms}
    states = burn_in(answer.question.firm, range(7, 11))
    runs = run_many([arms["culling=20%"], arms["ordinary"]], range(7, 11), years=2, states=states)
    profit = runs.pivot_table(index="seed", columns="scenario", values="profit_money")
    found = next(f for f in answer.findings if f.metric.name == "profit_money")
    assert found.difference.mean == pytest.approx((profit[0] - profit[1]).mean())


def test_every_arm_lives_through_the_same_seeds_and_years(answer: Answer) -> None:
    counted = answer.years.groupby("arm")[["seed", "year"]].agg(["min", "max", "nunique"])
    assert (counted["seed"] == [7, 10, 4]).all(axis=None)
    assert (counted["year"] == [1, 2, 2]).all(axis=None)


def test_the_answer_repeats_itself(answer: Answer) -> None:
    pd.testing.assert_frame_equal(compare(question()).years, answer.years)


def test_fingerprints_differ_exactly_where_questions_do() -> None:
    same, more, other = question(), question(worlds=5), question(["culling=10%"])
    assert same.fingerprint() == question().fingerprint()
    assert len({same.fingerprint(), more.fingerprint(), other.fingerprint()}) == 3


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"policies": []}, "nothing to compare"),
        ({"seeds": range(1)}, "at least 2"),
        ({"seeds": range(0)}, "at least 2"),
        ({"years": 0}, "at least 1"),
        ({"firm": "midmarkt"}, "did you mean midmarket"),
        ({"against": "ordinry"}, "did you mean ordinary"),
        ({"overrides": {"market.demand": 1}}, "market.demand"),
    ],
)
def test_bad_questions_are_refused(asked: dict[str, object], message: str) -> None:
    good: dict[str, object] = {"firm": "midmarket", "policies": ["culling"], "seeds": range(5), "years": 1}
    with pytest.raises(ScenarioError, match=message):
        ask(**(good | asked))  # type: ignore[arg-type]
