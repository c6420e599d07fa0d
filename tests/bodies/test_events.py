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
    ended = counted(events, "deal_won", "deal_lost", "deal_undecided")
    assert counted(events, "deal_found") == ended + weekly["open_deals"].iloc[-1]
    assert ended > 100


@pytest.mark.parametrize(
    ("kind", "column"),
    [
        ("deal_won", "wins"),
        ("deal_lost", "rival_losses"),
        ("deal_undecided", "undecided"),
        ("account_churned", "churned"),
        ("account_renewed", "renewed"),
        ("resigned", "resigned"),
        ("dismissed", "dismissed"),
        ("hired", "hired"),
    ],
)
def test_events_and_books_agree(kind: str, column: str, story: tuple[pd.DataFrame, pd.DataFrame, Scenario]) -> None:
    events, weekly, _ = story
    per_week = events[events["kind"] == kind].groupby("week").size().reindex(weekly["week"].astype(int), fill_value=0)
    assert per_week.tolist() == weekly[column].tolist()


def test_the_money_of_won_deals_is_what_was_booked(story: tuple[pd.DataFrame, pd.DataFrame, Scenario]) -> None:
    events, weekly, _ = story
    won = events.loc[events["kind"] == "deal_won", "value_money"].sum()
    assert won == pytest.approx(weekly["bookings_money"].sum(), rel=1e-9)


def test_every_deal_is_found_once_before_it_ends_once(story: tuple[pd.DataFrame, pd.DataFrame, Scenario]) -> None:
    events, _, _ = story
    deals = events[events["kind"].str.startswith("deal_")].copy()
    deals["when"] = deals["week"] + deals["day"] / 7.0
    identity = ["seat", "deal_week", "deal_rank"]
    found = deals[deals["kind"] == "deal_found"].set_index(identity)
    ended = deals[~deals["kind"].isin(["deal_found", "deal_ripe"])].set_index(identity)
    assert found.index.is_unique
    assert ended.index.is_unique
    assert ended.index.difference(found.index).empty
    assert (ended["when"] >= found.loc[ended.index, "when"]).all()


def test_a_line_without_room_is_counted_in_both_bodies_and_changes_nothing_else() -> None:
    (narrow, firm), (roomy, _) = begin(Life(CROWDED)), begin(Life(ROOMY))
    written = due = 0
    for _ in range(60):
        for model in (narrow, roomy):
            model.step()
        firm.live(1)
        assert differences(narrow, firm) == []
        written += sum(seat.events for seat in narrow.seats)
        due += sum(seat.events for seat in roomy.seats)
    assert narrow.firm.event_overflows == due - written > 0
    assert roomy.firm.event_overflows == 0
    assert narrow.report.profit_money == roomy.report.profit_money


def test_deals_and_accounts_without_room_are_counted() -> None:
    tight = {"organization.deal_slots": 4, "organization.account_slots": 4, "planning.normal_open_deals": 4.0}
    model, _ = begin(Life(ROOMY | tight | {"selling.win_per_week": 2.0, "selling.advance_per_week": 2.0}))
    for _ in range(104):
        model.step()
    assert model.firm.pipeline_overflows > 0
    assert model.firm.account_overflows > 0
