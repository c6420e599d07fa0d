"""Which attributes the mechanisms use, of what, and whether the tables hold them.

What a name stands for is read from annotations, from where it was taken (`seat = o.seats[rep.seat]`), and from nothing
else: an attribute of something whose kind cannot be told is a fault too, so that no typo hides behind it.
"""

import ast
import importlib
import typing
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any

from pydantic import BaseModel

from simulation.entity import Entity
from simulation.records import World

Kind = Any  # a class, or a Sequence[...] of one, or None where it cannot be told
Names = dict[str, Kind]


def unknown_attributes(module: ModuleType, source: str) -> list[str]:
    """The attributes that no table holds, as `line: function: what`."""
    functions = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    return [
        f"{line}: {function.name}: {what}" for function in functions for line, what in _faults(function, vars(module))
    ]


def _faults(function: ast.FunctionDef, known: Names) -> Iterator[tuple[int, str]]:
    names = dict(known) | {a.arg: _annotated(a.annotation, known) for a in function.args.args}
    _learn_names(function, names)
    for node in ast.walk(ast.Module(function.body, [])):
        if isinstance(node, ast.Attribute) and attribute_of(kind_of(node.value, names), node.attr) is UNKNOWN:
            yield node.lineno, f"{ast.unparse(node)}: {_described(kind_of(node.value, names))} has no such attribute"


def _annotated(annotation: ast.expr | None, known: Names) -> Kind:
    """The kind that an annotation of a plain name names; sequences of an entity too."""
    if isinstance(annotation, ast.Subscript):
        return Sequence[_annotated(annotation.slice, known)]  # type: ignore[misc]  # a kind at run time
    return known.get(annotation.id) if isinstance(annotation, ast.Name) else None


def _learn_names(function: ast.FunctionDef, names: Names) -> None:
    """What local names stand for, in order of the source."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            _bind(node.targets[0], node.value, names)
        elif isinstance(node, ast.For) and isinstance(node.target, ast.Name):
            names[node.target.id] = _part(kind_of(node.iter, names))


def _bind(target: ast.expr, value: ast.expr, names: Names) -> None:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, other in zip(target.elts, value.elts, strict=True):
            _bind(one, other, names)
    elif isinstance(target, ast.Name):
        names[target.id] = kind_of(value, names)


UNKNOWN = object()


def kind_of(node: ast.expr, names: Names) -> Kind:
    """What an expression stands for; None where it is a number or cannot be told."""
    match node:
        case ast.Name(id=name):
            return names.get(name)
        case ast.Attribute(value=value, attr=attr):
            found = attribute_of(kind_of(value, names), attr)
            return None if found is UNKNOWN else found
        case ast.Subscript(value=value):
            return _part(kind_of(value, names))
    return None


def _part(kind: Kind) -> Kind:
    """What a sequence is made of."""
    arguments = typing.get_args(kind)
    return arguments[0] if arguments else None


def attribute_of(kind: Kind, attr: str) -> Kind:
    """The kind of an attribute, UNKNOWN if there is no such attribute."""
    if isinstance(kind, ModuleType):
        return getattr(kind, attr, UNKNOWN)
    if kind is World:
        member = vars(World).get(attr)
        return typing.get_type_hints(member.fget)["return"] if isinstance(member, property) else UNKNOWN
    if isinstance(kind, type) and issubclass(kind, Entity):
        return kind.attributes().get(attr, UNKNOWN)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        field = kind.model_fields.get(attr)
        return field.annotation if field is not None else UNKNOWN
    return UNKNOWN


def _described(kind: Kind) -> str:
    return "something unknown" if kind is None else getattr(kind, "__name__", str(kind))


def module_of(path: str) -> ModuleType:
    """The module of a file, as `simulation/week.py`."""
    return importlib.import_module(path.removesuffix(".py").replace("/", "."))
