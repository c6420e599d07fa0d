"""A server of the page in a process of its own, and Chromium to look at it: for tests, screenshots and measurements."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
HOW_TO_GET_IT = "no Chromium on this machine: install one (Debian: apt-get install chromium) to test in a browser"
SIZES = ((1280, 720), (1024, 768), (390, 844))
UNTOLD = ("PYTEST_", "NICEGUI_")
"""Beginnings of variables that make the page library believe that it is under test, and serve nothing."""
MOST_SAID = 500
SECONDS_TO_STOP = 45.0
SECONDS_TO_START = 200.0
"""The first start of a code version compiles it."""


def chromium() -> str | None:
    """The browser, if there is one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A running page: its address, the facilitator's key and the PIN, empty unless it serves a network.

    `said` grows by what it prints: a server whose words nobody reads stands still once the pipe is full.
    """

    process: subprocess.Popen[str]
    home: str
    key: str
    pin: str
    said: deque[str] = field(default_factory=lambda: deque(maxlen=MOST_SAID))

    def listen(self) -> None:
        """Read what the server prints from now on, until it ends."""
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as words:
            self.said.extend(words)

    def kill(self) -> None:
        """As a power cut would."""
        self.process.kill()
        self._let_go()

    def stop(self) -> None:
        """As Ctrl-C would; a server that does not listen is killed."""
        self.process.send_signal(signal.SIGINT)
        try:
            self._let_go()
        except subprocess.TimeoutExpired:
            self.kill()

    def _let_go(self) -> None:
        self.process.wait(SECONDS_TO_STOP)


def start(port: int, *flags: str, folder: Path | None = None) -> Server:
    """Start a server and wait until it answers; RuntimeError with what it said if it does not."""
    command = [sys.executable, "-m", "workshop", "--no-browser", "--port", str(port), *flags]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(UNTOLD)}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder, env=clean
    )
    said = []
    assert process.stdout is not None
    while (line := process.stdout.readline()) and "Ctrl-C" not in line:
        said.append(line)
    words = "".join(said)
    found = re.search(r"(http://[\d.]+:\d+)/\?(?:key=([\w-]+))?", words)
    if found is None:
        raise RuntimeError(f"the page did not start: {words}{process.stdout.read()}")
    pin = re.search(r"PIN (\d{6})", words)
    server = Server(process, found[1], found[2] or "", pin[1] if pin else "")
    server.listen()
    try:
        _wait(server.home)
    except RuntimeError:
        server.kill()
        raise
    return server


def ask(request: urllib.request.Request | str) -> Any:
    """The answer to a request, asked directly whatever proxy the machine has."""
    return urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=10)


def _wait(home: str) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        with suppress(urllib.error.URLError, ConnectionError), ask(f"{home}/join"):
            return
        time.sleep(0.2)
    raise RuntimeError(f"{home} does not answer")


@contextmanager
def served(*flags: str, folder: Path | None = None) -> Iterator[Server]:
    """A server for a while; it is stopped as Ctrl-C would."""
    server = start(free_port(), *flags, folder=folder)
    try:
        yield server
    finally:
        server.stop()


@dataclass
class Watch:
    """What a browser did that it should not have: other hosts asked, errors on the console."""

    home: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def follow(self, page: Any) -> None:
        """Listen to a page."""
        page.on("request", self._asked)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.home, self.home.replace("http", "ws"), "data:", "blob:")):
            self.foreign.append(request.url)

    def _said(self, message: Any) -> None:
        if message.type == "error":
            self.errors.append(message.text)


def sideways(page: Any) -> int:
    """By how many pixels a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
