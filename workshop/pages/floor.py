"""The floor: teams and people as a living picture, played by the Mesa model; click somebody for their story."""

from __future__ import annotations

import asyncio
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from nicegui import background_tasks, ui
from nicegui.events import EChartPointClickEventArguments
from starlette.requests import Request

from experiments.commands.story import lines as story_lines
from experiments.story.telling import Teller
from workshop import floor_picture
from workshop.company import AS_IT_IS, Company
from workshop.desk import Desk, View, view_of
from workshop.floor import Floor, Picture
from workshop.hall import Hall
from workshop.pages.frame import frame
from workshop.pages.panel import Panel
from workshop.pages.visitor import sent_away
from workshop.presets import preset_named, presets

SPEEDS = {"1": 1.0, "3": 0.33, "8": 0.12}
"""Weeks a second, as asked for, and seconds between weeks."""
MOST_NEWS = 9
MOST_FLOORS = 4
"""Floors that play at a time: the Mesa model is plain Python, and a room needs one."""
MOST_MOMENTS = 6
LAST_SEED = 299

_threads = ThreadPoolExecutor(1, thread_name_prefix="floor")
_playing: set[int] = set()


def register(desk: Desk, hall: Hall) -> None:
    """Make the page."""

    @ui.page("/floor")
    async def floor(request: Request) -> None:
        if not sent_away(hall, request):
            FloorPage(view_of(desk, request.query_params)).build()


