"""Time that other people's work on the machine disturbs least: processor time, medians of interleaved repetitions."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

Measure = Callable[[], float]  # does something once, and says how many seconds of it count
PROJECT = Path(__file__).parent.parent


def cpu_seconds(job: Callable[[], object]) -> float:
    """Processor time that a job takes in this process, on all its threads."""
    start = time.process_time()
    job()
    return time.process_time() - start


def wall_seconds(job: Callable[[], object]) -> float:
    """Time on the clock that a job takes."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def interleaved(measures: Mapping[str, Measure], repetitions: int) -> dict[str, list[float]]:
    """Seconds of every repetition of every measure, taken in turns, so that a slow minute strikes all alike."""
    taken: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(repetitions):
        for name, measure in measures.items():
            taken[name].append(measure())
    return taken


def medians(taken: Mapping[str, list[float]]) -> dict[str, float]:
    """The median of every measure."""
    return {name: median(seconds) for name, seconds in taken.items()}


def median_ratio(above: list[float], below: list[float]) -> float:
    """The median, over repetitions, of one measure against another in the same turn."""
    return median(one / other for one, other in zip(above, below, strict=True))


def child_cpu_seconds(code: str, *arguments: str, environment: Mapping[str, str] | None = None) -> float:
    """Processor time of a fresh Python that runs some code. `CalledProcessError` if it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run_child(code, *arguments, environment=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def run_child(code: str, *arguments: str, environment: Mapping[str, str] | None = None) -> str:
    """What a fresh Python prints that runs some code. `CalledProcessError` if it fails."""
    finished = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        check=True,
        capture_output=True,
        text=True,
        cwd=PROJECT,
        env={**os.environ, **(environment or {})},
    )
    return finished.stdout
