"""The diary of events: both bodies write the same in it, it adds up to the books, and what finds no room is counted."""

import pandas as pd
import pytest

from simulation.runs import run
from simulation.scenario import Scenario
from tests.strategies import Life
from tests.two_bodies import begin, differences

CROWDED = {
    "organization.teams": 1,
    "organization.reps_per_team": 4,
    "organization.event_slots": 8,
    "organization.deal_slots": 24,
    "planning.normal_open_deals": 12.0,
    "calendar.burn_in_years": 0,
    "prospecting.leads_per_week": 12.0,
    "qualification.bar": -5.0,
    "quitting.quits_per_year": 1.0,
    "quitting.poached_per_year": 1.0,
    "quitting.other_exits_per_year": 0.3,
    "promotion.rule": "seller",
    "promotion.exits_per_year": 2.0,
    "promotion.least_tenure_weeks": 10,
    "helping.asks_per_week": 1.0,
    "attention.patience_weeks": 10.0,
}
ROOMY = CROWDED | {"organization.event_slots": 1024}


def counted(events: pd.DataFrame, *kinds: str) -> int:
    """How many events are of these kinds."""
    return int(events["kind"].isin(kinds).sum())


@pytest.fixture(scope="module")
def story() -> tuple[pd.DataFrame, pd.DataFrame, Scenario]:
    scenario = Scenario().with_overrides(ROOMY)
    lived = run(scenario, 3, years=3, record=("events",))
    assert lived.state.arrays["firm"]["event_overflows"][0] == 0
    return lived.events, lived.weekly, scenario


def test_deals_found_are_won_lost_undecided_or_still_open(story: tuple[pd.DataFrame, pd.DataFrame, Scenario]) -> None:
    events, weekly, _ = story
    ended = counted(events, "deal_won", "deal_lost", "deal_undecided", "deal_dropped")
    assert counted(events, "deal_found") == ended + weekly["open_deals"].iloc[-1]
    assert ended > 100


@pytest.mark.parametrize(
    ("kinds", "column"),
    [
        ("deal_won", "wins"),
        ("deal_lost", "rival_losses"),
        ("deal_undecided deal_dropped", "undecided"),
        ("deal_dropped", "dropped"),
        ("deal_cancelled", "cancelled"),
        ("account_churned", "churned"),
        ("account_renewed", "renewed"),
        ("resigned poached", "resigned"),
        ("poached", "poached"),
        ("dismissed", "dismissed"),
        ("laid_off", "laid_off"),
        ("left_otherwise", "other_exits"),
        ("promoted", "promoted"),
        ("hired", "hired"),
    ],
)
def test_events_and_books_agree(kinds: str, column: str, story: tuple[pd.DataFrame, pd.DataFrame, Scenario]) -> None:
    events, weekly, _ = story
    told = events[events["kind"].isin(kinds.split())]
    per_week = told.groupby("week").size().reindex(weekly["week"].astype(int), fill_value=0)
    assert per_week.tolist() == weekly[column].tolist()


def test_help_in_the_log_is_that_of_the_books_and_names_who_gave_it(
    story: tuple[pd.DataFrame, pd.DataFrame, Scenario],
) -> None:
    events, weekly, _ = story
    helped = events[events["kind"] == "helped"]
    assert len(helped) == weekly["helped_within"].sum() + weekly["helped_across"].sum() > 0
    assert (helped["colleague_seat"] >= 0).all()
    assert (helped["colleague_seat"] != helped["seat"]).all()


def test_the_money_of_won_deals_is_what_was_booked(story: tuple[pd.DataFrame, pd.DataFrame, Scenario]) -> None:
    events, weekly, _ = story
    won, cancelled = (
        events.loc[events["kind"] == kind, "value_money"].sum() for kind in ("deal_won", "deal_cancelled")
    )
    booked = weekly["bookings_money"].sum() + weekly["conceded_money"].sum()  # deals are noted at their full price
    assert won - cancelled == pytest.approx(booked, rel=1e-9)


def test_every_deal_is_found_once_before_it_ends_once(story: tuple[pd.DataFrame, pd.DataFrame, Scenario]) -> None:
    events, _, _ = story
    deals = events[events["kind"].str.startswith("deal_")].copy()
    deals["when"] = deals["week"] + deals["day"] / 7.0
    identity = ["seat", "deal_week", "deal_rank"]
    found = deals[deals["kind"] == "deal_found"].set_index(identity)
    ended = deals[~deals["kind"].isin(["deal_found", "deal_ripe", "deal_cancelled"])].set_index(identity)
    assert found.index.is_unique
    assert ended.index.is_unique
    assert ended.index.difference(found.index).empty
    assert (ended["when"] >= found.loc[ended.index, "when"]).all()


def test_a_line_without_room_is_counted_in_both_bodies_and_changes_nothing_else() -> None:
    (narrow, firm), (roomy, _) = begin(Life(CROWDED)), begin(Life(ROOMY))
    written = due = 0
    at_founding = narrow.firm.event_overflows  # customers of the first day, which nobody reads of
    for _ in range(60):
        for model in (narrow, roomy):
            model.step()
        firm.live(1)
        assert differences(narrow, firm) == []
        written += sum(seat.events for seat in narrow.seats)
        due += sum(seat.events for seat in roomy.seats)
    assert narrow.firm.event_overflows - at_founding == due - written > 0
    assert roomy.firm.event_overflows == 0
    assert narrow.report.profit_money == roomy.report.profit_money


def test_deals_and_accounts_without_room_are_counted() -> None:
    tight = {"organization.deal_slots": 4, "organization.account_slots": 4, "planning.normal_open_deals": 4.0}
    model, _ = begin(Life(ROOMY | tight | {"selling.win_per_week": 2.0, "selling.advance_per_week": 2.0}))
    for _ in range(104):
        model.step()
    assert model.firm.pipeline_overflows > 0
    assert model.firm.account_overflows > 0
