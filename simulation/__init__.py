"""A B2B sales organisation, simulated: lived by Mesa agents or compiled, byte for byte the same."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulation.agents import Manager, SalesRep
    from simulation.model import SalesOrganization
    from simulation.runs import Run, burn_in, run, run_many
    from simulation.scenario import Product, Scenario, ScenarioError, load_policy, load_scenario
    from simulation.script import Script
    from simulation.script_file import load_script
    from simulation.state import State

HOMES = {
    "load_scenario": "scenario",
    "load_policy": "scenario",
    "load_script": "script_file",
    "Script": "script",
    "Scenario": "scenario",
    "ScenarioError": "scenario",
    "Product": "scenario",
    "burn_in": "runs",
    "run": "runs",
    "run_many": "runs",
    "Run": "runs",
    "State": "state",
    "SalesOrganization": "model",
    "SalesRep": "agents",
    "Manager": "agents",
}
__all__ = [
    "Manager",
    "Product",
    "Run",
    "SalesOrganization",
    "SalesRep",
    "Scenario",
    "ScenarioError",
    "Script",
    "State",
    "burn_in",
    "load_policy",
    "load_scenario",
    "load_script",
    "run",
    "run_many",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for: Mesa and numba take most of a second to import."""
    if name not in HOMES:
        raise AttributeError(f"module 'simulation' has no attribute {name!r}; it offers {', '.join(__all__)}")
    value = getattr(importlib.import_module(f"simulation.{HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
