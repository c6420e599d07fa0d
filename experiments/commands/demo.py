"""`salesorg demo`: the question that everybody asks first, on the default firm or on one's own."""

from pathlib import Path

import typer

from experiments.calibration import import_crm, report_text
from experiments.commands.compare import show
from experiments.commands.screen import console, patience, print_json
from experiments.compare import as_json
from experiments.demo import WORLDS, YEARS, demonstrate
from experiments.files import write_text

ASSUMED = (
    "An export of deals does not tell who leaves, whom the firm dismisses, pay or costs: unless the report above says "
    "otherwise, they are assumptions in the currency of the export, and the verdict rests on them. To state your own: "
    "edit the file firm.toml beside the figures, then salesorg compare that file --policy culling=10%."
)


def run_demo(crm: Path | None, results: Path, as_program: bool) -> None:
    """Import the firm if an export is given, compare, print the verdicts and write the figures."""
    folder = results / ("demo" if crm is None else "demo-crm")
    firm = "midmarket" if crm is None else _imported(crm, folder, as_program)
    with patience(f"{WORLDS} worlds of {YEARS} years; the first run compiles the model") as progress:
        found = demonstrate(firm, folder, progress)
    if as_program:
        print_json(as_json(found.answer) | {"command": "demo", "figures": [path.as_posix() for path in found.figures]})
        return
    show(found.answer)
    screen = console()
    if crm is not None:
        screen.print(f"\n{ASSUMED}", style="bold")
    screen.print("\nFigures:")
    for path in found.figures:
        screen.print(f"  {path.as_posix()}")
    screen.print("\nNext: salesorg compare --help; the whole study: python -m experiments.studies.culling", style="dim")


def _imported(crm: Path, folder: Path, as_program: bool) -> str:
    """Fit a firm from a CRM export; the path of its scenario file. CrmError if it cannot be read."""
    with patience(f"fitting {crm.name}") as progress:
        result = import_crm(crm, progress=progress)
    firm = folder / "firm.toml"
    report = report_text(result)
    write_text(firm, result.scenario_toml)
    write_text(folder / "import.txt", report)
    if not as_program:
        typer.echo(report)
    return str(firm)
