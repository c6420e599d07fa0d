"""Laws known before any simulation, in the full model: what is open is arrivals times time open; clocks keep time."""

import math

import numpy as np
import pandas as pd
import pytest

from simulation import load_scenario, run

STANDARD_ERRORS = 4.0  # one in 16,000 by chance
IDENTITY = ["seat", "deal_week", "deal_rank"]
ENDS = ("deal_won", "deal_lost", "deal_undecided", "deal_dropped")
FIRM = {"organization.teams": 2, "organization.reps_per_team": 6, "calendar.burn_in_years": 6}
YEARS = 10


def when(events: pd.DataFrame) -> "pd.Series[float]":
    """Date of each event in weeks."""
    return events["week"] + events["day"] / 7.0


def times_open(events: pd.DataFrame) -> "pd.Series[float]":
    """Weeks from found to ended, of every deal that was both within the record."""
    dated = events.assign(at=when(events))
    found = dated[dated["kind"] == "deal_found"].set_index(IDENTITY)["at"]
    ended = dated[dated["kind"].isin(ENDS)].set_index(IDENTITY)["at"]
    return (ended - found).dropna()


@pytest.mark.parametrize("scenario", ["midmarket", "transactional"])
def test_open_deals_are_arrivals_times_the_mean_time_open_with_all_mechanisms_on(scenario: str) -> None:
    """Little's law asks neither how deals come nor how long they stay, only that the firm is stationary."""
    lived = run(load_scenario(scenario, overrides=FIRM), 3, years=YEARS, record=("weekly", "events"))
    weekly, weeks = lived.weekly, 52 * YEARS
    open_for = times_open(lived.events)
    arrivals, mean_open = weekly["qualified"].sum() / weeks, weekly["open_deals"].mean()
    assert weekly["overflows"].iloc[-1] == 0.0
    # What the record cuts off at its ends: deals open at its start, and at its end, for a time like any other's.
    cut_off = math.sqrt(2.0 * mean_open) * math.hypot(open_for.mean(), open_for.std()) / weeks
    # And a deal is seen at ends of weeks, which misses its time open by less than a week either way.
    seen = math.sqrt(1.0 / 6.0 / len(open_for)) * arrivals
    error = math.hypot(cut_off, seen)
    assert mean_open == pytest.approx(arrivals * open_for.mean(), abs=STANDARD_ERRORS * error)
    assert error < 0.02 * mean_open


WAYS = {"quitting.quits_per_year": 0.5, "quitting.other_exits_per_year": 0.25, "quitting.poached_per_year": 0.0}
CONSTANT = {  # one hazard for everybody, whatever they feel, earn or are told; successors start at once
    "organization.teams": 4,
    "organization.reps_per_team": 10,
    "calendar.burn_in_years": 2,
    "selection.ordinary_dismissals": False,
    "quitting.hump_factor": 1.0,
    "quitting.morale_weight": 0.0,
    "quitting.pay_weight": 0.0,
    "quitting.threat_factor": 1.0,
    "quitting.team_mates": 0.0,
    "conduct.star_exits": 0.0,
    "leadership.people_gain": 0.0,
    "leadership.fairness_quits": 0.0,
    "energy.burn_out_quits": 0.0,
    "recruiting.vacancy_weeks": 0.0,
    **WAYS,
}


def close(found: float, chance: float, trials: float) -> bool:
    """Whether a share of trials is the chance of each, up to sampling error."""
    return abs(found - chance) < STANDARD_ERRORS * math.sqrt(chance * (1.0 - chance) / trials)


@pytest.fixture(scope="module")
def constant() -> pd.DataFrame:
    return run(load_scenario(overrides=CONSTANT), 1, years=YEARS).weekly


def test_attrition_is_its_hazard_with_all_mechanisms_on(constant: pd.DataFrame) -> None:
    person_weeks = 40.0 * 52.0 * YEARS
    chance = -math.expm1(-0.75 / 52.0)  # of a clock that runs through the week and is read at its end
    assert (constant["heads"] == 40.0).all()
    assert close(constant[["resigned", "other_exits"]].sum().sum() / person_weeks, chance, person_weeks)


def test_ways_out_that_compete_share_the_exits_by_their_rates(constant: pd.DataFrame) -> None:
    exits = constant[["resigned", "other_exits"]].sum()
    assert close(exits["resigned"] / exits.sum(), 0.5 / 0.75, exits.sum())
    assert constant[["poached", "dismissed", "laid_off", "promoted"]].sum().sum() == 0.0


def test_managers_leave_at_their_hazard_and_posts_stand_empty_for_their_weeks() -> None:
    posts = {"organization.teams": 20, "organization.reps_per_team": 2, "calendar.burn_in_years": 2}
    weekly = run(
        load_scenario(overrides={**posts, "promotion.exits_per_year": 1.0, "promotion.vacancy_weeks": 8.0}),
        1,
        years=YEARS,
    ).weekly
    chance, post_weeks = -math.expm1(-1.0 / 52.0), 20.0 * 52.0 * YEARS
    in_post = weekly["managers"].sum()
    assert close(weekly["manager_exits"].sum() / in_post, chance, in_post)
    # A post is held for 1 / chance weeks on average, then empty for eight.
    due = 8.0 / (1.0 / chance + 8.0)
    held = np.sqrt(weekly["manager_exits"].sum()) / weekly["manager_exits"].sum()
    assert 1.0 - in_post / post_weeks == pytest.approx(due, rel=STANDARD_ERRORS * held)
