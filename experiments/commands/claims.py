"""`salesorg claims`: judge the headline claims, and print each with its answer and what the checks say."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from experiments.commands.screen import console, print_json, table
from experiments.store import RAW
from experiments.studies.claims import CHECKS, FILE, inquiry, read_claims
from experiments.studies.frame import Crew, Size, perform


def judge(file: Path | None, results: Path, quick: bool, crew: tuple[int | None, bool], as_program: bool) -> None:
    """Recompute all claims of a file, and print what came of them."""
    study = inquiry(read_claims(file or FILE))
    perform(study, results, Size(quick=quick), Crew(*crew))
    folder = results / study.name / RAW / "preview" if quick else results / study.name
    show(pd.read_csv(folder / "claims.csv"), folder, quick, as_program)


def show(found: pd.DataFrame, folder: Path, quick: bool, as_program: bool) -> None:
    """A line a claim, or one JSON object."""
    if as_program:
        content = {"schema": "salesorg-claims-1", "command": "claims", "preview": quick, "folder": folder.as_posix()}
        print_json(content | {"claims": [_as_json(row) for row in found.to_dict("records")]})
        return
    checks = [f"check: {check}" for check in CHECKS]
    rows = [(str(row["id"]), str(row["answer"]), *(str(row[c]) for c in checks)) for row in found.to_dict("records")]
    console().print(table(("Claim", "Verdict", *(check.capitalize() for check in CHECKS)), rows))
    note = "A preview: quote nothing. " if quick else ""
    console().print(f"{note}The page is {(folder / 'README.md').as_posix()}", style="dim", soft_wrap=True)


def _as_json(row: dict[object, object]) -> dict[str, object]:
    checks = {check: row[f"check: {check}"] for check in CHECKS}
    return {str(key): value for key, value in row.items() if not str(key).startswith("check: ")} | {"checks": checks}
