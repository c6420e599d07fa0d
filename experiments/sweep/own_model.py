"""A researcher's own Mesa model in a sweep: found by `module:Class`, known by its source, lived week by week."""

from __future__ import annotations

import ast
import importlib
import sys
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import simulation
from experiments.fingerprint import code_fingerprint, fingerprint, meaning
from simulation import Scenario, ScenarioError, State
from simulation.indicators import COLUMNS, WEEKS_PER_YEAR, indicators, weekly_means
from simulation.parameters.check import nearest


@cache
def load_model(name: str) -> type[Any]:
    """The class that `module:Class` names, looked for in the working directory too; ScenarioError if it will not do."""
    module_name, _, class_name = name.partition(":")
    if not module_name or not class_name.isidentifier():
        raise ScenarioError(f"--model {name}: write module:Class, as listener:ListeningFirm")
    if "" not in sys.path and str(Path.cwd()) not in sys.path:
        sys.path.insert(0, str(Path.cwd()))
    try:
        module = importlib.import_module(module_name)
    except Exception as error:
        raise ScenarioError(f"--model {name}: {module_name} cannot be imported: {error}") from error
    found = getattr(module, class_name, None)
    if not _is_firm(found):
        firms = [key for key, value in vars(module).items() if _is_firm(value)]
        raise ScenarioError(
            f"--model {name}: {class_name} is no subclass of SalesOrganization{nearest(class_name, firms)}"
        )
    return found  # type: ignore[return-value]  # a class, as was just seen


def _is_firm(value: object) -> bool:
    ours = simulation.SalesOrganization  # brings Mesa, which most sweeps never need
    return isinstance(value, type) and issubclass(value, ours) and value is not ours


@cache
def code_of(model: str | None) -> str:
    """The fingerprint of the model's code, and of the source of the researcher's own if there is one."""
    if model is None:
        return code_fingerprint()
    module = sys.modules[load_model(model).__module__]
    sources = {path.name: meaning(path) for path in _sources(Path(str(module.__file__)), {})}
    return fingerprint({"code": code_fingerprint(), "model": model, "sources": sources})


def _sources(path: Path, found: dict[Path, None]) -> dict[Path, None]:
    """A module's file and those beside it that it imports, and so on."""
    found[path] = None
    for name in _imported(path):
        neighbour = path.parent / f"{name}.py"
        if neighbour.is_file() and neighbour not in found:
            _sources(neighbour, found)
    return found


def _imported(path: Path) -> set[str]:
    """The last part of every module that a file imports, and every name that it imports: any may be a neighbour."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names |= {alias.name.rpartition(".")[2] for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.rpartition(".")[2])
    return names


def live(model: str, scenario: Scenario, seed: int, state: State, years: int, *, by_year: bool) -> pd.DataFrame:
    """Indicators of one run of the researcher's model, as `run_many` gives them of the engine."""
    firm = load_model(model)(scenario, seed, state)
    weeks = WEEKS_PER_YEAR * years
    for _ in range(weeks):
        firm.step()
    collected = firm.datacollector.get_model_vars_dataframe()[list(COLUMNS)]
    reports = np.ascontiguousarray(collected, dtype=float)  # laid out as the engine's, so that sums round alike
    let_go(firm)
    return indicators(weekly_means(reports, WEEKS_PER_YEAR if by_year else weeks))


def let_go(firm: Any) -> None:
    """Let a firm go: some versions of Mesa count the agents of every model for ever, and keep it alive by that."""
    getattr(simulation.SalesRep, "_ids", {}).pop(firm, None)
