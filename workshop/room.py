"""The room: who plays in which team, what they chose under the point budget, and what was revealed. Pure.

A room is frozen; `apply` makes the next one from an event, or refuses it. All that happened is a list of events: a
journal of them brings back the same room.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from workshop.company import MOST_DOSE, Company, habits
from workshop.links import clean_name

Event = Mapping[str, Any]

LOBBY, CHOOSING, REVEALED, GUESSING, GUESSED = "lobby", "choosing", "revealed", "guessing", "guessed"
MOST_PLAYERS, MOST_TEAMS = 60, 12
DOSE_STEP = 0.5
POINTS_A_DOSE = 2
"""A full dose of a habit costs two points, half a dose one."""
BUDGETS = (2, 14)
LONGEST_QUESTION = 240
MOST_ROUNDS = 50
MOST_STEPS = 100
MOST_HOSTS = 8


class RoomError(ValueError):
    """What a room does not do; `key` is the message that says so to people."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True)
class Player:
    """Somebody with a phone: a nickname and a team."""

    nickname: str
    team: str


@dataclass(frozen=True)
class Team:
    """What a team has chosen so far in this round."""

    doses: Mapping[str, float] = field(default_factory=dict)
    locked: bool = False
    computer: bool = False

    @property
    def points(self) -> int:
        """What its choice costs."""
        return round(sum(self.doses.values()) * POINTS_A_DOSE)

    @property
    def company(self) -> Company:
        """Its choice as a company."""
        return Company(tuple(sorted(self.doses.items())))


@dataclass(frozen=True)
class Result:
    """A team's round: what it chose, who decided it, and its gain over the firm as it is in each future."""

    doses: Mapping[str, float]
    computer: bool
    gains: tuple[float, ...]


@dataclass(frozen=True)
class Room:
    """Everything that a room remembers; `deadline` is a date in seconds, 0 for none.

    `asked` holds the middle guess of each question shown, `lesson` and `step` where a story stands, `hosts` the
    facilitator's browsers.
    """

    phase: str = LOBBY
    round: int = 0
    budget: int = 6
    deadline: float = 0.0
    question: str = ""
    players: Mapping[str, Player] = field(default_factory=dict)
    teams: Mapping[str, Team] = field(default_factory=dict)
    guesses: Mapping[str, int] = field(default_factory=dict)
    asked: Mapping[str, int] = field(default_factory=dict)
    hosts: tuple[str, ...] = ()
    lesson: str = ""
    step: int = 0
    results: Mapping[int, Mapping[str, Result]] = field(default_factory=dict)

    def members(self, team: str) -> list[str]:
        """Nicknames of a team."""
        return sorted(player.nickname for player in self.players.values() if player.team == team)

    @property
    def waiting_for(self) -> list[str]:
        """Teams with people that have not locked in."""
        return [name for name, team in self.teams.items() if not team.locked and self.members(name)]

    @property
    def latest(self) -> Mapping[str, Result]:
        """Results of the last round revealed."""
        return self.results.get(self.round, {}) if self.phase == REVEALED else {}


def apply(room: Room, event: Event) -> Room:
    """The room after an event; RoomError if it is refused, whatever it holds."""
    handler = _HANDLERS.get(str(event.get("kind")))
    if handler is None:
        raise RoomError("page.refused.unknown")
    try:
        return handler(room, event)
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as error:
        if isinstance(error, RoomError):
            raise
        raise RoomError("page.refused.unknown") from error


# --- people ----------------------------------------------------------------------------------------------------------


def _join(room: Room, event: Event) -> Room:
    seat, team = str(event["seat"]), _named(event["team"])
    nickname = _named(event["nickname"])
    if seat not in room.players and len(room.players) >= MOST_PLAYERS:
        raise RoomError("page.refused.full")
    if team not in room.teams and len(room.teams) >= MOST_TEAMS:
        raise RoomError("page.refused.teams")
    _refuse_taken(room, seat, nickname)
    teams = dict(room.teams) if team in room.teams else {**room.teams, team: Team()}
    return _tidied(replace(room, players={**room.players, seat: Player(nickname, team)}, teams=teams))


