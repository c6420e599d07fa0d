"""The journal: what happened in a room, a line an event, so that a killed server comes back to the same room.

It lies where only its owner can read it, and is deleted when the server ends in the ordinary way.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from experiments.files import PARTIAL, BusyError, alone
from simulation.code_cache import cache_root
from workshop.room import Room, RoomError, apply

FORMAT = 1
OLDEST_SECONDS = 12 * 3600.0
"""A journal of another day is not gone on with."""
PIN_DIGITS = 6


@dataclass(frozen=True)
class Keys:
    """What lets people in: the PIN for phones, the facilitator's key, and the secret that signs seats."""

    pin: str = field(default_factory=lambda: f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}d}")
    host_key: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))


@dataclass
class Journal:
    """A room on disk: its keys, and every event since it began."""

    path: Path
    keys: Keys
    room: Room

    def do(self, event: Mapping[str, Any]) -> Room:
        """Let an event happen, and write it down; RoomError if the room refuses it, and then nothing is written."""
        self.room = apply(self.room, event)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(event, ensure_ascii=False) + "\n")
        return self.room

    def forget(self) -> None:
        """Delete it."""
        self.path.unlink(missing_ok=True)


def journal_path(port: int) -> Path:
    """Where the journal of a server lies."""
    return cache_root() / "workshop" / str(port) / "room.jsonl"


@contextlib.contextmanager
def only_server(port: int) -> Iterator[None]:
    """Nobody else uses the journal of this port meanwhile; BusyError if a server that runs does.

    A server that was killed lets go of its journal, so that it can be told from one that runs.
    """
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(alone(journal_path(port).parent))
        except BusyError:
            raise BusyError(f"a page is open on port {port} already: stop it, or choose another --port") from None
        yield


def open_journal(path: Path, firm: str, now: Callable[[], float] = time.time) -> Journal:
    """Go on with the journal of a killed server of the same firm and day, or begin a new one."""
    kept = _read(path, firm, now())
    if kept is not None:
        return kept
    keys = Keys()
    path.parent.mkdir(parents=True, exist_ok=True)
    head = {"format": FORMAT, "firm": firm, "began": now(), "keys": vars(keys)}
    _write(path, [json.dumps(head)])
    return Journal(path, keys, Room())


def _read(path: Path, firm: str, now: float) -> Journal | None:
    """The journal at a path; None if there is none, it is another firm's or day's, or its head cannot be read."""
    try:
        head, *lines = path.read_text("utf-8").splitlines()
        stated = json.loads(head)
        keys = Keys(**stated["keys"])
        fits = stated["format"] == FORMAT and stated["firm"] == firm and now - stated["began"] < OLDEST_SECONDS
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not fits:
        return None
    room, whole = Room(), [head]
    for line in lines:
        with contextlib.suppress(RoomError, json.JSONDecodeError):  # the last line of a killed server may be half
            room = apply(room, json.loads(line))
            whole.append(line)
    _write(path, whole)
    return Journal(path, keys, room)


def _write(path: Path, lines: Sequence[str]) -> None:
    """A file that only its owner reads, in place of whatever was there once it is whole."""
    partial = path.with_name(f".{path.name}{PARTIAL}")
    partial.unlink(missing_ok=True)
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
