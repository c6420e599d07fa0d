"""Randomness is a function of its address: the same seed, purpose and numbers give the same uniforms, in any order.

The generator is Philox 4x32-10 (Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3").
The seed is its key and the address its counter, so there is no state to keep, to pass on or to get out of step: what
one person does never moves the luck of another.

The source uses masks where C would use unsigned words: right with integers of Python, and with 64-bit ones that wrap.
"""

import operator
from collections.abc import Callable
from typing import ParamSpec, SupportsIndex, TypeVar

from numba import njit

from simulation.code_cache import CACHED
from simulation.mark import COMPILE_OPTIONS

P = ParamSpec("P")
R = TypeVar("R")

WORD = 0xFFFFFFFF
FIRST_MULTIPLIER, SECOND_MULTIPLIER = 0xD2511F53, 0xCD9E8D57
FIRST_KEY_STEP, SECOND_KEY_STEP = 0x9E3779B9, 0xBB67AE85  # the golden ratio and the square root of three, in 32 bits
ROUNDS = 10
WORD_WIDTH = 2.0**-32
SEED_LIMIT = 2**63  # a seed is kept in a signed word of 64 bits


def seed_of(number: SupportsIndex) -> int:
    """A seed as a plain integer. ValueError if 64 bits with a sign do not hold it, TypeError if it is no integer."""
    seed = operator.index(number)
    if not -SEED_LIMIT <= seed < SEED_LIMIT:
        raise ValueError(f"seed {seed} is too large: a seed is a whole number from -2**63 to 2**63 - 1")
    return seed


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile at the first call, for callers in Python and in compiled code alike; nothing here allocates."""
    dispatcher: Callable[P, R] = njit(nogil=True, cache=CACHED, **COMPILE_OPTIONS)(function)
    return dispatcher


@compiled
def philox4x32(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> tuple[int, int, int, int]:
    """Ten Philox rounds on a counter of four 32-bit words under a key of two; every word in 0 ... 2**32 - 1."""
    for _ in range(ROUNDS):
        first = FIRST_MULTIPLIER * c0  # up to 64 bits: the sign of a wrapped product goes with the mask
        second = SECOND_MULTIPLIER * c2
        c0 = ((second >> 32) & WORD) ^ c1 ^ k0
        c2 = ((first >> 32) & WORD) ^ c3 ^ k1
        c1 = second & WORD
        c3 = first & WORD
        k0 = (k0 + FIRST_KEY_STEP) & WORD
        k1 = (k1 + SECOND_KEY_STEP) & WORD
    return c0, c1, c2, c3


@compiled
def uniforms(seed: int, purpose: int, a: int, b: int, c: int) -> tuple[float, float, float, float]:
    """The four uniforms at an address, each strictly between 0 and 1 ((word + a half) / 2**32).

    `seed` is a signed 64-bit integer. `purpose`, `a`, `b` and `c` count modulo 2**32, so that weeks of burn-in may be
    negative. Integers only: TypeError (numba's TypingError when compiled) for a float.
    """
    # int() comes after the mask: it frees NumPy integers when compilation is off, and never rounds a float.
    w0, w1, w2, w3 = philox4x32(
        int(a & WORD), int(b & WORD), int(c & WORD), int(purpose & WORD), int(seed & WORD), int((seed >> 32) & WORD)
    )
    return (w0 + 0.5) * WORD_WIDTH, (w1 + 0.5) * WORD_WIDTH, (w2 + 0.5) * WORD_WIDTH, (w3 + 0.5) * WORD_WIDTH


@compiled
def uniform(seed: int, purpose: int, a: int, b: int, c: int) -> float:
    """The first of the four uniforms at an address."""
    return uniforms(seed, purpose, a, b, c)[0]