class FloorPage:
    """One visitor's floor."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.floor: Floor | None = None
        self.task: asyncio.Task[None] | None = None
        self.news: deque[str] = deque(maxlen=MOST_NEWS)
        self.company: Company = AS_IT_IS
        self.seed = 0
        self.pause = SPEEDS["3"]
        self.names: dict[str, int] = {}

    def build(self) -> None:
        """Lay out the page."""
        with frame(self.view, "/floor", self.view.text("page.nav.floor")):
            self.lay_out()
        ui.context.client.on_delete(self.leave)

    def lay_out(self) -> None:
        """Everything within the frame."""
        text = self.view.text
        with ui.element("div").classes("row tools"):
            self.play_button = ui.button(text("page.floor.play"), on_click=self._play).props("color=primary no-caps")
            ui.button(text("page.floor.step"), on_click=self._one_week).props("flat no-caps")
            ui.button(text("page.floor.begin"), on_click=self._begin).props("flat no-caps")
            ui.toggle(
                {pause: f"{name}×" for name, pause in SPEEDS.items()}, value=self.pause, on_change=self._speed
            ).props(f'dense no-caps toggle-color="primary" aria-label="{text("page.floor.speed")}"')
            ui.number(text("page.floor.future"), value=0, min=0, max=LAST_SEED, on_change=self._seed).props(
                "dense outlined"
            )
            code = self.view.language.code
            names = {"": text("page.race.as_it_is")} | {one.name: one.title[code] for one in presets()}
            ui.select(names, value="", label=text("page.race.preset"), on_change=self._choose).props(
                "dense outlined options-dense"
            )
        with ui.element("div").classes("race floor"):
            with ui.element("section").classes("card"):
                self.headline = ui.label(text("page.floor.wait")).classes("strip").props('role="status" id=week')
                self.panel = Panel(
                    floor_picture.option(text("page.floor.label")), "chart tall", text("page.floor.label")
                )
                self.panel.chart.on_point_click(self._clicked)
                ui.label(text("page.floor.legend")).classes("small")
            with ui.element("section").classes("card rail"):
                ui.label(text("page.floor.news")).classes("strip")
                self.lines = ui.element("div").props('role="log" aria-live="off" id=news')
                self.person = ui.select([], label=text("page.floor.whose"), with_input=True, on_change=self._picked)
                self.person.props("dense outlined options-dense")
        self.told = ui.element("section").classes("card prose")
        self.told.set_visibility(False)
        background_tasks.create(self._begin(), name="floor")

    # --- playing -----------------------------------------------------------------------------------------------------

    async def _begin(self) -> None:
        """The settled firm of this future, at week 0; until it is there, nothing can be played."""
        self.leave()
        self.play_button.disable()
        self.news.clear()
        ensemble = self.view.desk.ensemble()
        scenario = self.company.on(ensemble.firm)
        state = await ensemble.run(ensemble.state, self.seed)
        self.floor = await self._away(Floor, scenario, self.seed, state)
        with self.told:
            self.told.set_visibility(False)
            self._show(await self._away(self.floor.picture))
            self.play_button.enable()

    async def _away(self, job: Any, *arguments: Any) -> Any:
        """Anything of the Mesa model, off the event loop, one at a time."""
        return await asyncio.get_running_loop().run_in_executor(_threads, job, *arguments)

    async def _one_week(self) -> None:
        if self.floor is not None and self.task is None:
            self._show(await self._away(self.floor.step))

    def _play(self) -> None:
        if self.task is not None:
            self.leave()
        elif len(_playing) >= MOST_FLOORS:
            ui.notify(self.view.text("page.floor.too_many"))
        elif self.floor is not None:
            _playing.add(id(self))
            self.play_button.set_text(self.view.text("page.race.stop"))
            self.task = background_tasks.create(self._weeks(self.floor), name="floor")

    def leave(self) -> None:
        """Play no more."""
        _playing.discard(id(self))
        if self.task is not None:
            self.task.cancel()
            self.task = None
            self.play_button.set_text(self.view.text("page.floor.play"))

    async def _weeks(self, floor: Floor) -> None:
        with self.told:
            while True:
                picture = await self._away(floor.step)
                self._show(picture)
                await asyncio.sleep(self.pause)

    def _speed(self, event: Any) -> None:
        self.pause = float(event.value)

    async def _seed(self, event: Any) -> None:
        if event.value is not None:
            self.seed = max(0, min(LAST_SEED, int(event.value)))
            await self._begin()

    async def _choose(self, event: Any) -> None:
        self.company = AS_IT_IS if event.value == "" else preset_named(event.value).company
        await self._begin()

    # --- showing -----------------------------------------------------------------------------------------------------

    def _show(self, picture: Picture) -> None:
        view = self.view
        self.panel.draw(floor_picture.drawn(view, picture))
        when = view.language.week(picture.week)
        profit = view.language.money(52.0 * picture.profit_money, view.currency, 3)
        self.headline.set_text(
            view.text("page.floor.week", when=when[:1].upper() + when[1:], heads=picture.heads, profit=profit)
        )
        fresh = [told for line in picture.lines if (told := floor_picture.told(view, line))]
        self.news.extendleft(fresh)
        self.lines.clear()
        with self.lines:
            for told in self.news:
                ui.label(told).classes("small")
        self.names = {floor_picture.called(view, person): person.seat for person in picture.people if person.present}
        if picture.week % 13 == 0 or not self.person.options:
            self.person.set_options(sorted(self.names))

    async def _clicked(self, event: EChartPointClickEventArguments) -> None:
        dot: Any = event.data
        seat = dot.get("seat") if isinstance(dot, dict) else None
        if isinstance(seat, int):
            await self._tell(seat)

    async def _picked(self, event: Any) -> None:
        seat = self.names.get(event.value or "")
        if seat is not None:
            await self._tell(seat)

    async def _tell(self, seat: int) -> None:
        """The story of whoever sits there, so far."""
        if self.floor is None:
            return
        view = self.view
        story = await self._away(self.floor.story, seat, Teller(view.language, view.currency, MOST_MOMENTS))
        self.told.clear()
        self.told.set_visibility(True)
        with self.told:
            if story is None:
                ui.label(view.text("page.floor.no_story"))
                return
            ui.label(view.text("story.invented")).classes("small")
            for sentence, style in story_lines(story, view.language):
                ui.label(sentence).classes("strip" if style == "bold" else "small" if style else "")
