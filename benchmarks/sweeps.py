"""Rows on many runs: what a sweep costs beside its kernel, and what a second core brings."""

from statistics import median

from benchmarks.firms import settle
from benchmarks.table import Row
from benchmarks.timing import cpu_seconds, interleaved, median_ratio, wall_seconds
from simulation import Scenario, State, burn_in, load_scenario, run_many
from simulation.engine import Firm
from simulation.indicators import WEEKS_PER_YEAR

BAR_OVERHEAD, BAR_THREADS, BAR_BATCH = 0.10, 1.8, 0.060
SMALL = {"organization.teams": 2, "organization.reps_per_team": 10}
SCENARIOS_A_BLOCK, SEEDS = 10, 100


def overhead_row(blocks: int) -> Row:
    """`run_many` over short cells against the compiled weeks of the same cells alone, block by block in turns."""
    scenarios = [
        load_scenario(overrides=SMALL | {"selection.cull_fraction": 0.01 * n}) for n in range(SCENARIOS_A_BLOCK)
    ]
    states = burn_in(load_scenario(overrides=SMALL), range(SEEDS))
    taken = interleaved(
        {
            "sweep": lambda: cpu_seconds(lambda: run_many(scenarios, range(SEEDS), years=1, states=states, workers=1)),
            "kernel": lambda: kernel_seconds(scenarios, states),
        },
        blocks,
    )
    overhead = median_ratio(taken["sweep"], taken["kernel"]) - 1.0
    cells = len(scenarios) * SEEDS
    each = 1e6 * (median(taken["sweep"]) - median(taken["kernel"])) / cells
    return Row(
        f"sweep beside its kernel, {blocks * cells:,} cells of 20 reps and a year",
        f"{100 * overhead:.0f} % ({each:.0f} us a cell of {1e6 * median(taken['kernel']) / cells:.0f} us)",
        "<= 10 %",
        overhead <= BAR_OVERHEAD,
    )


def kernel_seconds(scenarios: list[Scenario], states: list[State]) -> float:
    """Processor time of the compiled weeks alone."""
    firm, seconds = Firm(scenarios[0]), 0.0
    for scenario in scenarios:
        firm.adopt(scenario)
        for seed, state in enumerate(states):
            firm.restore(state)
            firm.use_luck(seed, seed)
            seconds += cpu_seconds(lambda: firm.live(WEEKS_PER_YEAR))
    return seconds


def threads_rows(repetitions: int) -> list[Row]:
    """Two threads against one, and a page's worth of firms; on the clock, so the best turn counts."""
    firms = settle({}, firms=16)

    def years_of_16(years: int, workers: int) -> float:
        seeds = range(len(firms.states))
        return wall_seconds(
            lambda: run_many([firms.scenario], seeds, years=years, states=firms.states, workers=workers)
        )

    taken = interleaved(
        {
            "one": lambda: years_of_16(6, 1),
            "two": lambda: years_of_16(6, 2),
            "page": lambda: years_of_16(3, 2),
        },
        repetitions,
    )
    gain, page = min(taken["one"]) / min(taken["two"]), min(taken["page"])
    return [
        Row("two threads against one (clock, best of turns)", f"{gain:.2f}x", ">= 1.8x idle", gain >= BAR_THREADS),
        Row(
            "16 firms x 80 reps x 3 years from a burnt-in state, two threads (clock, best of turns)",
            f"{1e3 * page:.0f} ms",
            "< 60 ms",
            page < BAR_BATCH,
        ),
    ]
