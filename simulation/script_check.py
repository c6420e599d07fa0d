"""Whether a script makes sense in itself: levers that exist and can be pulled, arms that are drawn, dates in order."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from math import prod

from simulation.layers import CATALOGUE, check_overrides
from simulation.parameters.check import ScenarioError, nearest, show
from simulation.parameters.declare import Declaration
from simulation.parameters.scripts import Consequence, Newcomers, Results, Seats, Shock, Unit
from simulation.parameters.shocks import ALL_POINTS, DEEPEST, LARGEST_LAUNCH
from simulation.script import (
    ALL,
    Action,
    Assignment,
    Change,
    Eligible,
    Exits,
    HiringFreeze,
    ManagerVacancy,
    MarketShock,
    NewManagers,
    Rating,
    RatingClass,
    Script,
    Ultimatum,
)

MOST_COMBINATIONS = 1000  # of arms, each with its own parameters
WORLD_GROUPS = ("market", "rival")  # uncertainties of which a script may tell
LARGEST = {  # size of a shock
    Shock.SLUMP: DEEPEST,
    Shock.REGULATION: DEEPEST,
    Shock.LAUNCH: LARGEST_LAUNCH,
    Shock.BACKLASH: ALL_POINTS,
    Shock.CANCELLATIONS: DEEPEST,
}
ROUNDING = 1e-9
OWN_TERMS = {  # of the classes of a rating
    Consequence.PAY: ("raise_share", "raise_weeks"),
    Consequence.WARNING: ("horizon_weeks", "carried_out"),
}


def problems_of(script: Script) -> list[str]:
    """All that is wrong, a sentence each, beginning with where it stands."""
    found = [*_of_assignments(script)]
    for number, change in enumerate(script.changes, 1):
        found += [f"change {number}: {problem}" for problem in _of_change(change, script)]
    for number, action in enumerate(script.actions, 1):
        found += [f"action {number} ({action.kind}): {problem}" for problem in _of_action(action, script)]
    return [*found, *_contested(script), *_crowded(script)]


# --- assignments -----------------------------------------------------------------------------------------------------


def _of_assignments(script: Script) -> Iterator[str]:
    for name, count in Counter(one.name for one in script.assignments).items():
        if count > 1:
            yield f"assignment {name}: there are {count} of this name"
    combinations_of_arms = prod(len(one.arms) + 1 for one in script.assignments)
    if combinations_of_arms > MOST_COMBINATIONS:
        yield f"the arms of all assignments combine in {combinations_of_arms} ways; at most {MOST_COMBINATIONS} can be"
    for one in script.assignments:
        yield from (f"assignment {one.name}: {problem}" for problem in _of_assignment(one))


def _of_assignment(one: Assignment) -> Iterator[str]:
    eligible, total = one.eligible, sum(one.arms.values())
    if total > 1.0 + ROUNDING:
        yield f"the shares of its arms add up to {total:g}, and there is only 1 to share"
    if eligible.max_tenure_weeks < eligible.min_tenure_weeks:
        yield f"nobody has served at least {eligible.min_tenure_weeks} and at most {eligible.max_tenure_weeks} weeks"
    if eligible.rank_to <= eligible.rank_from:
        yield f"eligible.rank_to = {eligible.rank_to:g} must lie above rank_from = {eligible.rank_from:g}"
    if eligible.by == Results.LOT:
        yield 'eligible.by = "lot" ranks nobody; it must be half_year or year'
    if one.unit == Unit.TEAM and eligible != Eligible(teams=eligible.teams):
        yield "teams are chosen by number only: eligible may say teams, and nothing else"
    if one.unit == Unit.TEAM and one.newcomers == Newcomers.SEAT:
        yield 'newcomers = "seat" goes without saying: with unit = "team" whoever joins a team is treated as it is'


def find_arm(who: str, script: Script) -> tuple[Assignment, int]:
    """The assignment and the digit (1 for its first arm) that `name.arm` means. ScenarioError if there is none."""
    name, _, arm = who.partition(".")
    found = {one.name: one for one in script.assignments}
    known = [ALL, *(f"{one.name}.{arm}" for one in script.assignments for arm in one.arms)]
    if name not in found or arm not in found[name].arms:
        raise ScenarioError(f"who = {show(who)} is no arm of an assignment{nearest(who, known)}")
    return found[name], list(found[name].arms).index(arm) + 1


def _of_who(who: str, week: int, script: Script) -> Iterator[str]:
    if who == ALL:
        return
    try:
        one, _ = find_arm(who, script)
    except ScenarioError as error:
        yield str(error)
        return
    if week < one.week:
        yield f"it begins in week {week}, and {one.name} is drawn in week {one.week}"


# --- changes ---------------------------------------------------------------------------------------------------------


def _of_change(change: Change, script: Script) -> Iterator[str]:
    if change.until_week is not None and change.until_week <= change.from_week:
        yield f"until_week = {change.until_week} must come after from_week = {change.from_week}"
    yield from _of_who(change.who, change.from_week, script)
    if not change.set:
        yield 'set is empty; name a lever, as { "pay.accelerator" = 1.0 }'
    try:
        check_overrides(change.set, "set")
    except ScenarioError as error:
        yield from error.problems
        return
    for path in change.set:
        yield from _of_lever(CATALOGUE.find(path), change.who, script)


def _of_lever(d: Declaration, who: str, script: Script) -> Iterator[str]:
    """Whether a parameter can be changed, and for so few."""
    if d.kind == "setting":
        yield f"set: {d.path} is a setting of the simulation, and no script can change it"
    elif d.kind == "uncertainty" and d.path.partition(".")[0] not in WORLD_GROUPS:
        yield f"set: {d.path} is an uncertainty (the world is like that), and a script pulls levers"
    elif d.kind == "uncertainty" and who != ALL:
        yield f'set: {d.path} is the same for everybody; it can be changed for who = "all" only'
    else:
        name = who.partition(".")[0]
        yield from (problem for one in script.assignments if one.name == name for problem in _out_of_reach(d, one))


def _out_of_reach(d: Declaration, one: Assignment) -> Iterator[str]:
    if d.reach == "firm":
        yield f'set: {d.path} is pulled for the whole firm; it can be changed for who = "all" only'
    elif d.reach == "team" and one.unit == Unit.REP:
        yield f"set: {d.path} is pulled for a whole team, and {one.name} draws reps; draw teams"
    elif d.reach == "seat" and one.unit == Unit.REP and one.newcomers == Newcomers.ORDINARY:
        yield f'set: {d.path} meets newcomers, and in {one.name} they are ordinary; say newcomers = "seat"'


def _contested(script: Script) -> Iterator[str]:
    """Two changes that hold at the same time and want the same lever in two ways, for the same people."""
    numbered = list(enumerate(script.changes, 1))
    for (first, one), (second, other) in combinations(numbered, 2):
        shared = sorted(set(one.set) & set(other.set))
        if shared and _overlap(one, other) and _share_people(one.who, other.who):
            yield f"changes {first} and {second} both set {shared[0]} for the same people at the same time"


def _overlap(one: Change, other: Change) -> bool:
    ends = [change.until_week if change.until_week is not None else float("inf") for change in (one, other)]
    return one.from_week < ends[1] and other.from_week < ends[0]


def _share_people(one: str, other: str) -> bool:
    """Whether somebody can be in both; an arm takes precedence over all, and two arms of an assignment share nobody."""
    if one == other:
        return True
    return ALL not in (one, other) and one.partition(".")[0] != other.partition(".")[0]


# --- actions ---------------------------------------------------------------------------------------------------------


def _of_action(action: Action, script: Script) -> Iterator[str]:
    yield from _of_who(action.who, action.week, script)
    if action.times > 1 and action.every_weeks is None:
        yield f"times = {action.times} needs every_weeks: how often?"
    if action.every_weeks is not None and action.times == 1:
        yield f"every_weeks = {action.every_weeks} needs times: how many?"
    if isinstance(action, Exits):
        yield from _of_exits(action)
    if isinstance(action, Rating):
        yield from _of_rating(action)
    if isinstance(action, NewManagers):
        twice = [quality.word for quality in action.values if quality in action.quantiles]
        yield from (f"{word} has a value and a quantile" for word in twice)
    if isinstance(action, NewManagers | ManagerVacancy | HiringFreeze):
        yield from _of_teams_only(action.who, script)
    if isinstance(action, MarketShock):
        yield from _of_shock(action)


def _of_exits(action: Exits) -> Iterator[str]:
    if action.closed_weeks is not None and action.seats != Seats.CLOSED:
        yield f'closed_weeks = {action.closed_weeks} says nothing about seats = "{action.seats.word}"'
    if action.closed_weeks is not None and action.closed_weeks <= action.notice_weeks:
        yield f"the seats would open again (closed_weeks) before they are empty (notice_weeks = {action.notice_weeks})"
    if isinstance(action, Ultimatum) and action.by == Results.LOT:
        yield 'by = "lot" warns and judges by lot; it must be half_year or year'


def _of_rating(action: Rating) -> Iterator[str]:
    total = sum(one.share for one in action.classes)
    if abs(total - 1.0) > ROUNDING:
        yield f"the shares of its classes add up to {total:g}, and everybody must be in one: 1"
    for number, one in enumerate(action.classes, 1):
        yield from (f"class {number}: {problem}" for problem in _of_class(one))
    if action.by == Results.LOT and any(one.consequence == Consequence.WARNING for one in action.classes):
        yield 'by = "lot" warns and judges by lot; it must be half_year or year'


def _of_class(one: RatingClass) -> Iterator[str]:
    """A consequence says what it needs, and nothing that is another's."""
    for key in ("raise_share", "raise_weeks", "horizon_weeks", "carried_out"):
        wanted, given = key in OWN_TERMS.get(one.consequence, ()), getattr(one, key) is not None
        if given and not wanted:
            yield f'{key} says nothing about consequence = "{one.consequence.word}"'
        if wanted and not given:
            yield f'consequence = "{one.consequence.word}" needs {key}'


def _of_teams_only(who: str, script: Script) -> Iterator[str]:
    drawn = {one.name: one.unit for one in script.assignments}
    if drawn.get(who.partition(".")[0]) == Unit.REP:
        yield f"who = {show(who)} draws reps, and this happens to whole teams"


def _of_shock(action: MarketShock) -> Iterator[str]:
    if action.who != ALL:
        yield f'who = {show(action.who)}, but a shock strikes everybody: who = "all"'
    if action.size > LARGEST[action.shock]:
        yield f"size = {action.size:g}, but a {action.shock.word} has at most {LARGEST[action.shock]:g}"
    if action.segment > 0 and action.shock != Shock.REGULATION:
        yield f"segment = {action.segment} says nothing about a {action.shock.word}, which strikes all segments"


def _crowded(script: Script) -> Iterator[str]:
    """New rules that would come in the same week: only one segment can be struck in one."""
    weeks = Counter(
        action.week + time * (action.every_weeks or 0)
        for action in script.actions
        if isinstance(action, MarketShock) and action.shock == Shock.REGULATION
        for time in range(action.times)
    )
    yield from (f"week {week} has {count} regulations; it can have one" for week, count in weeks.items() if count > 1)
