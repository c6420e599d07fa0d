"""`salesorg describe`: every parameter of a firm, its value, and where the value comes from."""

from collections.abc import Sequence
from typing import Any

from experiments.commands.screen import console, print_json, table
from simulation.parameters.check import ScenarioError, nearest, show
from simulation.scenario import Scenario, describe_rows, load_scenario, parse_override

Row = dict[str, Any]


def describe_firm(
    firm: str, policies: Sequence[str], settings: Sequence[str], group: str | None, changed: bool, as_json: bool
) -> None:
    """Print the parameters, or those of one group (with their meaning), or those that something has changed."""
    scenario = load_scenario(firm, policies, dict(map(parse_override, settings)))
    rows = [row for row in _rows(scenario, group) if not changed or row["origin"] != "default"]
    if as_json:
        print_json(_as_json(scenario, rows))
    else:
        _show(scenario, rows, with_meaning=group is not None or changed)


def _rows(scenario: Scenario, group: str | None) -> list[Row]:
    rows = describe_rows(scenario)
    chosen = [row for row in rows if group in (None, _group(row))]
    if not chosen:
        raise ScenarioError(f"--group {group}: there is no such group{nearest(str(group), set(map(_group, rows)))}")
    return chosen


def _group(row: Row) -> str:
    return str(row["path"]).partition(".")[0]


def _as_json(scenario: Scenario, rows: list[Row]) -> dict[str, Any]:
    return {
        "schema": "salesorg-describe-1",
        "command": "describe",
        "fingerprint": scenario.fingerprint(),
        "title": scenario.title,
        "description": scenario.description,
        "currency": scenario.currency,
        "products": [product.model_dump() for product in scenario.products],
        "parameters": rows,
    }


def _show(scenario: Scenario, rows: list[Row], with_meaning: bool) -> None:
    screen = console()
    screen.print(scenario.title or "A firm without a title", style="bold")
    screen.print(scenario.description)
    prices = ", ".join(f"{p.name} at {p.list_price_money:,.0f} {scenario.currency}" for p in scenario.products)
    screen.print(f"Products (list price): {prices}\n")
    screen.print(table(("Parameter", "Value", "Unit", "From"), [_cells(row) for row in rows]))
    if with_meaning:
        screen.print()
        for row in rows:
            screen.print(row["path"], style="bold", end="")
            screen.print(f" ({row['kind']}): {row['meaning']} Source: {row['source']}.")
    screen.print(f"\n{len(rows)} parameters; fingerprint {scenario.fingerprint()[:12]}", style="dim")


def _cells(row: Row) -> tuple[str, ...]:
    value = row["value"] if isinstance(row["value"], str) else show(row["value"])
    return row["path"], value, row["unit"], row["origin"]
