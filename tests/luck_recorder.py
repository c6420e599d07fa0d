"""Listen to every draw that the mechanisms make: at which address, for which decision, with which result."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import pytest

from simulation import mechanisms, randomness

Address = tuple[int, int, int, int, int]
Value = Any  # one uniform, or a block of four
WORD = 2**32
DRAWING = {"uniform": randomness.uniform, "uniforms": randomness.uniforms}


@dataclass
class Luck:
    """Draws in order: the address (seed, purpose, a, b, c as the generator takes them), who asked, what came."""

    draws: list[tuple[Address, str, Value]] = field(default_factory=list)

    def values(self) -> dict[Address, float]:
        """First uniform by address."""
        return {address: value[0] if isinstance(value, tuple) else value for address, _, value in self.draws}

    def repeated(self) -> list[str]:
        """Addresses that were drawn more than once, with all who asked."""
        askers: dict[Address, list[str]] = {}
        for address, asker, _ in self.draws:
            askers.setdefault(address, []).append(asker)
        return [f"{address}: {', '.join(names)}" for address, names in askers.items() if len(names) > 1]

    def purposes(self) -> set[int]:
        """What was drawn for."""
        return {address[1] for address, _, _ in self.draws}


def mechanism_modules() -> list[ModuleType]:
    """All modules of the mechanisms."""
    return [import_module(f"{mechanisms.__name__}.{found.name}") for found in iter_modules(mechanisms.__path__)]


def listen(monkeypatch: pytest.MonkeyPatch) -> Luck:
    """Record what the Mesa body draws from now on, until the test ends."""
    luck = Luck()
    for module in mechanism_modules():
        for name, draw in DRAWING.items():
            if getattr(module, name, None) is draw:
                monkeypatch.setattr(module, name, _recording(draw, luck))
    return luck


def _recording(draw: Callable[..., Value], luck: Luck) -> Callable[..., Value]:
    def recorded(seed: int, purpose: int, a: int, b: int, c: int) -> Value:
        value = draw(seed, purpose, a, b, c)
        address = (seed % 2**64, purpose % WORD, a % WORD, b % WORD, c % WORD)
        luck.draws.append((address, sys._getframe(1).f_code.co_name, value))
        return value

    return recorded
