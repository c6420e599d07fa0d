"""Whether the tables of a file fit the declared parameters; if not, a sentence that names the culprit and the cure.

Nothing here knows files or layers: `check` takes tables as TOML gives them, and a name for where they stand.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from difflib import get_close_matches
from functools import cached_property

from pydantic import BaseModel, ValidationError

from simulation.parameters.declare import Choice, Declaration, Group, declarations

_TYPE_NAMES = {float: "a number", int: "a whole number"}
Value = float | Choice  # and int and bool, which are floats to the type checker


class ScenarioError(ValueError):
    """A scenario, a policy or an override is wrong: one sentence a problem, one problem a line."""

    def __init__(self, problems: str | Iterable[str]) -> None:
        self.problems = (problems,) if isinstance(problems, str) else tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class Catalogue:
    """Every parameter there is, by path and by group."""

    groups: Mapping[str, type[Group]]

    @cached_property
    def by_path(self) -> dict[str, Declaration]:
        """Declarations by `group.name`, in the order of the groups."""
        return {d.path: d for name, group in self.groups.items() for d in declarations(group, name)}

    def find(self, path: str) -> Declaration:
        """The declaration of a parameter. ScenarioError with the nearest name if there is none."""
        if path not in self.by_path:
            raise ScenarioError(f"{path} is no parameter{self.hint(path)}")
        return self.by_path[path]

    def hint(self, path: str) -> str:
        """What the writer of an unknown path may have meant: the same name elsewhere, or the nearest name."""
        group, _, name = path.rpartition(".")
        elsewhere = [known for known in self.by_path if known.endswith(f".{name}")]
        if elsewhere:
            return f": {name!r} is in another group, as {' and '.join(elsewhere)}" if group else f"{_mean(elsewhere)}"
        siblings = {d.name: path for path, d in self.by_path.items() if path.startswith(f"{group}.")}
        return _mean([siblings[found] for found in near(name, siblings)] or near(path, self.by_path))


def catalogue_of(parameters: type[BaseModel]) -> Catalogue:
    """The catalogue of a model whose fields are groups; other fields are passed over."""
    fields = {name: field.annotation for name, field in parameters.model_fields.items()}
    return Catalogue(
        {name: kind for name, kind in fields.items() if isinstance(kind, type) and issubclass(kind, Group)}
    )


def nearest(word: str, known: Iterable[str]) -> str:
    """`; did you mean X?` with the nearest known word, or all of them if none is near and they are few."""
    words = sorted(known)
    found = near(word, words)
    return _mean(found) if found or len(words) > 40 or not words else f"; known are {', '.join(words)}"


def near(word: str, known: Iterable[str]) -> list[str]:
    """The names that a writer may have meant: one nearly equal, or one or two that hold the word, or the most alike."""
    names = list(known)
    longer = [name for name in names if f"_{word}_" in f"_{name}_"]
    nearly_equal = get_close_matches(word.lower(), names, n=1, cutoff=0.8)
    return nearly_equal or (longer if len(longer) <= 2 else []) or get_close_matches(word.lower(), names, n=1)


def _mean(candidates: list[str]) -> str:
    return f"; did you mean {' or '.join(candidates)}?" if candidates else ""


def show(value: object) -> str:
    """A value as its writer would recognise it: as in TOML, and short."""
    if isinstance(value, Choice):
        return value.word
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, date | time):
        return value.isoformat()
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, str | bool) else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def expected(d: Declaration) -> str:
    """What a value must be: `a number from 0 to 40 (hours/week)`, `true or false`, `one of attainment, revenue`."""
    if d.choices:
        return f"one of {', '.join(d.choices)}"
    if d.bounds is None:
        return "true or false"
    return f"{_TYPE_NAMES[d.type]} from {d.bounds[0]:g} to {d.bounds[1]:g} ({d.unit})"


def wrong_value(d: Declaration, value: object) -> str:
    """The sentence for a value that its declaration refuses."""
    meant = near(value, d.choices) if isinstance(value, str) else []
    return f"{d.path} = {show(value)}, but it must be {expected(d)}{_mean(meant)}"


def check(tables: Mapping[str, object], catalogue: Catalogue, where: str) -> dict[str, Value]:
    """The values of some groups' tables by path, valid and of their declared type.

    ScenarioError lists every unknown group, unknown name and wrong value, each beginning with `where`.
    """
    values: dict[str, Value] = {}
    problems: list[str] = []
    for name, table in tables.items():
        if name not in catalogue.groups:
            problems.append(_unknown_group(name, table, catalogue))
        elif not isinstance(table, Mapping):
            problems.append(f"{name} = {show(table)}, but {name} is a group: write [{name}] and its parameters below")
        else:
            known = {key: value for key, value in table.items() if f"{name}.{key}" in catalogue.by_path}
            problems += [
                f"{name}.{key} is no parameter{catalogue.hint(f'{name}.{key}')}" for key in table if key not in known
            ]
            problems += _fill(values, name, known, catalogue)
    if problems:
        raise ScenarioError(f"{where}: {problem}" for problem in problems)
    return values


def _unknown_group(name: str, table: object, catalogue: Catalogue) -> str:
    homes = [d.path for d in catalogue.by_path.values() if d.name == name]
    if homes and not isinstance(table, Mapping):
        return f"{name} stands outside its group; did you mean {' or '.join(homes)}?"
    what = f"[{name}] is no group" if isinstance(table, Mapping) else f"{name} is no key of this file"
    return f"{what}{nearest(name, catalogue.groups)}"


def _fill(values: dict[str, Value], name: str, table: Mapping[str, object], catalogue: Catalogue) -> Iterator[str]:
    """Add the valid values of a group's table to `values`, or yield what is wrong with it."""
    try:
        group = catalogue.groups[name].model_validate(dict(table))
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            key = str(detail["loc"][0])
            yield wrong_value(catalogue.by_path[f"{name}.{key}"], table[key])
    else:
        values.update({f"{name}.{key}": getattr(group, key) for key in table})
