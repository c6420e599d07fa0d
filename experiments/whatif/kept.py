"""Answers that were kept: each lies in a folder of its own among the results, and says itself what was asked."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from experiments.store import StoreError, read_manifest
from simulation import ScenarioError

SCHEMA = "salesorg-whatif-1"
ANSWER = "whatif.json"
FOLDERS = "whatif-*"


def read_answer(run: Path) -> dict[str, Any]:
    """The plain data of a complete answer. ScenarioError if there is none, StoreError if it is none of ours."""
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


def answers(results: Path) -> list[Path]:
    """The folders of all answers among the results, the latest first; one that was interrupted is none yet."""
    found = [folder for folder in results.glob(FOLDERS) if (folder / ANSWER).is_file()]
    return sorted(found, key=_written, reverse=True)


def written_on(run: Path) -> dt.date:
    """The day on which an answer was given."""
    return dt.date.fromtimestamp(_written(run.parent if run.name == ANSWER else run))


def _written(folder: Path) -> float:
    return (folder / ANSWER).stat().st_mtime


def latest(results: Path) -> Path:
    """The answer that was asked for last; ScenarioError if there is none."""
    found = answers(results)
    if not found:
        raise ScenarioError(f"{results} holds no answer yet: ask with salesorg whatif, then report it")
    return found[0]
