"""Philox against its published answers, the same luck in every body, and independence between addresses."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numba import config, njit
from numba.core.errors import TypingError
from scipy import stats

from simulation import purposes
from simulation.mark import COMPILE_OPTIONS
from simulation.randomness import philox4x32, uniform, uniforms

ROOT = Path(__file__).parents[1]
WORDS = 2**32
MULTIPLIERS = 0xD2511F53, 0xCD9E8D57
KEY_STEPS = 0x9E3779B9, 0xBB67AE85

word = st.integers(0, WORDS - 1)
seed64 = st.integers(-(2**63), 2**63 - 1)
integer = st.integers(-(2**62), 2**62)

compiled_only = pytest.mark.skipif(bool(config.DISABLE_JIT), reason="compilation is off")

# Random123 1.14, tests/kat_vectors, the three lines `philox4x32 10`: counter, key, answer.
KNOWN_ANSWERS = [
    "00000000 00000000 00000000 00000000 00000000 00000000 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
    "ffffffff ffffffff ffffffff ffffffff ffffffff ffffffff 408f276d 41c83b0e a20bc7c6 6d5451fd",
    "243f6a88 85a308d3 13198a2e 03707344 a4093822 299f31d0 d16cfe09 94fdcceb 5001e420 24126ea1",
]


# --- Philox ----------------------------------------------------------------------------------------------------------


@pytest.mark.jitoff
@pytest.mark.parametrize("line", KNOWN_ANSWERS, ids=["zeros", "ones", "digits of pi"])
def test_the_published_answers_come_out(line: str) -> None:
    numbers = [int(text, 16) for text in line.split()]
    assert list(philox4x32(*numbers[:6])) == numbers[6:]


def round_keys(key: tuple[int, int]) -> list[tuple[int, int]]:
    first, second = key
    return [((first + r * KEY_STEPS[0]) % WORDS, (second + r * KEY_STEPS[1]) % WORDS) for r in range(10)]


def philox_by_the_book(counter: tuple[int, ...], key: tuple[int, int]) -> tuple[int, ...]:
    """Philox written a second time, with unbounded integers and division instead of masks and shifts."""
    left, right = counter[0::2], counter[1::2]
    for keys in round_keys(key):
        products = [divmod(m * half, WORDS) for m, half in zip(MULTIPLIERS, left, strict=True)]
        left = products[1][0] ^ right[0] ^ keys[0], products[0][0] ^ right[1] ^ keys[1]
        right = products[1][1], products[0][1]
    return left[0], right[0], left[1], right[1]


def philox_backwards(answer: tuple[int, ...], key: tuple[int, int]) -> tuple[int, ...]:
    """The counter that gives this answer: Philox permutes the counters, since its multipliers are odd."""
    left, right = answer[0::2], answer[1::2]
    for keys in reversed(round_keys(key)):
        before = right[1] * pow(MULTIPLIERS[0], -1, WORDS) % WORDS, right[0] * pow(MULTIPLIERS[1], -1, WORDS) % WORDS
        high = [m * half // WORDS for m, half in zip(MULTIPLIERS, before, strict=True)]
        right = left[0] ^ high[1] ^ keys[0], left[1] ^ high[0] ^ keys[1]
        left = before
    return left[0], right[0], left[1], right[1]


@pytest.mark.jitoff
@settings(deadline=None, max_examples=300)
@given(counter=st.tuples(word, word, word, word), key=st.tuples(word, word))
def test_masks_do_what_unbounded_integers_do(counter: tuple[int, ...], key: tuple[int, int]) -> None:
    assert philox4x32(*counter, *key) == philox_by_the_book(counter, key)


# --- addresses -------------------------------------------------------------------------------------------------------


@pytest.mark.jitoff
@settings(deadline=None, max_examples=300)
@given(seed=seed64, purpose=word, a=integer, b=integer, c=integer)
def test_an_address_is_a_counter_under_the_seed(seed: int, purpose: int, a: int, b: int, c: int) -> None:
    words = philox_by_the_book((a % WORDS, b % WORDS, c % WORDS, purpose), (seed % WORDS, (seed >> 32) % WORDS))
    assert uniforms(seed, purpose, a, b, c) == tuple((2 * w + 1) / 2**33 for w in words)
    assert uniform(seed, purpose, a, b, c) == uniforms(seed, purpose, a, b, c)[0]


@pytest.mark.parametrize(("extreme", "expected"), [(0, 2.0**-33), (WORDS - 1, 1.0 - 2.0**-33)])
def test_the_most_extreme_uniforms_are_inside_zero_and_one(extreme: int, expected: float) -> None:
    a, b, c, purpose = philox_backwards((extreme,) * 4, (7, 0))
    assert 0.0 < expected < 1.0
    assert uniforms(7, purpose, a, b, c) == (expected,) * 4


def test_weeks_of_burn_in_are_addresses_of_their_own() -> None:
    drawn = {uniform(3, purposes.LEAD_COUNT, 5, week, 0) for week in range(-520, 520)}
    assert len(drawn) == 1040


@pytest.mark.jitoff
def test_integers_of_numpy_are_the_same_addresses() -> None:
    expected = uniforms(-1, 2, -3, 4, 5)
    assert uniforms(np.int64(-1), np.int64(2), np.int64(-3), np.int64(4), np.int64(5)) == expected
    assert uniforms(np.uint64(2**64 - 1), 2, -3, 4, 5) == expected


@pytest.mark.jitoff
def test_a_float_is_no_address() -> None:
    with pytest.raises(TypeError if config.DISABLE_JIT else TypingError):
        uniforms(1, 2, 2.5, 4, 5)  # type: ignore[arg-type]


def bits(address: tuple[int, ...]) -> int:
    """The answer at (seed, purpose, a, b, c) as one integer of 128 bits."""
    seed, purpose, a, b, c = address
    answer = philox4x32(a, b, c, purpose, seed % WORDS, seed >> 32)
    return sum(part << (32 * place) for place, part in enumerate(answer))


@pytest.mark.parametrize(("position", "width"), [(0, 64), (1, 32), (2, 32), (3, 32), (4, 32)])
def test_any_bit_of_an_address_moves_half_of_the_answer(position: int, width: int) -> None:
    address = (2024, 7, 11, 13, 17)
    for bit in range(width):
        other = tuple(part ^ (1 << bit) if place == position else part for place, part in enumerate(address))
        assert 32 < (bits(address) ^ bits(other)).bit_count() < 96  # 64 +- 5.7


# --- three ways to call ----------------------------------------------------------------------------------------------


@compiled_only
def test_python_compiled_and_inside_compiled_code_agree() -> None:
    @njit(nogil=True, **COMPILE_OPTIONS)
    def inside(seed: int, a: int) -> tuple[float, float, float, float]:
        return uniforms(seed, 9, a, -1, 2)

    for seed, a in [(0, 0), (-1, -1), (2**63 - 1, 5), (-(2**63), -(2**40)), (12345, 2**33 + 1)]:
        plain = uniforms.py_func(seed, 9, a, -1, 2)  # type: ignore[attr-defined]  # numba keeps the source there
        assert uniforms(seed, 9, a, -1, 2) == plain == inside(seed, a)
    assert "NRT_" not in "".join(inside.inspect_asm().values())


SAMPLE = """
from simulation.randomness import philox4x32, uniform, uniforms

