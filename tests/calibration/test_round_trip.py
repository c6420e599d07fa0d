"""A simulated firm's own CRM: its books balance, and importing it recovers what a CRM can tell."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from experiments.calibration import import_crm
from experiments.calibration.exposure import seat_weeks
from experiments.calibration.measure import arrival_spread, won_share_spread
from experiments.calibration.periods import Window
from experiments.calibration.simulated import as_exported, observe
from simulation.crm_log import crm_tables
from simulation.runs import run
from simulation.scenario import load_scenario

SETTINGS = {
    "organization.teams": 5,
    "organization.reps_per_team": 9,
    "pay.base_salary_money": 55_000.0,
}
YEARS = 3


@pytest.fixture(scope="module")
def lived():
    scenario = load_scenario(overrides=SETTINGS)
    return run(scenario, 11, years=YEARS, record=("events",))


@pytest.fixture(scope="module")
def tables(lived):
    return crm_tables(lived.events, lived.state, lived.scenario)


def test_the_log_holds_every_deal_once(lived, tables) -> None:
    deals, weekly = tables["opportunities"], lived.weekly
    assert deals["opportunity_id"].is_unique
    ends = deals["outcome"].value_counts()
    assert ends["won"] == weekly["wins"].sum() - weekly["cancelled"].sum()
    assert ends["cancelled"] == weekly["cancelled"].sum()
    assert ends["lost_to_rival"] == weekly["rival_losses"].sum()
    assert ends["no_decision"] == weekly["undecided"].sum()
    assert ends["open"] == weekly["open_deals"].iloc[-1]
    assert (deals["created"] >= "2024-01-01").sum() == weekly["qualified"].sum()
    listed = weekly["bookings_money"].sum() + weekly["conceded_money"].sum()  # values are those before concessions
    assert deals.loc[deals["outcome"] == "won", "value"].sum() == pytest.approx(listed)


def test_the_log_runs_in_time(tables) -> None:
    deals = tables["opportunities"]
    closed = deals.dropna(subset=["closed"])
    assert (closed["closed"] >= closed["created"]).all()
    assert closed["closed"].min() >= pd.Timestamp("2024-01-01")
    assert deals["closed"].isna().equals(deals["outcome"] == "open")
    assert deals["closed"].max() < pd.Timestamp("2024-01-01") + pd.Timedelta(weeks=52 * YEARS)


def test_people_come_and_go_as_the_firm_counted(lived, tables) -> None:
    people, weekly = tables["people"], lived.weekly
    assert people["owner"].is_unique
    assert (people["leaving"] == "resigned").sum() == weekly["resigned"].sum()
    assert (people["leaving"] == "dismissed").sum() == weekly["dismissed"].sum()
    assert people["end"].isna().sum() == weekly["heads"].iloc[-1]
    assert set(tables["teams"]["owner"]) == set(people["owner"])


@pytest.fixture(scope="module")
def imported(tables, tmp_path_factory):
    return import_of(tables, tmp_path_factory.mktemp("export"))


def import_of(tables, place):
    for name, table in tables.items():
        table.to_csv(place / f"{name}.csv", index=False)
    return import_crm(place)


def test_the_import_needs_no_mapping_and_recovers_the_firm(imported) -> None:
    fitted = {found.path: found.value for found in imported.fitted}
    assert fitted["organization.teams"] == 5
    assert fitted["organization.reps_per_team"] == 9
    assert fitted["pay.base_salary_money"] == 55_000.0
    usual = load_scenario().prospecting.leads_per_week
    assert fitted["prospecting.leads_per_week"] == pytest.approx(usual, rel=0.25)  # of one firm, with its own luck
    # Talent, hours and the number of customers spread arrivals too, so territories are told apart from them with loss.
    default = load_scenario()
    assert fitted["territories.potential_cv"] == pytest.approx(default.territories.potential_cv, abs=0.15)
    assert fitted["talent.productivity_cv"] == pytest.approx(default.talent.productivity_cv, abs=0.2)
    assert imported.measurements.currency == "EUR"


def test_the_rates_of_deals_are_recovered(imported) -> None:
    default, fitted = load_scenario().selling, {found.path: found.value for found in imported.fitted}
    for rate in RATES:  # this firm won 24 % of its deals where 22 % is usual: its luck reads as quicker deals
        assert fitted[f"selling.{rate}"] == pytest.approx(getattr(default, rate), rel=0.35)


RATES = ("advance_per_week", "win_per_week", "rival_per_week", "undecided_early_per_week", "undecided_late_per_week")


@pytest.mark.long
def test_over_several_firms_the_import_recovers_rates_without_bias(tmp_path) -> None:
    usual = load_scenario(overrides=SETTINGS).resolved()
    paths = ["prospecting.leads_per_week", *(f"selling.{rate}" for rate in RATES)]
    found = []
    for seed in range(11, 19):
        lived = run(load_scenario(overrides=SETTINGS), seed, years=YEARS, record=("events",))
        (place := tmp_path / str(seed)).mkdir()
        fitted = {
            one.path: one.value
            for one in import_of(crm_tables(lived.events, lived.state, lived.scenario), place).fitted
        }
        found.append([np.log(float(fitted[path]) / float(usual[path])) for path in paths])
    off = np.exp(np.mean(found, axis=0)) - 1.0
    assert dict(zip(paths, off, strict=True)) == {path: pytest.approx(0.0, abs=0.15) for path in paths}


def test_a_clean_log_needs_no_repair(imported) -> None:
    assert {found.action for found in imported.findings} <= {"left out", "kept", "note"}


def test_presence_is_told_by_deals_almost_as_well_as_by_the_people_table(lived, tables) -> None:
    window = Window(pd.Timestamp("2024-01-01"), pd.Timestamp("2026-12-20"))
    told = tables["opportunities"]
    by_people, by_deals = (seat_weeks(told, table, window) for table in (tables["people"], None))
    # Colleagues go on with the deals of an empty seat under the last owner's name, so deals tell of longer presence.
    assert by_people.sum() < by_deals.sum() < 1.12 * by_people.sum()
    arrived = told[window.holds(told["created"])]
    listed, traced = (arrival_spread(arrived, weeks).value for weeks in (by_people, by_deals))
    assert traced == pytest.approx(listed, abs=0.06)


@pytest.mark.parametrize("path", ["territories.potential_cv", "talent.productivity_cv"])
def test_more_spread_between_seats_or_people_is_seen(path) -> None:
    window = Window(pd.Timestamp("2024-01-01"), pd.Timestamp("2024-12-20"))
    size = {"organization.teams": 4, "organization.reps_per_team": 15}
    spreads = []
    for value in (0.05, 0.7):
        lived = run(load_scenario(overrides={**size, path: value}), 5, years=1, record=("events",))
        tables = crm_tables(lived.events, lived.state, lived.scenario)
        told = tables["opportunities"]
        arrived, closed = told[window.holds(told["created"])], told[window.holds(told["closed"])]
        found = (
            arrival_spread(arrived, seat_weeks(told, tables["people"], window))
            if path.startswith("territories")
            else won_share_spread(closed)
        )
        spreads.append(found.value)
    assert spreads[1] > 1.5 * spreads[0]


def test_an_export_at_a_date_knows_nothing_later(tables) -> None:
    window = Window(pd.Timestamp("2024-07-01"), pd.Timestamp("2025-06-30"))
    seen = as_exported(tables["opportunities"], window)
    assert seen["created"].max() <= window.end
    assert seen["closed"].min() >= window.start
    assert seen["closed"].max() <= window.end
    assert (seen.loc[seen["closed"].isna(), "outcome"] == "open").all()


def test_the_same_seed_is_the_same_export() -> None:
    scenario = load_scenario(overrides={"organization.teams": 2})
    window = Window(pd.Timestamp(dt.date(2024, 3, 1)), pd.Timestamp(dt.date(2024, 11, 30)))
    first, again, other = (observe(scenario, seed, window) for seed in (1, 1, 2))
    assert first == again
    assert not np.isclose(first.headline.arrivals, other.headline.arrivals)
