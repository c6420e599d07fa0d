"""A small study for tests, and the command line as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from experiments.design import Cells, Plan, latin_hypercube, policies, read_plan
from experiments.sweep.executors import threads
from experiments.sweep.sweep import How, Swept, sweep

PROJECT = Path(__file__).parents[3]
SMALL = {"organization.teams": 2, "organization.reps_per_team": 4, "calendar.burn_in_years": 1}
ARMS = ("ordinary", "culling=10%")
STUDY = """
format = 1
question = "Does it pay to dismiss the lowest sellers?"
years = {years}
seeds = {{ first = 0, count = {seeds} }}
reference = "ordinary"
[set]
organization.teams = 2
organization.reps_per_team = 4
calendar.burn_in_years = {settling}
[[worlds]]
design = "latin_hypercube"
samples = 2
vary = ["market.demand_volatility"]
[[arms]]
design = "policies"
names = ["ordinary", "culling=10%", "random_dismissal=10%"]
"""


def plan(**changed: object) -> Cells:
    """Two worlds, two arms, three seeds."""
    given: dict[str, object] = {
        "settings": SMALL,
        "years": 1,
        "seeds": range(3),
        "worlds": latin_hypercube(["market.demand_volatility"], 2),
        "arms": policies(list(ARMS)),
        "reference": "ordinary",
    }
    return read_plan(Plan("Does it pay?", **(given | changed)))  # type: ignore[arg-type]


def swept(folder: Path, cells: Cells, **how: object) -> Swept:
    """Sweep on two threads."""
    given: dict[str, object] = {"hire": lambda: threads(2), "command": "salesorg sweep study.toml"}
    return sweep("study", cells, folder, How(**(given | how)))  # type: ignore[arg-type]


def write_study(folder: Path, *, seeds: int = 3, years: int = 1, settling: int = 1) -> Path:
    """The study as a file."""
    path = folder / "study.toml"
    path.write_text(STUDY.format(seeds=seeds, years=years, settling=settling), "utf-8")
    return path


def salesorg(*words: str | Path) -> list[str]:
    """A command of the command line."""
    return [sys.executable, "-c", "from experiments.cli import main; main()", *map(str, words)]


def call(folder: Path, *words: str | Path, **more: object) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, to its end."""
    given = {"cwd": folder, "env": surroundings(folder), "capture_output": True, "text": True, "check": False} | more
    return subprocess.run(salesorg(*words), **given)  # type: ignore[call-overload, no-any-return]  # noqa: PLW1510


def start(folder: Path, *words: str | Path) -> subprocess.Popen[str]:
    """Start a command in a folder, in a process group of its own."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(salesorg(*words), cwd=folder, env=surroundings(folder), start_new_session=True, **quiet)  # type: ignore[call-overload, no-any-return]


def surroundings(folder: Path) -> dict[str, str]:
    """The environment in which a process finds the project and what lies in the folder."""
    return os.environ | {"PYTHONPATH": f"{PROJECT}{os.pathsep}{folder}"}


def results_of(folder: Path) -> dict[str, bytes]:
    """Every byte of a study's parts."""
    found = {path.name: path.read_bytes() for path in sorted((folder / "raw").iterdir())}
    assert any(name.startswith("runs-") for name in found)
    return found


def table_of(folder: Path, study: str = "study") -> bytes:
    """The table of all runs, as a user exports it."""
    done = call(folder, "query", study, "select * from runs order by number, seed", "--csv", "table.csv")
    assert done.returncode == 0, done.stderr
    return (folder / "table.csv").read_bytes()
