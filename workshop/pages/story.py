"""Story mode: a lesson step by step on the projector, notes on the facilitator's laptop, and a sheet to take home."""

from __future__ import annotations

from collections.abc import Callable

from nicegui import ui
from nicegui.events import KeyEventArguments
from starlette.requests import Request

from workshop.desk import Desk, View, view_of
from workshop.hall import Hall
from workshop.lessons import Lesson, Step, lesson_named, lessons
from workshop.metrics import place
from workshop.pages.board import Board
from workshop.pages.culture import CulturePage
from workshop.pages.floor import FloorPage
from workshop.pages.frame import frame
from workshop.pages.race import RacePage
from workshop.pages.visitor import browser_id, refused, sent_away
from workshop.pictures import duel
from workshop.room import GUESSED, GUESSING, RoomError

FORWARD, BACK = ("ArrowRight", "PageDown"), ("ArrowLeft", "PageUp")
"""Keys of a clicker."""
FUTURES = 100


def register(desk: Desk, hall: Hall, home: str) -> None:
    """Make the three pages."""

    @ui.page("/story")
    async def story(request: Request) -> None:
        if not sent_away(hall, request):
            StoryPage(view_of(desk, request.query_params), hall, home).build()

    @ui.page("/notes")
    async def notes(request: Request) -> None:
        view = view_of(desk, request.query_params)
        with frame(view, "/notes", view.text("page.nav.notes")):
            if hall.admit_host(browser_id(), request.query_params.get("key", "")):
                Notes(view, hall).build()
            else:
                ui.label(view.text("page.room.not_yours")).classes("banner")

    @ui.page("/debrief")
    async def debrief(request: Request) -> None:
        if not sent_away(hall, request):
            await debrief_sheet(view_of(desk, request.query_params), hall, request.query_params.get("lesson", ""))


def standing(hall: Hall) -> tuple[Lesson, int] | None:
    """The lesson that runs and the place in it; None if none does."""
    names = [lesson.name for lesson in lessons()]
    if hall.room.lesson not in names:
        return None
    lesson = lesson_named(hall.room.lesson)
    return lesson, min(hall.room.step, len(lesson.steps) - 1)


def go(hall: Hall, lesson: str, step: int) -> None:
    """Show a step."""
    hall.do("step", lesson=lesson, step=max(0, step))


def turn(hall: Hall, by: int) -> None:
    """A step on, or back."""
    now = standing(hall)
    if now is not None and 0 <= now[1] + by < len(now[0].steps):
        go(hall, now[0].name, now[1] + by)


class StoryPage:
    """What the projector shows of the lesson."""

    def __init__(self, view: View, hall: Hall, home: str) -> None:
        self.view, self.hall, self.home = view, hall, home
        self.shown: tuple[str, int] | None = None
        self.question: Callable[[], None] | None = None
        self.inside: RacePage | CulturePage | FloorPage | Board | None = None
        """The page within the step that stands."""

    def build(self) -> None:
        """Lay out and follow the lesson."""
        with frame(self.view, "/story", self.view.text("page.nav.story")):
            self.main = ui.element("div").classes("rail")
        ui.keyboard(on_key=self._key)
        self.hall.listen(id(self), self.show)
        ui.context.client.on_delete(self.leave)
        self.show()

    def leave(self) -> None:
        """Nobody looks any more."""
        self.hall.forget(id(self))
        self._leave_inside()

    def _leave_inside(self) -> None:
        """A step that is left must not live on behind the next one."""
        if self.inside is not None:
            self.inside.leave()
            self.inside = None

    def _key(self, event: KeyEventArguments) -> None:
        if event.action.keydown and str(event.key) in (*FORWARD, *BACK):
            turn(self.hall, 1 if str(event.key) in FORWARD else -1)
            self.show()

    def show(self) -> None:
        """Show the step that stands; what stands already is left alone."""
        now = standing(self.hall)
        where = (now[0].name, now[1]) if now is not None else ("", 0)
        if where != self.shown:
            self.shown = where
            self._leave_inside()
            self.main.clear()
            with self.main:
                if now is None:
                    choose_lesson(self.view, self.hall, self.show)
                else:
                    self._step(*now)
        elif self.question is not None:
            self.question()

    def _step(self, lesson: Lesson, number: int) -> None:
        code, text, step = self.view.language.code, self.view.text, lesson.steps[number]
        with ui.element("div").classes("row tools"):
            ui.label(
                text("page.story.place", number=number + 1, steps=len(lesson.steps), title=lesson.title[code])
            ).classes("small")
            ui.button(text("page.story.back"), on_click=lambda: self._turn(-1)).props("flat no-caps id=back")
            ui.button(text("page.story.next"), on_click=lambda: self._turn(1)).props("color=primary no-caps id=next")
            ui.button(text("page.story.end"), on_click=self._leave).props("flat no-caps")
            ui.link(text("page.nav.notes"), f"/notes?lang={code}", new_tab=True)
            ui.link(text("page.nav.debrief"), f"/debrief?lang={code}&lesson={lesson.name}", new_tab=True)
        ui.label(step.title[code]).classes("big").props('role="heading" aria-level="1" id=step')
        ui.label(step.text[code]).classes("lead")
        self.question = None
        if step.question:
            self._ask(step.question[code])
        self._below(step)

    def _ask(self, question: str) -> None:
        """The question, for hands or phones, and what the phones say."""
        text = self.view.text
        with ui.element("section").classes("banner row"):
            ui.label(question).classes("strip")
            if self.hall.lan:
                ui.button(text("page.story.ask_phones"), on_click=lambda: self._do("ask", question=question)).props(
                    "flat no-caps"
                )
                ui.button(text("page.room.show"), on_click=lambda: self._do("show")).props("flat no-caps")
            said = ui.label(text("page.story.hands"))

        def follow() -> None:
            room = self.hall.room
            if room.question == question and room.phase in (GUESSING, GUESSED):
                words = self.view.language.plural("page.board.guesses", len(room.guesses))
                middle = room.asked.get(question)
                shown = room.phase == GUESSED and middle is not None
                said.set_text(text("page.board.middle", guess=middle) if shown else words)

        self.question = follow
        follow()

    def _below(self, step: Step) -> None:
        if step.show == "room":
            self.inside = Board(self.view, self.hall, self.home)
            self.inside.build()
            return
        pages: dict[str, Callable[[], RacePage | CulturePage | FloorPage]] = {
            "race": lambda: RacePage(self.view, step.race, inside=True, guessing=bool(step.question)),
            "culture": lambda: CulturePage(self.view, step.race, inside=True),
            "floor": lambda: FloorPage(self.view),
        }
        if step.show in pages:
            self.inside = page = pages[step.show]()
            page.lay_out()

    def _turn(self, by: int) -> None:
        turn(self.hall, by)
        self.show()

    def _leave(self) -> None:
        go(self.hall, "-", 0)
        self.show()

    def _do(self, kind: str, **values: object) -> None:
        try:
            self.hall.do(kind, **values)
        except RoomError as error:
            refused(self.view, error)


