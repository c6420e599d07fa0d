"""Schedule: a script laid out for a firm, as parameters that hold from date to date and steps to be done on their week.

Who is in several experiments at once carries one number for all: `arm` counts in mixed radix, one place an assignment,
0 for control. Each such combination has its own parameters, so that compiled weeks know of no dates.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import prod

from simulation.parameters.check import ScenarioError
from simulation.scenario import Scenario
from simulation.script import ALL, Change, MarketShock, Script
from simulation.script_check import find_arm, problems_of
from simulation.state import Array, State, parameter_rows
from simulation.steps import steps_of

NOTHING = Script()
NO_SCRIPT = 0


@dataclass(frozen=True, eq=False)
class Schedule:
    """A script as one firm lives it. ScenarioError if script and scenario do not fit each other."""

    scenario: Scenario
    script: Script = NOTHING
    _parameters: dict[int, tuple[Scenario, ...]] = field(default_factory=dict, repr=False)  # by the date they hold from
    _rows: dict[int, Array] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        problems = [*problems_of(self.script), *_missing(self.script, self.scenario)]
        if problems:
            raise ScenarioError(f"{self.script.label}: {problem}" for problem in problems)
        for date in self.dates:
            self.parameters_at(date)

    @cached_property
    def key(self) -> int:
        """What a state says of the script that it was lived under."""
        return self.script.key if self.is_scripted else NO_SCRIPT

    @property
    def is_scripted(self) -> bool:
        """Whether there is anything in the script."""
        return bool(self.script.assignments or self.script.changes or self.script.actions)

    @cached_property
    def dates(self) -> tuple[int, ...]:
        """The weeks that the script has something for, in order."""
        weeks = {change.from_week for change in self.script.changes}
        weeks |= {change.until_week for change in self.script.changes if change.until_week}
        return tuple(sorted(weeks | {int(week) for week in self.actions["week"]}))

    @cached_property
    def first_week(self) -> int | None:
        """The first week in which anything happens; None if nothing does."""
        return min(self.dates, default=None)

    # --- parameters ------------------------------------------------------------------------------------------------

    @cached_property
    def arms(self) -> tuple[tuple[int, ...], ...]:
        """Of each combination of arms, its digit in each assignment."""
        sizes = [len(one.arms) + 1 for one in self.script.assignments]
        return tuple(_digits(number, sizes) for number in range(prod(sizes)))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What each combination of arms is called: empty for control in all."""
        return tuple(self._name(digits) for digits in self.arms)

    def _name(self, digits: Sequence[int]) -> str:
        pairs = zip(self.script.assignments, digits, strict=True)
        return "+".join(f"{one.name}.{list(one.arms)[digit - 1]}" for one, digit in pairs if digit > 0)

    def parameters_at(self, week: int) -> tuple[Scenario, ...]:
        """The parameters of each combination of arms in a week, the ordinary ones first."""
        date = self._date(week)
        if date not in self._parameters:
            self._parameters[date] = self._hold_from(date)
        return self._parameters[date]

    def _date(self, week: int) -> int:
        """The last date up to a week; before all of them, the week before the first."""
        return max((date for date in self.dates if date <= week), default=-1)

    def _hold_from(self, date: int) -> tuple[Scenario, ...]:
        now = [change for change in self.script.changes if _holds(change, date)]
        made: dict[tuple[int, ...], Scenario] = {}
        return tuple(self._combined([c for c in now if self._meets(c, digits)], made) for digits in self.arms)

    def _meets(self, change: Change, digits: Sequence[int]) -> bool:
        """Whether a change is for a combination of arms."""
        if change.who == ALL:
            return True
        one, digit = find_arm(change.who, self.script)
        return digits[self.script.assignments.index(one)] == digit

    def _combined(self, changes: Sequence[Change], made: dict[tuple[int, ...], Scenario]) -> Scenario:
        key = tuple(id(change) for change in changes)
        if key not in made:
            made[key] = self._under(changes)
        return made[key]

    def _under(self, changes: Sequence[Change]) -> Scenario:
        """The scenario under some changes; those of an arm take precedence over those for all."""
        if not changes:
            return self.scenario
        values: dict[str, object] = {}
        for change in sorted(changes, key=lambda change: change.who != ALL):
            values |= change.set
        try:
            return self.scenario.with_overrides(values, self.script.label)
        except ScenarioError as error:
            raise ScenarioError(f"{self.script.label}: {problem}" for problem in error.problems) from None

    def rows_at(self, week: int) -> Array:
        """The same as records; kept, since many runs ask for them."""
        date = self._date(week)
        if date not in self._rows:
            self._rows[date] = parameter_rows(self.parameters_at(date))
        return self._rows[date]

    def stretches(self, first_week: int, weeks: int) -> Iterator[tuple[int, int]]:
        """So many weeks cut at the dates of the script, counted from the first."""
        if weeks > 0:
            inner = [date - first_week for date in self.dates if first_week < date < first_week + weeks]
            yield from zip([0, *inner], [*inner, weeks], strict=True)

    @cached_property
    def actions(self) -> Array:
        """The steps as records."""
        return steps_of(self.script)

    # --- states ----------------------------------------------------------------------------------------------------

    def adopt(self, state: State) -> State:
        """The state as this script finds it: what another script left in it (arms, closed seats, freezes) is undone.

        ScenarioError if the script begins before the state does.
        """
        if int(state.arrays["firm"]["script"][0]) == self.key:
            return state
        if self.first_week is not None and self.first_week < state.week:
            raise ScenarioError(
                f"{self.script.label}: it begins in week {self.first_week}, and this firm goes on in week {state.week}"
            )
        return _without_traces(state, self.key)


TRACES = {
    "reps": (
        "arm",
        "lot",
        "named",
        "seat_after",
        "heirs",
        "rated_place",
        "rating_class",
        "raise_share",
        "raise_until_week",
    ),
    "seats": ("arm", "closed"),
    "managers": ("arm", "filled_by"),
    "teams": ("hiring_frozen", "lot"),
}


def _without_traces(state: State, key: int) -> State:
    arrays = {name: array.copy() if name in (*TRACES, "firm") else array for name, array in state.arrays.items()}
    for name, keys in TRACES.items():
        for trace in keys:
            arrays[name][trace] = 0
    arrays["firm"]["script"] = key
    return State(arrays)


def _missing(script: Script, scenario: Scenario) -> Iterator[str]:
    """Teams and segments that a script names and a firm has not."""
    for one in script.assignments:
        for team in one.eligible.teams:
            if team >= scenario.organization.teams:
                known = f"the firm's teams are 0 to {scenario.organization.teams - 1}"
                yield f"assignment {one.name}: there is no team {team}; {known}"
    for number, action in enumerate(script.actions, 1):
        if isinstance(action, MarketShock) and action.segment >= scenario.market.segments:
            known = f"the market's segments are 0 to {scenario.market.segments - 1}"
            yield f"action {number} (shock): there is no segment {action.segment}; {known}"


def _holds(change: Change, week: int) -> bool:
    return change.from_week <= week and (change.until_week is None or week < change.until_week)


def _digits(number: int, sizes: Sequence[int]) -> tuple[int, ...]:
    digits = []
    for size in sizes:
        number, digit = divmod(number, size)
        digits.append(digit)
    return tuple(digits)
