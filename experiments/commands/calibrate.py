"""`salesorg calibrate`: plausible firms that show what the firm's own data showed, and what was learned of it."""

from __future__ import annotations

import time
from pathlib import Path

import typer

from experiments import files
from experiments.analysis.abc import LEARNED_AT_MOST
from experiments.analysis.tables import records
from experiments.calibration.ensemble import write_ensemble
from experiments.calibration.learned import blind_spots, not_told_apart, report_text, table_rows
from experiments.calibration.plausible import Asked, Calibrated, calibrate_firm, open_calibration
from experiments.calibration.targets import find_targets
from experiments.commands.screen import console, patience, print_json, table
from simulation import ScenarioError, load_scenario
from simulation.scenario import parse_override

HEADER = ("Parameter", "Before", "90 % interval", "Left", "Learned")
LEFT = f"Left: how much of the width before is left. Learned: {LEARNED_AT_MOST:.0%} or less."
ENDING = "-plausible"


def calibrate(
    firm: str, targets: Path | None, output: Path | None, asked: Asked, settings: list[str], as_program: bool
) -> None:
    """Find plausible firms, write them into a folder, and say what was learned. Stopped, the same command goes on."""
    asked.check()
    scenario = load_scenario(firm, (), dict(map(parse_override, settings)))
    wanted = find_targets(firm, targets)
    folder = output if output is not None else Path(Path(firm).stem + ENDING)
    if folder.exists() and not folder.is_dir():
        raise ScenarioError(f"--output {folder}: that is a file; plausible firms need a folder of their own")
    files.check_writable(folder.parent)
    with files.alone(folder):
        begun = time.monotonic()
        study = open_calibration(folder, scenario, wanted, asked)
        with patience(f"simulating {asked.draws:,} firms like {Path(firm).stem}") as progress:
            found = calibrate_firm(scenario, wanted, study, asked, lambda _, done, total: progress(done, total))
        write_ensemble(found, study, time.monotonic() - begun)
    if as_program:
        print_json(as_json(found, folder))
    else:
        show(found, folder)


def show(found: Calibrated, folder: Path) -> None:
    """Print what was learned, what cannot be told apart, and what to do next."""
    screen = console()
    screen.print(table(HEADER, table_rows(found)))
    screen.print(f"\n{LEFT}\n")
    for sentence in (*not_told_apart(found), *blind_spots(found.targets)):
        screen.print(f"Cannot be told apart: {sentence.replace('`', '')}.")
    misses = list(found.fit.loc[~found.fit["met"], "target"])
    if misses:
        typer.echo(f"salesorg: plausible firms do not show the data's {', '.join(misses)}", err=True)
    name = folder.as_posix()
    screen.print(f"\n{len(found.members)} plausible firms are in {name}, with a report of what was learned.")
    screen.print(f"Next:\nsalesorg whatif {name} --policy culling=10%", soft_wrap=True)  # to be copied: never broken


def as_json(found: Calibrated, folder: Path) -> dict[str, object]:
    """The answer for programs; `docs/formats.md` describes every key."""
    return {
        "schema": "salesorg-calibrate-1",
        "command": "calibrate",
        "folder": folder.as_posix(),
        "fingerprint": found.firm.fingerprint(),
        "draws": found.draws,
        "unseen": found.unseen,
        "rehearsed": found.rehearsed,
        "members": len(found.members),
        "parameters": records(found.parameters),
        "targets": records(found.fit),
        "not_told_apart": [*not_told_apart(found), *blind_spots(found.targets)],
        "report": report_text(found),
    }
