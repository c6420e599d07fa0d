"""Hypothesis strategies: scripts that a small firm can live through, with every kind of step."""

from typing import Any

from hypothesis import strategies as st

from simulation.layers import CATALOGUE
from simulation.parameters.declare import Declaration
from simulation.parameters.promotion import PromotionRule
from simulation.parameters.scripts import Consequence, Heirs, Newcomers, Pick, Quality, Results, Seats, Shock, Unit
from simulation.script import (
    ALL,
    Action,
    Assignment,
    Change,
    Eligible,
    HiringFreeze,
    Layoff,
    ManagerVacancy,
    MarketShock,
    NewManagers,
    Rating,
    RatingClass,
    Removal,
    Script,
    Ultimatum,
)
from simulation.script_check import WORLD_GROUPS, problems_of

RANKED = st.sampled_from([Results.HALF_YEAR, Results.YEAR])


def weeks_of(life_weeks: int) -> st.SearchStrategy[int]:
    """A week that is lived through, early ones most."""
    return st.integers(0, life_weeks - 1)


@st.composite
def assignments(draw: st.DrawFn, name: str, teams: int, weeks: int) -> Assignment:
    """One or two arms of reps or teams, perhaps of some of them only."""
    unit = draw(st.sampled_from(Unit))
    shares = draw(st.sampled_from([{"a": 0.5}, {"a": 1.0}, {"a": 0.3, "b": 0.6}, {"a": 0.5, "b": 0.5}]))
    some = draw(st.lists(st.integers(0, teams - 1), max_size=teams, unique=True).map(tuple))
    low, high = draw(st.sampled_from([(0.0, 1.0), (0.0, 0.5), (0.4, 1.0)]))
    served = draw(st.sampled_from([(0, 100_000), (10, 100_000), (0, 60)]))
    eligible = Eligible(
        min_tenure_weeks=served[0], max_tenure_weeks=served[1], rank_from=low, rank_to=high, by=draw(RANKED), teams=some
    )
    return Assignment(
        name=name,
        week=draw(weeks_of(weeks)),
        unit=unit,
        arms=shares,
        eligible=eligible if unit == Unit.REP else Eligible(teams=some),
        newcomers=draw(st.sampled_from(Newcomers)) if unit == Unit.REP else Newcomers.ORDINARY,
    )


def may_set(d: Declaration, who: str, drawn: dict[str, Assignment]) -> bool:
    """Whether a script may set a parameter for these people."""
    if who == ALL:
        return d.kind == "lever" or (d.kind == "uncertainty" and d.path.split(".")[0] in WORLD_GROUPS)
    one = drawn[who.split(".", maxsplit=1)[0]]
    within = {"person", "seat", "team"} if one.unit == Unit.TEAM else {"person"}
    if one.newcomers == Newcomers.SEAT:
        within.add("seat")
    return d.kind == "lever" and d.reach in within


def arms_of(drawn: dict[str, Assignment]) -> list[str]:
    """All that `who` can say."""
    return [ALL, *(f"{name}.{arm}" for name, one in drawn.items() for arm in one.arms)]


@st.composite
def changes(draw: st.DrawFn, drawn: dict[str, Assignment], weeks: int, value_of: Any) -> Change:
    """Some levers for somebody, for a while or for good."""
    who = draw(st.sampled_from(arms_of(drawn)))
    first = draw(st.integers(0 if who == ALL else drawn[who.split(".")[0]].week, weeks - 1))
    levers = [d for d in CATALOGUE.by_path.values() if may_set(d, who, drawn)]
    chosen = draw(st.lists(st.sampled_from(levers), min_size=1, max_size=4, unique_by=lambda d: d.path))
    return Change(
        from_week=first,
        until_week=draw(st.one_of(st.none(), st.integers(first + 1, weeks + 10))),
        who=who,
        set={d.path: draw(value_of(d)) for d in chosen},
    )


@st.composite
def exits(draw: st.DrawFn) -> dict[str, Any]:
    """How people are sent away."""
    seats, notice = draw(st.sampled_from(Seats)), draw(st.sampled_from([0, 0, 1, 8]))
    closed = draw(st.one_of(st.none(), st.integers(notice + 1, 40))) if seats == Seats.CLOSED else None
    return {
        "by": draw(RANKED),
        "min_tenure_weeks": draw(st.sampled_from([0, 13])),
        "notice_weeks": notice,
        "seats": seats,
        "closed_weeks": closed,
        "heirs": draw(st.sampled_from(Heirs)),
    }


