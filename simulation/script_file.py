"""Reads a script from TOML, and says of everything that is wrong where it stands and what was probably meant."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from simulation.layers import find, refuse_other_format
from simulation.parameters.check import ScenarioError, nearest, show
from simulation.script import ACTIONS, Assignment, Change, Eligible, Part, RatingClass, Script
from simulation.script_check import problems_of
from simulation.toml_text import read_toml

HEADER = ("format", "title", "description", "source")
LISTS = ("assignment", "change", "action")
INNER: dict[str, type[Part]] = {"eligible": Eligible, "classes": RatingClass}  # tables within a table, by their key
P = TypeVar("P", bound=Part)


def load_script(name: str | Path) -> Script:
    """A script by path or shipped name, checked. ScenarioError lists all that is wrong with it, one problem a line."""
    path = find(name, "script")
    tables = read_toml(path)
    refuse_other_format(tables, path.name)
    problems: list[str] = list(_wrong_header(tables))
    parts = {key: _read_list(key, tables.get(key, []), problems) for key in LISTS}
    if not problems:
        stated: dict[str, Any] = {key: tables[key] for key in HEADER[1:] if key in tables}
        stated |= {f"{key}s": tuple(parts[key]) for key in LISTS}
        script = Script(**stated, label=path.name)
        problems += problems_of(script)
    if problems:
        raise ScenarioError(f"{path.name}: {problem}" for problem in problems)
    return script


def _wrong_header(tables: Mapping[str, Any]) -> Iterator[str]:
    for key, value in tables.items():
        if key not in (*HEADER, *LISTS):
            yield f"{key} is no key of a script{nearest(key, (*HEADER, *LISTS))}"
        elif key in HEADER[1:] and not isinstance(value, str):
            yield f"{key} = {show(value)}, but it must be text"


def _read_list(key: str, tables: object, problems: list[str]) -> list[Part]:
    """The parts of a kind, in order; what is wrong with them is added to the problems."""
    if not isinstance(tables, list) or not all(isinstance(table, Mapping) for table in tables):
        problems.append(f"{key} must be a list of tables: write [[{key}]] above each")
        return []
    found = [_read_part(key, number, table, problems) for number, table in enumerate(tables, 1)]
    return [part for part in found if part is not None]


def _read_part(key: str, number: int, table: Mapping[str, Any], problems: list[str]) -> Part | None:
    if key == "assignment":
        return _build(Assignment, table, f"assignment {table.get('name', number)}", problems)
    if key == "change":
        return _build(Change, table, f"change {number}", problems)
    kind = table.get("kind")
    if not isinstance(kind, str) or kind not in ACTIONS:
        given = f"kind = {show(kind)} is no kind of action" if "kind" in table else "kind is missing"
        problems.append(f"action {number}: {given}{nearest(str(kind), ACTIONS)}")
        return None
    return _build(ACTIONS[kind], table, f"action {number} ({kind})", problems)


def _build(model: type[P], table: Mapping[str, Any], place: str, problems: list[str]) -> P | None:
    try:
        return model.model_validate(dict(table))
    except ValidationError as error:
        problems += [f"{place}: {_sentence(model, detail)}" for detail in error.errors(include_url=False)]
        return None


def _sentence(model: type[Part], detail: Any) -> str:
    """What pydantic found, in our words: the key, the value, and what it must be."""
    keys = [str(key) for key in detail["loc"] if key != "[key]"]
    home, name = (INNER[keys[0]], keys[-1]) if keys[0] in INNER and len(keys) > 1 else (model, keys[0])
    if name.isdecimal():
        home, name = model, keys[0]
    known, path = home.model_fields, _path(keys)
    if detail["type"] == "extra_forbidden":
        return f"{path} is no key here{nearest(name, known)}"
    if detail["type"] == "missing":
        return f"{path} is missing: {_wanted(known[name])}"
    return f"{path} = {show(detail['input'])}, but it must be {_wanted(known[name])}"


def _path(keys: Sequence[str]) -> str:
    """Where a value stands; places in a list are counted from 1."""
    return ".".join(str(int(key) + 1) if key.isdecimal() else key for key in keys)


def _wanted(field: FieldInfo) -> str:
    """What a field's value must be; a part without words of its own is a table."""
    return field.description or "a table"
