"""`salesorg workshop`: read the firm, say where the page is, and serve it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import typer

from experiments.report.language import Language
from simulation import ScenarioError, load_scenario
from workshop.desk import Desk
from workshop.hall import Hall

FIRM = Path(__file__).parent / "firm.toml"
NEEDED = ("nicegui", "segno")


def open_page(firm: Path | None, language: str, results: Path, *, lan: bool, port: int, browser: bool) -> None:
    """Serve the page.

    ScenarioError if the firm is wrong, or the packages of the page are not installed; BusyError if the port is served.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise ScenarioError(
            f"the page needs {', '.join(missing)}: install salesorg with its extra, as salesorg[workshop]"
        )
    from workshop.journal import only_server

    desk = Desk(load_scenario(firm or FIRM), language, results=results)
    with only_server(port):
        _serve(desk, lan=lan, port=port, browser=browser)


def _serve(desk: Desk, *, lan: bool, port: int, browser: bool) -> None:
    from workshop.app import Serving, serve
    from workshop.journal import journal_path, open_journal
    from workshop.network import names_of_this, own_address

    hall = Hall(open_journal(journal_path(port), desk.firm.fingerprint()), desk.ensemble(), lan=lan)
    address = own_address() if lan else "127.0.0.1"
    home, key = f"http://{address}:{port}", hall.journal.keys.host_key
    way_in = f"/?key={key}&lang={desk.language}" if lan else f"/?lang={desk.language}"
    _say(desk, hall, home, way_in)
    host = "0.0.0.0" if lan else "127.0.0.1"  # noqa: S104 - asked for
    serve(desk, hall, Serving(host, port, home, names_of_this(port, address), way_in if browser else False))


def _say(desk: Desk, hall: Hall, home: str, way_in: str) -> None:
    """Where the page is, and how phones come in."""
    text = Language(desk.language).text
    typer.echo(text("page.command.open", address=home + way_in))
    if hall.lan:
        import segno

        pin = hall.journal.keys.pin
        typer.echo(text("page.command.phones", address=f"{home}/join", pin=pin))
        segno.make(f"{home}/join?pin={pin}", error="m").terminal(compact=True)
    typer.echo(text("page.command.stop"))
