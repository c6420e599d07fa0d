"""The server: pages on one desk, bound to this machine unless the room's network is asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from nicegui import app, background_tasks, ui

from workshop.desk import Desk
from workshop.hall import Hall
from workshop.limits import Guard
from workshop.pages import board, culture, floor, guide, host, phone, race, reports, story

RECONNECT_SECONDS = 300.0
"""A phone that slept for so long still finds its place."""
MESSAGES_KEPT = 100
"""Of each browser, to be sent again after a gap; pictures are large, and who missed more loads the page anew."""
SETTLED_AT_START = 100
"""Settled firms made ready while nobody waits."""
SECONDS_TO_LEAVE = 2
"""Given to requests that are under way when the server is stopped: a browser that polls would hold it for minutes."""
LARGEST_MESSAGE = 64 * 1024
"""Bytes of one message from a browser; ours are a few hundred."""


@dataclass(frozen=True)
class Serving:
    """Where the page is served: bound to `host`, reached at `home`, called by `names`; a browser opens at `show`."""

    host: str
    port: int
    home: str
    names: Collection[str]
    show: str | bool


def register(desk: Desk, hall: Hall, home: str) -> None:
    """Make every page."""
    race.register(desk, hall)
    culture.register(desk, hall)
    floor.register(desk, hall)
    phone.register(desk, hall)
    board.register(desk, hall, home)
    host.register(desk, hall, home)
    story.register(desk, hall, home)
    guide.register(desk, hall)
    reports.register(desk, hall)


def serve(desk: Desk, hall: Hall, serving: Serving) -> None:
    """Serve until stopped; then nothing of the room is left."""
    register(desk, hall, serving.home)
    app.add_middleware(Guard, hosts=serving.names)
    app.on_startup(lambda: background_tasks.create(hall.spread_news(), name="news"))
    app.on_startup(lambda: background_tasks.create(desk.ensemble().settle(range(SETTLED_AT_START)), name="settle"))
    app.on_startup(lambda: background_tasks.create(desk.tidy(), name="tidy"))
    app.on_shutdown(hall.journal.forget)  # first: closing the desk may have to wait for what it computes
    app.on_shutdown(desk.close)
    ui.run(
        host=serving.host,
        port=serving.port,
        title="salesorg",
        show=serving.show,
        reload=False,
        tailwind=False,
        storage_secret=hall.journal.keys.secret,
        session_middleware_kwargs={"same_site": "strict"},
        reconnect_timeout=RECONNECT_SECONDS,
        message_history_length=MESSAGES_KEPT,
        show_welcome_message=False,
        ws_max_size=LARGEST_MESSAGE,
        timeout_graceful_shutdown=SECONDS_TO_LEAVE,
    )
