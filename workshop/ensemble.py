"""The live ensemble: futures of a company that arrive in slices, always the same ones, and stop when nobody waits.

Future *i* always uses seed *i*: pictures refine and never jump, and all companies share luck. One pool of threads
computes (compiled code runs without the interpreter's lock); the page's event loop only waits. Whoever waits is a task:
cancelling it stops everything but the slices in hand, and those are kept.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from threading import Lock
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from simulation import Scenario, State, burn_in
from simulation.engine import Firm
from simulation.indicators import WEEKS_PER_YEAR, indicators, weekly_means
from simulation.runs import Workshop as Threads
from workshop.metrics import NAMES
from workshop.remembered import Remembered

Array = npt.NDArray[np.float64]
Key = tuple[str, int, int]
Answer = TypeVar("Answer")

WEEKS_PER_PERIOD = 13
STAGES = (8, 16, 50, 100, 200, 300)
"""Numbers of futures after which a picture is worth drawing."""
FEWEST = 4
"""Futures of the first picture where those of the first stage would keep people waiting; it says how many it has."""
FIRST_PICTURE_SECONDS = 0.08
"""What a first picture may take to live: half of what a hand feels as at once (0.15 s); the page needs the rest."""
SECONDS_TO_PAINT = 0.05
"""Rest after a first picture: a browser on the same machine needs a core to paint it."""
SLICE_SECONDS = 0.015
MOST_NAMES = 64
MOST_LIVES = 12_000
"""Lives kept in memory, about 2 kB each."""


@dataclass(frozen=True)
class Life:
    """One future of one company: a row a quarter, and the mean over all of it; a column an indicator shown."""

    periods: Array
    whole: Array


@dataclass(frozen=True)
class Futures:
    """The first futures of several companies: companies x futures x quarters x indicators, and their means."""

    periods: Array
    whole: Array

    @property
    def count(self) -> int:
        """How many futures each company has."""
        return int(self.whole.shape[1])


@dataclass(frozen=True)
class Lived:
    """The weekly reports of some years, and the firm at their end: to be kept before the same thread lives on."""

    weekly: npt.NDArray[Any]
    _firm: Firm

    @property
    def state(self) -> State:
        """A copy of the firm as it is now."""
        return self._firm.keep()


@dataclass
class Shelf:
    """Lives by company and seed, the longest unused forgotten first; safe for threads.

    What was just lived is left here unread, as weekly means (a row a quarter, then one row for all): indicators cost
    nearly as much of one life as of a hundred, so all that lie here are read at once.
    """

    most: int = MOST_LIVES
    _lives: OrderedDict[Key, Life] = field(default_factory=OrderedDict)
    _unread: dict[Key, Array] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _reading: Lock = field(default_factory=Lock)

    def leave(self, key: Key, means: Array) -> None:
        """Put down what was just lived."""
        with self._lock:
            self._unread[key] = means

    def read(self) -> None:
        """Read all that was left; once this returns, everything left before can be taken."""
        with self._reading:
            with self._lock:
                left, self._unread = self._unread, {}
            if left:
                for key, life in zip(left, _lives(list(left.values())), strict=True):
                    self.put(key, life)

    def take(self, key: Key) -> Life | None:
        """A life, if it is here."""
        with self._lock:
            life = self._lives.get(key)
            if life is not None:
                self._lives.move_to_end(key)
            return life

    def put(self, key: Key, life: Life) -> None:
        """Keep a life."""
        with self._lock:
            self._lives[key] = life
            while len(self._lives) > self.most:
                self._lives.popitem(last=False)

    def __len__(self) -> int:
        with self._lock:
            return len(self._lives) + len(self._unread)


class Ensemble:
    """Futures of one firm, under whatever companies are asked about."""

    def __init__(self, firm: Scenario, years: int | None = None, workers: int | None = None) -> None:
        self.firm = firm
        self.years = years or firm.calendar.years
        self.workers = workers or os.cpu_count() or 1
        self.shelf = Shelf()
        self._pool = ThreadPoolExecutor(self.workers, thread_name_prefix="futures")
        self._threads = Threads()
        self._states: dict[int, State] = {}
        self._name = Remembered(Scenario.fingerprint, MOST_NAMES)
        self._locks: dict[int, Lock] = {}
        self._lock = Lock()
        self._seconds_a_life = 0.01
        self._seconds_by_the_clock = 0.01
        self._waiting = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    # --- asked by pages ----------------------------------------------------------------------------------------------

    async def watch(self, companies: Sequence[Scenario], stages: Iterable[int] = STAGES) -> AsyncIterator[Futures]:
        """The futures of some companies, again and again with more of them; closing or cancelling stops the work."""
        for place, count in enumerate(self._worth_drawing(companies, tuple(stages))):
            if place == 1:
                await asyncio.sleep(SECONDS_TO_PAINT)
            found = await self._lived(companies, count)
            if found is not None:
                yield found

    async def futures(self, companies: Sequence[Scenario], count: int) -> Futures:
        """So many futures at once."""
        found = await self._lived(companies, count)
        if found is None:
            raise RuntimeError(f"{count} futures of {len(companies)} companies are more than the shelf holds")
        return found

    async def _lived(self, companies: Sequence[Scenario], count: int) -> Futures | None:
        await self.fill([(company, seed) for company in companies for seed in range(count)])
        return self.gathered(companies, count)

    async def fill(self, wanted: Iterable[tuple[Scenario, int]]) -> None:
        """Live what is missing, a slice for each thread at a time."""
        self._waiting += 1
        self._quiet.clear()
        try:
            await self._fill(wanted)
        finally:
            self._waiting -= 1
            if self._waiting == 0:
                self._quiet.set()

    def _worth_drawing(self, companies: Sequence[Scenario], stages: tuple[int, ...]) -> tuple[int, ...]:
        """The stages, with one before them if the first would take too long."""
        first = [(company, seed) for company in companies for seed in range(stages[0])]
        return sooner(stages, len(self._missing(first)) * self._seconds_by_the_clock / self.workers)

    async def _fill(self, wanted: Iterable[tuple[Scenario, int]]) -> None:
        cells = list(wanted)
        if not self._missing(cells):
            return
        await self.run(self.shelf.read)  # whoever stopped waiting left it
        missing = iter(self._missing(cells))
        running: set[asyncio.Future[None]] = set()
        try:
            for cut in self._slices(missing):
                running.add(asyncio.ensure_future(self.run(self._live_slice, cut)))
                if len(running) > self.workers:  # one more than threads, so that none waits for this loop
                    done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                    for one in done:
                        one.result()
            await asyncio.gather(*running)
            await self.run(self.shelf.read)
        except asyncio.CancelledError:
            for one in running:
                one.cancel()
            raise

    def _missing(self, cells: Sequence[tuple[Scenario, int]]) -> list[tuple[Scenario, int]]:
        """Lives that are not on the shelf."""
        return [(company, seed) for company, seed in cells if self.shelf.take(self._key(company, seed)) is None]

    async def run(self, job: Callable[..., Answer], *arguments: Any) -> Answer:
        """Anything that takes time, in the pool."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, job, *arguments)

    async def settle(self, seeds: Iterable[int]) -> None:
        """Make the settled firms of some seeds ready while nobody waits for a picture."""
        for seed in seeds:
            await self.idle()
            await self.run(self.state, seed)

    async def idle(self) -> None:
        """Return once nobody waits for a picture."""
        await self._quiet.wait()

    def gathered(self, companies: Sequence[Scenario], count: int) -> Futures | None:
        """The first futures of some companies as they lie on the shelf; None if one is not there."""
        lives = [[self.shelf.take(self._key(company, seed)) for seed in range(count)] for company in companies]
        found = [[life for life in row if life is not None] for row in lives]
        if any(len(row) < count for row in found):
            return None
        return Futures(
            np.array([[life.periods for life in row] for row in found]),
            np.array([[life.whole for life in row] for row in found]),
        )

    def close(self) -> None:
        """Let the threads go once they have done what they have in hand."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    # --- in the pool -------------------------------------------------------------------------------------------------

    def state(self, seed: int) -> State:
        """The settled firm of a seed, at week 0; made once."""
        with self._lock:
            lock = self._locks.setdefault(seed, Lock())
        with lock:
            if seed not in self._states:
                self._states[seed] = burn_in(self.firm, [seed], workers=1)[0]
            return self._states[seed]

    def live(self, company: Scenario, seed: int, state: State, years: int) -> Lived:
        """One company from a state through the luck of a seed."""
        firm = self._threads.firm(company)
        firm.restore(state)
        firm.use_luck(seed, seed)
        return Lived(firm.live(WEEKS_PER_YEAR * years), firm)

    def _live_slice(self, cells: Sequence[tuple[Scenario, int]]) -> None:
        for company, seed in cells:
            state = self.state(seed)
            began, worked = time.perf_counter(), time.thread_time()
            weekly = self.live(company, seed, state, self.years).weekly
            means = [weekly_means(weekly, WEEKS_PER_PERIOD), weekly_means(weekly, len(weekly))]
            self.shelf.leave(self._key(company, seed), np.concatenate(means))
            self._note_pace(time.thread_time() - worked, time.perf_counter() - began)

    def _note_pace(self, worked: float, waited: float) -> None:
        """Slices go by the work in them, promises by the clock: on a busy machine it runs ahead."""
        self._seconds_a_life += 0.1 * (worked - self._seconds_a_life)
        self._seconds_by_the_clock += 0.1 * (waited - self._seconds_by_the_clock)

    def _slices(self, cells: Iterator[tuple[Scenario, int]]) -> Iterator[list[tuple[Scenario, int]]]:
        while cut := list(islice(cells, slice_length(self._seconds_a_life))):
            yield cut

    def _key(self, company: Scenario, seed: int) -> Key:
        return self._name(company), seed, self.years


def slice_length(seconds_a_life: float) -> int:
    """How many lives make a slice of about `SLICE_SECONDS`."""
    return max(1, min(64, round(SLICE_SECONDS / max(seconds_a_life, 1e-6))))


def sooner(stages: tuple[int, ...], seconds: float) -> tuple[int, ...]:
    """The stages, after a smaller first one if the first would take more than `FIRST_PICTURE_SECONDS`."""
    return (FEWEST, *stages) if seconds > FIRST_PICTURE_SECONDS and stages[0] > FEWEST else stages


def _lives(blocks: Sequence[Array]) -> Iterator[Life]:
    """Lives from weekly means: rows a quarter, then one for all."""
    table = indicators(np.concatenate(blocks))[list(NAMES)].to_numpy(np.float64)
    for rows in np.split(table, np.cumsum([len(block) for block in blocks])[:-1]):
        yield Life(rows[:-1].copy(), rows[-1].copy())  # copies, or each would hold the memory of all
