"""Who carries out jobs: threads, processes, a Dask cluster; anything with the `concurrent.futures` interface."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from threading import Thread

from experiments.sweep.jobs import Done, Job, carry_out
from simulation import ScenarioError
from simulation.engine import EngineError

ANSWER_SECONDS = 30


class SweepError(RuntimeError):
    """The sweep could not go on; what is done is kept."""


@dataclass(frozen=True)
class Crew:
    """An executor, and how many jobs to hand it ahead: enough to keep it busy, few enough to keep memory flat."""

    executor: Executor
    ahead: int


Hire = Callable[[], AbstractContextManager[Crew]]


def all_cores(workers: int | None) -> int:
    """The number of workers asked for, else one a core."""
    return workers or os.cpu_count() or 1


@contextmanager
def threads(workers: int | None = None) -> Iterator[Crew]:
    """Threads of this process: the engine runs without the interpreter's lock."""
    with ThreadPoolExecutor(all_cores(workers)) as executor:
        yield Crew(executor, 2 * all_cores(workers))


@contextmanager
def processes(workers: int | None = None) -> Iterator[Crew]:
    """Processes of this machine, for models in plain Python."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(all_cores(workers), mp_context=spawn, initializer=_follow_parent) as executor:
        yield Crew(executor, 2 * all_cores(workers))


def _follow_parent() -> None:
    """A worker leaves Ctrl-C to its parent, which every process of a terminal hears, and ends when its parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def cluster(address: str) -> Iterator[Crew]:
    """The workers of a Dask scheduler, wherever they are; ScenarioError if it does not answer or Dask is missing."""
    try:
        from distributed import Client  # noqa: PLC0415 - an extra that most will not have
    except ImportError:
        raise ScenarioError('--scheduler needs Dask: install it with pip install "salesorg[cluster]"') from None
    try:
        client = Client(address, timeout=ANSWER_SECONDS, set_as_default=False)
        client.wait_for_workers(1, timeout=ANSWER_SECONDS)
    except (OSError, ValueError, TimeoutError) as error:
        raise ScenarioError(f"--scheduler {address}: no scheduler with workers answers there ({error})") from None
    with client, client.get_executor(pure=False) as executor:
        yield Crew(executor, 2 * sum(client.ncores().values()) + 2)


def drive(crew: Crew, jobs: Iterator[Job], take: Callable[[Done], None]) -> None:
    """Hand out jobs, a few ahead, and take what comes back in any order; what waits is cancelled on failure."""
    pending: set[Future[Done]] = set()
    try:
        for job in jobs:
            pending.add(_handed(crew, job))
            if len(pending) >= crew.ahead:
                pending = _take_some(pending, take)
        while pending:
            pending = _take_some(pending, take)
    except BaseException as end:
        for future in pending:
            future.cancel()
        if isinstance(end, KeyboardInterrupt):
            raise KeyboardInterrupt("interrupted; what is done is kept, and the same command goes on") from None
        raise


def _take_some(pending: set[Future[Done]], take: Callable[[Done], None]) -> set[Future[Done]]:
    finished, rest = wait(pending, return_when=FIRST_COMPLETED)
    for future in finished:
        take(_result(future))
    return rest


def _handed(crew: Crew, job: Job) -> Future[Done]:
    """A job on its way; a crew that has just lost somebody takes no more."""
    try:
        return crew.executor.submit(carry_out, job)
    except Exception as error:
        raise _lost(error) from error


def _result(future: Future[Done]) -> Done:
    try:
        return future.result()
    except (EngineError, MemoryError):
        raise
    except Exception as error:
        raise _lost(error) from error


def _lost(error: Exception) -> SweepError:
    return SweepError(
        f"a worker was lost or could not work ({type(error).__name__}: {error}). What is done is kept: the same "
        "command goes on from there"
    )
