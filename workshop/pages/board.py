"""The board for the projector: how to join, who has locked in, where everybody came, and what the room guessed."""

from __future__ import annotations

import html
import time
from collections import Counter
from typing import Any

from nicegui import ui
from starlette.requests import Request

from workshop.desk import Desk, View, view_of
from workshop.hall import Hall
from workshop.metrics import compact_money
from workshop.network import qr_svg
from workshop.pages.frame import frame
from workshop.pages.visitor import sent_away
from workshop.room import CHOOSING, GUESSED, GUESSING, LOBBY, REVEALED
from workshop.standings import standings

BIN = 10
"""Guesses are counted in tens."""


def register(desk: Desk, hall: Hall, home: str) -> None:
    """Make the page; `home` is the address that phones reach."""

    @ui.page("/board")
    async def board(request: Request) -> None:
        if sent_away(hall, request):
            return
        view = view_of(desk, request.query_params)
        with frame(view, "/board", view.text("page.nav.board")):
            shown = Board(view, hall, home)
            shown.build()
        ui.context.client.on_delete(shown.leave)


class Board:
    """What everybody sees."""

    def __init__(self, view: View, hall: Hall, home: str) -> None:
        self.view, self.hall, self.home = view, hall, home

    def build(self) -> None:
        """Lay out and follow the room."""
        self.shown: tuple[Any, ...] = ()
        self.main = ui.element("div").classes("rail").props("id=board")
        self.clock = ui.label().classes("strip")
        ui.timer(1.0, self._tick)
        self.hall.listen(id(self), self.show)
        self.show()

    def leave(self) -> None:
        """Nobody looks any more."""
        self.hall.forget(id(self))

    def _tick(self) -> None:
        room = self.hall.room
        seconds = max(0, round(room.deadline - time.time()))
        ticking = room.phase == CHOOSING and room.deadline > 0.0
        self.clock.set_text(self.view.text("page.room.seconds", seconds=seconds) if ticking else "")

    def show(self) -> None:
        """Show the room as it is now; what stands already is left alone."""
        phase, stands = self.hall.room.phase, self._stands()
        if stands == self.shown:
            return
        self.shown = stands
        self.main.clear()
        with self.main:
            if phase == CHOOSING:
                self._locks()
            elif phase == REVEALED:
                self._places()
            elif phase in (GUESSING, GUESSED):
                self._guesses(shown=phase == GUESSED)
            else:
                self._door()

    def _stands(self) -> tuple[Any, ...]:
        """All that is seen of the room in its phase."""
        room = self.hall.room
        parts: dict[str, Any] = {
            CHOOSING: lambda: (room.budget, [(name, self._done(name)) for name in room.teams]),
            REVEALED: lambda: room.latest,
            GUESSING: lambda: (room.question, len(room.guesses)),
            GUESSED: lambda: (room.question, list(room.guesses.values())),
            LOBBY: lambda: [(name, room.members(name)) for name in room.teams],
        }
        return room.phase, room.round, parts[room.phase]()

    def _done(self, name: str) -> bool:
        team = self.hall.room.teams[name]
        return team.locked or self.hall.is_absent(name, team)

    def _door(self) -> None:
        text = self.view.text
        with ui.element("div").classes("row door"):
            if self.hall.lan:
                link = f"{self.home}/join?pin={self.hall.journal.keys.pin}&lang={self.view.language.code}"
                ui.html(qr_svg(link), sanitize=False).classes("qr").props(
                    f'role="img" aria-label="{text("page.board.qr")}"'
                )
            with ui.element("div"):
                ui.label(text("page.board.join", address=f"{self.home}/join")).classes("strip")
                ui.label(self.hall.journal.keys.pin).classes("pin").props("id=pin")
                if not self.hall.lan:
                    ui.label(text("page.board.alone")).classes("small")
        self._teams()

    def _teams(self) -> None:
        room = self.hall.room
        with ui.element("div").classes("row"):
            for name in room.teams:
                with ui.element("div").classes("card"):
                    ui.label(name).classes("strip")
                    ui.label(
                        self.view.language.listed(room.members(name)) or self.view.text("page.board.computer")
                    ).classes("small")

    def _locks(self) -> None:
        text, room = self.view.text, self.hall.room
        ui.label(text("page.phone.round", number=room.round, budget=room.budget)).classes("strip")
        with ui.element("div").classes("row"):
            for name in room.teams:
                with ui.element("div").classes("card"):
                    ui.label(name).classes("strip")
                    ui.label(text("page.board.locked") if self._done(name) else text("page.board.thinking"))

    def _places(self) -> None:
        found = standings(self.hall.room.latest)
        ui.html(leaderboard(self.view, self.hall), sanitize=False).classes("scroll").props("tabindex=0")
        if len(found) > 1:
            leader = found[0]
            ui.label(self._luck(leader.team, round(leader.first_in_100))).classes("strip").props("id=luck")

    def _luck(self, team: str, count: int) -> str:
        return self.view.text("page.board.luck", team=team, count=count, rest=100 - count)

    def _guesses(self, *, shown: bool) -> None:
        room, text = self.hall.room, self.view.text
        ui.label(room.question).classes("strip")
        ui.label(self.view.language.plural("page.board.guesses", len(room.guesses)))
        if shown and room.guesses:
            ui.html(histogram(list(room.guesses.values())), sanitize=False)
            middle = sorted(room.guesses.values())[len(room.guesses) // 2]
            ui.label(text("page.board.middle", guess=middle)).classes("strip")


def leaderboard(view: View, hall: Hall) -> str:
    """The table of places: median gain, and how often of a hundred futures the team would come first."""
    text = view.text
    heads = (text("page.board.place"), text("page.board.team"), text("page.board.gain"), text("page.board.first"))
    rows = []
    for place, one in enumerate(standings(hall.room.latest), 1):
        team = html.escape(one.team) + (f" · {text('page.board.computer')}" if one.computer else "")
        gain, first = compact_money(one.median, view.language, view.currency), view.language.number(one.first_in_100)
        cells = f"<td style='text-align:left'>{team}</td><td>{gain}</td><td>{first}</td>"
        rows.append(f"<tr><th scope=row>{place}</th>{cells}</tr>")
    head = "".join(f"<th scope=col>{word}</th>" for word in heads)
    return f"<table class='plain board'><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def histogram(guesses: list[int]) -> str:
    """How often each ten was guessed, as rows of bars."""
    counts = Counter(min(guess, 99) // BIN for guess in guesses)
    most = max(counts.values())
    rows = []
    for ten in range(100 // BIN):
        span = f"{ten * BIN}–{ten * BIN + BIN - 1 + (ten == 100 // BIN - 1)}"
        bar = f"<div class=guess style='width:{100 * counts[ten] / most:.0f}%'>{counts[ten] or ''}</div>"
        rows.append(f"<tr><th scope=row>{span}</th><td style='text-align:left;width:90%'>{bar}</td></tr>")
    return f"<table class=plain><tbody>{''.join(rows)}</tbody></table>"
