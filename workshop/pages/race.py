"""The race: two companies on the same firm through the same luck, drawn while the sliders move."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

from nicegui import background_tasks, ui
from starlette.requests import Request

from simulation import ScenarioError
from workshop import charts, chronicle
from workshop.company import AS_IT_IS, Company, span_of, values_of
from workshop.desk import Desk, View, view_of
from workshop.ensemble import Futures
from workshop.hall import Hall
from workshop.history import History
from workshop.levers import NAMED, OF_THE_RACE
from workshop.links import Race, clean_name, to_link
from workshop.metrics import place, said, shown
from workshop.pages.choices import chosen, metric_choice, preset_choice, step_back, story
from workshop.pages.frame import address_shows, frame
from workshop.pages.reasons import reasons
from workshop.pages.results import Strip, Table
from workshop.pages.side import FIRST, SECOND, side_panel
from workshop.pages.slider import Slider, labelled
from workshop.pages.visitor import sent_away
from workshop.pictures import Fan, Fans, axis, duel, fan, typical
from workshop.presets import OWN, first_race, preset_named, preset_of

SECONDS_TO_PLAY = 8.0
SECONDS_TO_LOOK = 1.6


def register(desk: Desk, hall: Hall) -> None:
    """Make the page."""

    @ui.page("/")
    async def race(request: Request) -> None:
        if not sent_away(hall, request):
            RacePage(view_of(desk, request.query_params), first_race(request.query_params.get("race", ""))).build()


class RacePage:
    """One visitor's race; `inside` another page its decisions are fixed, and the address is not its own."""

    def __init__(self, view: View, race: Race, *, inside: bool = False, guessing: bool = False) -> None:
        self.view, self.inside = view, inside
        self.past: History[Race] = History(view.desk.livable(race))
        self.found: Futures | None = None
        self.lived = self.race
        """The race that `found` belongs to: a slider may be further already."""
        self.fans = Fans(most=len((AS_IT_IS, FIRST, SECOND)))
        self.scale: tuple[float, float] | None = None
        self.guess: int | None = None
        self.guessing = guessing
        self.watching: asyncio.Task[None] | None = None
        self.playing: asyncio.Task[None] | None = None
        self.side = SECOND
        self.sliders: dict[str, tuple[Slider, ui.label]] = {}

    # --- building ----------------------------------------------------------------------------------------------------

    def build(self) -> None:
        """Lay out the page."""
        with frame(self.view, "/", self.view.text("page.nav.race"), {"race": to_link(self.race)}):
            self.lay_out()
        ui.context.client.on_delete(self.leave)

    def lay_out(self) -> None:
        """Everything within the frame."""
        text = self.view.text
        if self.race.world:
            ui.label(text("page.world.banner")).classes("banner")
        with ui.element("div").classes("inside" if self.inside else "race"):
            self.rail = ui.element("section").classes("card rail b")
            self.rail.props(f'aria-label="{text("page.race.decisions")}"').set_visibility(not self.inside)
            with self.rail:
                self._rail()
            with ui.element("div"):
                self._buttons()
                with ui.element("div").classes("two"):
                    self.panels = [
                        side_panel(self.view, side, self.race.metric, self._rename) for side in (FIRST, SECOND)
                    ]
                self.ticker = ui.label().classes("ticker").props('role="status" id=ticker')
                self.strip = Strip(self.view)
                self._guess_row()
                self.table = Table(self.view)
        self._show_names()
        self._show_sliders()
        self.refresh()

    def _rail(self) -> None:
        text = self.view.text
        self.chosen_side = ui.toggle(
            {FIRST: "A", SECOND: "B"}, value=self.side, on_change=lambda e: self._choose_side(e.value)
        )
        self.chosen_side.props(f'dense no-caps spread toggle-color="primary" aria-label="{text("page.race.whose")}"')
        self.preset = preset_choice(self.view, self._choose_preset)
        self.story = ui.label().classes("story")
        for path in OF_THE_RACE:
            self.sliders[path] = self._dial(path)
        ui.label(text("page.race.sliders_note")).classes("small")

    def _dial(self, path: str) -> tuple[Slider, ui.label]:
        span = span_of(path, self.view.desk.firm)
        moved: Callable[[float], str] = lambda value: self._move(path, value)  # noqa: E731 - bound to its path
        dial = labelled(self.view.text(NAMED[path]), (span.low, span.high, span.step), span.value, moved)
        dial[0].on("settled", self._let_go)
        return dial

    def _buttons(self) -> None:
        text = self.view.text
        with ui.element("div").classes("row tools"):
            self.play_button = ui.button(text("page.race.play"), on_click=self._play).props("color=primary no-caps")
            self.guess_switch = ui.switch(
                text("page.race.predict"), value=self.guessing, on_change=lambda e: self._guess_first(e.value)
            )
            ui.button(text("page.race.replay"), on_click=self._replay).props("flat no-caps")
            ui.button(text("page.race.undo"), on_click=self._undo).props("flat no-caps")
            ui.button(text("page.race.baseline"), on_click=self._as_it_is).props("flat no-caps")
            ui.button(text("page.race.why"), on_click=self._reasons).props("flat no-caps")
            ui.button(text("page.race.link"), on_click=self._share).props("flat no-caps")
            metric_choice(self.view, self.race.metric, self._choose_metric)

    def _guess_row(self) -> None:
        text = self.view.text
        with ui.element("div").classes("row") as self.guess_row:
            start: Callable[[float], str] = lambda value: text("page.race.of_hundred", count=int(value))  # noqa: E731
            self.guess_slider, said_guess = labelled(text("page.race.guess"), (0.0, 100.0, 1.0), 50.0, start)
            said_guess.set_text(start(50.0))
            ui.button(text("page.race.commit"), on_click=self._commit).props("color=primary no-caps")
        self.guess_row.set_visibility(False)

    # --- what is shown -----------------------------------------------------------------------------------------------

    @property
    def race(self) -> Race:
        """What is decided now."""
        return self.past.now

    @property
    def names(self) -> tuple[str, str]:
        """What the two are called."""
        return self.race.name_a or self._named(FIRST), self.race.name_b or self._named(SECOND)

    def _named(self, side: str) -> str:
        company = self._company(side)
        if company.is_as_it_is:
            return self.view.text("page.race.as_it_is")
        found = preset_of(company)
        return (
            self.view.text("page.race.company", side=side.upper())
            if found == OWN
            else preset_named(found).title[self.view.language.code]
        )

    def _company(self, side: str) -> Company:
        return self.race.a if side == FIRST else self.race.b

    def _show_names(self) -> None:
        for (_, name, _), word in zip(self.panels, self.names, strict=True):
            name.set_value(word)

    def _show_sliders(self) -> None:
        """Put the sliders and the choice of presets where the chosen company stands."""
        company = self._company(self.side)
        self.rail.classes(remove="a b", add=self.side)
        name = chosen(company)
        self.preset.set_value(name)
        self.story.set_text(story(self.view, name))
        values = values_of(company.on(self.view.desk.firm))
        for path, (slider, label) in self.sliders.items():
            slider.put(float(values[path]))
            label.set_text(self._in_words(path, float(values[path])))

    def _in_words(self, path: str, value: float) -> str:
        unit = span_of(path, self.view.desk.firm).unit
        if unit.startswith("share"):
            return self.view.language.percent(value, 0)
        return self.view.language.number(value, 2 if value < 10.0 else 0)

    # --- deciding ----------------------------------------------------------------------------------------------------

    def _set(self, company: Company, *, in_hand: bool = False) -> None:
        changed = replace(self.race, a=company) if self.side == FIRST else replace(self.race, b=company)
        self._decide(changed, in_hand=in_hand)

    def _decide(self, race: Race, *, in_hand: bool = False) -> None:
        if race != self.race:
            self.past.change(race, in_hand=in_hand)
            self.refresh()

    def _move(self, path: str, value: float) -> str:
        own = float(values_of(self.view.desk.firm)[path])
        company = self._company(self.side)
        self._set(company.with_lever(path, None if value == own and not company.doses else value), in_hand=True)
        return self._in_words(path, value)

    def _show_address(self) -> None:
        """Write the race into the address, once a dragged slider is let go: browsers bear few changes a second."""
        if not self.inside and not self.past.in_hand:
            address_shows(race=to_link(self.race), lang=self.view.language.code)

    def _let_go(self) -> None:
        self.past.settle()
        self._show_address()
        self._show_sliders()
        self._show_names()

    def _choose_side(self, side: str) -> None:
        self.side = side
        self._show_sliders()

    def _choose_preset(self, name: str) -> None:
        company = self._company(self.side)
        if name in (OWN, chosen(company)):
            return
        self._set(preset_named(name).company if name else AS_IT_IS)
        self._show_names()
        self._show_sliders()

    def _choose_metric(self, metric: str) -> None:
        self.scale = None
        self._decide(replace(self.race, metric=metric))
        for panel, _, _ in self.panels:
            panel.measure(shown(metric), self.view.locale, self.view.currency)

    def _rename(self, side: str, name: str) -> None:
        cleaned = clean_name(name or "")
        named = "" if cleaned == self._named(side) else cleaned
        self._decide(replace(self.race, name_a=named) if side == FIRST else replace(self.race, name_b=named))
        self._show_names()

    def _undo(self) -> None:
        step_back(self.view, self.past)
        self._show_names()
        self._show_sliders()
        self.refresh()

    def _as_it_is(self) -> None:
        self._set(AS_IT_IS)
        self._show_names()
        self._show_sliders()

    def _reasons(self) -> None:
        reasons(self.view, self.race, self.names)

    def _share(self) -> None:
        with ui.dialog() as dialog, ui.card():
            ui.label(self.view.text("page.race.link_help"))
            link = f"/?race={to_link(self.race)}&lang={self.view.language.code}"
            ui.link(self.view.text("page.race.link_here"), link).style("overflow-wrap: anywhere")
        dialog.open()

    # --- living ------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Live what is decided now; whatever was being lived for this page stops."""
        self._stop_playing()
        if self.watching is not None:
            self.watching.cancel()
        if self.guessing:
            self.guess = None
        self.watching = background_tasks.create(self._watch(self.race), name="race")

    async def _watch(self, race: Race) -> None:
        ensemble = self.view.desk.ensemble(race.world)
        with self.rail:
            try:
                companies = [ensemble.firm, race.a.on(ensemble.firm), race.b.on(ensemble.firm)]
            except ScenarioError as error:
                self.strip.say(str(error))
                return
            self._show_address()
            async for found in ensemble.watch(companies, self.view.desk.stages):
                self.found, self.lived = found, race
                if self.playing is None:
                    self.draw(found)

    @property
    def hidden(self) -> bool:
        """Whether the room is to guess before it sees."""
        return self.guessing and self.guess is None

    def draw(self, found: Futures, periods: int | None = None) -> None:
        """Show futures, all of them or up to some period; nothing of them while the room guesses."""
        self.guess_row.set_visibility(self.hidden)
        if self.hidden:
            self._draw_question()
            return
        one = shown(self.race.metric)
        column = place(one.name)
        whose = [(company, one.name) for company in (AS_IT_IS, self.lived.a, self.lived.b)]
        fans = [self.fans.of(key, found.periods[side, :, :, column]) for side, key in enumerate(whose)]
        self._draw_panels(fans, periods)
        if periods is None:
            result = duel(found.whole[1, :, column], found.whole[2, :, column])
            for (_, _, median), mean in zip(self.panels, (result.mean_a, result.mean_b), strict=True):
                median.set_text(said(one, mean, self.view.language, self.view.currency))
            self.strip.show(one, result, self.names)
            if self.guess is not None:
                words = self.view.text("page.race.guessed", guess=self.guess, truth=result.ahead_in_100)
                self.strip.words.set_text(words)
            self.table.show(found, self.names)

    def _draw_panels(self, fans: list[Fan], periods: int | None) -> None:
        self.scale = charts.held(self.scale, axis(fans))
        for (panel, _, _), own in zip(self.panels, fans[1:], strict=True):
            panel.draw(charts.drawn(own, fans[0], self.scale, periods))

    def _draw_question(self) -> None:
        for panel, _, median in self.panels:
            panel.draw(charts.empty())
            median.set_text("?")
        self.strip.say(self.view.text("page.race.what_do_you_think", name=self.names[1]))
        self.table.clear()

    # --- predict, replay, play ---------------------------------------------------------------------------------------

    def _guess_first(self, on: bool) -> None:
        self.guessing, self.guess = on, None
        if self.found is not None:
            self.draw(self.found)

    def _commit(self) -> None:
        self.guess = int(self.guess_slider.value)
        if self.found is not None:
            self.draw(self.found)

    def _stop_playing(self) -> None:
        if self.playing is not None:
            self.playing.cancel()
            self.playing = None
            self.ticker.set_text("")
            self.play_button.set_text(self.view.text("page.race.play"))

    def leave(self) -> None:
        """Nobody looks any more: live nothing for this page."""
        for task in (self.watching, self.playing):
            if task is not None:
                task.cancel()

    def _play(self) -> None:
        if self.playing is not None:
            self._stop_playing()
            if self.found is not None:
                self.draw(self.found)
        elif self.found is not None and not self.hidden:
            self.play_button.set_text(self.view.text("page.race.stop"))
            self.playing = background_tasks.create(self._sweep(self.found, self.race), name="play")

    async def _sweep(self, found: Futures, race: Race) -> None:
        """Five years in eight seconds, with what happens in the most ordinary of these futures told meanwhile."""
        ensemble, column = self.view.desk.ensemble(race.world), place(race.metric)
        seed = typical(found.whole[2, :, column] - found.whole[1, :, column])
        with self.rail:
            self.ticker.set_text(self.view.text("page.race.computing"))
            told = [
                await ensemble.run(chronicle.of, company.on(ensemble.firm), seed, ensemble.state(seed), ensemble.years)
                for company in (race.a, race.b)
            ]
            length = found.periods.shape[2]
            for period in range(length):
                self.draw(found, period + 1)
                self.ticker.set_text(chronicle.headline(self.view, period, told, self.names))
                await asyncio.sleep(SECONDS_TO_PLAY / length)
            self.playing = None
            self.play_button.set_text(self.view.text("page.race.play"))
            self.draw(self.found or found)

    def _replay(self) -> None:
        last = self.past.last
        if last is None or self.hidden:
            ui.notify(self.view.text("page.race.nothing_to_replay"))
            return
        self._stop_playing()
        self.playing = background_tasks.create(self._look_again(last), name="replay")

    async def _look_again(self, last: Race) -> None:
        """The picture before the last change, for a moment, then the present one."""
        ensemble, column = self.view.desk.ensemble(last.world), place(self.race.metric)
        with self.rail:
            companies = [ensemble.firm, last.a.on(ensemble.firm), last.b.on(ensemble.firm)]
            before = await ensemble.futures(companies, min(100, self.view.desk.stages[-1]))
            self.ticker.set_text(self.view.text("page.race.before"))
            self._draw_panels([fan(before.periods[company, :, :, column]) for company in range(3)], None)
            await asyncio.sleep(SECONDS_TO_LOOK)
            self.ticker.set_text(self.view.text("page.race.after"))
            self.playing = None
            if self.found is not None:
                self.draw(self.found)
