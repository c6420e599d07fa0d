"""What would change my mind: what was decided, on what ground it stands, and what the model does not know."""

from __future__ import annotations

from nicegui import ui

from simulation.layers import CATALOGUE
from workshop.company import Company, values_of
from workshop.desk import View
from workshop.levers import NAMED, meaning
from workshop.links import Race


def reasons(view: View, race: Race, names: tuple[str, str]) -> None:
    """Open the list."""
    text = view.text
    with ui.dialog() as dialog, ui.card().style("max-width: 860px"):
        ui.label(text("page.reasons.title")).classes("strip")
        for sentence in (text("page.reasons.model"), text("page.reasons.luck"), text("page.reasons.firm")):
            ui.label(sentence)
        for name, company in zip(names, (race.a, race.b), strict=True):
            ui.label(name).classes("strip")
            _moved(view, company)
        ui.button(text("page.close"), on_click=dialog.close).props("flat no-caps")
    dialog.open()


def _moved(view: View, company: Company) -> None:
    """Each lever that stands elsewhere than in the firm: from where to where, what it means, and its source."""
    firm = view.desk.firm
    before, after = values_of(firm), values_of(company.on(firm))
    moved = [path for path in before if before[path] != after[path]]
    if not moved:
        ui.label(view.text("page.race.as_it_is")).classes("small")
    for path in moved:
        declared = CATALOGUE.find(path)
        name = view.text(NAMED[path]) if path in NAMED else path
        source = view.text("page.reasons.assumed") if declared.source == "assumed" else declared.source
        ui.label(
            view.text(
                "page.reasons.lever", name=name, before=_plain(before[path]), after=_plain(after[path]), source=source
            )
        )
        help_text, code = meaning(path, view.language.code)
        ui.label(help_text).classes("small").props(f"lang={code}")


def _plain(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:g}"