@st.composite
def classes(draw: st.DrawFn) -> tuple[RatingClass, ...]:
    """Classes of a rating, with any consequences."""
    own: dict[Consequence, dict[str, Any]] = {
        Consequence.PAY: {"raise_share": draw(st.sampled_from([-0.5, 0.1])), "raise_weeks": draw(st.integers(1, 60))},
        Consequence.WARNING: {"horizon_weeks": draw(st.integers(1, 26)), "carried_out": draw(st.booleans())},
    }
    shares = draw(st.sampled_from([(0.5, 0.5), (0.2, 0.7, 0.1), (0.1, 0.2, 0.3, 0.4)]))
    kinds = [draw(st.sampled_from(Consequence)) for _ in shares]
    return tuple(
        RatingClass(share=share, consequence=kind, **own.get(kind, {}))
        for share, kind in zip(shares, kinds, strict=True)
    )


def qualities() -> st.SearchStrategy[dict[Quality, float]]:
    """Some qualities of a manager."""
    return st.dictionaries(st.sampled_from(Quality), st.floats(0.0, 1.0), max_size=2)


@st.composite
def new_managers(draw: st.DrawFn) -> dict[str, Any]:
    """Managers of some quality, by value or by quantile."""
    values = draw(qualities())
    quantiles = {quality: value for quality, value in draw(qualities()).items() if quality not in values}
    return {"values": values, "quantiles": quantiles}


def some(kind: type[Action], terms: st.SearchStrategy[dict[str, Any]], **own: st.SearchStrategy[Any]) -> Any:
    """Strategy for what is particular to a kind of action."""
    return st.tuples(st.just(kind), st.tuples(terms, st.fixed_dictionaries(own)).map(lambda parts: parts[0] | parts[1]))


NOTHING_MORE: st.SearchStrategy[dict[str, Any]] = st.just({})
OF_PEOPLE = (
    some(Layoff, exits(), by=st.sampled_from(Results), fraction=st.sampled_from([0.1, 0.3, 1.0]), fair=st.booleans()),
    some(Removal, exits(), pick=st.sampled_from(Pick), called=st.sampled_from(["resignation", "dismissal"])),
    some(Rating, exits(), classes=classes()),
    some(Ultimatum, exits(), share=st.just(0.4), horizon_weeks=st.integers(1, 26), carried_out=st.booleans()),
)
OF_TEAMS = (
    some(NewManagers, new_managers()),
    some(ManagerVacancy, NOTHING_MORE, weeks=st.integers(1, 30), filled_by=st.sampled_from(PromotionRule)),
    some(HiringFreeze, NOTHING_MORE, weeks=st.integers(1, 30)),
)
OF_ALL = (some(MarketShock, NOTHING_MORE, shock=st.sampled_from(Shock), size=st.floats(0.01, 0.95)),)


@st.composite
def actions(draw: st.DrawFn, drawn: dict[str, Assignment], weeks: int) -> Action:
    """Any kind of action, once or repeatedly."""
    kinds = draw(st.sampled_from([OF_PEOPLE, OF_TEAMS, OF_ALL]))
    kind, particulars = draw(st.sampled_from(kinds).flatmap(lambda strategy: strategy))
    of_teams = {name: one for name, one in drawn.items() if one.unit == Unit.TEAM}
    who = draw(st.sampled_from(arms_of({} if kinds is OF_ALL else of_teams if kinds is OF_TEAMS else drawn)))
    first = draw(st.integers(0 if who == ALL else drawn[who.split(".")[0]].week, weeks - 1))
    every, times = draw(st.sampled_from([(None, 1), (None, 1), (13, 3)]))
    action: Action = kind(week=first, who=who, every_weeks=every, times=times, **particulars)
    return action


@st.composite
def scripts(draw: st.DrawFn, teams: int, weeks: int, value_of: Any) -> Script:
    """Up to two experiments at once, with changes and actions for their arms or for all."""
    names = draw(st.sampled_from([(), ("one",), ("one", "other")]))
    drawn = {name: draw(assignments(name, teams, weeks)) for name in names}
    script = Script(
        assignments=tuple(drawn.values()),
        changes=tuple(draw(st.lists(changes(drawn, weeks, value_of), max_size=4))),
        actions=tuple(draw(st.lists(actions(drawn, weeks), max_size=4))),
    )
    contested = [problem for problem in problems_of(script) if "both set" in problem]
    return script.model_copy(update={"changes": script.changes[:1]}) if contested else script
