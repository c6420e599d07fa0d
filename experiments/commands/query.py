"""`salesorg query`: SQL over the runs of a study."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from experiments import files
from experiments.commands.screen import console, print_json, table
from experiments.commands.studies import study_folder
from experiments.sweep.query import ask

MOST_SHOWN = 50


def answer(study: str, sql: str, results: Path, csv: Path | None, as_program: bool) -> None:
    """Ask, and print the answer or write all of it to a CSV file."""
    found = ask(study_folder(study, results), sql)
    if csv is not None:
        files.write_csv(csv, found)
    if as_program:
        blank = found.astype(object).where(found.notna(), None)
        print_json({"schema": "salesorg-query-1", "command": "query", "rows": blank.to_dict(orient="records")})
    elif csv is None:
        _show(found)


def _show(found: pd.DataFrame) -> None:
    screen = console()
    rows = [tuple(map(_cell, line)) for line in found.head(MOST_SHOWN).itertuples(index=False, name=None)]
    screen.print(table([str(name) for name in found.columns], rows))
    if len(found) > MOST_SHOWN:
        screen.print(f"{len(found):,} rows, {MOST_SHOWN} shown: --csv FILE writes them all.", style="dim")


def _cell(value: object) -> str:
    if value is None or value is pd.NA or value != value:  # noqa: PLR0124 - nothing but a NaN differs from itself
        return ""
    return f"{value:,.6g}" if isinstance(value, float) else str(value)
