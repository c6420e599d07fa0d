"""The world's tab: what nobody decides. Whoever moves it is told on every page that it is not the firm's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from nicegui import ui

from workshop.desk import View
from workshop.levers import meaning, uncertainties
from workshop.links import Race, to_link
from workshop.pages.slider import labelled

STEPS = 20


def world_tab(view: View, race: Race, address: str) -> None:
    """Choose what is uncertain, move it, and look at the same page in that world."""
    world = dict(race.world)
    ui.label(view.text("page.world.help")).classes("small")
    chosen = ui.element("div").classes("rail")
    said = {path: meaning(path, view.language.code)[0].rstrip(".") for path in uncertainties()}

    def dial(path: str) -> None:
        declared = uncertainties()[path]
        low, high = declared.plausible or (0.0, 1.0)
        value = float(world.get(path, view.desk.firm.resolved()[path]))
        ends = (min(low, value), max(high, value), (high - low) / STEPS or 1.0)
        moved: Callable[[float], str] = lambda new: _moved(path, new)  # noqa: E731 - bound to its path
        _, label = labelled(said[path], ends, value, moved)
        label.set_text(f"{value:g}")
        ui.label(f"{path} ({declared.unit}; {declared.source})").classes("small").props("lang=en")

    def _moved(path: str, new: float) -> str:
        world[path] = new
        return f"{new:g}"

    def add(path: str | None) -> None:
        if path:
            with chosen:
                dial(path)

    def look(values: dict[str, float | str | bool]) -> None:
        link = to_link(replace(race, world=tuple(sorted(values.items()))))
        ui.navigate.to(f"{address}?race={link}&lang={view.language.code}")

    named = dict(sorted(said.items(), key=lambda one: one[1]))
    picker = ui.select(named, label=view.text("page.world.choose"), with_input=True)
    picker.on_value_change(lambda event: add(event.value)).props("dense outlined")
    for path in world:
        add(path)
    with ui.element("div").classes("row"):
        ui.button(view.text("page.world.look"), on_click=lambda: look(world)).props("color=primary no-caps")
        ui.button(view.text("page.world.own"), on_click=lambda: look({})).props("flat no-caps")
