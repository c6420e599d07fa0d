"""Study files: a plan as TOML, or as a short Python script that names it `PLAN`; both give the same cells."""

from __future__ import annotations

import inspect
import runpy
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from experiments.design.plan import Plan
from experiments.design.rows import Row, as_it_is, from_csv, full_factorial, one_at_a_time, policies, subsets
from experiments.design.sampled import latin_hypercube, morris, saltelli
from simulation import ScenarioError
from simulation.layers import refuse_other_format
from simulation.parameters.check import nearest, show
from simulation.toml_text import read_toml

DESIGNS: dict[str, Callable[..., list[Row]]] = {
    "as_it_is": as_it_is,
    "policies": policies,
    "subsets": subsets,
    "full_factorial": full_factorial,
    "one_at_a_time": one_at_a_time,
    "latin_hypercube": latin_hypercube,
    "saltelli": saltelli,
    "morris": morris,
    "list": from_csv,
}
KEYS = {
    "question": str, "firm": str, "years": int, "by": str, "reference": str, "metric": str, "set": dict, "seeds": dict,
    "worlds": list, "arms": list, "together": list, "own_seeds": bool,
}  # fmt: skip
WORDS = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    dict: "a table",
    list: "a list of tables, as [[{key}]]",
}
SCRIPT, NAMED = ".py", "PLAN"


def read_study(path: Path) -> Plan:
    """The plan of a study file; ScenarioError says what is wrong with it and where."""
    if not path.is_file():
        raise ScenarioError(f"{path}: there is no such study file")
    return _from_script(path) if path.suffix == SCRIPT else _from_toml(path)


def _from_script(path: Path) -> Plan:
    """Run a script; it is the researcher's own code, so its errors are passed on with the file's name."""
    try:
        found = runpy.run_path(str(path)).get(NAMED)
    except ScenarioError as error:
        raise ScenarioError(f"{path.name}: {problem}" for problem in error.problems) from None
    except Exception as error:
        raise ScenarioError(f"{path.name}: the script failed: {type(error).__name__}: {error}") from error
    if not isinstance(found, Plan):
        raise ScenarioError(f"{path.name}: {NAMED} is missing; write {NAMED} = Plan(...) (experiments.design)")
    return found


def _from_toml(path: Path) -> Plan:
    tables = read_toml(path)
    refuse_other_format(tables, path.name)
    try:
        return _plan({key: value for key, value in tables.items() if key != "format"}, path.parent)
    except ScenarioError as error:
        raise ScenarioError(f"{path.name}: {problem}" for problem in error.problems) from None


def _plan(tables: Mapping[str, Any], folder: Path) -> Plan:
    _refuse_wrong_keys(tables)
    given = dict(tables)
    if {"worlds", "arms"} & set(given) and "together" in given:
        raise ScenarioError("together stands for worlds and arms at once: leave it out, or leave both of them out")
    for part in {"worlds", "arms", "together"} & set(given):
        given[part] = [row for table in given[part] for row in _rows(part, table, folder)]
    if "seeds" in given:
        given["seeds"] = _seeds(given["seeds"])
    if str(given.get("firm", "")).endswith(".toml"):
        given["firm"] = folder / given["firm"]
    return Plan(settings=_flat(given.pop("set", {})), **given)


def _refuse_wrong_keys(tables: Mapping[str, Any]) -> None:
    problems = [f"{key} is no key of a study{nearest(key, KEYS)}" for key in tables if key not in KEYS]
    problems += [
        f"{key} = {show(value)}, but it must be {WORDS[KEYS[key]].format(key=key)}"
        for key, value in tables.items()
        if key in KEYS and type(value) is not KEYS[key]
    ]
    if "question" not in tables:
        problems.append("question is missing: say what the study asks")
    if problems:
        raise ScenarioError(problems)


def _rows(part: str, table: Any, folder: Path) -> list[Row]:
    """The rows of one design: its table's keys are the arguments of the function of that name."""
    if not isinstance(table, dict):
        raise ScenarioError(f"{part} must be a list of tables, as [[{part}]]")
    arguments = dict(table)
    name = arguments.pop("design", None)
    if name not in DESIGNS:
        raise ScenarioError(f"{part}: design = {show(name)}{nearest(str(name), DESIGNS)}")
    known = inspect.signature(DESIGNS[name]).parameters
    problems = [f"{key} is no key of the design {name}{nearest(key, known)}" for key in arguments if key not in known]
    problems += [
        f"the design {name} needs {key}" for key, p in known.items() if p.default is p.empty and key not in table
    ]
    if problems:
        raise ScenarioError(f"{part}: {problem}" for problem in problems)
    if "file" in arguments:
        arguments["file"] = folder / str(arguments["file"])
    if isinstance(arguments.get("vary"), dict):
        arguments["vary"] = _flat(arguments["vary"])
    try:
        return DESIGNS[name](**arguments)
    except ScenarioError as error:
        raise ScenarioError(f"{part}: {problem}" for problem in error.problems) from None


def _seeds(table: Mapping[str, Any]) -> range:
    first, count = table.get("first", 0), table.get("count")
    if set(table) - {"first", "count"} or type(first) is not int or type(count) is not int:
        raise ScenarioError("seeds: write whole numbers, as seeds = { first = 0, count = 20 }")
    return range(first, first + count)


def _flat(table: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters by path: `"market.x" = 1` and `market.x = 1` mean the same in TOML's two ways to write them."""
    flat: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict) and set(value) != {"from", "to"} and "." not in key:
            flat |= {f"{key}.{name}": inner for name, inner in value.items()}
        else:
            flat[key] = value
    return flat
