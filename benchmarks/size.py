"""Rows on size: what a rep-week costs in small and large firms, short and long runs; and memory."""

from functools import partial
from statistics import median

from benchmarks.firms import settle, sized
from benchmarks.table import Row
from benchmarks.timing import interleaved, medians, run_child

SIZES = (10, 80, 400, 2_000)
LARGEST = 10_000
REPS_MEASURED = 400  # small firms are measured many at a time, so that one firm's luck does not decide
BAR_LINEAR, BAR_LARGEST = 1.2, 2.0
BAR_MEGABYTES, BAR_GROWTH = 400.0, 20.0
MEMORY_BATCHES = 10


def size_rows(repetitions: int, *, quick: bool) -> list[Row]:
    """Cost a rep-week by size of firm, and by years."""
    sizes = SIZES if quick else (*SIZES, LARGEST)
    firms = {reps: sized(reps, REPS_MEASURED) for reps in sizes}
    years = {reps: 2.0 if reps < SIZES[-1] else 0.5 for reps in sizes}
    measures = {str(reps): partial(firms[reps].live, years[reps]) for reps in sizes}
    taken = medians(interleaved(measures, repetitions))
    cost = {reps: firms[reps].nanoseconds(taken[str(reps)], years[reps]) for reps in sizes}
    spread = max(cost[reps] for reps in SIZES) / min(cost[reps] for reps in SIZES)
    shown = ", ".join(f"{reps:,}: {cost[reps]:.0f}" for reps in SIZES)
    rows = [
        Row(
            "cost against size: ns a rep-week by reps",
            f"{shown} (dearest {100 * (spread - 1):.0f} % above cheapest)",
            "within 20 %",
            spread <= BAR_LINEAR,
        )
    ]
    if not quick:
        ratio = cost[LARGEST] / min(cost[reps] for reps in SIZES)
        rows.append(
            Row(
                f"... at {LARGEST:,} reps", f"{cost[LARGEST]:.0f} ns: {ratio:.2f}x a rep", "<= 2x", ratio <= BAR_LARGEST
            )
        )
    return [*rows, years_row(repetitions)]


def years_row(repetitions: int) -> Row:
    """Cost a rep-week in short and long runs."""
    firm, lengths = settle({}), (2, 5, 10, 20)
    taken = medians(interleaved({str(years): partial(firm.live, years) for years in lengths}, repetitions))
    cost = {years: firm.nanoseconds(taken[str(years)], years) for years in lengths}
    spread = max(cost.values()) / min(cost.values())
    shown = ", ".join(f"{years}: {nanoseconds:.0f}" for years, nanoseconds in cost.items())
    return Row(
        "... by years",
        f"{shown} (dearest {100 * (spread - 1):.0f} % above cheapest)",
        "within 20 %",
        spread <= BAR_LINEAR,
    )


def memory_row(runs_per_batch: int) -> Row:
    """Resident memory of a fresh process while it sweeps, batch after batch."""
    code = "import sys; from benchmarks.memory import sweep; sweep(int(sys.argv[1]), int(sys.argv[2]))"
    run_child(code, "1", str(runs_per_batch))  # compiles, if need be: the compiler's memory is not the sweep's
    resident = [float(line) for line in run_child(code, str(MEMORY_BATCHES), str(runs_per_batch)).split()]
    half = len(resident) // 2
    growth = median(resident[half:]) - median(resident[:half])
    runs = MEMORY_BATCHES * runs_per_batch
    return Row(
        "memory of a long sweep, in batches as the store takes them",
        f"{max(resident):.0f} MB at most; second half of {runs:,} runs {growth:+.1f} MB against the first",
        "flat, < 400 MB",
        max(resident) < BAR_MEGABYTES and growth < BAR_GROWTH,
    )
