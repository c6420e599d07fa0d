"""The culture mixer: seven habits in doses, what each brings on top of the others, and what stays when dropped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

from nicegui import background_tasks, ui
from starlette.requests import Request

from simulation import ScenarioError
from workshop import charts
from workshop.aftermath import YEARS_AFTER, YEARS_HELD, aftermath, left
from workshop.company import AS_IT_IS, DOSE_STEP, MOST_DOSE, Company, habit_title, habits, levers_of, span_of, values_of
from workshop.desk import Desk, View, view_of
from workshop.ensemble import Futures
from workshop.hall import Hall
from workshop.history import History
from workshop.levers import NAMED, meaning
from workshop.links import LinkError, Race, from_link, to_link
from workshop.marginal import Marginal, marginals
from workshop.metrics import SHOWN, change, place, said, shown
from workshop.pages.choices import chosen, metric_choice, preset_choice, step_back, story
from workshop.pages.frame import address_shows, frame
from workshop.pages.panel import Panel
from workshop.pages.slider import Slider, labelled
from workshop.pages.visitor import sent_away
from workshop.pages.world import world_tab
from workshop.pictures import Fans, axis, duel
from workshop.presets import OWN, preset_named


def register(desk: Desk, hall: Hall) -> None:
    """Make the page."""

    @ui.page("/culture")
    async def culture(request: Request) -> None:
        if not sent_away(hall, request):
            CulturePage(view_of(desk, request.query_params), first_mix(request.query_params.get("race", ""))).build()


def first_mix(link: str) -> Race:
    """The mix of the address; without one, the firm as it is."""
    try:
        return from_link(link)
    except LinkError:
        return Race()


class CulturePage:
    """One visitor's mix; it is company B of a race whose A is the firm as it is."""

    def __init__(self, view: View, begin: Race, *, inside: bool = False) -> None:
        self.view, self.inside = view, inside
        begin = view.desk.livable(begin)
        self.past: History[Race] = History(replace(begin, a=AS_IT_IS))
        self.ensemble = view.desk.ensemble(begin.world)
        self.found: Futures | None = None
        self.fans = Fans(most=2)
        self.scale: tuple[float, float] | None = None
        self.watching: asyncio.Task[None] | None = None
        self.doses: dict[str, tuple[Slider, ui.label]] = {}
        self.levers: dict[str, tuple[Slider, ui.label]] = {}
        self.brings: dict[str, ui.label] = {}

    @property
    def mix(self) -> Company:
        """What is decided now."""
        return self.past.now.b

    # --- building ----------------------------------------------------------------------------------------------------

    def build(self) -> None:
        """Lay out the page."""
        with frame(self.view, "/culture", self.view.text("page.nav.culture"), {"race": to_link(self.past.now)}):
            self.lay_out()
        ui.context.client.on_delete(self.leave)

    def lay_out(self) -> None:
        """Everything within the frame."""
        text = self.view.text
        if self.past.now.world:
            ui.label(text("page.world.banner")).classes("banner")
        with ui.element("div").classes("race mixer"):
            with ui.element("section").classes("card rail b").props(f'aria-label="{text("page.culture.habits")}"'):
                with ui.tabs().props("dense no-caps align=justify") as tabs:
                    mine = ui.tab("mix", label=text("page.culture.mix"))
                    theirs = ui.tab("world", label=text("page.culture.world"))
                with ui.tab_panels(tabs, value=mine).classes("tabs"):
                    with ui.tab_panel(mine).classes("rail"):
                        self._rail()
                    with ui.tab_panel(theirs).classes("rail"):
                        world_tab(self.view, self.past.now, "/culture")
            with ui.element("div").classes("rail"):
                self._right()
        self._show()
        self.refresh()

    def _rail(self) -> None:
        self.preset = preset_choice(self.view, self._choose_preset)
        self.story = ui.label().classes("story")
        for habit in habits():
            self._habit(habit)

    def _habit(self, habit: str) -> None:
        title = habit_title(habit, self.view.language.code)
        moved: Callable[[float], str] = lambda dose: self._move_habit(habit, dose)  # noqa: E731 - bound to its habit
        self.doses[habit] = labelled(title, (0.0, MOST_DOSE, DOSE_STEP), 0.0, moved)
        self.doses[habit][0].on("settled", self._let_go)
        with ui.expansion().props("dense").classes("levers") as levers:
            with levers.add_slot("header"):
                self.brings[habit] = ui.label(self.view.text("page.culture.levers")).classes("brings waiting")
            for path in levers_of(habit):
                self._lever(path)

    def _lever(self, path: str) -> None:
        span = span_of(path, self.view.desk.firm)
        moved: Callable[[float], str] = lambda value: self._move_lever(path, value)  # noqa: E731 - bound to its path
        slider, label = labelled(self.view.text(NAMED[path]), (span.low, span.high, span.step), span.value, moved)
        slider.on("settled", self._let_go)
        help_text, code = meaning(path, self.view.language.code)
        with slider:
            ui.tooltip(help_text).props(f"lang={code}")
        self.levers[path] = (slider, label)

    def _right(self) -> None:
        text = self.view.text
        with ui.element("div").classes("row tools"):
            ui.button(text("page.race.undo"), on_click=self._undo).props("flat no-caps")
            ui.button(text("page.race.baseline"), on_click=lambda: self._decide(AS_IT_IS)).props("flat no-caps")
            ui.button(text("page.culture.drop"), on_click=self._drop).props("color=primary no-caps")
            ui.button(text("page.culture.to_race"), on_click=self._to_race).props("flat no-caps")
            metric_choice(self.view, self.past.now.metric, self._choose_metric)
        one = shown(self.past.now.metric)
        with ui.element("section").classes("card side b"):
            self.headline = ui.label(text("page.race.computing")).classes("strip").props('role="status" id=strip')
            title = text("page.race.chart", side="B")
            option = charts.panel(charts.ORANGE, one, title, self.view.locale, self.view.currency)
            self.panel = Panel(option, "chart", title)
            ui.label(text("page.race.legend")).classes("small")
        self.tiles = ui.html("", sanitize=False).classes("card scroll").props("tabindex=0")
        self.dropped = ui.element("section").classes("card")
        self.dropped.set_visibility(False)

    # --- deciding ----------------------------------------------------------------------------------------------------

    def _decide(self, mix: Company, *, in_hand: bool = False) -> None:
        if mix == self.mix:
            return
        self.past.change(replace(self.past.now, b=mix), in_hand=in_hand)
        if not in_hand:
            self._show()
        self.refresh()

    def _move_habit(self, habit: str, dose: float) -> str:
        self._decide(self.mix.with_dose(habit, dose), in_hand=True)
        return self._dose_words(dose)

    def _move_lever(self, path: str, value: float) -> str:
        self._decide(self.mix.with_lever(path, value), in_hand=True)
        return self.view.language.number(value, 2)

    def _show_address(self) -> None:
        """Write the mix into the address, once a dragged slider is let go."""
        if not self.inside and not self.past.in_hand:
            address_shows(race=to_link(self.past.now), lang=self.view.language.code)

    def _let_go(self) -> None:
        self.past.settle()
        self._show_address()
        self._show()

    def _choose_preset(self, name: str) -> None:
        if name not in (OWN, chosen(self.mix)):
            self._decide(preset_named(name).company if name else AS_IT_IS)

    def _choose_metric(self, metric: str) -> None:
        self.past.change(replace(self.past.now, metric=metric))
        self.scale = None
        self.panel.measure(shown(metric), self.view.locale, self.view.currency)
        self.refresh()

    def _undo(self) -> None:
        step_back(self.view, self.past)
        self._show()
        self.refresh()

    def _to_race(self) -> None:
        ui.navigate.to(f"/?race={to_link(self.past.now)}&lang={self.view.language.code}")

    # --- showing -----------------------------------------------------------------------------------------------------

    def _dose_words(self, dose: float) -> str:
        return self.view.text("page.culture.none") if dose == 0.0 else self.view.language.percent(dose)

    def _show(self) -> None:
        """Put every slider where the mix stands."""
        name = chosen(self.mix)
        self.preset.set_value(name)
        self.story.set_text(story(self.view, name))
        for habit, (slider, label) in self.doses.items():
            slider.put(self.mix.dose(habit))
            label.set_text(self._dose_words(self.mix.dose(habit)))
        values = values_of(self.mix.on(self.ensemble.firm))
        for path, (slider, label) in self.levers.items():
            slider.put(float(values[path]))
            label.set_text(self.view.language.number(float(values[path]), 2))

    def refresh(self) -> None:
        """Live the mix as it is now; whatever was being lived for this page stops."""
        self.leave()
        self.dropped.set_visibility(False)
        for label in self.brings.values():
            label.classes(add="waiting")
        self.watching = background_tasks.create(self._watch(self.past.now), name="culture")

    def leave(self) -> None:
        """Nobody looks any more: live nothing for this page."""
        if self.watching is not None:
            self.watching.cancel()

    async def _watch(self, race: Race) -> None:
        with self.tiles:
            try:
                companies = [self.ensemble.firm, race.b.on(self.ensemble.firm)]
            except ScenarioError as error:
                self.headline.set_text(str(error))
                return
            self._show_address()
            async for found in self.ensemble.watch(companies, self.view.desk.stages):
                self.found = found
                self._draw(found)
            async for found_out in marginals(self.ensemble, race.b, race.metric, min(48, self.view.desk.stages[-1])):
                self._brings(found_out)

    def _draw(self, found: Futures) -> None:
        one = shown(self.past.now.metric)
        whose = [(company, one.name) for company in (AS_IT_IS, self.mix)]
        fans = [self.fans.of(key, found.periods[side, :, :, place(one.name)]) for side, key in enumerate(whose)]
        self.scale = charts.held(self.scale, axis(fans))
        self.panel.draw(charts.drawn(fans[1], fans[0], self.scale))
        result = duel(*(found.whole[company, :, place(one.name)] for company in range(2)))
        amount = change(one, result.difference, self.view.language, self.view.currency)
        key = "page.culture.headline" if not self.mix.is_as_it_is else "page.culture.headline_as_it_is"
        self.headline.set_text(
            self.view.text(key, metric=self.view.text(one.label), change=amount, futures=found.count)
        )
        self.tiles.set_content(tiles(self.view, found))

    def _brings(self, found: Marginal) -> None:
        one = shown(self.past.now.metric)
        mean, low, high = (
            change(one, value, self.view.language, self.view.currency)
            for value in (found.result.difference, *found.result.interval)
        )
        key = "page.culture.would_bring" if found.would else "page.culture.brings"
        label = self.brings[found.habit]
        label.set_text(self.view.text(key, mean=mean, low=low, high=high))
        label.classes(remove="waiting")

    # --- drop it back ------------------------------------------------------------------------------------------------

    async def _drop(self) -> None:
        self.dropped.clear()
        self.dropped.set_visibility(True)
        text, one = self.view.text, shown(self.past.now.metric)
        with self.dropped:
            ui.label(text("page.culture.dropping")).classes("strip")
        found = await aftermath(self.ensemble, self.mix.on(self.ensemble.firm), min(48, 4 * self.view.desk.stages[-1]))
        self.dropped.clear()
        column = place(one.name)
        with self.dropped:
            rest = left(found.difference(column))
            held, after = (change(one, x, self.view.language, self.view.currency) for x in (rest.held, rest.after))
            key = "page.culture.left" if rest.share is not None else "page.culture.left_nothing"
            values = {"held": held, "after": after, "years": YEARS_HELD, "later": YEARS_AFTER}
            ui.label(text(key, **values)).classes("strip").props("id=left")
            lines = [
                (text("page.culture.never"), found.never[:, :, column].mean(axis=0), charts.GREY, "dashed"),
                (text("page.culture.dropped"), found.dropped[:, :, column].mean(axis=0), charts.ORANGE, "solid"),
            ]
            Panel(
                charts.comparison(lines, self.view.locale, one, self.view.currency), "chart", text("page.culture.drop")
            )


def tiles(view: View, found: Futures) -> str:
    """Every indicator of the mix beside the firm as it is, with the difference; those that are settled in bold."""
    rows = []
    for one in SHOWN:
        result = duel(*(found.whole[company, :, place(one.name)] for company in range(2)))
        mean, ghost = (said(one, x, view.language, view.currency) for x in (result.mean_b, result.mean_a))
        apart = change(one, result.difference, view.language, view.currency)
        strong = f"<strong>{apart}</strong>" if result.settled else f"<span class=small>{apart}</span>"
        rows.append(
            f"<tr><th scope=row>{view.text(one.label)}</th><td>{ghost}</td><td>{mean}</td><td>{strong}</td></tr>"
        )
    head = "".join(
        f"<th scope=col>{word}</th>"
        for word in (view.text("page.race.a_year"), view.text("page.culture.ghost"), view.text("page.culture.mix"),
                     view.text("page.culture.difference"))
    )  # fmt: skip
    half = (len(rows) + 1) // 2
    tables = "".join(
        f"<table class=plain><thead><tr>{head}</tr></thead><tbody>{''.join(part)}</tbody></table>"
        for part in (rows[:half], rows[half:])
    )
    return f"<div class='two tables'>{tables}</div>"
