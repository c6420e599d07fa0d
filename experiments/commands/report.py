"""`salesorg report`: an answer as one file that can be handed to a board, on paper or on a screen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typer

from experiments import files
from experiments.commands.screen import print_json
from experiments.report.board import report
from experiments.report.language import Language
from experiments.store import StoreError, read_manifest
from experiments.whatif.as_json import SCHEMA
from simulation import ScenarioError

ANSWER = "whatif.json"


def write_report(run: Path, output: Path, language: Language, as_program: bool) -> None:
    """Read the answer in a folder and write its report; nothing is computed anew. ScenarioError or StoreError."""
    if output.suffix != ".html":
        raise ScenarioError(f"--output {output}: a report is a page, so its name must end in .html (print it for PDF)")
    data = read_answer(run)
    files.write_text(output, report(data, language))
    if as_program:
        print_json({"schema": "salesorg-report-1", "command": "report", "file": output.as_posix()})
    else:
        typer.echo(f"Written: {output.as_posix()}. Open it in a browser; print it there for paper or PDF.")


def read_answer(run: Path) -> dict[str, Any]:
    """The plain data of a complete answer."""
    folder = run.parent if run.name == ANSWER else run
    manifest = read_manifest(folder)
    if manifest is None or manifest.get("study") != "whatif":
        raise ScenarioError(f"{run}: no answer of salesorg whatif lies there; it says where it wrote its own")
    if manifest.get("state") != "complete" or not (folder / ANSWER).is_file():
        raise ScenarioError(f"{run}: the answer was interrupted; the same salesorg whatif goes on with it")
    try:
        found = json.loads((folder / ANSWER).read_text("utf-8"))
    except ValueError as problem:
        raise StoreError(f"{folder / ANSWER} is not JSON ({problem}): ask again with salesorg whatif") from problem
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise StoreError(f"{folder / ANSWER} is not an answer of this version: ask again with salesorg whatif")
    return found
