"""Parts of a page that are made anew only when what they show has changed: thirty phones change one at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from nicegui import ui


class Parts:
    """A part for each name, in the order of the names; `build` fills one."""

    def __init__(self, build: Callable[[str], None]) -> None:
        self.build = build
        self._within = ui.element("div").classes("rail")
        self._shown: dict[str, tuple[Any, ui.element]] = {}

    def show(self, wanted: Mapping[str, Any]) -> None:
        """Show a part for each name; its value says all that is seen of it, and what stands already is left alone."""
        kept = [name for name in self._shown if name in wanted]
        for name in set(self._shown) - set(wanted):
            self._shown.pop(name)[1].delete()
        if kept != list(wanted)[: len(kept)]:  # they come in another order
            self._within.clear()
            self._shown.clear()
        for name, stands in wanted.items():
            if name not in self._shown:
                with self._within:
                    self._shown[name] = (None, ui.element("div").classes("rail"))
            if self._shown[name][0] != (stands,):
                self._fill(name, stands)

    def _fill(self, name: str, stands: Any) -> None:
        within = self._shown[name][1]
        within.clear()
        with within:
            self.build(name)
        self._shown[name] = ((stands,), within)
