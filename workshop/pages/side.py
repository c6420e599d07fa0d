"""One side of the race: the company's name, its mean in large figures, and its fan of futures."""

from __future__ import annotations

from collections.abc import Callable

from nicegui import ui

from workshop import charts
from workshop.desk import View
from workshop.metrics import shown
from workshop.pages.panel import Panel

FIRST, SECOND = "a", "b"


def side_panel(
    view: View, side: str, metric: str, rename: Callable[[str, str], None]
) -> tuple[Panel, ui.input, ui.label]:
    """The card of a side: its chart, the field of its name, and the label of its mean."""
    colour = charts.BLUE if side == FIRST else charts.ORANGE
    with ui.element("section").classes(f"card side {side}"):
        with ui.element("div").classes("tile"):
            name = ui.input(view.text("page.race.name", side=side.upper())).props("dense borderless maxlength=24")
            name.on("change", lambda: rename(side, name.value))
            median = ui.label().classes("big").props(f"id=median-{side}")
        title = view.text("page.race.chart", side=side.upper())
        panel = Panel(charts.panel(colour, shown(metric), title, view.locale, view.currency), name=title)
        ui.label(view.text("page.race.legend")).classes("small")
    return panel, name, median
