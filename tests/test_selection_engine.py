"""Pattern P11: with every behavioural mechanism off, culling is arithmetic - and the engine must get it right.

The calculation stands here a second time, in vectors, sharing neither code nor luck with the model.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from scipy import stats

from experiments.verification import (
    ARMS,
    BANDS,
    LONG_RUN_YEARS,
    MANY_QUITS,
    NO_QUITS,
    SCENARIO,
    Band,
    Gain,
    founded_firms,
    judge,
    live,
    net_gain,
    plateau_dismissals,
    selection_engine_check,
)
from simulation import load_scenario, run

FIRMS = 400
REFERENCE_FIRMS = 2_000
STANDARD_ERRORS = 4.5  # of a difference, one in 150,000 by chance: some 100 of them are compared
Values = npt.NDArray[np.float64]

CHANCES = {  # what each arm means in the calculation
    "reference": {},
    "no_quits": {"quits": 0.0},
    "many_quits": {"quits": 0.25},
    "poor_rating": {"reliability": 0.4},
    "cull_5": {"cull": 0.05},
    "cull_15": {"cull": 0.15},
    "cull_20": {"cull": 0.20},
    "two_strikes": {"strikes": 2},
}


def calculate(
    seed: int, years: int, *, cull: float = 0.1, quits: float = 0.15, reliability: float = 0.6, strikes: int = 1
) -> Values:
    """Mean ability after each year's review and resignations, firms x years: the appendix of the evidence in NumPy."""
    chance, seats = np.random.default_rng(seed), 100
    ability, bottoms = chance.standard_normal((REFERENCE_FIRMS, seats)), np.zeros((REFERENCE_FIRMS, seats))
    means = []
    for _ in range(years):
        noise = math.sqrt((1 - reliability) / reliability) * chance.standard_normal(ability.shape)
        bottom = (ability + noise).argsort(axis=1).argsort(axis=1) < round(cull * seats)
        bottoms = bottoms + bottom
        dismissed = bottoms >= strikes
        gone = dismissed | (chance.random(ability.shape) < quits)
        judged = stats.norm.isf(chance.random(ability.shape) / 3)  # the top third of what the firm sees
        newcomers = 0.35 * judged + math.sqrt(1 - 0.35**2) * chance.standard_normal(ability.shape)
        ability, bottoms = np.where(gone, newcomers, ability), np.where(gone, 0, bottoms)
        means.append(ability.mean(axis=1))
    return np.stack(means, axis=1)


def calculated_gain(years: int, **chances: Any) -> Values:
    return calculate(1, years, **chances) - calculate(2, years, **{**chances, "cull": 0.0})


def standard_errors_apart(one: Values, other: Values) -> Values:
    errors = [values.var(axis=0, ddof=1) / len(values) for values in (one, other)]
    return np.asarray((one.mean(axis=0) - other.mean(axis=0)) / np.sqrt(errors[0] + errors[1]))


def own_bands(name: str) -> list[Band]:
    return [band for band in BANDS if band.arms == (name,)]


def assert_as_calculated(name: str) -> Gain:
    gain, years = net_gain(ARMS[name], founded_firms(FIRMS)), ARMS[name].years
    apart = standard_errors_apart(gain.ability, calculated_gain(years, **CHANCES[name]))
    assert np.abs(apart).max() < STANDARD_ERRORS, dict(enumerate(apart.round(1), start=1))
    return gain


@pytest.mark.parametrize("name", ["reference", "no_quits"])
def test_culling_gains_what_the_calculation_says_year_by_year_and_lies_in_its_bands(name: str) -> None:
    gain = assert_as_calculated(name)
    table = [judge(band, band.measure(gain)) for band in own_bands(name)]
    assert len(table) >= 2
    assert [row for row in table if not row["passed"]] == []


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in ARMS if name not in ("reference", "no_quits")])
def test_other_cullings_gain_what_the_calculation_says_year_by_year(name: str) -> None:
    assert_as_calculated(name)


@pytest.mark.long
def test_the_check_passes_in_every_band() -> None:
    assert [row for row in selection_engine_check(FIRMS) if not row["passed"]] == []


# --- the parts that the check stands on ------------------------------------------------------------------------------


def test_founders_come_from_the_whole_labour_market() -> None:
    abilities = np.concatenate([state.arrays["reps"]["ability"] for state in founded_firms(50)])
    assert len(abilities) == 5_000
    assert stats.kstest(abilities, "norm").pvalue > 0.001


