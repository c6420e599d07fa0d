"""Rows on starting: the compiler's first run, the command line once compiled, and its help."""

from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.table import Row
from benchmarks.timing import child_cpu_seconds

BAR_COLD, BAR_WARM, BAR_HELP = 30.0, 1.0, 0.4
FIRST_RUN = """
from simulation import load_scenario, run
run(load_scenario(overrides={"organization.teams": 1, "calendar.burn_in_years": 1}), 1, years=1)
"""
COMMAND_LINE = "from experiments.cli import main; main()"


def start_rows(repetitions: int) -> list[Row]:
    """Processor seconds of fresh processes."""
    with TemporaryDirectory() as folder:
        cold = child_cpu_seconds(FIRST_RUN, environment={"SALESORG_CACHE": folder})
        warm = median(_command("run", "--years", "1", "--json", "--results", folder) for _ in range(repetitions))
    helped = median(_command("--help") for _ in range(repetitions))
    return [
        Row("first run with nothing compiled, in all", f"{cold:.1f} s", "< 30 s", cold < BAR_COLD),
        Row("salesorg run, compiled before (80 reps, 9 years)", f"{warm:.2f} s", "< 1 s", warm < BAR_WARM),
        Row("salesorg --help", f"{helped:.2f} s", "< 0.4 s", helped < BAR_HELP),
    ]


def _command(*arguments: str) -> float:
    return child_cpu_seconds(COMMAND_LINE, *arguments)