def choose_lesson(view: View, hall: Hall, after: Callable[[], None]) -> None:
    """The lessons there are."""
    ui.label(view.text("page.story.choose")).classes("strip")
    for lesson in lessons():
        with ui.element("section").classes("card row"):
            ui.label(lesson.title[view.language.code]).classes("strip")
            minutes = round(lesson.minutes)
            ui.label(view.text("page.story.minutes", minutes=minutes, steps=len(lesson.steps))).classes("small")

            def begin(name: str = lesson.name) -> None:
                go(hall, name, 0)
                after()

            ui.button(view.text("page.story.begin"), on_click=begin).props("color=primary no-caps")


class Notes:
    """The facilitator's side of a lesson: what to say, what comes next, and how long it may take."""

    def __init__(self, view: View, hall: Hall) -> None:
        self.view, self.hall = view, hall

    def build(self) -> None:
        """Lay out and follow the lesson."""
        self.main = ui.element("div").classes("rail prose")
        self.hall.listen(id(self), self.show)
        ui.context.client.on_delete(lambda: self.hall.forget(id(self)))
        self.show()

    def show(self) -> None:
        """Show the note of the step that stands."""
        self.main.clear()
        now, text, code = standing(self.hall), self.view.text, self.view.language.code
        with self.main:
            if now is None:
                choose_lesson(self.view, self.hall, self.show)
                return
            lesson, number = now
            step = lesson.steps[number]
            gone = sum(one.minutes for one in lesson.steps[:number])
            ui.label(text("page.notes.time", begin=round(gone), end=round(gone + step.minutes))).classes("small")
            ui.label(step.title[code]).classes("big")
            ui.label(step.note[code]).classes("lead").props("id=note")
            if number + 1 < len(lesson.steps):
                ui.label(text("page.notes.next", title=lesson.steps[number + 1].title[code])).classes("small")
            with ui.element("div").classes("row tools"):
                ui.button(text("page.story.back"), on_click=lambda: turn(self.hall, -1)).props("flat no-caps")
                ui.button(text("page.story.next"), on_click=lambda: turn(self.hall, 1)).props("color=primary no-caps")


async def debrief_sheet(view: View, hall: Hall, name: str) -> None:
    """We guessed, it happened, on Monday: a page to print."""
    text, code = view.text, view.language.code
    known = {lesson.name: lesson for lesson in lessons()}
    lesson = known.get(name, next(iter(known.values())))
    rows: list[tuple[Step, ui.label]] = []
    with frame(view, "/debrief", text("page.nav.debrief"), {"lesson": lesson.name}):
        ui.label(lesson.title[code]).classes("big")
        ui.button(text("page.debrief.print"), on_click=lambda: ui.run_javascript("print()")).props(
            "flat no-caps"
        ).classes("no-print")
        for step in lesson.steps:
            if step.question:
                with ui.element("section").classes("card rail sheet"):
                    ui.label(step.title[code]).classes("strip")
                    ui.label(step.question[code])
                    guess = hall.room.asked.get(step.question[code])
                    ui.label(text("page.debrief.guessed", guess="____" if guess is None else guess))
                    rows.append((step, ui.label(text("page.debrief.happened", truth="____"))))
        ui.label(text("page.debrief.monday")).classes("strip")
        for _ in range(3):
            ui.element("hr").classes("line")
        ui.label(text("page.debrief.model")).classes("small")
    await fill_in(view, rows)


async def fill_in(view: View, rows: list[tuple[Step, ui.label]]) -> None:
    """What happened in each race, lived now if it was not before; what is no race is written by hand."""
    await ui.context.client.connected()
    ensemble = view.desk.ensemble()
    for step, label in rows:
        if step.show == "race":
            pair = [company.on(ensemble.firm) for company in (step.race.a, step.race.b)]
            found = await ensemble.futures(pair, min(FUTURES, view.desk.stages[-1]))
            result = duel(*(found.whole[side, :, place(step.race.metric)] for side in range(2)))
            label.set_text(view.text("page.debrief.happened", truth=result.ahead_in_100))
