"""Extreme conditions: five years keep all invariants in every week, and show the signs that they must show."""

from collections.abc import Mapping

import pandas as pd
import pytest

from simulation import load_scenario, run
from tests.verification.watched import YEARS, small, watched

LAST = slice(52 * (YEARS - 1), None)  # the last year, when what was there at the founding is gone
NO_SPREAD = {
    "territories.potential_cv": 0.0,
    "talent.productivity_cv": 0.0,
    "learning.speed_log_sd": 0.0,
    "quota.error_sd": 0.0,
    "market.demand_volatility": 0.0,
    "rival.strength_volatility": 0.0,
    "leadership.skill_sd": 0.01,  # the least spread that a law of traits can have
    "coaching.skill_sd": 0.01,
    **{f"traits.{trait}_sd": 0.01 for trait in ("competitiveness", "helpfulness", "accountability", "resilience")},
}
SHOCKS = ("regulations", "launches", "backlashes", "cancellation_waves")
ALL_SHOCKS = {
    **{f"shocks.{kind}_per_year": 5.0 for kind in SHOCKS},
    "shocks.regulation_depth": 0.95,
    "shocks.regulation_kills": 1.0,
    "shocks.launch_size": 2.0,
    "shocks.backlash_points": 60.0,
    "shocks.cancellation_wave_share": 0.95,
    "market.slumps_per_year": 5.0,
    "market.slump_depth": 0.95,
}
NO_PRICE = {  # everything that gives price away, at its bounds: more than all of it
    "enemy.salience": 1.0,
    "enemy.discounting": 0.5,
    "enemy.shape": "monotone",
    "leadership.autonomy": 1.0,
    "leadership.autonomy_concession": 0.5,
    "leadership.direction": 0.0,
    "leadership.control_hours_per_rep": 0.0,
}
NO_HOURS = {"leadership.hours_per_week": 0.0}


def lived(overrides: Mapping[str, object], seed: int = 1) -> pd.DataFrame:
    return watched(small(overrides), seed)


@pytest.fixture(scope="module")
def usual() -> pd.DataFrame:
    return lived({})


def test_without_demand_nothing_is_sold_and_everything_is_still_paid() -> None:
    weekly = lived({"prospecting.leads_per_week": 0.0})
    assert weekly[["leads", "qualified", "wins", "bookings_money", "commission_money"]].loc[1:, "leads"].sum() == 0.0
    assert weekly["bookings_money"].sum() == 0.0
    assert weekly["open_deals"].max() == 0.0
    assert weekly["accounts"].iloc[-1] < 0.8 * weekly["accounts"].iloc[0]
    assert (weekly["pay_money"] > 0.0).all()
    assert weekly["profit_money"].iloc[LAST].mean() < weekly["profit_money"].iloc[:52].mean()


def test_one_rep_in_one_team_has_nobody_to_help_beat_or_meet() -> None:
    weekly = lived({"organization.teams": 1, "organization.reps_per_team": 1, "quitting.quits_per_year": 1.0})
    assert weekly[["helped_within", "helped_across"]].sum().sum() == 0.0
    assert set(weekly["heads"]) == {0.0, 1.0}
    assert weekly["wins"].sum() > 0.0


def test_where_everybody_is_identical_the_firm_lives_on() -> None:
    weekly = lived(NO_SPREAD)
    assert weekly["wins"].iloc[LAST].sum() > 0.0


def from_year_to_year(overrides: Mapping[str, object]) -> float:
    """Correlation of people's yearly bookings with those of the year after, among those beyond their ramp."""
    size = {"organization.teams": 8, "organization.reps_per_team": 10, "calendar.burn_in_years": 2}
    quarters = run(load_scenario(overrides=size | dict(overrides)), 1, years=10, record=("rep_quarters",)).rep_quarters
    quarters = quarters.assign(year=quarters["week"] // 52)
    tenured = quarters[(quarters["employed"] == 1) & (quarters["hired_week"] < 52 * quarters["year"] - 52)]
    people = tenured.groupby(["seat", "hire", "year"])["bookings_money"].agg(["sum", "size"]).reset_index()
    full = people[people["size"] == 4]
    full = full.assign(share=full["sum"] / full.groupby("year")["sum"].transform("mean"))
    pairs = full.merge(full.assign(year=full["year"] - 1), on=["seat", "hire", "year"])
    assert len(pairs) > 100
    return float(pairs["share_x"].corr(pairs["share_y"]))


def test_where_everybody_is_identical_last_year_says_nothing_of_this_one() -> None:
    assert abs(from_year_to_year(NO_SPREAD)) < 0.2  # more than three standard errors
    assert from_year_to_year({}) > 0.25


@pytest.mark.parametrize("vacancy_weeks", [0.0, 260.0])
def test_where_everybody_quits_seats_turn_over_as_fast_as_they_can_be_filled(vacancy_weeks: float) -> None:
    weekly = lived({"quitting.quits_per_year": 5.0, "recruiting.vacancy_weeks": vacancy_weeks})
    if vacancy_weeks == 0.0:
        assert (weekly["heads"] == 8.0).all()
        assert weekly["hired"].sum() > 5.0 * 8.0 * YEARS
    else:
        assert weekly["heads"].iloc[LAST].mean() < 2.0
        assert weekly["hired"].sum() < 8.0 * YEARS
    assert weekly["tenure_weeks"].iloc[LAST].mean() < 26.0


def test_all_shocks_at_once_and_often_shrink_the_firm_and_break_nothing(usual: pd.DataFrame) -> None:
    weekly = lived(ALL_SHOCKS)
    for kind in ("bookings_money", "satisfaction", "leads", "accounts"):
        assert weekly[kind].iloc[LAST].mean() < 0.5 * usual[kind].iloc[LAST].mean(), kind
    assert weekly["turbulence"].iloc[LAST].mean() > 2.0 * usual["turbulence"].iloc[LAST].mean()
    assert weekly["rival_strength"].max() > 2.0


def test_who_gives_the_whole_price_away_wins_deals_that_bring_nothing(usual: pd.DataFrame) -> None:
    weekly = lived(NO_PRICE)
    # What is left are deals of empty seats: nobody is there to give their price away.
    assert weekly["bookings_money"].iloc[LAST].sum() < 0.1 * usual["bookings_money"].iloc[LAST].sum()
    assert weekly["profit_money"].iloc[LAST].sum() < usual["profit_money"].iloc[LAST].sum()
    assert weekly["wins"].iloc[LAST].sum() > usual["wins"].iloc[LAST].sum()
    assert weekly["conceded_money"].iloc[LAST].sum() > 0.0


def test_managers_without_any_hours_leave_people_undirected_uncoached_and_uncared_for(usual: pd.DataFrame) -> None:
    weekly = lived(NO_HOURS)
    assert weekly["direction"].iloc[-1] < 0.01
    assert weekly["process_quality"].iloc[-1] < 0.2 * usual["process_quality"].iloc[-1]
    assert weekly["know_how"].iloc[LAST].mean() < usual["know_how"].iloc[LAST].mean()


@pytest.mark.parametrize("seed", [1, 2])
def test_all_extremes_together_break_no_invariant(usual: pd.DataFrame, seed: int) -> None:
    weekly = lived(NO_SPREAD | ALL_SHOCKS | NO_PRICE | NO_HOURS | {"quitting.quits_per_year": 5.0}, seed)
    for kind in ("bookings_money", "profit_money", "satisfaction", "heads"):
        assert weekly[kind].iloc[LAST].mean() < usual[kind].iloc[LAST].mean(), kind
