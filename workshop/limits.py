"""Limits: how often somebody may try, and whom the server answers at all."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

MOST_REMEMBERED = 4_096
MESSAGES_A_SECOND, MESSAGES_AT_ONCE = 60.0, 600.0
"""What one browser's connection may send; a dragged slider sends 25 a second."""
REFUSED, POLICY = 403, 1008


@dataclass
class Bucket:
    """Allows `at_once`, refilled by `per_second`, for each key; the longest unused key is forgotten."""

    per_second: float
    at_once: float
    clock: Callable[[], float] = time.monotonic
    _levels: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def allows(self, key: str, cost: float = 1.0) -> bool:
        """Take from the key's bucket; False, and nothing taken, if there is not enough in it."""
        now = self.clock()
        level = self.level(key, now)
        allowed = level >= cost
        self._levels[key] = (level - cost if allowed else level, now)
        self._levels.move_to_end(key)
        if len(self._levels) > MOST_REMEMBERED:
            self._levels.popitem(last=False)
        return allowed

    def level(self, key: str, now: float | None = None) -> float:
        """What is in the key's bucket."""
        date = self.clock() if now is None else now
        level, then = self._levels.get(key, (self.at_once, date))
        return min(self.at_once, level + (date - then) * self.per_second)


class Guard:
    """The outermost layer of the server: other hosts' names, other pages' scripts and floods go no further."""

    def __init__(self, app: Any, hosts: Collection[str]) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request or connection, if it is meant for this server."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif not self.welcomes(scope):
            await _refuse(scope, send)
        elif scope["type"] == "websocket":
            await self.app(scope, _counted(receive), send)
        else:
            await self.app(scope, receive, send)

    def welcomes(self, scope: Any) -> bool:
        """Whether the Host is ours, and the Origin, if one is named, is the same place."""
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        host = headers.get("host", "").lower()
        origin = headers.get("origin")
        if host not in self.hosts:
            return False
        return origin is None or urlsplit(origin).netloc.lower() == host


def _counted(receive: Any) -> Any:
    """Messages of one connection; a flood ends it."""
    bucket = Bucket(MESSAGES_A_SECOND, MESSAGES_AT_ONCE)

    async def counted() -> Any:
        message = await receive()
        if message["type"] == "websocket.receive" and not bucket.allows("one"):
            return {"type": "websocket.disconnect", "code": POLICY}
        return message

    return counted


async def _refuse(scope: Any, send: Any) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": POLICY})
        return
    await send({"type": "http.response.start", "status": REFUSED, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": b"not for you"})
