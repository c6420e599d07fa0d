"""Laws known before any simulation, in the full model: what is open is arrivals times time open; clocks keep time."""

import math

import numpy as np
import pandas as pd
import pytest

from simulation import load_scenario, run

STANDARD_ERRORS = 4.0  # one in 16,000 by chance
IDENTITY = ["seat", "deal_week", "deal_rank"]
ENDS = ("deal_won", "deal_lost", "deal_undecided", "deal_dropped")
FIRM = {
    "organization.teams": 2,
    "organization.reps_per_team": 6,
    "organization.deal_slots": 512,
    "calendar.burn_in_years": 6,
}
YEARS, AFTERMATH = 10, 3  # years of which arrivals are counted, and in which all that arrived has ended


def when(events: pd.DataFrame) -> "pd.Series[float]":
    """Date of each event in weeks."""
    return events["week"] + events["day"] / 7.0


def times_open(events: pd.DataFrame, weeks: int) -> "pd.Series[float]":
    """Weeks from found to ended, of every deal found within so many weeks."""
    dated = events.assign(at=when(events))
    found = dated[(dated["kind"] == "deal_found") & (dated["week"] < weeks)].set_index(IDENTITY)["at"]
    ended = dated[dated["kind"].isin(ENDS)].set_index(IDENTITY)["at"]
    return ended.reindex(found.index) - found


@pytest.mark.parametrize("scenario", ["midmarket", "transactional"])
def test_open_deals_are_arrivals_times_the_mean_time_open_with_all_mechanisms_on(scenario: str) -> None:
    """Little's law asks neither how deals come nor how long they stay, only that the firm is stationary."""
    firm = load_scenario(scenario, overrides=FIRM)
    lived = run(firm, 3, years=YEARS + AFTERMATH, record=("weekly", "events"))
    weeks = 52 * YEARS
    open_for, mean_open = times_open(lived.events, weeks), lived.weekly["open_deals"].iloc[:weeks].mean()
    assert lived.state.arrays["firm"]["pipeline_overflows"][0] == 0
    assert open_for.notna().all()
    # What was open at the start is not counted among the arrivals, what is open at the end counts beyond it: each of
    # them for the rest of its life, which is the longer the more lives differ.
    rest = 0.5 * (open_for**2).mean() / open_for.mean()
    cut_off = math.sqrt(2.0 * mean_open) * rest / weeks
    # And a deal is seen at the ends of weeks, which misses its time open by less than a week either way.
    seen = math.sqrt(1.0 / 6.0 / len(open_for)) * mean_open / open_for.mean()
    error = math.hypot(cut_off, seen)
    assert mean_open == pytest.approx(len(open_for) / weeks * open_for.mean(), abs=STANDARD_ERRORS * error)
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
