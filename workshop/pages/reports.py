"""Reports: the answers of `salesorg whatif` that lie on this machine, each to be opened, printed or saved."""

from __future__ import annotations

import asyncio
from urllib.parse import quote

from nicegui import app, ui
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from experiments.store import StoreError
from simulation import ScenarioError
from workshop.desk import Desk, View, view_of
from workshop.hall import Hall
from workshop.pages.frame import frame
from workshop.pages.visitor import is_host, sent_away
from workshop.shelf import Entry, entries, page_of

ONLY_ITSELF = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""A report holds no script and asks for nothing: browsers are told to hold it to that."""
NOT_FOR_YOU, NOT_HERE = 403, 404
SECONDS_TO_READ = 60.0
"""Of many answers on a busy machine, before the page gives up."""


def register(desk: Desk, hall: Hall) -> None:
    """Make the list, and the address of each report."""

    @ui.page("/reports", response_timeout=SECONDS_TO_READ)
    async def listed(request: Request) -> None:
        if sent_away(hall, request, private=True):  # a firm's own answers are nobody else's
            return
        view = view_of(desk, request.query_params)
        with frame(view, "/reports", view.text("page.nav.reports")):
            show(view, await asyncio.to_thread(entries, desk.results, view.language))

    @app.get("/reports/{name}")
    async def report(name: str, request: Request) -> Response:
        view = view_of(desk, request.query_params)
        if not is_host(hall, request):
            return PlainTextResponse(view.text("page.room.not_yours"), NOT_FOR_YOU)
        try:
            page = await asyncio.to_thread(page_of, desk.results, name, view.language)
        except (ScenarioError, StoreError) as problem:
            return PlainTextResponse(str(problem), NOT_HERE)
        way = "attachment" if "save" in request.query_params else "inline"
        file = f"report-{view.language.code}.html"
        headers = {"Content-Security-Policy": ONLY_ITSELF, "Content-Disposition": f'{way}; filename="{file}"'}
        return Response(page, media_type="text/html; charset=utf-8", headers=headers)


def show(view: View, found: list[Entry]) -> None:
    """The answers, or how to get one."""
    ui.label(view.text("page.reports.help")).classes("small")
    if not found:
        ui.label(view.text("page.reports.none")).classes("banner")
        ui.label("salesorg whatif firm-plausible --policy culling=10%").props("lang=en").classes("small")
    for entry in found:
        with ui.element("section").classes("card rail"):
            _card(view, entry)


def _card(view: View, entry: Entry) -> None:
    day = view.language.date(entry.day)
    if entry.problem:
        ui.label(f"{entry.name} · {day}").classes("strip")
        ui.label(entry.problem).props("lang=en")
        return
    ui.label(entry.question).classes("strip")
    ui.label(f"{entry.firm} · {day}").classes("small")
    for sentence in entry.sentences:
        ui.label(sentence)
    address = f"/reports/{quote(entry.name)}?lang={view.language.code}"
    with ui.element("div").classes("row tools"):
        ui.link(view.text("page.reports.open"), address, new_tab=True)
        ui.link(view.text("page.reports.save"), f"{address}&save=1")
