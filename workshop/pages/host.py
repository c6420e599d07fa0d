"""The facilitator's pane: who is here, rounds, timer, questions, reveal, and the file to take home."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from nicegui import ui
from starlette.requests import Request

from workshop.desk import Desk, View, view_of
from workshop.hall import Hall
from workshop.pages.board import Board
from workshop.pages.frame import frame
from workshop.pages.parts import Parts
from workshop.pages.visitor import browser_id, refused
from workshop.room import BUDGETS, CHOOSING, GUESSING, LOBBY, RoomError
from workshop.standings import as_csv

SECONDS_A_MINUTE = 60.0
LONGEST_MINUTES = 60.0


def register(desk: Desk, hall: Hall, home: str) -> None:
    """Make the page."""

    @ui.page("/room")
    async def room(request: Request) -> None:
        view = view_of(desk, request.query_params)
        with frame(view, "/room", view.text("page.nav.room")):
            if hall.admit_host(browser_id(), request.query_params.get("key", "")):
                Host(view, hall, home).build()
            else:
                ui.label(view.text("page.room.not_yours")).classes("banner")


class Host:
    """The facilitator's controls beside what the projector shows."""

    def __init__(self, view: View, hall: Hall, home: str) -> None:
        self.view, self.hall, self.home = view, hall, home

    def build(self) -> None:
        """Lay out and follow the room."""
        text = self.view.text
        with ui.element("div").classes("race mixer"):
            with ui.element("section").classes("card rail").props(f'aria-label="{text("page.room.controls")}"'):
                self._rounds()
                self._questions()
                ui.switch(text("page.room.open_pages"), value=self.hall.open_pages, on_change=self._open_pages)
                ui.link(text("page.room.to_board"), f"/board?lang={self.view.language.code}", new_tab=True)
            with ui.element("div").classes("rail"):
                board = Board(self.view, self.hall, self.home)
                board.build()
                with ui.element("section").classes("card rail"):
                    self.count = ui.label().classes("strip")
                    self.people = Parts(self._team)
        self.hall.listen(id(self), self.show)
        ui.context.client.on_delete(lambda: self.hall.forget(id(self)))
        ui.context.client.on_delete(board.leave)
        self.show()

    def _rounds(self) -> None:
        text = self.view.text
        ui.label(text("page.room.rounds")).classes("strip")
        self.budget = ui.number(text("page.room.budget"), value=6, min=BUDGETS[0], max=BUDGETS[1], step=1).props(
            "dense outlined"
        )
        self.minutes = ui.number(text("page.room.minutes"), value=5, min=0, max=LONGEST_MINUTES).props("dense outlined")
        with ui.element("div").classes("row tools"):
            ui.button(text("page.room.begin"), on_click=self._begin).props("color=primary no-caps id=begin")
            ui.button(text("page.room.reveal"), on_click=self._reveal).props("color=primary no-caps id=reveal")
            ui.button(text("page.room.lobby"), on_click=lambda: self._do("lobby")).props("flat no-caps")
            ui.button(text("page.room.computer"), on_click=self._computer).props("flat no-caps id=computer")
            ui.button(text("page.room.export"), on_click=self._export).props("flat no-caps")
        self.waiting = ui.label().classes("small").props('role="status" id=waiting')

    def _questions(self) -> None:
        text = self.view.text
        ui.label(text("page.room.questions")).classes("strip")
        question = ui.textarea(text("page.room.question"), value=text("page.race.guess")).props(
            "dense outlined autogrow maxlength=240"
        )
        with ui.element("div").classes("row tools"):
            ask: Callable[[], None] = lambda: self._do("ask", question=question.value or "")  # noqa: E731
            ui.button(text("page.room.ask"), on_click=ask).props("color=primary no-caps")
            ui.button(text("page.room.show"), on_click=lambda: self._do("show")).props("flat no-caps")

    def show(self) -> None:
        """Show who is here, and what is waited for."""
        room, text = self.hall.room, self.view.text
        waiting = room.waiting_for if room.phase == CHOOSING else []
        phases = {LOBBY: "page.room.in_lobby", CHOOSING: "page.room.choosing", GUESSING: "page.room.guessing"}
        words = text(phases.get(room.phase, "page.room.revealed"))
        missing = text("page.room.waiting_for", teams=self.view.language.listed(waiting)) if waiting else ""
        self.waiting.set_text(f"{words} {missing}")
        self.count.set_text(self.view.language.plural("page.room.players", len(room.players)))
        self.people.show({name: self._stands(name) for name in room.teams})

    def _stands(self, name: str) -> tuple[Any, ...]:
        """All that is seen of a team."""
        room, present = self.hall.room, self.hall.present
        players = [(seat, one.nickname, present[seat] > 0) for seat, one in room.players.items() if one.team == name]
        return room.phase == CHOOSING, room.teams[name].locked, players

    def _team(self, name: str) -> None:
        text, room = self.view.text, self.hall.room
        locked = room.teams[name].locked
        with ui.element("div").classes("row tools"):
            ui.label(name).classes("strip")
            if locked and room.phase == CHOOSING:
                ui.button(text("page.room.unlock"), on_click=lambda: self._do("unlock", team=name)).props(
                    "flat dense no-caps"
                )
            if not room.members(name):
                ui.button(text("page.room.remove"), on_click=lambda: self._do("remove", team=name)).props(
                    "flat dense no-caps"
                )
        for seat, player in room.players.items():
            if player.team == name:
                self._player(seat, player.nickname)

    def _player(self, seat: str, nickname: str) -> None:
        text = self.view.text
        here = text("page.room.here") if self.hall.present[seat] else text("page.room.away")
        with ui.element("div").classes("row tools"):
            ui.label(f"{nickname} · {here}")
            ui.button(text("page.room.rename"), on_click=lambda: self._rename(seat, nickname)).props(
                "flat dense no-caps"
            )
            ui.button(text("page.room.kick"), on_click=lambda: self._do("leave", seat=seat)).props("flat dense no-caps")

    # --- doing -------------------------------------------------------------------------------------------------------

    def _do(self, kind: str, **values: Any) -> None:
        try:
            self.hall.do(kind, **values)
        except RoomError as error:
            refused(self.view, error)

    def _begin(self) -> None:
        minutes = min(LONGEST_MINUTES, max(0.0, float(self.minutes.value or 0.0)))
        deadline = time.time() + SECONDS_A_MINUTE * minutes if minutes else 0.0
        self._do("begin", budget=int(self.budget.value or BUDGETS[0]), deadline=deadline)

    async def _reveal(self) -> None:
        self.waiting.set_text(self.view.text("page.race.computing"))
        try:
            await self.hall.reveal()
        except RoomError as error:
            refused(self.view, error)

    def _computer(self) -> None:
        number = sum(team.computer for team in self.hall.room.teams.values()) + 1
        self._do("computer", team=self.view.text("page.room.computer_team", number=number))

    def _rename(self, seat: str, nickname: str) -> None:
        text = self.view.text
        with ui.dialog() as dialog, ui.card():
            name = ui.input(text("page.phone.nickname"), value=nickname).props("maxlength=24")

            def rename() -> None:
                dialog.close()
                self._do("rename", seat=seat, nickname=name.value)

            ui.button(text("page.room.rename"), on_click=rename).props("color=primary no-caps")
        dialog.open()

    def _open_pages(self, event: Any) -> None:
        self.hall.open_pages = bool(event.value)

    def _export(self) -> None:
        ui.download.content(
            "\N{ZERO WIDTH NO-BREAK SPACE}" + as_csv(self.hall.room), "workshop.csv", "text/csv; charset=utf-8"
        )
