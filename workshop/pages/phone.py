"""The phone: join by PIN, choose with the team under the point budget, lock in, guess, and see where one came."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from nicegui import background_tasks, ui
from starlette.requests import Request

from workshop.company import MOST_DOSE, habit_title, habits
from workshop.desk import Desk, View, view_of
from workshop.hall import Hall
from workshop.metrics import compact_money
from workshop.pages.frame import plain_frame
from workshop.pages.slider import Slider, labelled
from workshop.pages.visitor import address_of, browser_id, refused
from workshop.room import CHOOSING, DOSE_STEP, GUESSED, GUESSING, LOBBY, POINTS_A_DOSE, REVEALED, RoomError, Team
from workshop.standings import standings


def register(desk: Desk, hall: Hall) -> None:
    """Make the page."""

    @ui.page("/join")
    async def join(request: Request) -> None:
        view = view_of(desk, request.query_params)
        Phone(view, hall, browser_id(), address_of(request)).build(request.query_params.get("pin", ""))


class Phone:
    """One participant's page; what they chose lies in the room, never here."""

    def __init__(self, view: View, hall: Hall, seat: str, address: str) -> None:
        self.view, self.hall, self.seat, self.address = view, hall, seat, address
        self.shown: tuple[Any, ...] = ()
        self.sliders: dict[str, tuple[Slider, ui.label]] = {}
        self.points: ui.label | None = None
        self.standing: Team | None = None
        """The choice that the sliders show."""

    def build(self, pin: str) -> None:
        """Lay out the page, and follow the room."""
        ui.query("body").classes("phone")
        with plain_frame(self.view, "/join", self.view.text("page.nav.join"), {"pin": pin}):
            self.main = ui.element("div").classes("rail")
        self.pin = pin
        self.show()
        client = ui.context.client
        self.hall.listen(id(self), self.show)
        client.on_connect(lambda: self.hall.arrive(self.seat))
        client.on_disconnect(lambda: self.hall.depart(self.seat))
        client.on_delete(lambda: self.hall.forget(id(self)))

    # --- what is shown -----------------------------------------------------------------------------------------------

    @property
    def team_name(self) -> str:
        """The own team."""
        return self.hall.room.players[self.seat].team

    @property
    def team(self) -> Team:
        """The own team's choice."""
        return self.hall.room.teams.get(self.team_name, Team())

    def show(self) -> None:
        """Show the room as it is now; what did not change is left alone."""
        room = self.hall.room
        joined = self.seat in room.players
        guessed = room.guesses.get(self.seat)
        shown = (
            joined,
            room.phase,
            room.round,
            room.question,
            guessed,
            joined and self.team_name,
            joined and self.team.locked,
        )
        if shown != self.shown:
            self.shown = shown
            self.main.clear()
            with self.main:
                self._build_now()
        elif room.phase == CHOOSING and joined and self.team is not self.standing:
            self._put_sliders()

    def _build_now(self) -> None:
        room, text = self.hall.room, self.view.text
        if self.seat not in room.players:
            self._join_form()
            return
        player = room.players[self.seat]
        ui.label(text("page.phone.who", nickname=player.nickname, team=player.team)).classes("small")
        parts: dict[str, Callable[[], None]] = {
            LOBBY: self._lobby,
            CHOOSING: self._choices,
            REVEALED: self._result,
            GUESSING: self._question,
            GUESSED: self._answer,
        }
        parts[room.phase]()

    def _join_form(self) -> None:
        text = self.view.text
        ui.label(text("page.phone.welcome")).classes("strip")
        pin = ui.input(text("page.phone.pin"), value=self.pin).props(
            "outlined inputmode=numeric maxlength=12 autocomplete=off"
        )
        nickname = ui.input(text("page.phone.nickname")).props("outlined maxlength=24 autocomplete=off")
        ui.label(text("page.phone.nickname_help")).classes("small")
        teams = sorted(name for name, team in self.hall.room.teams.items() if not team.computer)
        team = ui.input(text("page.phone.team"), autocomplete=teams).props("outlined maxlength=24 autocomplete=off")
        if teams:
            ui.label(text("page.phone.teams", teams=self.view.language.listed(teams))).classes("small")
        ui.button(text("page.phone.join"), on_click=lambda: self._join(pin.value, nickname.value, team.value)).props(
            "color=primary no-caps"
        )

    def _join(self, pin: str, nickname: str, team: str) -> None:
        try:
            self.hall.join(self.seat, str(pin or "")[:32], self.address, nickname=nickname, team=team or nickname)
        except RoomError as error:
            refused(self.view, error)
            return
        self.show()

    def _lobby(self) -> None:
        text = self.view.text
        ui.label(text("page.phone.seen")).classes("strip")
        ui.label(text("page.phone.mates", names=self.view.language.listed(self.hall.room.members(self.team_name))))
        ui.label(text("page.phone.wait")).classes("small")

    def _choices(self) -> None:
        text, room = self.view.text, self.hall.room
        ui.label(text("page.phone.round", number=room.round, budget=room.budget)).classes("strip")
        if self.team.locked:
            ui.label(text("page.phone.locked")).classes("banner")
            for habit, dose in self.team.doses.items():
                ui.label(f"{habit_title(habit, self.view.language.code)}: {self._in_points(dose)}")
            return
        self.points = ui.label().classes("big").props('role="status" id=points')
        self.clock = ui.label().classes("small")
        ui.timer(1.0, self._tick)
        for habit in habits():
            title = habit_title(habit, self.view.language.code)
            self.sliders[habit] = labelled(title, (0.0, MOST_DOSE, DOSE_STEP), 0.0, partial(self._choose, habit))
        ui.button(text("page.phone.lock"), on_click=self._lock).props("color=primary no-caps id=lock")
        self._put_sliders()

    def _tick(self) -> None:
        deadline = self.hall.room.deadline
        seconds = max(0, round(deadline - time.time()))
        self.clock.set_text(self.view.text("page.room.seconds", seconds=seconds) if deadline else "")

    def _put_sliders(self) -> None:
        if self.team.locked or self.points is None:
            return
        for habit, (slider, label) in self.sliders.items():
            dose = self.team.doses.get(habit, 0.0)
            if slider.value != dose:
                slider.put(dose)
            label.set_text(self._in_points(dose))
        self.standing = self.team
        left = self.hall.room.budget - self.team.points
        self.points.set_text(self.view.language.plural("page.phone.points_left", left))

    def _in_points(self, dose: float) -> str:
        return self.view.language.plural("page.phone.points", round(dose * POINTS_A_DOSE))

    def _choose(self, habit: str, dose: float) -> str:
        before = self.team.doses.get(habit, 0.0)
        try:
            self.hall.of_player(self.seat, "choose", habit=habit, dose=dose)
        except RoomError as error:
            refused(self.view, error)
            background_tasks.create(self._put_back(), name="put back")
            return self._in_points(before)
        self._put_sliders()
        return self._in_points(dose)

    async def _put_back(self) -> None:
        """Once the refused move is handled, show what stands in the room."""
        with self.main:
            for habit, (slider, _) in self.sliders.items():
                slider.put(self.team.doses.get(habit, 0.0))
                slider.update()
            self._put_sliders()

    def _lock(self) -> None:
        try:
            self.hall.of_player(self.seat, "lock")
        except RoomError as error:
            refused(self.view, error)
            return
        background_tasks.create(self.hall.live_ahead(self.seat), name="live ahead")
        self.show()

    def _result(self) -> None:
        text = self.view.text
        found = standings(self.hall.room.latest)
        place = next((place for place, one in enumerate(found, 1) if one.team == self.team_name), None)
        if place is None:
            ui.label(text("page.phone.wait"))
            return
        own = found[place - 1]
        money = compact_money(own.median, self.view.language, self.view.currency)
        ui.label(text("page.phone.place", place=place, teams=len(found))).classes("big").props("id=place")
        ui.label(text("page.phone.gain", gain=money))
        ui.label(text("page.phone.first", count=round(own.first_in_100)))
        if own.computer:
            ui.label(text("page.phone.computer")).classes("small")

    def _question(self) -> None:
        text, room = self.view.text, self.hall.room
        ui.label(room.question).classes("strip")
        if self.seat in room.guesses:
            ui.label(text("page.phone.guessed", guess=room.guesses[self.seat])).classes("banner")
        of: Callable[[float], str] = lambda value: text("page.race.of_hundred", count=int(value))  # noqa: E731
        slider, label = labelled(
            text("page.phone.guess"), (0.0, 100.0, 1.0), float(room.guesses.get(self.seat, 50)), of
        )
        label.set_text(of(slider.value))
        ui.button(text("page.race.commit"), on_click=lambda: self._guess(int(slider.value))).props(
            "color=primary no-caps id=guess"
        )

    def _guess(self, value: int) -> None:
        try:
            self.hall.of_player(self.seat, "guess", value=value)
        except RoomError as error:
            refused(self.view, error)
        self.show()

    def _answer(self) -> None:
        guess = self.hall.room.guesses.get(self.seat)
        if guess is not None:
            ui.label(self.view.text("page.phone.guessed", guess=guess)).classes("banner")
        ui.label(self.view.text("page.phone.look_up")).classes("strip")