def _rename(room: Room, event: Event) -> Room:
    player, nickname = room.players[event["seat"]], _named(event["nickname"])
    _refuse_taken(room, event["seat"], nickname)
    return replace(room, players={**room.players, event["seat"]: replace(player, nickname=nickname)})


def _leave(room: Room, event: Event) -> Room:
    players = {seat: player for seat, player in room.players.items() if seat != event["seat"]}
    guesses = {seat: guess for seat, guess in room.guesses.items() if seat != event["seat"]}
    return _tidied(replace(room, players=players, guesses=guesses))


def _computer(room: Room, event: Event) -> Room:
    name = _named(event["team"])
    if len(room.teams) >= MOST_TEAMS:
        raise RoomError("page.refused.teams")
    if name in room.teams:
        raise RoomError("page.refused.taken")
    return replace(room, teams={**room.teams, name: Team(computer=True)})


def _remove(room: Room, event: Event) -> Room:
    if room.members(event["team"]):
        raise RoomError("page.refused.not_empty")
    return replace(room, teams={name: team for name, team in room.teams.items() if name != event["team"]})


def _named(text: object) -> str:
    name = clean_name(text)
    if not name:
        raise RoomError("page.refused.name")
    return name


def _refuse_taken(room: Room, seat: str, nickname: str) -> None:
    others = (player.nickname.casefold() for other, player in room.players.items() if other != seat)
    if nickname.casefold() in others:
        raise RoomError("page.refused.taken")


def _tidied(room: Room) -> Room:
    """In the lobby a team whose last member went elsewhere is gone; later it stays, and the computer plays it."""
    if room.phase != LOBBY:
        return room
    kept = {name: team for name, team in room.teams.items() if team.computer or room.members(name)}
    return replace(room, teams=kept)


def _host(room: Room, event: Event) -> Room:
    """A browser that showed the facilitator's key."""
    hosts = dict.fromkeys((*room.hosts, str(event["seat"])))
    return replace(room, hosts=tuple(hosts)[-MOST_HOSTS:])


# --- choosing --------------------------------------------------------------------------------------------------------


def _begin(room: Room, event: Event) -> Room:
    budget = min(BUDGETS[1], max(BUDGETS[0], int(event["budget"])))
    if not room.teams:
        raise RoomError("page.refused.no_teams")
    if room.round >= MOST_ROUNDS:
        raise RoomError("page.refused.rounds")
    teams = {name: Team(computer=team.computer) for name, team in room.teams.items()}
    deadline = _date(event.get("deadline", 0.0))
    return replace(room, phase=CHOOSING, round=room.round + 1, budget=budget, deadline=deadline, teams=teams)


def _date(value: Any) -> float:
    date = float(value)
    return date if math.isfinite(date) and date > 0.0 else 0.0


def _choose(room: Room, event: Event) -> Room:
    name = room.players[event["seat"]].team
    team = _open_team(room, name)
    if room.deadline and float(event.get("now", 0.0)) > room.deadline:
        raise RoomError("page.refused.late")
    return _with_team(room, name, replace(team, doses=_dosed(room, team, str(event["habit"]), float(event["dose"]))))


def _dosed(room: Room, team: Team, habit: str, dose: float) -> dict[str, float]:
    if habit not in habits() or not 0.0 <= dose <= MOST_DOSE or dose % DOSE_STEP:
        raise RoomError("page.refused.unknown")
    doses = {**team.doses, habit: dose}
    kept = {name: value for name, value in doses.items() if value > 0.0}
    if replace(team, doses=kept).points > room.budget:
        raise RoomError("page.refused.budget")
    return kept


