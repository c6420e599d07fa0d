"""Where the room's network finds this machine, found without sending anything."""

from __future__ import annotations

import contextlib
import io
import socket

import segno

NOWHERE = ("192.0.2.1", 9)
"""An address of documentation: choosing a way there sends no packet."""


def own_address() -> str:
    """This machine's address on its network; the machine's own loop if it has none."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(NOWHERE)
        return str(probe.getsockname()[0])
    return "127.0.0.1"


def names_of_this(port: int, address: str) -> frozenset[str]:
    """What browsers may call this server in their Host header."""
    hosts = {"127.0.0.1", "localhost", "[::1]", address, socket.gethostname().lower()}
    return frozenset({f"{host}:{port}" for host in hosts} | (hosts if port == 80 else set()))


def qr_svg(text: str) -> str:
    """A text as a QR code to be put into a page."""
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", xmldecl=False, svgns=True, scale=6, border=2, omitsize=True)
    return out.getvalue().decode()
