"""Runs: one firm through one seed, or many through many, on the compiled engine."""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from threading import local
from typing import Any, Literal

import numpy as np
import pandas as pd

from simulation.engine import Firm
from simulation.indicators import COLUMNS, WEEKS_PER_YEAR, as_table, indicators, weekly_means
from simulation.mechanisms.clocks import WEEKS_PER_QUARTER
from simulation.mechanisms.events import NAMES
from simulation.scenario import Scenario
from simulation.script import Script
from simulation.state import Array, State

RECORDS = ("weekly", "rep_weeks", "rep_quarters", "events")
SEAT_FLOWS = (
    "leads", "qualified", "pipeline_money", "wins", "rival_losses", "undecided", "bookings_money", "expansion_money",
)  # fmt: skip
EXITS = ("poached", "resigned", "dismissed", "laid_off", "other_exits", "promoted")  # who is poached resigns as well
BUNDLES_A_THREAD, LARGEST_BUNDLE = 8, 32
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Run:
    """What one run left behind; frames are made when asked for.

    `.weekly` one row a week (columns as the Mesa model's collector), `.indicators` one row a year, `.rep_weeks` and
    `.rep_quarters` one row a rep and period, `.events` one row an event, `.state` the firm at the end.
    """

    scenario: Scenario
    seed: int
    state: State
    _weekly: Array = field(repr=False)
    _rep_weeks: list[pd.DataFrame] = field(repr=False)
    _events: list[Array] = field(repr=False)
    _recorded: tuple[str, ...] = field(repr=False)

    @cached_property
    def weekly(self) -> pd.DataFrame:
        """Weekly report, one row a week."""
        return pd.DataFrame(as_table(self._weekly), columns=list(COLUMNS))

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """Indicators, one row a full year; `year` counts from 1."""
        frame = indicators(weekly_means(self._weekly))
        frame.insert(0, "year", np.arange(1, len(frame) + 1))
        return frame

    @cached_property
    def rep_weeks(self) -> pd.DataFrame:
        """Everybody's attributes at the end of each week, with the week's flows of their seat."""
        self._need("rep_weeks")
        return pd.concat(self._rep_weeks, ignore_index=True)

    @cached_property
    def rep_quarters(self) -> pd.DataFrame:
        """Everybody at the end of each quarter, with what they booked in it and what was expected of them."""
        self._need("rep_quarters", "rep_weeks")
        frames = [
            frame for frame in self._rep_weeks if frame["week"].iloc[0] % WEEKS_PER_QUARTER == WEEKS_PER_QUARTER - 1
        ]
        quarters = pd.concat(frames, ignore_index=True)
        quarters.insert(1, "quarter", quarters["week"] // WEEKS_PER_QUARTER)
        quarters["bookings_money"] = quarters["quarter_1_ago_money"]
        quarters["expected_money"] = quarters["expected_1_ago_money"]
        return quarters

    @cached_property
    def events(self) -> pd.DataFrame:
        """What happened, in order of weeks and seats; `kind` in words."""
        self._need("events")
        frame = pd.DataFrame(np.concatenate(self._events)) if self._events else pd.DataFrame()
        frame["kind"] = frame["kind"].map(NAMES)
        return frame

    def _need(self, *names: str) -> None:
        if not set(names) & set(self._recorded):
            raise ValueError(f"this run did not record {names[0]}: run(..., record=({names[0]!r},))")


def run(  # noqa: PLR0913 - one line of a notebook, everything after the seed by name
    scenario: Scenario,
    seed: int,
    *,
    years: int | None = None,
    state: State | None = None,
    record: Iterable[str] = ("weekly",),
    market_seed: int | None = None,
    script: Script | None = None,
) -> Run:
    """Live a firm through one seed, from a state or from a firm that settled under the same scenario.

    `record` names what to keep beside the weekly report: any of `rep_weeks`, `rep_quarters`, `events`;
    `script` replays a field experiment from week 0. ValueError for an unknown name or a state of another size.
    """
    recorded = tuple(record)
    _check_recorded(recorded)
    start = state if state is not None else burn_in(scenario, [seed], market_seeds=[_or(market_seed, seed)])[0]
    firm = Firm(scenario, events="events" in recorded, script=script)
    firm.restore(start)
    firm.use_luck(seed, _or(market_seed, seed))
    weeks = WEEKS_PER_YEAR * (years if years is not None else scenario.calendar.years)
    detailed = any(name != "weekly" for name in recorded)
    rep_weeks: list[pd.DataFrame] = []
    events: list[Array] = []
    if detailed:
        weekly = np.concatenate([_live_and_note(firm, recorded, rep_weeks, events) for _ in range(weeks)])
    else:
        weekly = firm.live(weeks)
    return Run(scenario, seed, firm.keep(), weekly, rep_weeks, events, recorded)


def _or(value: int | None, otherwise: int) -> int:
    return otherwise if value is None else value


def _check_recorded(names: Sequence[str]) -> None:
    unknown = [name for name in names if name not in RECORDS]
    if unknown:
        raise ValueError(f"cannot record {unknown[0]!r}: choose from {', '.join(RECORDS)}")


def _live_and_note(firm: Firm, recorded: Sequence[str], rep_weeks: list[pd.DataFrame], events: list[Array]) -> Array:
    """One week, with its details put away."""
    weekly = firm.live(1)
    week = int(weekly["week"][0])
    ends_quarter = week % WEEKS_PER_QUARTER == WEEKS_PER_QUARTER - 1
    if "rep_weeks" in recorded or ("rep_quarters" in recorded and ends_quarter):
        rep_weeks.append(_people(firm, week))
    if "events" in recorded:
        events.append(_week_events(firm))
    return weekly


def _people(firm: Firm, week: int) -> pd.DataFrame:
    """The people of a week, their arm, manager and pair, what their seats brought, and how they left if they did."""
    frame = pd.DataFrame(firm.arrays.reps.copy())
    frame.insert(0, "week", week)
    seats, managers = firm.arrays.seats, firm.arrays.managers
    frame["arm_name"] = np.array(firm.schedule.names)[frame["arm"]]
    frame["manager"] = managers["appointments"][frame["team"]]
    frame["paired_with"] = seats["partner"].copy()
    for name in SEAT_FLOWS:
        frame[f"week_{name}"] = seats[name].copy()
    frame["exit_kind"] = np.select([seats[kind] == 1 for kind in EXITS], EXITS, "")
    return frame


def _week_events(firm: Firm) -> Array:
    """The filled lines of every seat's diary, in the order of seats."""
    lines, counts = firm.arrays.events, firm.arrays.seats["events"]
    filled: Array = lines[np.arange(lines.shape[1]) < counts[:, None]]
    return filled.copy()


def burn_in(
    scenario: Scenario,
    seeds: Iterable[int],
    *,
    market_seeds: Iterable[int] | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> list[State]:
    """Settle a firm under its own scenario for `calendar.burn_in_years`; one state a seed, at week 0.

    `market_seeds`, one a seed, give the luck of demand, slumps and the rival; by default it is the seed's own.
    """
    weeks = WEEKS_PER_YEAR * scenario.calendar.burn_in_years
    pairs = _pairs(seeds, market_seeds)
    workshop = Workshop()

    def settle(pair: tuple[int, int]) -> State:
        firm = workshop.firm(scenario)
        firm.found(*pair, first_week=-weeks)
        firm.live(weeks)
        return firm.keep()

    return _spread(settle, pairs, workers, progress)


def run_many(  # noqa: PLR0913 - one line of a notebook, everything after the seeds by name
    scenarios: Sequence[Scenario],
    seeds: Iterable[int],
    *,
    years: int | None = None,
    states: Sequence[State] | None = None,
    by: Literal["run", "year"] = "run",
    market_seeds: Iterable[int] | None = None,
    script: Script | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Every scenario through every seed, on threads: one row a scenario and seed (or also a year), then indicators.

    `states`, one a seed, are where all scenarios start; by default each settles under itself.
    `script` is what all of them live through. Rows come in order of
    scenarios, seeds and years, whatever the number of workers.
    """
    pairs = _pairs(seeds, market_seeds)
    if states is not None and len(states) != len(pairs):
        raise ValueError(f"{len(states)} states for {len(pairs)} seeds: give one state a seed")
    workshop = Workshop(script)

    def live(cell: tuple[int, int]) -> Array:
        scenario, (seed, market_seed) = scenarios[cell[0]], pairs[cell[1]]
        firm = workshop.firm(scenario)
        if states is None:
            settling = WEEKS_PER_YEAR * scenario.calendar.burn_in_years
            firm.found(seed, market_seed, first_week=-settling)
            firm.live(settling)
        else:
            firm.restore(states[cell[1]])
            firm.use_luck(seed, market_seed)
        weeks = WEEKS_PER_YEAR * (years if years is not None else scenario.calendar.years)
        return weekly_means(firm.live(weeks), weeks if by == "run" else WEEKS_PER_YEAR)

    cells = list(product(range(len(scenarios)), range(len(pairs))))
    means = _spread(live, cells, workers, progress)
    frame = indicators(np.concatenate(means))
    lengths = [len(block) for block in means]
    frame.insert(0, "scenario", np.repeat([cell[0] for cell in cells], lengths))
    frame.insert(1, "seed", np.repeat([pairs[cell[1]][0] for cell in cells], lengths))
    if by == "year":
        frame.insert(2, "year", np.concatenate([np.arange(1, length + 1) for length in lengths]))
    return frame


def _pairs(seeds: Iterable[int], market_seeds: Iterable[int] | None) -> list[tuple[int, int]]:
    own = list(seeds)
    return list(zip(own, own if market_seeds is None else market_seeds, strict=True))


class Workshop:
    """Each thread's own arrays, made once for a size of firm; all of them live under the same script."""

    def __init__(self, script: Script | None = None) -> None:
        self._own = local()
        self._script = script

    def firm(self, scenario: Scenario) -> Firm:
        """This thread's firm, under this scenario's parameters."""
        held: tuple[Scenario, Firm] | None = getattr(self._own, "held", None)
        if held is None or not held[1].fits(scenario):
            held = (scenario, Firm(scenario, script=self._script))
        elif held[0] is not scenario:
            held[1].adopt(scenario, self._script)
            held = (scenario, held[1])
        self._own.held = held
        return held[1]


def _spread(
    job: Callable[[Any], Any], cells: Sequence[Any], workers: int | None, progress: Progress | None
) -> list[Any]:
    """Do all jobs on threads, in order; compiled code runs without the interpreter's lock.

    Short jobs go to a thread in bundles, because handing one over costs as much as a small firm's quarter.
    """
    count = workers if workers is not None else (os.cpu_count() or 1)
    size = max(1, min(LARGEST_BUNDLE, len(cells) // (BUNDLES_A_THREAD * count)))
    bundles = [cells[first : first + size] for first in range(0, len(cells), size)]
    results: list[Any] = []
    with ThreadPoolExecutor(count) as pool:
        try:
            for done in pool.map(lambda bundle: [job(cell) for cell in bundle], bundles):
                results += done
                if progress is not None:
                    progress(len(results), len(cells))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return results