def _lock(room: Room, event: Event) -> Room:
    name = room.players[event["seat"]].team
    return _with_team(room, name, replace(_open_team(room, name), locked=True))


def _unlock(room: Room, event: Event) -> Room:
    if room.phase != CHOOSING:
        raise RoomError("page.refused.phase")
    return _with_team(room, event["team"], replace(room.teams[event["team"]], locked=False))


def _play(room: Room, event: Event) -> Room:
    """The computer decides for a team that has nobody, or has chosen nothing."""
    team = _open_team(room, event["team"])
    doses: dict[str, float] = {}
    for habit, dose in event["doses"].items():
        doses = _dosed(room, replace(team, doses=doses), habit, float(dose))
    return _with_team(room, event["team"], Team(doses, locked=True, computer=True))


def _close(room: Room, event: Event) -> Room:
    """A team's choice stands as it is."""
    return _with_team(room, event["team"], replace(_open_team(room, event["team"]), locked=True))


def _open_team(room: Room, name: str) -> Team:
    if room.phase != CHOOSING:
        raise RoomError("page.refused.phase")
    if room.teams[name].locked:
        raise RoomError("page.refused.locked")
    return room.teams[name]


def _with_team(room: Room, name: str, team: Team) -> Room:
    return replace(room, teams={**room.teams, name: team})


def _reveal(room: Room, event: Event) -> Room:
    if room.phase != CHOOSING or any(not team.locked for team in room.teams.values()):
        raise RoomError("page.refused.phase")
    gains = event["gains"]
    results = {
        name: Result(team.doses, team.computer, tuple(float(x) for x in gains[name]))
        for name, team in room.teams.items()
    }
    return replace(room, phase=REVEALED, deadline=0.0, results={**room.results, room.round: results})


# --- guessing --------------------------------------------------------------------------------------------------------


def _ask(room: Room, event: Event) -> Room:
    question = " ".join(str(event["question"]).split())[:LONGEST_QUESTION]
    return replace(room, phase=GUESSING, question=question, guesses={}, deadline=0.0)


def _guess(room: Room, event: Event) -> Room:
    if room.phase != GUESSING:
        raise RoomError("page.refused.phase")
    if event["seat"] not in room.players:
        raise RoomError("page.refused.unknown")
    return replace(room, guesses={**room.guesses, event["seat"]: min(100, max(0, int(event["value"])))})


def _show(room: Room, _event: Event) -> Room:
    if room.phase != GUESSING:
        raise RoomError("page.refused.phase")
    middle = sorted(room.guesses.values())[len(room.guesses) // 2] if room.guesses else None
    asked = {**room.asked, room.question: middle} if middle is not None else room.asked
    return replace(room, phase=GUESSED, asked=dict(list(asked.items())[-MOST_ROUNDS:]))


def _step(room: Room, event: Event) -> Room:
    """The story goes on, or back; a question of an earlier step is over."""
    number = max(0, min(MOST_STEPS, int(event["step"])))
    phase = LOBBY if room.phase in (GUESSING, GUESSED) else room.phase
    return replace(room, lesson=clean_name(event["lesson"]), step=number, phase=phase)


def _lobby(room: Room, _event: Event) -> Room:
    return _tidied(replace(room, phase=LOBBY, deadline=0.0))


_HANDLERS: Final[Mapping[str, Callable[[Room, Event], Room]]] = {
    "join": _join,
    "host": _host,
    "rename": _rename,
    "leave": _leave,
    "computer": _computer,
    "remove": _remove,
    "begin": _begin,
    "choose": _choose,
    "lock": _lock,
    "unlock": _unlock,
    "play": _play,
    "close": _close,
    "reveal": _reveal,
    "ask": _ask,
    "guess": _guess,
    "show": _show,
    "step": _step,
    "lobby": _lobby,
}
OF_PLAYERS = frozenset({"choose", "lock", "guess"})
"""What a phone may do to the room once it has joined."""
