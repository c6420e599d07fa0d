"""The probe tells mathematics apart, and nothing else."""

from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.machine import machine, probe, release_memory

PROJECT = Path(__file__).parents[2]


def test_the_probe_is_the_same_in_another_process() -> None:
    told = [sys.executable, "-c", "from experiments.machine import probe; print(probe())"]
    assert subprocess.run(told, cwd=PROJECT, capture_output=True, text=True, check=True).stdout.strip() == probe()


@pytest.mark.parametrize("name", ["exp", "log", "log1p", "expm1", "tanh", "erf", "sin", "cos", "sqrt"])
def test_one_last_digit_of_one_function_is_another_probe(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    usual = getattr(math, name)
    calls = iter(range(10_000))

    def otherwise(x: float) -> float:
        found = usual(x)
        return math.nextafter(found, math.inf) if next(calls) == 77 else found

    before = probe()
    monkeypatch.setattr(math, name, otherwise)
    assert probe.__wrapped__() != before


def test_a_machine_is_described_without_its_name() -> None:
    assert set(machine()) == {"system", "architecture", "probe"}


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc can be asked")
def test_freed_memory_goes_back_to_the_system() -> None:
    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1])

    blocks = [bytearray(60_000) for _ in range(800)]
    above = [bytearray(60_000) for _ in range(3)]  # a free end of the heap goes back by itself
    blocks.clear()
    before = resident()
    release_memory()
    assert resident() < before - 1_000  # of pages of 4 kB
    assert above
