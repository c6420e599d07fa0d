"""A sweep that only watches its own memory; run in a process of its own by size.py."""

import os
import resource
import sys
from pathlib import Path

from simulation import burn_in, load_scenario, run_many

SEEDS = 20
SMALL = {"organization.teams": 2, "organization.reps_per_team": 10, "calendar.burn_in_years": 1}


def resident_megabytes() -> float:
    """Memory that this process holds now; its peak where the system does not tell."""
    table = Path("/proc/self/statm")
    if table.exists():
        return int(table.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def sweep(batches: int, runs_per_batch: int) -> None:
    """Run batches of short cells; print the resident megabytes after each."""
    scenario = load_scenario(overrides=SMALL)
    states = burn_in(scenario, range(SEEDS))
    for _ in range(batches):
        run_many([scenario] * (runs_per_batch // SEEDS), range(SEEDS), years=1, states=states)
        print(resident_megabytes(), flush=True)
