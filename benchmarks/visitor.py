"""A visitor without a browser, who speaks with the page as the page's own script does.

Thirty of them cost a server what thirty phones cost it, and the machine hardly anything beside.
"""

from __future__ import annotations

import ast
import asyncio
import json
import re
import time
import uuid
from collections.abc import Callable, Iterator
from functools import partial
from html import unescape
from typing import Any

import aiohttp
import socketio

Element = dict[str, Any]
SECONDS_OF_PATIENCE = 240.0
MOST_LOADS = 3
SECONDS_BETWEEN_RECEIPTS = 3.0
"""How often the page's script says what it has got."""
ELEMENTS = re.compile(r"parseElements\(String\.raw`(.*?)`\)", re.DOTALL)
QUERY = re.compile(r"query: (\{.*?\}),\n")
SOCKET = "/_nicegui_ws/socket.io"


class Visitor:
    """One browser's cookies and the page that it looks at: its elements by number, as the server tells of them."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.elements: dict[str, Element] = {}
        self.pictures = 0
        """How often a chart was told what to draw."""
        self.losses = 0
        """How often the connection ended by itself."""
        self._cookies = aiohttp.CookieJar(unsafe=True)  # a room's server has a number for a name
        self._tab = str(uuid.uuid4())
        self._address = ""
        self._query: dict[str, Any] = {}
        self._receipt = 0.0
        self._news = asyncio.Event()
        self._web: aiohttp.ClientSession | None = None
        self._socket: Any = None

    # --- coming and going --------------------------------------------------------------------------------------------

    async def open(self, address: str) -> None:
        """Load a page and listen to it; like a browser's, a page that cannot be heard is loaded anew."""
        for _ in range(MOST_LOADS - 1):
            try:
                return await self._load(address)
            except socketio.exceptions.ConnectionError:
                continue
        return await self._load(address)

    async def _load(self, address: str) -> None:
        await self.drop()
        self._address = address
        async with aiohttp.ClientSession(cookie_jar=self._cookies) as web, web.get(self.home + address) as answer:
            answer.raise_for_status()
            text = await answer.text()
        self.elements = json.loads(unescape(_found(ELEMENTS, text)))
        self._query = ast.literal_eval(_found(QUERY, text))
        self._query |= {"document_id": str(uuid.uuid4()), "tab_id": self._tab, "implicit_handshake": "true"}
        self._web = aiohttp.ClientSession(cookie_jar=self._cookies)  # as browsers do, on a connection of its own
        await self._connect()

    async def drop(self) -> None:
        """Lose the network: no farewell, the connection is gone."""
        web, self._web = self._web, None
        if web is not None and web.connector is not None:
            await web.connector.close()
            await web.close()

    async def come_back(self) -> None:
        """Find the network again: to the same page where the server still knows it, else load it anew."""
        self._web = aiohttp.ClientSession(cookie_jar=self._cookies)
        try:
            await self._connect()
        except socketio.exceptions.ConnectionError:
            await self.open(self._address)

    async def _connect(self) -> None:
        socket = socketio.AsyncClient(reconnection=False, http_session=self._web)
        socket.on("*", self._take)
        socket.on("disconnect", partial(self._lost, socket))
        self._socket = socket
        query = "&".join(f"{name}={value}" for name, value in self._query.items())
        await socket.connect(f"{self.home}?{query}", transports=["websocket"], socketio_path=SOCKET)

    async def _lost(self, socket: Any, *_: object) -> None:
        """A connection that ends by itself is sought again, as a browser does."""
        if self._web is not None and socket is self._socket:
            self.losses += 1
            await self.drop()
            await self.come_back()
            self._news.set()

    # --- what the server says ----------------------------------------------------------------------------------------

    async def _take(self, kind: str, message: Any = None) -> None:
        number = message.pop("_id", None) if isinstance(message, dict) else None
        if number is not None:
            self._query["next_message_id"] = number + 1
        if kind == "update":
            for name, element in message.items():
                if element is None:
                    self.elements.pop(name, None)
                else:
                    self.elements[name] = element
        elif kind == "run_javascript":
            await self._run(message)
        self._news.set()
        if time.monotonic() - self._receipt > SECONDS_BETWEEN_RECEIPTS:
            self._receipt = time.monotonic()
            await self._say("ack", next_message_id=self._query["next_message_id"])

    async def _run(self, message: dict[str, Any]) -> None:
        """Answer yes to whatever the page's script is asked, and load the page anew if it is told to."""
        self.pictures += "setOption" in message["code"]
        if "location.reload()" in message["code"]:
            await self.open(self._address)
        elif "request_id" in message:
            await self._say("javascript_response", request_id=message["request_id"], result=True)

    async def _say(self, kind: str, **content: Any) -> None:
        await self._socket.emit(kind, {"client_id": self._query["client_id"], **content})

    # --- looking and doing -------------------------------------------------------------------------------------------

    @property
    def texts(self) -> Iterator[str]:
        """Every text on the page."""
        for element in self.elements.values():
            props = element.get("props", {})
            yield from (str(text) for text in (element.get("text"), props.get("innerHTML")) if text)

    def sees(self, words: str) -> bool:
        """Whether some text holds these words."""
        return any(words in text for text in self.texts)

    def named(self, name: str) -> str:
        """The number of the element with that id, label or name for screen readers; KeyError if there is none."""
        for number, element in self.elements.items():
            props = element.get("props", {})
            if name in (props.get("id"), props.get("label"), props.get("aria-label")):
                return number
        raise KeyError(f"nothing on {self._address} is called {name}")

    def has(self, name: str) -> bool:
        """Whether there is such an element."""
        try:
            self.named(name)
        except KeyError:
            return False
        return True

    async def click(self, name: str) -> None:
        """Press a button."""
        await self._do(self.named(name), "click", {})

    async def put(self, name: str, value: object) -> None:
        """Move a slider, or write into a field."""
        await self._do(self.named(name), "update:", value)

    async def drag(self, value: float) -> None:
        """Move the first slider of the page."""
        first = next(number for number, one in self.elements.items() if "slider" in one.get("class", ()))
        await self._do(first, "update:", value)

    async def _do(self, number: str, kind: str, *arguments: object) -> None:
        events = self.elements[number].get("events", ())
        listener = next(one["listener_id"] for one in events if one["type"].startswith(kind))
        told = [json.dumps(argument) for argument in arguments]
        await self._say("event", id=int(number), listener_id=listener, args=told)

    async def until(self, seen: Callable[[], bool]) -> None:
        """Wait until the page is so; TimeoutError if it does not become so."""
        async with asyncio.timeout(SECONDS_OF_PATIENCE):
            while not seen():
                self._news.clear()
                await self._news.wait()


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    if found is None:
        raise ValueError(f"no page of ours: {text[:200]}")
    return found[1]
