"""`salesorg import-crm`: a firm fitted from a CRM export, with a report of what the export could tell."""

from dataclasses import asdict, dataclass
from pathlib import Path

import typer

from experiments.calibration import (
    CrmError,
    ImportResult,
    compare_with_export,
    comparison_text,
    import_crm,
    report_data,
    report_text,
)
from experiments.calibration.against_export import Comparison
from experiments.commands.screen import patience, print_json
from experiments.files import check_writable

NOT_MET = 1
"""Exit code of a check that failed."""


@dataclass(frozen=True)
class Reading:
    """How to read what an export leaves open; None where it speaks for itself."""

    mapping: str | None = None
    currency: str | None = None
    date_order: str | None = None
    decimal: str | None = None


def import_firm(folder: Path, output: Path, reading: Reading, as_program: bool) -> None:
    """Read the export, write the firm, and print the report and how the firm compares with its export.

    Exit code 1 if a number of the simulated firm is further from the export than it should be.
    """
    if output.suffix != ".toml":
        raise CrmError(f"--output {output}: a firm is a scenario file, so its name must end in .toml")
    check_writable(output.parent)
    with patience(f"fitting {folder.name}") as progress:
        result = import_crm(folder, **asdict(reading), progress=progress)
    with patience(f"comparing with {folder.name}") as progress:
        compared = compare_with_export(result, progress=progress)
    result.write(output)
    if as_program:
        print_json(_as_json(result, compared, output))
    else:
        typer.echo(report_text(result))
        typer.echo(comparison_text(compared))
        name = output.as_posix()
        typer.echo(f"Written: {name}. Next: salesorg calibrate {name}")
    _end(compared, output)


def _as_json(result: ImportResult, compared: tuple[Comparison, ...], output: Path) -> dict[str, object]:
    head = {"schema": "salesorg-import-1", "command": "import-crm", "firm": output.as_posix()}
    return head | report_data(result) | {"against_export": [asdict(one) | {"met": one.met} for one in compared]}


def _end(compared: tuple[Comparison, ...], output: Path) -> None:
    missed = [one.target.words for one in compared if not one.met]
    if missed:
        typer.echo(
            f"salesorg: the simulated firm misses its export in {', '.join(missed)}; {output.as_posix()} is written "
            "all the same, and calibrate tells whether any plausible firm does better",
            err=True,
        )
        raise typer.Exit(NOT_MET)
