"""`salesorg export-crm`: a simulated CRM, in the format that `import-crm` reads."""

from collections.abc import Sequence
from pathlib import Path

from experiments import files
from experiments.commands.screen import console, patience, print_json, table
from simulation import load_scenario, run
from simulation.crm_log import crm_tables
from simulation.scenario import ScenarioError, parse_override


def export_firm(
    firm: str,
    policies: Sequence[str],
    settings: Sequence[str],
    world: tuple[int, int | None],
    folder: Path,
    as_program: bool,
) -> None:
    """Live through the world of a seed for some years (None: the firm's own) and write what its CRM would hold."""
    scenario = load_scenario(firm, policies, dict(map(parse_override, settings)))
    if folder.exists() and not folder.is_dir():
        raise ScenarioError(f"--output {folder}: that is a file; an export needs a folder, new or empty")
    if folder.exists() and any(folder.iterdir()):
        raise ScenarioError(f"--output {folder}: the folder is not empty, and an export must not mix with other files")
    files.check_writable(folder.parent)
    seed, years = world
    with patience("living through the years of the export"):
        lived = run(scenario, seed, years=years, record=("events",))
        tables = crm_tables(lived.events, lived.state, scenario)

    def fill(new: Path) -> None:
        for name, content in tables.items():
            files.write_csv(new / f"{name}.csv", content)

    files.write_folder(folder, fill)
    rows = {name: len(content) for name, content in tables.items()}
    if as_program:
        head = {"schema": "salesorg-export-1", "command": "export-crm", "fingerprint": scenario.fingerprint()}
        print_json(head | {"seed": seed, "folder": folder.as_posix(), "rows": rows})
    else:
        screen = console()
        screen.print(table(("Table", "Rows"), [(f"{name}.csv", f"{count:,}") for name, count in rows.items()]))
        screen.print(f"\nWritten to {folder.as_posix()}. Next: salesorg import-crm {folder.as_posix()} -o firm.toml")
