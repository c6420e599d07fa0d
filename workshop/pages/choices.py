"""What the race and the mixer let people choose alike: a preset with its story, an indicator, and a step back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nicegui import ui

from workshop.company import Company
from workshop.desk import View
from workshop.history import History
from workshop.metrics import SHOWN
from workshop.presets import OWN, preset_named, preset_of, presets

AS_IT_IS = ""
"""What stands in the choice for a company that decides nothing."""


def chosen(company: Company) -> str:
    """What the choice of presets shows for a company."""
    return AS_IT_IS if company.is_as_it_is else preset_of(company)


def story(view: View, name: str) -> str:
    """The story of a preset; nothing for what is none."""
    return "" if name in (AS_IT_IS, OWN) else preset_named(name).story[view.language.code]


def preset_choice(view: View, choose: Callable[[str], None]) -> ui.select:
    """The choice of presets."""
    names = {AS_IT_IS: view.text("page.race.as_it_is"), OWN: view.text("page.race.own")}
    names |= {preset.name: preset.title[view.language.code] for preset in presets()}
    select = ui.select(names, label=view.text("page.race.preset"), on_change=lambda event: choose(event.value))
    return select.props("dense outlined options-dense")


def metric_choice(view: View, metric: str, choose: Callable[[str], None]) -> ui.select:
    """The choice of what is compared."""
    labels = {one.name: view.text(one.label) for one in SHOWN}
    select = ui.select(
        labels, value=metric, label=view.text("page.race.metric"), on_change=lambda event: choose(event.value)
    )
    return select.props("dense outlined options-dense")


def step_back(view: View, past: History[Any]) -> None:
    """Undo, or say that there is nothing to undo."""
    if not past.undo():
        ui.notify(view.text("page.race.nothing_to_undo"))
