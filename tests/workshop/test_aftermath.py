"""Drop it back, and what a habit brings: known answers on a tiny firm."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import numpy as np
import pytest

from simulation import load_scenario
from workshop.aftermath import PERIODS_A_YEAR, YEARS_AFTER, YEARS_HELD, aftermath, left
from workshop.company import AS_IT_IS, habits
from workshop.ensemble import Ensemble
from workshop.marginal import marginals, without_and_with
from workshop.metrics import place

TINY = {"organization.teams": 1, "organization.reps_per_team": 4, "calendar.burn_in_years": 1, "calendar.years": 2}
FIRM = load_scenario("midmarket", (), TINY)
HELD = YEARS_HELD * PERIODS_A_YEAR


@pytest.fixture(scope="module")
def ensemble() -> Iterator[Ensemble]:
    made = Ensemble(FIRM, workers=1)
    yield made
    made.close()


def test_dropping_nothing_leaves_nothing(ensemble: Ensemble) -> None:
    found = asyncio.run(aftermath(ensemble, FIRM, 3))
    assert found.never.shape[:2] == (3, (YEARS_HELD + YEARS_AFTER) * PERIODS_A_YEAR)
    np.testing.assert_array_equal(found.never, found.dropped)


def test_what_people_felt_under_a_tyrant_is_not_forgotten_at_once(ensemble: Ensemble) -> None:
    tyrant = AS_IT_IS.with_lever("leadership.use_of_power", 1.0).on(FIRM)
    fairness = asyncio.run(aftermath(ensemble, tyrant, 3)).difference(place("fairness"))
    assert (fairness[:, HELD - 1] < -0.1).all()
    assert (fairness[:, HELD] < 0.0).all()  # the first quarter after
    assert (np.abs(fairness[:, -1]) < np.abs(fairness[:, HELD - 1])).all()


def test_what_is_left_is_read_from_the_last_years() -> None:
    difference = np.zeros((4, HELD + YEARS_AFTER * PERIODS_A_YEAR))
    difference[:, HELD - PERIODS_A_YEAR : HELD] = np.array([[9.0], [10.0], [11.0], [10.0]])
    difference[:, -PERIODS_A_YEAR:] = 2.5
    found = left(difference)
    assert (found.held, found.after, found.share) == (10.0, 2.5, 0.25)
    assert left(np.zeros_like(difference)).share is None


def test_a_habit_is_compared_with_its_own_absence() -> None:
    half = AS_IT_IS.with_dose("2-darwinism", 0.5)
    assert without_and_with(half, "2-darwinism") == (AS_IT_IS, half)
    assert without_and_with(half, "3-common_enemy") == (half, half.with_dose("3-common_enemy", 1.0))


def test_every_habit_gets_its_marginal_effect(ensemble: Ensemble) -> None:
    company = AS_IT_IS.with_dose("4-coopetition", 1.0)

    async def collect() -> list[tuple[str, bool]]:
        return [(one.habit, one.would) async for one in marginals(ensemble, company, "know_how", 2)]

    assert asyncio.run(collect()) == [(habit, habit != "4-coopetition") for habit in habits()]
