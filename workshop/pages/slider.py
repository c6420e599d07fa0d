"""A slider that is the browser's own: it has a name, moves by arrow keys, and tells every step while it is dragged."""

from __future__ import annotations

from collections.abc import Callable

from nicegui import ui
from nicegui.elements.mixins.value_element import ValueElement
from nicegui.events import ValueChangeEventArguments

SECONDS_BETWEEN_STEPS = 0.04


class Slider(ValueElement[float], component="slider.js"):
    """A range input from `low` to `high` in steps; `name` is what a screen reader says."""

    LOOPBACK = False

    def __init__(
        self, name: str, ends: tuple[float, float, float], value: float, on_change: Callable[[float], None]
    ) -> None:
        super().__init__(value=value, on_value_change=None, throttle=SECONDS_BETWEEN_STEPS)
        low, high, step = ends
        self._props |= {"min": low, "max": high, "step": step, "aria-label": name}
        self._told = True
        self.classes("slider")
        self.on_value_change(lambda event: self._tell(event, on_change))

    def _tell(self, event: ValueChangeEventArguments[float], on_change: Callable[[float], None]) -> None:
        if self._told and event.value is not None:
            on_change(min(self._props["max"], max(self._props["min"], float(event.value))))

    def put(self, value: float) -> None:
        """Move it without telling anybody."""
        self._told = False
        self.set_value(value)
        self._told = True


def labelled(
    name: str, ends: tuple[float, float, float], value: float, on_change: Callable[[float], str]
) -> tuple[Slider, ui.label]:
    """A slider with its name before it and its value behind; `on_change` returns the value in words."""
    with ui.element("div").classes("dial"):
        ui.label(name).classes("dial-name")
        said = ui.label().classes("dial-value")

        def tell(new: float) -> None:
            said.set_text(on_change(new))

        slider = Slider(name, ends, value, tell)
    return slider, said
