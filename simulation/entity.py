"""What every kind of thing in the world has: attributes that are declared once and read three ways.

A subclass of `Entity` is the type that mechanisms are written against, the base of a Mesa agent that holds the state in
plain attributes, and the dtype of the compiled engine's record array. Integers are `i8`, all else is `f8`; zero is the
blank value of everything.
"""

from functools import cache
from typing import Any

import numpy as np


class Entity:
    """Something in the world; its annotations are its attributes."""

    @classmethod
    @cache
    def attributes(cls) -> dict[str, type]:
        """Name and type (`int` or `float`) of every attribute, in order of declaration."""
        return {name: kind for base in reversed(cls.__mro__) if issubclass(base, Entity) for name, kind in own(base)}

    @classmethod
    @cache
    def dtype(cls) -> np.dtype[Any]:
        """The record layout of this entity."""
        return np.dtype([(name, "i8" if kind is int else "f8") for name, kind in cls.attributes().items()])

    @classmethod
    def zeros(cls, *shape: int) -> np.ndarray[Any, Any]:
        """Blank records of this entity."""
        return np.zeros(shape, cls.dtype())


def own(entity: type[Entity]) -> list[tuple[str, type]]:
    """The attributes that a class itself declares."""
    return list(vars(entity).get("__annotations__", {}).items())


def clear(row: Entity) -> None:
    """Set every attribute of an entity to its blank value."""
    for name, kind in row.attributes().items():
        setattr(row, name, kind())


def refuse_colliding_names(entity: type[Entity], taken: set[str]) -> None:
    """Raise `TypeError` if an attribute hides a name that NumPy rows, Mesa or a behaviour already use.

    A hidden name gives other results in one body without a word: refused at import instead.
    """
    clashes = sorted(set(entity.attributes()) & (taken | set(dir(np.zeros(1, np.dtype([("_", "f8")]))[0]))))
    if clashes:
        raise TypeError(f"{entity.__name__}: the attributes {clashes} collide with names already in use")
