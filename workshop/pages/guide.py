"""The facilitator's guide inside the page: the same text as the printed one."""

from __future__ import annotations

import re

from nicegui import ui
from starlette.requests import Request

from workshop.desk import Desk, view_of
from workshop.guide import guide
from workshop.hall import Hall
from workshop.pages.frame import frame
from workshop.pages.visitor import sent_away

LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
"""Between files of the documentation; on the page there is only one of them."""


def register(desk: Desk, hall: Hall) -> None:
    """Make the page."""

    @ui.page("/guide")
    async def page(request: Request) -> None:
        if sent_away(hall, request):
            return
        view = view_of(desk, request.query_params)
        with frame(view, "/guide", view.text("page.nav.guide")):
            ui.markdown(LINK.sub(r"\1", guide(view.language.code))).classes("prose")
