"""Events: a diary a seat and week, written only if somebody reads it; what finds no room is counted."""

from __future__ import annotations

import pytest

from simulation.mechanisms import events
from simulation.mechanisms.events import (
    DEAL_WON,
    HANDED_OVER,
    HELPED,
    NAMES,
    SLUMP,
    WARNED,
    name_colleague,
    note,
    note_account,
    note_deal,
)
from simulation.records import DealState
from tests.mechanisms.builders import calm_firm, make

pytestmark = pytest.mark.jitoff


def test_nothing_is_written_unless_wanted() -> None:
    o = calm_firm()
    note(o, o.reps[1], WARNED)
    assert (o.seats[1].events, o.firm.event_overflows) == (0, 0)


def test_a_line_says_who_when_and_what() -> None:
    o = calm_firm(events=True)
    o.firm.week, o.reps[1].hire = 5, 2
    deal = make(DealState, week=3, rank=1, account_seat=0, account_opened=4, product=0, value_money=900.0)
    note_deal(o, o.reps[1], deal, DEAL_WON, 5.5)
    note_account(o, o.reps[1], DEAL_WON, 0, 4, 900.0)
    first, second = o.events[1][:2]
    assert (first.kind, first.week, first.seat, first.hire) == (DEAL_WON, 5, 1, 2)
    assert (first.deal_week, first.deal_rank, first.account_seat, first.account_opened) == (3, 1, 0, 4)
    assert first.day == 3.5  # half a week in
    assert (second.deal_rank, second.product, second.day) == (-1, -1, 7.0)
    assert first.value_money == second.value_money == 900.0
    assert o.seats[1].events == 2
    assert o.seats[0].events == 0


def test_an_account_s_line_may_be_the_first_of_the_week() -> None:
    o = calm_firm(events=True)
    note_account(o, o.reps[0], DEAL_WON, 0, 4, 900.0)
    line = o.events[0][0]
    assert (line.account_seat, line.account_opened, line.value_money) == (0, 4, 900.0)


def test_a_full_diary_counts_what_it_could_not_hold() -> None:
    o = calm_firm({"organization.event_slots": 8}, events=True)
    for _ in range(11):
        note(o, o.reps[0], WARNED)
    assert (o.seats[0].events, o.firm.event_overflows) == (8, 3)


def test_who_else_had_a_part_is_named_only_where_a_line_was_written() -> None:
    o = calm_firm({"organization.event_slots": 8}, events=True)
    o.reps[1].hire = 3
    deal = make(DealState, week=3, rank=1)
    name_colleague(o, o.reps[0], note_deal(o, o.reps[0], deal, HELPED, 5.5), o.reps[1])
    name_colleague(o, o.reps[0], note_account(o, o.reps[0], HANDED_OVER, 0, 4, 900.0), o.reps[1])
    note(o, o.reps[0], WARNED)
    parts = [(line.colleague_seat, line.colleague_hire) for line in o.events[0][:3]]
    assert parts == [(1, 3), (1, 3), (-1, -1)]
    for _ in range(5):
        note(o, o.reps[0], WARNED)
    name_colleague(o, o.reps[0], note_deal(o, o.reps[0], deal, HELPED, 5.5), o.reps[1])
    assert [line.colleague_seat for line in o.events[0]] == [1, 1, *[-1] * 6]


def test_a_shock_stands_in_the_diary_of_its_week_with_nobody_as_the_person() -> None:
    o = calm_firm({"market.slumps_per_year": 5.0}, events=True)
    struck = 0
    for week in range(60):
        before = o.market.slump
        o.step()
        lines = [line for line in o.events[0][: o.seats[0].events] if line.kind == SLUMP]
        assert [(line.week, line.hire) for line in lines] == [(week, -1)] * (o.market.slump > before)
        struck += len(lines)
    assert struck > 0


def test_every_kind_has_a_number_and_a_word_of_its_own() -> None:
    numbers = [value for value in vars(events).values() if isinstance(value, int)]
    assert sorted(NAMES) == sorted(numbers)
    assert len(set(NAMES.values())) == len(numbers)
