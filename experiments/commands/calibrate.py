"""`salesorg calibrate`: plausible firms that show what the firm's own data showed, and what was learned of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import typer

from experiments import files
from experiments.calibration.ensemble import write_ensemble
from experiments.calibration.learned import blind_spots, not_told_apart, report_text, table_rows
from experiments.calibration.plausible import Asked, Calibrated, calibrate_firm, open_calibration
from experiments.calibration.targets import find_targets
from experiments.commands.screen import console, patience, print_json, table
from simulation import ScenarioError, load_scenario
from simulation.scenario import parse_override

HEADER = ("Parameter", "Before", "90 % interval", "Left", "Learned")
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
        study = open_calibration(folder, scenario, wanted, replace(asked, workers=None))
        with patience(f"simulating {asked.draws:,} firms like {Path(firm).stem}") as progress:
            found = calibrate_firm(scenario, wanted, study, asked, lambda _, done, total: progress(done, total))
        write_ensemble(found, study)
    if as_program:
        print_json(as_json(found, folder))
    else:
        show(found, folder)


def show(found: Calibrated, folder: Path) -> None:
    """Print what was learned, what cannot be told apart, and what to do next."""
    screen = console()
    screen.print(table(HEADER, table_rows(found)))
    screen.print()
    for sentence in (*not_told_apart(found), *blind_spots(found.targets)):
        screen.print(f"Cannot be told apart: {sentence.replace('`', '')}.")
    misses = list(found.fit.loc[~found.fit["met"], "target"])
    if misses:
        typer.echo(f"salesorg: plausible firms do not show the data's {', '.join(misses)}", err=True)
    screen.print(
        f"\n{len(found.members)} plausible firms and the report are in {folder.as_posix()}. "
        f"Next: salesorg whatif {folder.as_posix()} --policy culling=10%"
    )


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
        "parameters": _records(found.parameters),
        "targets": _records(found.fit),
        "not_told_apart": [*not_told_apart(found), *blind_spots(found.targets)],
        "report": report_text(found),
    }


def _records(rows: pd.DataFrame) -> list[dict[str, object]]:
    """Rows for JSON: what is no number is null."""
    return [
        {str(key): None if pd.isna(value) else value for key, value in row.items()} for row in rows.to_dict("records")
    ]
