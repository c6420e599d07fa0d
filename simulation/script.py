"""Scripts: a field experiment to be replayed, read from TOML and checked before anything runs.

A script draws *assignments* (who is treated how, by lot), makes *changes* (levers that hold from one week until
another, for all or for an arm) and takes *actions* (what happens once: a layoff, a new manager, a slump). Weeks count
from week 0.
"""

import hashlib
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, Field, SerializerFunctionWrapHandler, model_serializer

from simulation.parameters.declare import FROZEN
from simulation.parameters.promotion import PromotionRule
from simulation.parameters.scripts import (
    Consequence,
    Heirs,
    Newcomers,
    Pick,
    Quality,
    Results,
    Seats,
    Shock,
    Unit,
)

ALL = "all"

Week = Annotated[int, Field(ge=0, le=100_000, description="a week: a whole number, 0 or more")]
Weeks = Annotated[int, Field(ge=1, le=100_000, description="a number of weeks: a whole number, 1 or more")]
Notice = Annotated[int, Field(ge=0, le=520, description="a number of weeks from 0 to 520")]
Tenure = Annotated[int, Field(ge=0, le=100_000, description="a number of weeks: a whole number, 0 or more")]
Share = Annotated[float, Field(gt=0, le=1, description="a share above 0, at most 1")]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", description="a name of small letters, digits and _")]
Text = Annotated[str, Field(description="text")]
Who = Annotated[str, Field(description='"all", or an arm of an assignment as "drive.treated"')]
Switch = Annotated[bool, Field(description="true or false")]


def _flat(value: object) -> object:
    """Levers by path, whether written as `"group.name" = 1` or as `group.name = 1`, which TOML reads as tables."""
    if not isinstance(value, Mapping):
        return value
    flat: dict[str, object] = {}
    for key, inner in value.items():
        nested = inner if isinstance(inner, Mapping) else None
        flat |= {f"{key}.{name}": part for name, part in nested.items()} if nested is not None else {key: inner}
    return flat


def _read_keys(value: object) -> object:
    if not isinstance(value, Mapping):
        return value
    return {Quality.read(key): inner for key, inner in value.items()}


Levers = Annotated[
    dict[str, Any], BeforeValidator(_flat), Field(description='levers and values, as { "pay.accelerator" = 1.0 }')
]
Shares = Annotated[
    dict[Name, Share],
    Field(min_length=1, description="arms and their shares, as { treated = 0.5 }; the rest is control"),
]
Teams = Annotated[
    tuple[Week, ...],
    BeforeValidator(lambda value: tuple(value) if isinstance(value, list) else value),
    Field(description="a list of teams by number, the first being 0"),
]
Values = Annotated[
    dict[Quality, Annotated[float, Field(ge=0, le=1)]],
    BeforeValidator(_read_keys),
    Field(description=f"numbers from 0 to 1 for any of {', '.join(Quality.words())}"),
]


class Part(BaseModel):
    """A part of a script: frozen, and without keys that it does not know."""

    model_config: ClassVar = FROZEN


class Eligible(Part):
    """Who may be drawn. Ranks count from the lowest results: `rank_from = 0.0`, `rank_to = 0.2` is the lowest fifth."""

    min_tenure_weeks: Tenure = 0
    max_tenure_weeks: Tenure = 100_000
    rank_from: Annotated[float, Field(ge=0, lt=1, description="a share of the ranking from 0 to below 1")] = 0.0
    rank_to: Share = 1.0
    by: Annotated[Results, Field(description="half_year or year")] = Results.HALF_YEAR
    teams: Teams = ()


class Assignment(Part):
    """Who is treated how: reps or teams by lot, in arms of stated shares; whom no arm gets is control."""

    name: Name
    week: Week
    unit: Annotated[Unit, Field(description="rep or team")] = Unit.REP
    arms: Shares
    eligible: Annotated[Eligible, Field(description="a table of conditions")] = Eligible()
    newcomers: Annotated[Newcomers, Field(description="ordinary or seat")] = Newcomers.ORDINARY


class Change(Part):
    """Levers that hold from one week until, but not in, another."""

    from_week: Week
    until_week: Week | None = Field(None, description="a week after from_week: the first in which it no longer holds")
    who: Who = ALL
    set: Levers


