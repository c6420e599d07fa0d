"""`salesorg run`: one firm through one world, with everything that happened in files."""

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from experiments import files
from experiments.analysis.tables import years_of
from experiments.commands.screen import console, patience, print_json, table, warn_of_crowding
from experiments.fingerprint import code_fingerprint, fingerprint
from experiments.report.words import money
from experiments.store import MANIFEST, Manifest
from simulation import Run, Scenario, Script, load_scenario, load_script, run
from simulation.indicators import UNITS
from simulation.scenario import parse_override

YEARS_ACROSS = 6

SHOWN = (
    ("revenue_money", "Revenue, new", ""),
    ("renewals_money", "Revenue, renewed", ""),
    ("profit_money", "Profit", ""),
    ("wins", "Deals won", "{:,.0f}"),
    ("win_share", "Won of deals ended", "{:.1%}"),
    ("satisfaction", "Satisfaction, 0-100", "{:.1f}"),
    ("share_at_quota", "Reps at quota", "{:.1%}"),
    ("turnover", "Turnover of reps", "{:.1%}"),
    ("ability", "Mean talent, sd", "{:+.2f}"),
    ("demand", "Demand, normal is 1", "{:.2f}"),
)


@dataclass(frozen=True)
class Question:
    """Which firm in which world, for how long, under which script if any, and what firm and script are called."""

    scenario: Scenario
    seed: int
    years: int
    script: Script | None
    firm: str
    replay: str | None

    @property
    def key(self) -> str:
        """What the answer depends on."""
        asked = {"scenario": self.scenario.fingerprint(), "seed": self.seed, "years": self.years}
        if self.script is not None:
            asked["script"] = self.script.fingerprint()
        return fingerprint(asked | {"code": code_fingerprint()})

    @property
    def command(self) -> str:
        """How to ask it again."""
        told = "" if self.replay is None else f" --script {Path(self.replay).name}"
        return f"salesorg run {Path(self.firm).name}{told} --seed {self.seed} --years {self.years}"


def read_question(
    firm: str, policies: Sequence[str], settings: Sequence[str], world: tuple[int, int | None], script: str | None
) -> Question:
    """What a command line asks for: a seed and years (None: the firm's own), a script or none."""
    scenario = load_scenario(firm, policies, dict(map(parse_override, settings)))
    years = scenario.calendar.years if world[1] is None else world[1]
    return Question(scenario, world[0], years, None if script is None else load_script(script), firm, script)


def run_once(question: Question, results: Path, as_program: bool) -> None:
    """Run the firm through the world, write a folder, print the years."""
    files.check_writable(results)
    begun = time.monotonic()
    with patience(f"one firm through {years_of(question.years)}"):
        lived = run(question.scenario, question.seed, years=question.years, script=question.script)
    folder = results / f"run-{question.key[:12]}"
    manifest = _manifest(question)
    save(lived, folder, manifest, time.monotonic() - begun)
    if as_program:
        print_json(_as_json(lived, folder, manifest))
    else:
        _show(lived, folder)


def _manifest(question: Question) -> Manifest:
    scenario, script = question.scenario, question.script
    replayed = {} if script is None else {"script": script.fingerprint()}
    return Manifest(
        study="run",
        question=f"What happens to {scenario.title or 'this firm'} in the world of seed {question.seed}?",
        command=question.command,
        parameters={"firm": scenario.fingerprint(), **replayed},
        seeds={"first": question.seed, "count": 1},
        settings={"years": question.years},
        state="complete",
    )


def save(lived: Run, folder: Path, manifest: Manifest, seconds: float) -> None:
    """Write the firm, its years and its weeks; the manifest last, so that it vouches for them."""
    files.write_text(folder / "firm.toml", lived.scenario.to_toml())
    files.write_csv(folder / "indicators.csv", lived.indicators)
    files.write_csv(folder / "weekly.csv", lived.weekly)
    files.write_json(folder / MANIFEST, asdict(manifest) | {"duration_seconds": round(seconds, 1)})


def _as_json(lived: Run, folder: Path, manifest: Manifest) -> dict[str, object]:
    finite = lived.indicators.astype(object).where(lived.indicators.notna(), None)
    return {
        "schema": "salesorg-run-1",
        "command": "run",
        "fingerprint": manifest.parameters["firm"],
        "seed": lived.seed,
        "folder": folder.as_posix(),
        "currency": lived.scenario.currency,
        "units": UNITS,
        "years": finite.to_dict(orient="records"),
    }


def _show(lived: Run, folder: Path) -> None:
    screen, years = console(), lived.indicators
    screen.print(lived.scenario.title or "A firm without a title", style="bold")
    screen.print(f"World of seed {lived.seed}; money in {lived.scenario.currency} a year")
    screen.print("Profit: margin on all revenue, less the cost of the sales force\n")
    for first in range(0, len(years), YEARS_ACROSS):
        some = years.iloc[first : first + YEARS_ACROSS]
        header = ("In the year", *(str(year) for year in some["year"]))
        screen.print(table(header, [_cells(some, *shown) for shown in SHOWN]), "")
    warn_of_crowding(screen, float(years["overflows"].iloc[-1]))
    screen.print(f"Written to {folder.as_posix()}: firm.toml, indicators.csv, weekly.csv, manifest.json", style="dim")


def _cells(years: pd.DataFrame, name: str, label: str, form: str) -> tuple[str, ...]:
    return label, *(form.format(value) if form else money(value) for value in years[name])
