"""Who visits a page: the facilitator, or somebody with a phone."""

from __future__ import annotations

from nicegui import app, ui
from starlette.requests import Request

from workshop.desk import View
from workshop.hall import Hall
from workshop.room import RoomError


def browser_id() -> str:
    """The signed name of this browser, which a phone's seat goes by."""
    return str(app.storage.browser["id"])


def address_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client is not None else ""


def is_host(hall: Hall, request: Request) -> bool:
    """Whether this is the facilitator's browser."""
    return hall.admit_host(browser_id(), request.query_params.get("key", ""))


def sent_away(hall: Hall, request: Request, *, private: bool = False) -> bool:
    """Send phones that wander to other pages to theirs; the facilitator may open all that are not private."""
    if is_host(hall, request) or (hall.open_pages and not private):
        return False
    ui.navigate.to(f"/join?lang={request.query_params.get('lang', '')}")
    return True


def refused(view: View, error: RoomError) -> None:
    """Say why the room does not do something."""
    ui.notify(view.text(error.key), type="warning")