class Action(Part):
    """Something that happens in a week, perhaps again every so many weeks."""

    UNSAID: ClassVar[dict[str, object]] = {"heirs": Heirs.USUAL, "filled_by": PromotionRule.OUTSIDE}

    kind: str
    week: Week
    who: Who = ALL
    every_weeks: Weeks | None = Field(None, description="a number of weeks: a whole number, 1 or more")
    times: Annotated[int, Field(ge=1, le=1000, description="a whole number from 1 to 1000")] = 1

    @model_serializer(mode="wrap")
    def _what_is_said(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Fields that came to the format later leave no trace where they change nothing: old scripts keep their key."""
        said: dict[str, Any] = write(self)
        return {
            key: value
            for key, value in said.items()
            if key not in self.UNSAID or getattr(self, key) != self.UNSAID[key]
        }


class Exits(Action):
    """What all actions that send people away have in common."""

    by: Annotated[Results, Field(description="lot, half_year or year")] = Results.HALF_YEAR
    min_tenure_weeks: Tenure = 0
    notice_weeks: Notice = 0
    seats: Annotated[Seats, Field(description="search, at_once or closed")] = Seats.SEARCH
    closed_weeks: Weeks | None = Field(None, description="a number of weeks: a whole number, 1 or more")
    heirs: Annotated[Heirs, Field(description=f"one of {', '.join(Heirs.words())}")] = Heirs.USUAL


class Layoff(Exits):
    """A share of the people goes: those with the lowest results, or by lot."""

    kind: Literal["layoff"] = "layoff"
    fraction: Share
    fair: Switch = True


class Removal(Exits):
    """One of each team goes, and it is called a resignation or a dismissal."""

    kind: Literal["removal"] = "removal"
    pick: Annotated[Pick, Field(description="random, worst or best")] = Pick.RANDOM
    called: Annotated[Literal["resignation", "dismissal"], Field(description="resignation or dismissal")]


class Ultimatum(Exits):
    """The lowest are told by name that they will be judged again, which is then carried out or not."""

    kind: Literal["warning"] = "warning"
    share: Share
    horizon_weeks: Weeks
    carried_out: Switch


class RatingClass(Part):
    """A share of the people, and what it means to be in it."""

    share: Share
    consequence: Annotated[Consequence, Field(description=f"one of {', '.join(Consequence.words())}")] = (
        Consequence.NONE
    )
    raise_share: Annotated[float, Field(ge=-0.5, le=1)] | None = Field(
        None, description="a share of base pay, from -0.5 to 1"
    )
    raise_weeks: Weeks | None = Field(None, description="a number of weeks: a whole number, 1 or more")
    horizon_weeks: Weeks | None = Field(None, description="a number of weeks: a whole number, 1 or more")
    carried_out: Switch | None = Field(None, description="true or false")


Classes = Annotated[
    tuple[RatingClass, ...],
    BeforeValidator(lambda value: tuple(value) if isinstance(value, list) else value),
    Field(min_length=2, description="a list of two classes or more, the best first, as [{ share = 0.2 }, ...]"),
]


class Rating(Exits):
    """Everybody is put into classes of forced shares, by results, and each class has its consequence."""

    kind: Literal["rating"] = "rating"
    classes: Classes


class NewManagers(Action):
    """Others lead the teams, as good as stated: by value, or by place among all who could be had."""

    kind: Literal["new_managers"] = "new_managers"
    values: Values = {}
    quantiles: Values = {}


class ManagerVacancy(Action):
    """Teams are without a manager for some weeks; then somebody comes."""

    kind: Literal["manager_vacancy"] = "manager_vacancy"
    weeks: Weeks
    filled_by: Annotated[PromotionRule, Field(description=f"one of {', '.join(PromotionRule.words())}")] = (
        PromotionRule.OUTSIDE
    )


class HiringFreeze(Action):
    """Nobody is hired for some weeks."""

    kind: Literal["hiring_freeze"] = "hiring_freeze"
    weeks: Weeks


class MarketShock(Action):
    """Something strikes from outside; its size means what the same shock's parameter means."""

    kind: Literal["shock"] = "shock"
    shock: Annotated[Shock, Field(description=f"one of {', '.join(Shock.words())}")]
    size: Annotated[float, Field(gt=0, le=100, description="a number above 0")]
    segment: Annotated[int, Field(ge=0, le=1000, description="a segment by number, the first being 0")] = 0


ACTIONS: dict[str, type[Action]] = {
    "layoff": Layoff,
    "removal": Removal,
    "warning": Ultimatum,
    "rating": Rating,
    "new_managers": NewManagers,
    "manager_vacancy": ManagerVacancy,
    "hiring_freeze": HiringFreeze,
    "shock": MarketShock,
}


class Script(Part):
    """A field experiment; `label` is what messages call it."""

    title: Text = ""
    description: Text = ""
    source: Text = ""
    assignments: tuple[Assignment, ...] = ()
    changes: tuple[Change, ...] = ()
    actions: tuple[Action, ...] = ()
    label: str = "script"

    @cached_property
    def key(self) -> int:
        """A number that stands for what the script does, whatever it is called."""
        does = self.model_dump_json(include={"assignments", "changes", "actions"}, serialize_as_any=True)
        return int.from_bytes(hashlib.sha256(does.encode()).digest()[:8], "little", signed=True)

    def fingerprint(self) -> str:
        """SHA-256 of what the script does."""
        does = self.model_dump_json(include={"assignments", "changes", "actions"}, serialize_as_any=True)
        return hashlib.sha256(does.encode()).hexdigest()
