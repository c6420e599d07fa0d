"""The hall: the room as it lives in a server, with its journal, who is present, and pages that want to be told."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import logging
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from workshop.ensemble import Ensemble
from workshop.journal import Journal
from workshop.limits import Bucket
from workshop.metrics import place
from workshop.room import CHOOSING, OF_PLAYERS, Room, RoomError, Team
from workshop.standings import computers_choice

FUTURES = 100
SECONDS_BETWEEN_NEWS = 0.1
"""Pages are told at most ten times a second of what people try out, and of who comes and goes."""
SECONDS_TO_PRESS = 0.02
"""What somebody decides does not wait behind that; it too leaves pages some time."""
TRIED = "choose"
WRONG_PINS_AT_ONCE, WRONG_PINS_A_SECOND = 8.0, 1.0 / 30.0
ACTIONS_AT_ONCE, ACTIONS_A_SECOND = 40.0, 12.0
PROFIT = "profit_money"


@dataclass
class Hall:
    """A room with doors: PIN and key, limits, presence, listeners; `lan` says whether other machines come in."""

    journal: Journal
    ensemble: Ensemble
    lan: bool = False
    futures: int = FUTURES
    present: Counter[str] = field(default_factory=Counter)
    open_pages: bool = False
    _listeners: dict[int, Callable[[], None]] = field(default_factory=dict)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _pressing: asyncio.Event = field(default_factory=asyncio.Event)
    _wrong: Bucket = field(default_factory=lambda: Bucket(WRONG_PINS_A_SECOND, WRONG_PINS_AT_ONCE))
    _actions: Bucket = field(default_factory=lambda: Bucket(ACTIONS_A_SECOND, ACTIONS_AT_ONCE))

    @property
    def room(self) -> Room:
        """The room as it is now."""
        return self.journal.room

    # --- doors -------------------------------------------------------------------------------------------------------

    def admits_pin(self, pin: str, address: str) -> bool:
        """Whether a PIN is right; RoomError once an address has been wrong too often."""
        if self._wrong.level(address) < 1.0:
            raise RoomError("page.refused.too_many_pins")
        right = hmac.compare_digest(pin.strip().encode(), self.journal.keys.pin.encode())
        if not right:
            self._wrong.allows(address)
        return right

    def join(self, seat: str, pin: str, address: str, *, nickname: str, team: str) -> None:
        """Let a phone in; RoomError if the PIN is wrong, or the room has no place for it."""
        if not self.admits_pin(pin, address):
            raise RoomError("page.refused.pin")
        self.do("join", seat=seat, nickname=nickname, team=team)

    def admit_host(self, browser: str, key: str) -> bool:
        """Whether a browser is the facilitator's; a right key makes it so."""
        if hmac.compare_digest(key.encode(), self.journal.keys.host_key.encode()):
            self._note_host(browser)
        return self.is_host(browser)

    def is_host(self, browser: str) -> bool:
        """Whether a browser is the facilitator's; without a network there is nobody else."""
        return not self.lan or browser in self.room.hosts

    def _note_host(self, browser: str) -> None:
        if browser not in self.room.hosts:
            self.do("host", seat=browser)

    # --- events ------------------------------------------------------------------------------------------------------

    def do(self, kind: str, **values: Any) -> None:
        """Let something happen; RoomError if the room refuses."""
        self.journal.do({"kind": kind, **values})
        self.tell(pressing=kind != TRIED)

    def of_player(self, seat: str, kind: str, **values: Any) -> None:
        """Something that a phone asks for; RoomError if it may not, or asks too often."""
        if kind not in OF_PLAYERS or seat not in self.room.players:
            raise RoomError("page.refused.unknown")
        if not self._actions.allows(seat):
            raise RoomError("page.refused.too_fast")
        self.do(kind, seat=seat, now=time.time(), **values)

    async def reveal(self) -> None:
        """Close every choice, let the computer decide where nobody did, live all of them, and show."""
        for name, team in self.room.teams.items():
            if team.locked:
                continue
            if self.is_absent(name, team):
                seed = crc32(f"{name} {self.room.round}".encode())
                self.do("play", team=name, doses=computers_choice(self.room.budget, seed))
            else:
                self.do("close", team=name)
        self.do("reveal", gains=await self.gains(self.room.teams))

    def is_absent(self, name: str, team: Team) -> bool:
        """Whether the computer has to play for a team: nobody of it is here, or it is the computer's own."""
        here = any(self.present[seat] for seat, player in self.room.players.items() if player.team == name)
        return team.computer or (not here and not team.doses)

    async def gains(self, teams: Mapping[str, Team]) -> dict[str, list[float]]:
        """Each team's mean yearly profit against the firm as it is, a number a future."""
        firm = self.ensemble.firm
        column, found = place(PROFIT), {}
        for name, team in teams.items():
            lived = await self.ensemble.futures([firm, team.company.on(firm)], self.futures)
            found[name] = [float(x) for x in lived.whole[1, :, column] - lived.whole[0, :, column]]
        return found

    async def live_ahead(self, seat: str) -> None:
        """Live the choice of a team that has locked in, so that the reveal is quick."""
        name = self.room.players[seat].team
        if self.room.phase == CHOOSING:
            await self.gains({name: self.room.teams[name]})

    # --- presence and news -------------------------------------------------------------------------------------------

    def arrive(self, seat: str) -> None:
        """A phone connects."""
        self.present[seat] += 1
        self.tell()

    def depart(self, seat: str) -> None:
        """A phone disconnects; its seat stays."""
        self.present[seat] = max(0, self.present[seat] - 1)
        self.tell()

    def listen(self, key: int, listener: Callable[[], None]) -> None:
        """Tell a page of every change, until it is forgotten."""
        self._listeners[key] = listener

    def forget(self, key: int) -> None:
        """Tell it no more."""
        self._listeners.pop(key, None)

    def tell(self, *, pressing: bool = False) -> None:
        """Something changed: the pages will hear of it with the next round of news, soon if it is pressing."""
        self._changed.set()
        if pressing:
            self._pressing.set()

    async def spread_news(self) -> None:
        """Tell pages of changes: of the first at once, then at most ten times a second unless something is pressing."""
        while True:
            await self._changed.wait()
            self._changed.clear()
            self._pressing.clear()
            for listener in list(self._listeners.values()):
                _call(listener)
            await asyncio.sleep(SECONDS_TO_PRESS)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._pressing.wait(), SECONDS_BETWEEN_NEWS - SECONDS_TO_PRESS)


def _call(listener: Callable[[], None]) -> None:
    """One page that cannot show the news must not keep it from the others."""
    try:
        listener()
    except Exception:
        logging.getLogger(__name__).exception("a page could not show the room")
