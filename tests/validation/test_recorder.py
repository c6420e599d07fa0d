"""The recorder notes what the public run notes, without its tables."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.validation import arms
from experiments.validation.panel import credited, ended_deals, rep_years
from experiments.validation.recorder import Wanted, firm_of, record
from simulation import burn_in, load_scenario, run
from simulation.mechanisms.events import NAMES

SMALL = {"organization.teams": 2, "organization.reps_per_team": 5, "calendar.burn_in_years": 2}


@pytest.fixture(scope="module")
def both():  # type: ignore[no-untyped-def]
    """Three years of a small firm, recorded in both ways."""
    scenario = load_scenario("midmarket", overrides=SMALL)
    state = burn_in(scenario, [11])[0]
    lived = arms.as_it_is(scenario, state, arms.Size(years=3))
    return lived, run(scenario, 11, years=3, state=state, record=("weekly", "rep_weeks", "events"))


def test_weekly_reports_are_the_same(both) -> None:  # type: ignore[no-untyped-def]
    lived, usual = both
    for name in ("bookings_money", "heads", "share_at_quota"):
        assert lived.report[name].tolist() == usual.weekly[name].tolist()


def test_flows_of_seats_are_those_of_the_week(both) -> None:  # type: ignore[no-untyped-def]
    lived, usual = both
    frame = usual.rep_weeks
    for name in ("bookings_money", "expansion_money"):
        assert lived.flows[name].ravel().tolist() == frame[f"week_{name}"].tolist()


def test_people_are_noted_as_the_week_begins(both) -> None:  # type: ignore[no-untyped-def]
    lived, usual = both
    ended = usual.rep_weeks["hire"].to_numpy().reshape(-1, 10)
    assert (lived.people["hire"][1:] == ended[:-1]).all()
    hired = np.argwhere(lived.people["employed"][1:] > lived.people["employed"][:-1])
    assert len(hired) > 3
    assert all(lived.people["hired_week"][week + 1, seat] == week + 1 for week, seat in hired)


def test_events_are_the_same_in_the_same_order(both) -> None:  # type: ignore[no-untyped-def]
    lived, usual = both
    assert [NAMES[kind] for kind in lived.events["kind"]] == usual.events["kind"].tolist()
    assert lived.events["value_money"].tolist() == usual.events["value_money"].tolist()


def test_every_deal_that_ended_has_a_cycle_and_there_are_as_many_as_left_the_pipeline(both) -> None:  # type: ignore[no-untyped-def]
    lived, _ = both
    deals = ended_deals(lived)
    assert np.isfinite(deals["cycle_days"]).all()
    assert (deals["cycle_days"] > 0).all()
    found = int((lived.events["kind"] == 10).sum())
    assert len(deals) == len(lived.deals) + found - lived.open_at_end


def test_credited_bookings_add_up_to_the_years_books_of_each_person(both) -> None:  # type: ignore[no-untyped-def]
    lived, usual = both
    at_the_end = usual.rep_weeks[usual.rep_weeks["week"] == 50].reset_index()
    same = (lived.people["hire"][:51] == at_the_end["hire"].to_numpy()).all(axis=0) & (at_the_end["employed"] == 1)
    assert same.any()
    money = credited(lived)[:51].sum(axis=0)
    assert money[same] == pytest.approx(at_the_end["year_bookings_money"].to_numpy()[same])


def test_attainment_is_the_firms_own_count(both) -> None:  # type: ignore[no-untyped-def]
    lived, _ = both
    table = rep_years(lived)
    by_year = table.groupby("year")["attainment"].mean()
    assert by_year.tolist() == pytest.approx(lived.report["mean_attainment"][[51, 103, 155]].tolist())


def test_books_are_read_every_so_many_weeks_and_at_the_end(both) -> None:  # type: ignore[no-untyped-def]
    lived, usual = both
    assert len(lived.books) == 156 // 4 + 1
    accounts, counts = usual.state.arrays["accounts"], usual.state.arrays["seats"]["accounts"]
    assert len(lived.books[-1]) == counts.sum()
    assert lived.books[-1]["revenue_money"].sum() == pytest.approx(accounts["revenue_money"].sum())
    assert lived.books[-1]["holder"].tolist() == np.repeat(np.arange(10), counts).tolist()


def test_what_is_not_wanted_is_not_kept() -> None:
    scenario = load_scenario("midmarket", overrides=SMALL | {"calendar.burn_in_years": 0})
    found = record(firm_of(scenario, burn_in(scenario, [1])[0]), 3, Wanted())
    assert (found.people, found.flows, len(found.events), found.books) == ({}, {}, 0, ())
    assert found.calendar.tolist() == [0, 1, 2]
