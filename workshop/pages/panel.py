"""A chart on the page that takes pictures as fast as they come, without building its options anew."""

from __future__ import annotations

import asyncio
import contextlib

from nicegui import background_tasks, ui

from workshop.charts import Option, formatter
from workshop.metrics import Shown

SECONDS_BETWEEN_LOOKS = 0.05
MOST_LOOKS = 200


class Panel:
    """One chart; what is drawn before the browser has made it waits."""

    def __init__(self, option: Option, classes: str = "chart", name: str = "") -> None:
        self.chart = ui.echart(option).classes(classes).props(f'role="img" aria-label="{name}"')
        self._waiting: list[Option] | None = []
        self._drawn: Option | None = None
        background_tasks.create(self._begin(), name="chart")

    def draw(self, option: Option) -> None:
        """Change what the option names, and leave the rest; what is drawn already costs the browser nothing."""
        if self._waiting is not None:
            self._waiting.append(option)
        elif option != self._drawn:
            self._drawn = option
            self.chart.run_chart_method("setOption", option)

    def measure(self, shown: Shown, locale: str, currency: str) -> None:
        """Write the y axis in an indicator's own unit."""
        write = formatter(shown, locale, currency)
        self.chart.run_chart_method(":setOption", f"{{yAxis:{{axisLabel:{{formatter:{write}}}}}}}")

    async def _begin(self) -> None:
        with self.chart, contextlib.suppress(TimeoutError):
            await self.chart.client.connected(timeout=60.0)
            for _ in range(MOST_LOOKS):
                if await ui.run_javascript(f"!!(getElement({self.chart.id}) || {{}}).chart", timeout=10.0):
                    break
                await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            waiting, self._waiting = self._waiting or [], None
            for option in waiting[-1:]:  # each says all that is to be seen
                self.draw(option)
