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
        self._ready = False
        self._wanted: Option | None = None
        background_tasks.create(self._begin(), name="chart")

    def draw(self, option: Option) -> None:
        """Change what the option names, and leave the rest; what is drawn already costs the browser nothing."""
        if option != self._wanted:
            self._wanted = option  # each says all that is to be seen, so the last is enough
            if self._ready:
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
            self._ready = True
            if self._wanted is not None:
                self.chart.run_chart_method("setOption", self._wanted)
