"""The frame around every page: language of the document, the way to the other pages, and the firm that is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from nicegui import ui

from experiments.report.firm_titles import firm_title
from workshop.charts import BLUE, ORANGE
from workshop.desk import View

STYLE = (Path(__file__).parents[1] / "style.css").read_text("utf-8")
PAGES = (
    ("/", "page.nav.race"),
    ("/culture", "page.nav.culture"),
    ("/floor", "page.nav.floor"),
    ("/story", "page.nav.story"),
    ("/room", "page.nav.room"),
    ("/reports", "page.nav.reports"),
    ("/guide", "page.nav.guide"),
)
OTHER = {"en": "sv", "sv": "en"}
NAMES = {"en": "English", "sv": "Svenska"}


@contextmanager
def frame(view: View, here: str, title: str, parameters: dict[str, str] | None = None) -> Iterator[None]:
    """A page with its bar; `parameters` of its address go along when the language is switched."""
    ui.page_title(f"{title} · salesorg")
    ui.add_css(STYLE)
    ui.colors(primary=BLUE, secondary=ORANGE)
    ui.run_javascript(f"document.documentElement.lang = '{view.language.code}'")
    with ui.element("nav").classes("bar no-print").props(f'aria-label="{view.text("page.nav.label")}"'):
        for address, key in PAGES:
            _way(view, address, view.text(key), here)
        firm, spoken = firm_title(view.desk.firm.title, view.language.code)
        ui.label(firm).classes("firm").props(f"lang={spoken}" if spoken else "")
        other = OTHER[view.language.code]
        ui.link(NAMES[other], _address(here, (parameters or {}) | {"lang": other})).props(f"lang={other} id=language")
        ui.button(view.text("page.nav.projector"), on_click=projector).props("flat dense no-caps")
    with ui.element("main").classes("main"):
        yield


@contextmanager
def plain_frame(view: View, here: str, title: str, parameters: dict[str, str]) -> Iterator[None]:
    """A phone's page: no way to other pages, only the other language."""
    ui.page_title(f"{title} · salesorg")
    ui.add_css(STYLE)
    ui.colors(primary=BLUE, secondary=ORANGE)
    ui.run_javascript(f"document.documentElement.lang = '{view.language.code}'")
    with ui.element("nav").classes("bar").props(f'aria-label="{view.text("page.nav.label")}"'):
        ui.label(title)
        other = OTHER[view.language.code]
        ui.link(NAMES[other], _address(here, parameters | {"lang": other})).props(f"lang={other} id=language")
    with ui.element("main").classes("main"):
        yield


def projector() -> None:
    """Larger letters, for the far end of a room."""
    ui.run_javascript("document.body.classList.toggle('projector'); window.dispatchEvent(new Event('resize'))")


def _way(view: View, address: str, name: str, here: str) -> None:
    link = ui.link(name, _address(address, {"lang": view.language.code}))
    if address == here:
        link.props('aria-current="page"')


def _address(path: str, parameters: dict[str, str]) -> str:
    return f"{path}?{urlencode(parameters)}"


def address_shows(**parameters: str) -> None:
    """Write what the page shows into its address, so that a reload, a link and the other language show the same."""
    query = urlencode(parameters)
    ui.run_javascript(
        f"history.replaceState(null, '', location.pathname + '?' + {query!r});"
        "const other = document.getElementById('language');"
        "if (other) { const to = new URL(other.href); const lang = to.searchParams.get('lang');"
        f"other.href = to.pathname + '?' + {query!r}.replace(/lang=../, 'lang=' + lang); }}"
    )
