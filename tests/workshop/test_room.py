"""The room: what it allows, what it refuses, and that events alone bring it back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.company import habits
from workshop.room import (
    CHOOSING,
    GUESSED,
    LOBBY,
    MOST_PLAYERS,
    MOST_ROUNDS,
    MOST_TEAMS,
    REVEALED,
    Room,
    RoomError,
    apply,
)

FIRST, SECOND = habits()[0], habits()[1]


def after(*events: dict[str, Any], room: Room | None = None) -> Room:
    now = room or Room()
    for event in events:
        now = apply(now, event)
    return now


def join(seat: str, nickname: str, team: str) -> dict[str, Any]:
    return {"kind": "join", "seat": seat, "nickname": nickname, "team": team}


def choose(seat: str, habit: str, dose: float, **more: Any) -> dict[str, Any]:
    return {"kind": "choose", "seat": seat, "habit": habit, "dose": dose, **more}


BEGIN = {"kind": "begin", "budget": 6, "deadline": 0.0}
TWO_TEAMS = after(join("1", "Ann", "North"), join("2", "Bo", "South"))
CHOICE = after(BEGIN, room=TWO_TEAMS)


def refusal(event: dict[str, Any], room: Room) -> str:
    with pytest.raises(RoomError) as refused:
        apply(room, event)
    return refused.value.key


# --- people ----------------------------------------------------------------------------------------------------------


def test_who_joins_is_in_a_team_and_may_change_it_in_the_lobby() -> None:
    moved = after(join("1", "Ann", "South"), room=TWO_TEAMS)
    assert moved.members("South") == ["Ann", "Bo"]
    assert list(moved.teams) == ["South"]


def test_nicknames_are_short_clean_and_nobody_elses() -> None:
    assert refusal(join("3", "ANN", "North"), TWO_TEAMS) == "page.refused.taken"
    assert refusal(join("3", " \u200b\n ", "North"), TWO_TEAMS) == "page.refused.name"
    assert after(join("1", "x" * 999, "y" * 999)).players["1"].nickname == "x" * 24


def test_players_and_teams_are_limited() -> None:
    full = after(*(join(str(n), f"p{n}", f"t{n % MOST_TEAMS}") for n in range(MOST_PLAYERS)))
    assert refusal(join("new", "new", "t1"), full) == "page.refused.full"
    many = after(*(join(str(n), f"p{n}", f"t{n}") for n in range(MOST_TEAMS)))
    assert refusal(join("new", "new", "one more"), many) == "page.refused.teams"
    assert refusal({"kind": "computer", "team": "C"}, many) == "page.refused.teams"


def test_who_is_sent_out_is_gone_and_an_empty_team_stays_once_a_round_began() -> None:
    gone = after({"kind": "leave", "seat": "1"}, room=CHOICE)
    assert "1" not in gone.players
    assert "North" in gone.teams
    assert "North" not in after({"kind": "lobby"}, room=gone).teams


# --- choosing --------------------------------------------------------------------------------------------------------


def test_a_team_spends_points_and_not_more_than_it_has() -> None:
    spent = after(choose("1", FIRST, 2.0), choose("1", SECOND, 1.0), room=CHOICE)
    assert spent.teams["North"].points == 6
    assert refusal(choose("1", habits()[2], 0.5), spent) == "page.refused.budget"
    assert after(choose("1", FIRST, 0.0), room=spent).teams["North"].doses == {SECOND: 1.0}


@pytest.mark.parametrize("dose", [-0.5, 2.5, 0.3, float("nan"), float("inf")])
def test_doses_come_in_steps_within_bounds(dose: float) -> None:
    assert refusal(choose("1", FIRST, dose), CHOICE) == "page.refused.unknown"


def test_a_locked_choice_stands_until_the_facilitator_unlocks_it() -> None:
    locked = after(choose("1", FIRST, 1.0), {"kind": "lock", "seat": "1"}, room=CHOICE)
    assert refusal(choose("1", FIRST, 2.0), locked) == "page.refused.locked"
    assert locked.waiting_for == ["South"]
    assert after({"kind": "unlock", "team": "North"}, choose("1", FIRST, 2.0), room=locked).teams["North"].points == 4


def test_after_the_deadline_nothing_is_chosen() -> None:
    late = after({"kind": "begin", "budget": 6, "deadline": 100.0}, room=TWO_TEAMS)
    assert after(choose("1", FIRST, 1.0, now=99.0), room=late).teams["North"].points == 2
    assert refusal(choose("1", FIRST, 1.0, now=101.0), late) == "page.refused.late"


def test_nothing_is_chosen_before_a_round_or_by_a_stranger() -> None:
    assert refusal(choose("1", FIRST, 1.0), TWO_TEAMS) == "page.refused.phase"
    assert refusal(choose("9", FIRST, 1.0), CHOICE) == "page.refused.unknown"
    assert refusal(BEGIN, Room()) == "page.refused.no_teams"


def test_a_round_is_revealed_only_when_all_have_locked_and_begins_afresh() -> None:
    gains = {"North": [1.0, 2.0], "South": [0.0, 3.0]}
    half = after({"kind": "close", "team": "North"}, room=CHOICE)
    assert refusal({"kind": "reveal", "gains": gains}, half) == "page.refused.phase"
    play = {"kind": "play", "team": "South", "doses": {FIRST: 1.5}}
    shown = after(play, {"kind": "reveal", "gains": gains}, room=half)
    assert shown.phase == REVEALED
    assert shown.latest["South"].gains == (0.0, 3.0)
    assert shown.latest["South"].computer
    again = after(BEGIN, room=shown)
    assert (again.round, again.phase, again.teams["North"].doses) == (2, CHOOSING, {})
    assert not again.teams["South"].locked


def test_rounds_are_limited() -> None:
    assert refusal(BEGIN, Room(teams=TWO_TEAMS.teams, round=MOST_ROUNDS)) == "page.refused.rounds"


# --- guessing --------------------------------------------------------------------------------------------------------


def test_guesses_are_counted_once_a_player_and_shown_when_asked() -> None:
    asked = after({"kind": "ask", "question": "  How \n many? "}, room=TWO_TEAMS)
    guessed = after(
        {"kind": "guess", "seat": "1", "value": 30}, {"kind": "guess", "seat": "1", "value": 700}, room=asked
    )
    assert guessed.question == "How many?"
    assert guessed.guesses == {"1": 100}
    assert refusal({"kind": "guess", "seat": "9", "value": 3}, asked) == "page.refused.unknown"
    assert after({"kind": "show"}, room=guessed).phase == GUESSED
    assert refusal({"kind": "guess", "seat": "1", "value": 3}, TWO_TEAMS) == "page.refused.phase"


# --- whatever comes --------------------------------------------------------------------------------------------------

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=5,
)
KINDS = st.sampled_from(
    ["join", "rename", "leave", "computer", "remove", "begin", "choose", "lock", "unlock", "play", "close", "reveal",
     "ask", "guess", "show", "lobby", "__class__", ""]
)  # fmt: skip
FIELDS = st.sampled_from(
    ["seat", "nickname", "team", "habit", "dose", "doses", "gains", "budget", "deadline", "value", "question"]
)
VALUES = ANYTHING | st.sampled_from(["1", "2", "North", "South", FIRST])


@given(st.lists(st.tuples(KINDS, st.dictionaries(FIELDS, VALUES, max_size=5)), max_size=12))
def test_whatever_is_sent_is_done_or_refused_and_the_room_stays_a_room(sent: list[tuple[str, dict[str, Any]]]) -> None:
    room, done = CHOICE, []
    for kind, fields in sent:
        try:
            room = apply(room, {"kind": kind, **fields})
            done.append({"kind": kind, **fields})
        except RoomError:
            continue
    assert len(room.players) <= MOST_PLAYERS
    assert len(room.teams) <= MOST_TEAMS
    assert all(team.points <= 14 for team in room.teams.values())
    assert all(player.team in room.teams for player in room.players.values())
    assert repr(after(*done, room=CHOICE)) == repr(room)
    assert room.phase in (LOBBY, CHOOSING, REVEALED, "guessing", GUESSED)
