"""Steps: what the assignments and actions of a script come to, as records that the model carries out on their week."""

from collections.abc import Iterator
from itertools import accumulate, pairwise
from math import prod
from typing import Any

from simulation.mechanisms.assignment import ALL_TEAMS
from simulation.mechanisms.leaving import AT_ONCE, DISMISSAL, LAYOFF, RESIGNATION, SEARCH
from simulation.notes import ActionState
from simulation.parameters.promotion import PromotionRule
from simulation.parameters.scripts import Consequence, Newcomers, Pick, Results, Seats, Step, Unit
from simulation.script import (
    ALL,
    Action,
    Assignment,
    Exits,
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
from simulation.script_check import find_arm
from simulation.state import Array

FAR = 1_000_000  # weeks: longer than anybody serves
ENDS, LOTS, DEEDS = 0, 1, 2  # in a week, what ends comes first, then lots are drawn, then the rest is done
Row = dict[str, Any]
Who = dict[str, int]


def steps_of(script: Script) -> Array:
    """The steps of a script, in the order in which they are done."""
    rows = sorted(_numbered(_lists(script)), key=lambda row: (row["week"], row.pop("order")))
    table = ActionState.zeros(len(rows))
    for place, row in enumerate(rows):
        for key, value in row.items():
            table[key][place] = value
    return table


def _lists(script: Script) -> Iterator[list[Row]]:
    """The steps of each assignment and action; a step may refer to the first of its own list."""
    for one in script.assignments:
        who = _who(f"{one.name}.{next(iter(one.arms))}", script)
        yield [*_drawing(one, who), *_lapse(one, who, script)]
    for action in script.actions:
        who = _who(action.who, script)
        for time in range(action.times):
            later = time * (action.every_weeks or 0)
            for deeds in _deeds_apart(action, who):
                yield [{**row, "week": row["week"] + later} for row in deeds]


def _who(who: str, script: Script) -> Who:
    """An arm as the place, size and digit that the model compares."""
    if who == ALL:
        return {"radix": 1, "size": 0, "digit": 0}
    one, digit = find_arm(who, script)
    sizes = [len(other.arms) + 1 for other in script.assignments]
    place = script.assignments.index(one)
    return {"radix": prod(sizes[:place]), "size": sizes[place], "digit": digit}


def _lapse(one: Assignment, who: Who, script: Script) -> Iterator[Row]:
    """Seats stop handing their arm on when the last change and the last action for it are over; teams keep theirs."""
    ends = [change.until_week for change in script.changes if change.who.partition(".")[0] == one.name]
    if one.unit == Unit.REP and ends and None not in ends:
        deeds = [last_week(action) + 1 for action in script.actions if action.who.partition(".")[0] == one.name]
        yield {"kind": Step.LAPSE, "week": max(deeds + [end for end in ends if end is not None]), "order": ENDS, **who}


def last_week(action: Action) -> int:
    """The week in which an action is done for the last time."""
    return action.week + (action.times - 1) * (action.every_weeks or 0)


def _numbered(lists: Iterator[list[Row]]) -> list[Row]:
    """Each step with a number of its own, from 1; what refers to the list refers to the number of its first step."""
    rows: list[Row] = []
    for steps in lists:
        first = len(rows) + 1
        for step in steps:
            own = {key: first for key in ("target", "seat_after") if step.get(key, 0) > 0}
            rows.append({**step, **own, "number": len(rows) + 1})
    return rows


def _drawing(one: Assignment, who: Who) -> Iterator[Row]:
    """Invite teams, draw lots, fill the arms from the lots."""
    common = {"week": one.week, "order": LOTS, "unit": one.unit}
    for team in one.eligible.teams or (ALL_TEAMS,):
        yield {**common, "kind": Step.INVITE, "team": team}
    yield {
        **common,
        "kind": Step.DRAW_LOTS,
        "by": one.eligible.by,
        "low": one.eligible.rank_from,
        "high": one.eligible.rank_to,
        "least_tenure_weeks": one.eligible.min_tenure_weeks,
        "most_tenure_weeks": one.eligible.max_tenure_weeks,
    }
    newcomers = int(one.unit == Unit.TEAM or one.newcomers == Newcomers.SEAT)
    drawn = 0.0
    for digit, share in enumerate(one.arms.values(), 1):
        lots = {"low": drawn, "high": drawn + share, "newcomers": newcomers}
        yield {**common, **lots, "kind": Step.FILL_ARM, "radix": who["radix"], "size": who["size"], "digit": digit}
        drawn += share


def _deeds_apart(action: Action, who: Who) -> Iterator[list[Row]]:
    """The steps of an action in lists of their own: a rating has one to line people up, then one for each class."""
    if isinstance(action, Rating):
        common = {"week": action.week, "order": DEEDS, **who, **_terms(action)}
        yield [{**common, "kind": Step.RATE}]
        worst_first = tuple(accumulate([one.share for one in reversed(action.classes)], initial=0.0))
        bands = reversed(list(pairwise((*worst_first[:-1], 1.0))))
        for number, (one, (low, high)) in enumerate(zip(action.classes, bands, strict=True), 1):
            yield list(_of_class(action, one, {**common, "low": low, "high": high, "rating_class": number}))
    else:
        yield list(_deeds(action, who))


def _of_class(action: Rating, one: RatingClass, common: Row) -> Iterator[Row]:
    """Give out a class; whom it warns is judged later, by whether she is among so many from below again."""
    pay = {"value": one.raise_share or 0.0, "lasting_weeks": one.raise_weeks or 0}
    yield {**common, **pay, "kind": Step.GRADE, "consequence": one.consequence}
    if one.consequence == Consequence.WARNING:
        yield _judgement(common, one.horizon_weeks or 0, carried_out=bool(one.carried_out))
    if action.closed_weeks is not None:
        yield _reopening(action, common, one.horizon_weeks or 0)


def _deeds(action: Action, who: Who) -> Iterator[Row]:
    """The steps of an action; the first may be the target of the later ones."""
    common = {"week": action.week, "order": DEEDS, **who}
    if isinstance(action, Exits):
        yield from _exits(action, {**common, **_terms(action)})
    elif isinstance(action, NewManagers):
        yield {**common, "kind": Step.NEW_MANAGERS}
        for kind, qualities in ((Step.SET_QUALITY, action.values), (Step.SET_QUANTILE, action.quantiles)):
            yield from ({**common, "kind": kind, "quality": key, "value": value} for key, value in qualities.items())
    elif isinstance(action, ManagerVacancy):
        begun, filled = _spell(common, Step.VACATE_POSTS, Step.FILL_POSTS, action.weeks)
        yield {**begun, "filled_by": action.filled_by}
        if action.filled_by == PromotionRule.OUTSIDE:
            yield filled
    elif isinstance(action, HiringFreeze):
        yield from _spell(common, Step.FREEZE, Step.THAW, action.weeks)
    elif isinstance(action, MarketShock):
        yield {**common, "kind": Step.STRIKE, "shock": action.shock, "segment": action.segment, "value": action.size}


def _spell(common: Row, begin: Step, end: Step, weeks: int) -> Iterator[Row]:
    """Something that begins, and ends some weeks later."""
    yield {**common, "kind": begin, "value": float(weeks)}
    yield {**common, "kind": end, "week": common["week"] + weeks, "order": ENDS}


def _terms(action: Exits) -> Row:
    """Among whom, by what, and how those who go are sent away."""
    after = {Seats.SEARCH: SEARCH, Seats.AT_ONCE: AT_ONCE, Seats.CLOSED: 1}  # 1 stands for the list
    return {
        "by": action.by,
        "least_tenure_weeks": action.min_tenure_weeks,
        "most_tenure_weeks": FAR,
        "notice_weeks": action.notice_weeks,
        "seat_after": after[action.seats],
        "heirs": action.heirs,
        "exit_as": DISMISSAL,
    }


def _exits(action: Exits, common: Row) -> Iterator[Row]:
    if isinstance(action, Layoff):
        how = {"high": action.fraction, "exit_as": LAYOFF, "arbitrary": int(not action.fair)}
        yield {**common, **how, "kind": Step.LAY_OFF}
    elif isinstance(action, Removal):
        called = RESIGNATION if action.called == "resignation" else DISMISSAL
        by = Results.LOT if action.pick == Pick.RANDOM else action.by
        yield {**common, "kind": Step.REMOVE, "by": by, "low": float(action.pick == Pick.BEST), "exit_as": called}
    elif isinstance(action, Ultimatum):
        yield {**common, "kind": Step.WARN, "high": action.share}
        yield _judgement({**common, "high": action.share}, action.horizon_weeks, carried_out=action.carried_out)
    if action.closed_weeks is not None:
        yield _reopening(action, common, action.horizon_weeks if isinstance(action, Ultimatum) else 0)


def _judgement(common: Row, horizon_weeks: int, *, carried_out: bool) -> Row:
    """Those who were warned are judged again."""
    judged = {"week": common["week"] + horizon_weeks, "order": ENDS, "target": 1, "low": 0.0}
    return {**common, **judged, "carried_out": int(carried_out), "kind": Step.JUDGE}


def _reopening(action: Exits, common: Row, given: int) -> Row:
    """The closed seats open again: counted from when the notice was given, so many weeks after the action."""
    week = common["week"] + given + (action.closed_weeks or 0)
    return {"kind": Step.REOPEN, "week": week, "order": ENDS, "target": 1}
