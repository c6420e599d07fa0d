"""The server: pages on one desk, bound to this machine unless the room's network is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from nicegui import app, background_tasks, ui

from workshop.desk import Desk
from workshop.pages import culture, floor, race

RECONNECT_SECONDS = 300.0
"""A phone that slept for so long still finds its place."""
SETTLED_AT_START = 100
"""Settled firms made ready while nobody waits."""


@dataclass(frozen=True)
class Serving:
    """Where the page is served: `host` is this machine's own address or the room's network."""

    host: str = "127.0.0.1"
    port: int = 8080
    browser: bool = True


def register(desk: Desk) -> None:
    """Make every page."""
    race.register(desk)
    culture.register(desk)
    floor.register(desk)


def serve(desk: Desk, serving: Serving, secret: str) -> None:
    """Serve until stopped."""
    register(desk)
    app.on_startup(lambda: background_tasks.create(desk.ensemble().settle(range(SETTLED_AT_START)), name="settle"))
    app.on_shutdown(desk.close)
    ui.run(
        host=serving.host,
        port=serving.port,
        title="salesorg",
        show=serving.browser,
        reload=False,
        tailwind=False,
        storage_secret=secret,
        reconnect_timeout=RECONNECT_SECONDS,
        show_welcome_message=False,
    )