assert not getattr(uniforms, "signatures", None)  # an import compiles nothing
for seed in (0, 1, -1, 2**63 - 1, -(2**63)):
    for place in range(-20, 20):
        drawn = *uniforms(seed, 3, place, -place, 7), uniform(seed, 3, place, 1, 1)
        print(*(number.hex() for number in drawn), *philox4x32(place % 2**32, 1, 2, 3, seed % 2**32, 5))
"""


@compiled_only
def test_the_same_bytes_with_compilation_off() -> None:
    answers = [
        subprocess.run(
            [sys.executable, "-W", "error", "-c", SAMPLE],
            cwd=ROOT,
            env={**os.environ, "NUMBA_DISABLE_JIT": off},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for off in ("0", "1")
    ]
    assert answers[0].count("\n") == 200
    assert answers[0] == answers[1]


# --- independence ----------------------------------------------------------------------------------------------------

COUNT = 40_000
NEIGHBOURS: dict[str, Callable[[int], tuple[float, float]]] = {
    "seeds": lambda k: (uniform(k, 1, 0, 0, 0), uniform(k + 1, 1, 0, 0, 0)),
    "high halves of seeds": lambda k: (uniform(k << 32, 1, 0, 0, 0), uniform((k + 1) << 32, 1, 0, 0, 0)),
    "purposes": lambda k: (uniform(5, k, 0, 0, 0), uniform(5, k + 1, 0, 0, 0)),
    "first numbers": lambda k: (uniform(5, 1, k, 0, 0), uniform(5, 1, k + 1, 0, 0)),
    "second numbers": lambda k: (uniform(5, 1, 0, k, 0), uniform(5, 1, 0, k + 1, 0)),
    "third numbers": lambda k: (uniform(5, 1, 0, 0, k), uniform(5, 1, 0, 0, k + 1)),
    "seed against number": lambda k: (uniform(k, 1, 0, 0, 0), uniform(0, 1, k, 0, 0)),
    "swapped numbers": lambda k: (uniform(5, 1, k, k + 1, 0), uniform(5, 1, k + 1, k, 0)),
    "words 0 and 1": lambda k: uniforms(5, 1, k, 0, 0)[0:2],
    "words 1 and 2": lambda k: uniforms(5, 1, k, 0, 0)[1:3],
    "words 2 and 3": lambda k: uniforms(5, 1, k, 0, 0)[2:4],
    "words 0 and 3": lambda k: uniforms(5, 1, k, 0, 0)[0::3],
}


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_neighbouring_addresses_are_independent(name: str) -> None:
    """Joint cells of 16 x 16, the correlation, and the law of the one: a right generator fails one run in 10,000."""
    pairs = np.array([NEIGHBOURS[name](k) for k in range(COUNT)])
    cells, _, _ = np.histogram2d(pairs[:, 0], pairs[:, 1], bins=16, range=[[0, 1], [0, 1]])
    assert 1e-5 < stats.chisquare(cells.ravel()).pvalue < 1 - 1e-5
    assert abs(np.corrcoef(pairs.T)[0, 1]) < 4 / np.sqrt(COUNT)
    assert stats.kstest(pairs[:, 0], "uniform").pvalue > 1e-5


@pytest.mark.parametrize("lag", [1, 2, 13, 52])
def test_weeks_are_not_serially_correlated(lag: int) -> None:
    weeks = np.array([uniform(1, purposes.MARKET_DEMAND, 0, week, 0) for week in range(-COUNT // 2, COUNT // 2)])
    assert abs(np.corrcoef(weeks[:-lag], weeks[lag:])[0, 1]) < 4 / np.sqrt(COUNT)


def test_every_bit_of_a_uniform_is_used() -> None:
    words = np.array([philox4x32(k, 0, 0, 0, 1, 2) for k in range(20_000)]).ravel()
    ones = [int(((words >> bit) & 1).sum()) for bit in range(32)]
    assert np.abs(np.array(ones) - len(words) / 2).max() < 4.5 * np.sqrt(len(words)) / 2


# --- purposes --------------------------------------------------------------------------------------------------------

# Append here what is appended there. A line is never changed: each number is part of every past result.
PURPOSES = {
    "MARKET_DEMAND": 1,
    "SHOCK_ARRIVAL": 2,
    "SHOCK_SIZE": 3,
    "RIVAL": 4,
    "LEAD_COUNT": 5,
    "LEAD": 6,
    "LEAD_FATE": 7,
    "DEAL_STAGE": 8,
    "CANDIDATE": 9,
    "CANDIDATE_TRAITS": 10,
    "PERSON_CLOCKS": 11,
    "TALENT_DRIFT": 12,
    "RATING_NOISE": 13,
    "TERRITORY": 14,
    "ACCOUNT": 15,
    "ACCOUNT_YEAR": 16,
    "QUOTA_ERROR": 17,
    "MANAGER": 18,
    "RANDOM_DISMISSAL": 19,
    "FOUNDER": 20,
    "TIE": 21,
    "VACANCY": 22,
    "PERCEPTION": 23,
    "INHERITANCE": 24,
    "COACH": 25,
    "ROUNDING": 26,
    "MANAGER_CLOCK": 27,
    "LEADER_SKILLS": 28,
    "PROMOTION": 29,
    "HELP": 30,
    "MEETING": 31,
    "HEIR": 32,
    "EXIT_KIND": 33,
    "AFTER_BOOKING": 34,
    "REGULATED_DEAL": 35,
    "REGULATION_ARRIVAL": 36,
    "LAUNCH_ARRIVAL": 37,
    "BACKLASH_ARRIVAL": 38,
    "CANCELLATION_ARRIVAL": 39,
    "SCRIPT_LOT": 40,
    "SCRIPT_TEAM": 41,
    "SCRIPT_ROUNDING": 42,
    "DEAL_HEIR": 43,
    "PASSED_ON": 44,
}


def test_purposes_keep_their_numbers() -> None:
    declared = {name: value for name, value in vars(purposes).items() if not name.startswith("_")}
    assert declared == PURPOSES
    assert sorted(PURPOSES.values()) == list(range(1, len(PURPOSES) + 1))
    assert {type(value) for value in declared.values()} == {int}
