"""What of a machine shows in results: its mathematics. Two whose libraries differ in a last digit must not mix."""

from __future__ import annotations

import hashlib
import math
import platform
import struct
from collections.abc import Iterator
from functools import cache

RESULTS = 1_000
PROBE_DIGITS = 16


@cache
def probe() -> str:
    """A hash of a thousand results of the functions that the model calls."""
    numbers = [value for point in _points() for value in _results(point)]
    return hashlib.sha256(struct.pack(f"<{len(numbers)}d", *numbers)).hexdigest()[:PROBE_DIGITS]


def _points() -> Iterator[float]:
    """Arguments over the range that the model uses, none of them round."""
    return (0.001 + 12.0 * math.fmod(number * 0.618033988749895, 1.0) for number in range(RESULTS // 10))


def _results(x: float) -> tuple[float, ...]:
    return (
        math.exp(-x), math.log(x), math.log1p(x), math.expm1(-x), math.tanh(x - 6.0), math.erf(x / 4.0), math.sin(x),
        math.cos(x), math.sqrt(x), x**1.37,
    )  # fmt: skip


def machine() -> dict[str, str]:
    """What a manifest says of the machine: its system, its kind of processor, its mathematics; not whose it is."""
    return {"system": platform.system(), "architecture": platform.machine(), "probe": probe()}
