"""What of a machine shows: in results its mathematics, and on itself the memory that a long sweep takes.

Two machines whose libraries differ in a last digit must not mix.
"""

from __future__ import annotations

import ctypes
import hashlib
import math
import platform
import struct
import sys
from collections.abc import Iterator
from functools import cache

import pyarrow as pa

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


def release_memory() -> None:
    """Hand memory that was freed back to the system: glibc and Arrow keep it, tens of megabytes in a long sweep."""
    pa.default_memory_pool().release_unused()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # other C libraries have none
        if trim is not None:
            trim(0)