def test_every_year_a_tenth_goes_at_once_and_no_seat_is_ever_empty() -> None:
    scenario = load_scenario(SCENARIO, overrides=ARMS["reference"].overrides)
    weekly = run(scenario, 3, state=founded_firms(4)[3], years=4).weekly
    reviews = np.arange(len(weekly)) % 52 == 0  # the first week is the last of a calendar year
    assert (weekly["dismissed"][reviews] == 10).all()
    assert (weekly["dismissed"][~reviews] == 0).all()
    assert (weekly["heads"] == 100).all()


@pytest.mark.parametrize(("overrides", "leavers"), [({}, 15.0), (NO_QUITS, 0.0), (MANY_QUITS, 25.0)])
def test_so_many_of_those_who_start_a_year_resign_in_its_course(overrides: dict[str, object], leavers: float) -> None:
    # Those who start and do not see the end: binomial, 100 firms x 100 people.
    states = founded_firms(100)
    scenario = load_scenario(SCENARIO, overrides=overrides)
    gone = [
        100 - (run(scenario, state.seed, state=state, years=1).state.arrays["reps"]["hire"] == 0).sum()
        for state in states
    ]
    error = math.sqrt(leavers * (100 - leavers) / 100) / 10
    assert np.mean(gone) == pytest.approx(leavers, abs=4 * error)


def test_reading_right_after_the_review_would_show_more_than_on_the_eve_of_the_next() -> None:
    # In between, 15 % of the survivors resign - culled firms lose their lead in those seats, no more and no less:
    # 0.173 right after the first review, 0.147 on the eve of the second.
    states = founded_firms(200)
    culled, kept = (
        np.stack(
            [run(load_scenario(SCENARIO, overrides=arm), s.seed, state=s, years=1).weekly["ability"] for s in states]
        )
        for arm in (ARMS["reference"].overrides, {})
    )
    gain = culled - kept
    right_after, eve = gain[:, :1], gain[:, -1:]
    assert np.abs(standard_errors_apart(right_after, calculated_gain(1, quits=0.0)))[0] < STANDARD_ERRORS
    assert np.abs(standard_errors_apart(eve, calculated_gain(1)))[0] < STANDARD_ERRORS
    assert eve.mean() / right_after.mean() == pytest.approx(0.85, abs=0.03)


def test_selling_serving_and_earning_move_nobody_in_or_out() -> None:
    # The scenario has no leads, for speed. With a full day's work ability is the same to the last byte.
    busy = {"prospecting.leads_per_week": 2.0, "organization.deal_slots": 48, "organization.account_slots": 72}
    idle = run(load_scenario(SCENARIO, overrides=ARMS["reference"].overrides), 5, years=3).weekly
    working = run(load_scenario(SCENARIO, overrides={**ARMS["reference"].overrides, **busy}), 5, years=3).weekly
    assert working["wins"].sum() > 1_000
    for name in ("ability", "heads", "dismissed", "resigned", "hired", "tenure_weeks"):
        assert idle[name].to_numpy().tobytes() == working[name].to_numpy().tobytes(), name


def test_a_firm_that_culls_nobody_gains_nothing() -> None:
    gain = net_gain(ARMS["reference"]._replace(overrides={"selection.cull_strikes": 2}, years=2), founded_firms(3))
    assert not gain.ability.any()
    assert not gain.dismissed.any()


def test_a_band_is_passed_inside_and_failed_outside() -> None:
    values = np.array([0.2, 0.3, 0.4])
    half_width = 1.96 * 0.1 / math.sqrt(3)
    inside = judge(Band("x", (), plateau_dismissals, 0.3 - 1e-9, 0.3 + 1e-9), values)
    assert inside["passed"]
    assert (inside["low"], inside["high"]) == pytest.approx((0.3 - half_width, 0.3 + half_width))
    assert not judge(Band("x", (), plateau_dismissals, 0.31, 0.5), values)["passed"]
    assert not judge(Band("x", (), plateau_dismissals, 0.1, 0.29), values)["passed"]
    assert judge(Band("x", (), plateau_dismissals, 0.0), values)["passed"]
    assert not judge(Band("x", (), plateau_dismissals, 0.31), values)["passed"]


def test_years_are_read_from_review_to_review() -> None:
    # One firm, two years: the second column is the mean ability in the report of week 102, the eve of the third review.
    states = founded_firms(1)
    scenario = load_scenario(SCENARIO, overrides=ARMS["reference"].overrides)
    weekly = run(scenario, 0, state=states[0], years=2).weekly
    lived = live(scenario, states, 2)
    assert lived.ability.tolist() == [[weekly["ability"][51], weekly["ability"][103]]]
    assert weekly["week"][103] == 102
    assert lived.dismissed.tolist() == [[0.1, 0.1]]
    assert LONG_RUN_YEARS % 2 == 0
