"""Lives read from a run: who sat there, from when to when, and every line of the seat's log in one life."""

from __future__ import annotations

from itertools import pairwise

import pytest

from experiments.story.life import LEAVING, Event, Life, Log, Ordinary, lives_in
from simulation import Run, State, burn_in, load_scenario, run

SMALL = {
    "organization.teams": 2,
    "organization.reps_per_team": 5,
    "calendar.burn_in_years": 2,
    "quitting.quits_per_year": 0.6,
    "recruiting.vacancy_weeks": 8.0,
    "quota.ambition": 1.2,
}


SHOCKS = {"slump", "regulation", "rival_launch", "backlash", "cancellations"}


@pytest.fixture(scope="module")
def lived() -> tuple[Run, State]:
    scenario = load_scenario(overrides=SMALL)
    (start,) = burn_in(scenario, [5])
    return run(scenario, 5, years=4, state=start, record=("events", "rep_quarters")), start


@pytest.fixture(scope="module")
def seats(lived: tuple[Run, State]) -> list[list[Life]]:
    return [lives_in(*lived, seat) for seat in range(10)]


def test_every_line_of_the_log_is_in_one_life(lived: tuple[Run, State], seats: list[list[Life]]) -> None:
    log = lived[0].events[lived[0].events["hire"] >= 0]
    of_strangers = {
        seat: int((log["seat"] == seat).sum())
        - sum(
            len([event for event in life.events if event.kind not in SHOCKS]) + len(life.afterwards) for life in lives
        )
        for seat, lives in enumerate(seats)
    }
    vacant = {seat for seat in range(10) if lived[1].arrays["reps"][seat]["employed"] == 0}
    late = {seat for seat, lives in enumerate(seats) if any(life.successor_week == 208 for life in lives)}
    assert {seat for seat, lines in of_strangers.items() if lines} <= vacant | late
    assert sum(len(lives) for lives in seats) > 15


def test_people_follow_each_other_and_the_empty_weeks_lie_between(seats: list[list[Life]]) -> None:
    pairs = [pair for lives in seats for pair in pairwise(lives)]
    assert pairs
    for earlier, later in pairs:
        assert earlier.left is not None
        assert (earlier.successor_hire, earlier.successor_week) == (later.hire, later.hired_week)
        assert later.vacancy_weeks == later.hired_week - earlier.end_week >= 0
        assert later.came


def test_a_life_ends_with_its_leaving_and_everything_else_comes_after(seats: list[list[Life]]) -> None:
    for life in (life for lives in seats for life in lives):
        assert [event.kind in LEAVING for event in life.events[:-1]] == [False] * (len(life.events) - 1)
        assert (life.left is None) == (life.successor_hire is None and life.end_week == 208 and not life.afterwards)
        assert all(life.first_week <= event.week < life.end_week for event in life.events)
        assert all(event.week >= life.end_week - 1 for event in life.afterwards)


def test_tenure_counts_from_the_first_day_also_before_the_story(
    lived: tuple[Run, State], seats: list[list[Life]]
) -> None:
    reps = lived[1].arrays["reps"]
    present = [lives[0] for lives in seats if not lives[0].came]
    assert present
    for life in present:
        assert life.hired_week == reps[life.seat]["hired_week"]
        assert life.tenure_weeks(0) == -life.hired_week


def test_a_first_day_is_that_of_the_firm_s_books(lived: tuple[Run, State], seats: list[list[Life]]) -> None:
    books = lived[0].rep_quarters.groupby(["seat", "hire"])["hired_week"].first()
    newcomers = [life for lives in seats for life in lives if life.came and life.quarters]
    assert newcomers
    assert [life.hired_week for life in newcomers] == [books[life.seat, life.hire] for life in newcomers]


def test_quarters_lie_within_the_life_and_their_quota_is_what_the_books_ask(
    lived: tuple[Run, State], seats: list[list[Life]]
) -> None:
    books = lived[0].rep_quarters.set_index(["seat", "hire", "week"])
    for life in (life for lives in seats for life in lives):
        assert all(life.first_week <= quarter.week < life.end_week for quarter in life.quarters)
        for quarter in (one for one in life.quarters if one.week % 52 == 12):
            asked = books.loc[(life.seat, life.hire, quarter.week), "year_asked_money"]
            assert quarter.asked_money == pytest.approx(asked)


def test_who_starts_after_the_last_week_is_only_named_as_successor() -> None:
    left, hired = Event("resigned", 90, 7.0), Event("hired", 104, 0.0)
    log = Log(2, 0, 104, {3: [left], 4: [hired]}, {3: -10, 4: 104}, {}, Ordinary(1.0, 1.0))
    (life,) = log.lives()
    assert (life.hire, life.successor_hire, life.successor_week, life.end_week) == (3, 4, 104, 91)


def test_shocks_are_told_to_everybody_who_was_there_between_the_events_of_their_weeks() -> None:
    shocks = tuple(Event("slump", week, 0.0, None, None, 0.2) for week in (5, 40, 95))
    left, won = Event("resigned", 90, 7.0), Event("deal_won", 20, 1.0)
    log = Log(2, 0, 104, {3: [won, left]}, {3: 10}, {}, Ordinary(1.0, 1.0), shocks)
    assert [event.week for event in log.life(3).events] == [20, 40, 90]


def test_shocks_of_the_log_strike_every_seat_and_are_nobody_s_life() -> None:
    scenario = load_scenario(overrides=SMALL | {"market.slumps_per_year": 5.0})
    (start,) = burn_in(scenario, [5])
    lived = run(scenario, 5, years=1, state=start, record=("events", "rep_quarters"))
    slumps = int((lived.events["kind"] == "slump").sum())
    assert slumps > 1
    whole = [
        life for seat in range(10) for life in lives_in(lived, start, seat) if life.end_week - life.first_week == 52
    ]
    assert whole
    assert {sum(event.kind == "slump" for event in life.events) for life in whole} == {slumps}


def test_help_is_counted_for_whoever_gave_it(lived: tuple[Run, State], seats: list[list[Life]]) -> None:
    log = lived[0].events
    given = log[(log["kind"] == "helped") & (log["colleague_seat"] == 4)]
    assert len(given) > 3
    assert sum(life.help_given for life in seats[4]) == len(given)
    assert set(given["colleague_hire"]) == {life.hire for life in seats[4] if life.help_given}
    assert not ((log["kind"] == "helped") & (log["colleague_seat"] == log["seat"])).any()


def test_bookings_of_quarters_are_those_of_the_firm_s_books(lived: tuple[Run, State], seats: list[list[Life]]) -> None:
    first = [quarter for lives in seats for life in lives for quarter in life.quarters if quarter.week == 12]
    books = lived[0].rep_quarters
    expected = books[(books["week"] == 12) & (books["employed"] == 1)]["bookings_money"].sum()
    assert sum(quarter.bookings_money for quarter in first) == pytest.approx(expected)


def test_the_ordinary_deal_is_the_mean_of_all_that_were_won(lived: tuple[Run, State], seats: list[list[Life]]) -> None:
    log = lived[0].events
    assert seats[0][0].ordinary.deal_money == pytest.approx(log[log["kind"] == "deal_won"]["value_money"].mean())


def test_numbers_are_plain(seats: list[list[Life]]) -> None:
    event = seats[0][0].events[0]
    assert (type(event.week), type(event.day), type(event.value_money)) == (int, float, float)
