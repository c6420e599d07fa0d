"""Remembering by identity: whether a scenario is the same object costs nothing, whether it is equal very much more."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Generic, TypeVar

Answer = TypeVar("Answer")


@dataclass
class Remembered(Generic[Answer]):
    """What `find` says of an object and of what is asked about it; of so many, the first found is forgotten first."""

    find: Callable[..., Answer]
    most: int
    _kept: dict[tuple[int, Hashable], tuple[object, Answer]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def __call__(self, thing: Any, about: Hashable = None) -> Answer:
        """The answer, found once for each object; safe for threads."""
        key = (id(thing), about)
        with self._lock:
            known = self._kept.get(key)
        if known is not None and known[0] is thing:
            return known[1]
        answer = self.find(thing) if about is None else self.find(thing, about)
        with self._lock:
            self._kept[key] = (thing, answer)
            while len(self._kept) > self.most:
                del self._kept[next(iter(self._kept))]
        return answer

    def __len__(self) -> int:
        return len(self._kept)
