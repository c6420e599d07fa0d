"""Parameters declared once: default, unit, hard bounds, plausible range, kind, meaning and source in one line each.

A group is a frozen model; its class says everything about its parameters, and is checked when it is imported. Files,
tables, sweeps and the sensitivity study read `declarations(Group)` and never repeat a number.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import Any, ClassVar, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, field_validator
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, core_schema

Kind = Literal["lever", "uncertainty", "setting"]
Reach = Literal["person", "seat", "team", "firm"]
Range = tuple[float, float]

FROZEN = ConfigDict(frozen=True, extra="forbid", strict=True, validate_default=True, allow_inf_nan=False)


class DeclarationError(TypeError):
    """A parameter is declared wrongly: found when its group is imported, so no program starts with it."""


class Choice(IntEnum):
    """A parameter that is one of a few words: the lower-case word in files, an integer in the model."""

    @property
    def word(self) -> str:
        """The word that files use."""
        return self.name.lower()

    @classmethod
    def words(cls) -> tuple[str, ...]:
        """All its words, in the order written."""
        return tuple(member.word for member in cls)

    @classmethod
    def read(cls, value: object) -> Self:
        """The member that a word names; a member passes. ValueError for all else, numbers included."""
        if type(value) is cls:
            return value
        for member in cls:
            if isinstance(value, str) and value == member.word:
                return member
        raise ValueError(f"must be one of {', '.join(cls.words())}")

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        to_word = core_schema.plain_serializer_function_ser_schema(lambda member: member.word)
        return core_schema.no_info_plain_validator_function(cls.read, serialization=to_word)


class Group(BaseModel):
    """The parameters of one mechanism. A subclass's docstring is the opening sentence of its chapter."""

    model_config: ClassVar[ConfigDict] = FROZEN

    @field_validator("*", mode="before")
    @classmethod
    def _plain_float(cls, value: object) -> object:
        """A NumPy float becomes a Python float, and -0.0 becomes 0.0: equal values must have equal bytes."""
        return float(value) + 0.0 if isinstance(value, float) else value

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: object) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        if not (cls.__doc__ or "").strip():
            raise DeclarationError(f"{cls.__name__} needs a docstring: it is the opening sentence of its chapter")
        for declaration in declarations(cls):
            _refuse_wrong(declaration)


@dataclass(frozen=True)
class Declaration:
    """All that is known of one parameter before any scenario gives it a value."""

    name: str
    path: str
    default: float | Choice
    unit: str
    bounds: Range | None
    plausible: Range | None
    kind: Kind
    meaning: str
    source: str
    type: type
    choices: tuple[str, ...]
    reach: Reach


def parameter(  # noqa: PLR0913 - one declaration is one call; each argument is a column of the table
    default: float | Choice,
    *,
    unit: str,
    kind: Kind,
    meaning: str,
    source: str,
    bounds: Range | None = None,
    plausible: Range | None = None,
    reach: Reach = "person",
) -> Any:
    """Declare one parameter of a `Group`.

    `bounds` are hard and inclusive; numbers need them, words and switches have none. `plausible` is the range that
    studies sample; it lies within the bounds and holds the default; numbers other than settings need it. `source` is
    a key of the bibliography, or `assumed`. `reach` says of a lever whom it takes to pull it for some people only: the
    `person`, whoever is hired into the `seat`, the whole `team`, or only the `firm`. Mistakes raise
    `DeclarationError` when the group's class is made.
    """
    low, high = bounds or (None, None)
    stated = {"unit": unit, "kind": kind, "source": source, "bounds": bounds, "plausible": plausible, "reach": reach}
    return Field(default, ge=low, le=high, description=meaning, json_schema_extra={"parameter": stated})  # type: ignore[dict-item]


@cache
def declarations(group: type[Group], at: str | None = None) -> tuple[Declaration, ...]:
    """The declarations of a group, in the order written; `at` is its name in paths (default: its class, snake_case)."""
    place = at or re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", group.__name__).lower()
    return tuple(_declaration(place, name, field) for name, field in group.model_fields.items())


def _declaration(place: str, name: str, field: FieldInfo) -> Declaration:
    extra = field.json_schema_extra
    stated: Any = extra.get("parameter") if isinstance(extra, dict) else None
    if stated is None:
        raise DeclarationError(f"{place}.{name}: declare it with parameter(...)")
    kind_of_value: Any = field.annotation
    choices = kind_of_value.words() if is_choice(kind_of_value) else ()
    default = float(field.default) if kind_of_value is float and type(field.default) is int else field.default
    return Declaration(
        name=name,
        path=f"{place}.{name}",
        default=default,
        meaning=field.description or "",
        type=kind_of_value,
        choices=choices,
        **stated,
    )


def is_choice(kind_of_value: object) -> bool:
    """Whether an annotation is a set of words."""
    return isinstance(kind_of_value, type) and issubclass(kind_of_value, Choice)


def _holds(span: Range, value: float) -> bool:
    return span[0] <= value <= span[1]


def _is_number(d: Declaration) -> bool:
    return d.type in (float, int)


def _is_range(span: Range | None) -> bool:
    return span is None or (all(math.isfinite(end) for end in span) and span[0] <= span[1])


_Rule = tuple[Callable[[Declaration], bool], str]
_RULES: tuple[_Rule, ...] = (
    (lambda d: d.type in (float, int, bool) or is_choice(d.type), "its type must be float, int, bool or a Choice"),
    (lambda d: type(d.default) is d.type, "its default {d.default!r} is no {d.type.__name__}"),
    (lambda d: d.kind in get_args(Kind), "its kind {d.kind!r} must be lever, uncertainty or setting"),
    (lambda d: d.reach in get_args(Reach), "its reach {d.reach!r} must be person, seat, team or firm"),
    (lambda d: bool(d.unit.strip()), "it needs a unit"),
    (lambda d: bool(d.meaning.strip()), "it needs a meaning"),
    (lambda d: bool(d.source.strip()), "it needs a source (a key of the bibliography, or 'assumed')"),
    (lambda d: _is_number(d) == (d.bounds is not None), "numbers need bounds, switches and words have none"),
    (lambda d: _is_range(d.bounds), "its bounds {d.bounds} must be two finite numbers, the lower first"),
    (lambda d: _is_range(d.plausible), "its plausible range {d.plausible} must be two finite numbers, the lower first"),
    (lambda d: _is_number(d) or d.plausible is None, "switches and words have no plausible range"),
    (lambda d: d.kind == "setting" or _is_number(d) == (d.plausible is not None), "it needs a plausible range"),
    (lambda d: d.bounds is None or _holds(d.bounds, d.default), "its default {d.default} lies outside {d.bounds}"),
    (
        lambda d: d.plausible is None or d.bounds is None or all(_holds(d.bounds, end) for end in d.plausible),
        "its plausible range {d.plausible} must lie within its bounds {d.bounds}",
    ),
    (
        lambda d: d.plausible is None or _holds(d.plausible, d.default),
        "its plausible range {d.plausible} must hold its default {d.default}",
    ),
)


def _refuse_wrong(d: Declaration) -> None:
    for is_right, sentence in _RULES:
        if not is_right(d):
            raise DeclarationError(f"{d.path}: {sentence.format(d=d)}")
