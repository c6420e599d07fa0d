"""`salesorg workshop`: read the firm, say where the page is, and serve it."""

from __future__ import annotations

import secrets
from importlib.util import find_spec
from pathlib import Path

from simulation import ScenarioError, load_scenario
from workshop.desk import Desk

FIRM = Path(__file__).parent / "firm.toml"
NEEDED = ("nicegui", "segno")


def open_page(firm: Path | None, language: str, *, lan: bool, port: int, browser: bool) -> None:
    """Serve the page; ScenarioError if the firm is wrong, or the packages of the page are not installed."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise ScenarioError(
            f"the page needs {', '.join(missing)}: install salesorg with its extra, as salesorg[workshop]"
        )
    from workshop.app import Serving, serve

    desk = Desk(load_scenario(firm or FIRM), language)
    serve(desk, Serving("0.0.0.0" if lan else "127.0.0.1", port, browser), secrets.token_urlsafe(32))  # noqa: S104 - asked for
