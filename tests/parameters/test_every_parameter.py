"""Every declared parameter takes both ends of its bounds, and refuses all beyond them and every wrong type.

New parameters are tested by being declared: nothing here names one.
"""

import math
from collections.abc import Iterator

import pytest
from pydantic import ValidationError

from simulation.layers import CATALOGUE, check_overrides
from simulation.parameters.check import ScenarioError, expected
from simulation.parameters.declare import Declaration

EVERY = [pytest.param(d, id=d.path) for d in CATALOGUE.by_path.values()]
NEVER = (None, [], [1], {}, {"value": 1}, "", "one", "nan", b"1", 1j, math.nan, math.inf, -math.inf, 10**400)


def beyond(d: Declaration) -> Iterator[object]:
    """The nearest values outside the bounds of a number."""
    low, high = d.bounds or (0, 0)
    if d.type is float:
        yield from (math.nextafter(low, -math.inf), math.nextafter(high, math.inf), low - 1, high + 1)
    elif d.type is int:
        yield from (int(low) - 1, int(high) + 1)


def wrong(d: Declaration) -> list[object]:
    """What a parameter must refuse: the like of no parameter, what lies out of bounds, and other parameters' types."""
    others: dict[object, tuple[object, ...]] = {
        float: (True, False, str(d.default)),
        int: (True, False, str(d.default), float(d.default), d.default + 0.5),
        bool: (0, 1, 0.0, 1.0, "true", "yes"),
    }
    of_choices = (int(d.default), float(d.default), True, *(word.upper() for word in d.choices))
    return [*NEVER, *beyond(d), *others.get(d.type, of_choices)]


def right(d: Declaration) -> list[object]:
    """What a parameter must take: its default, the ends of its bounds, all of its words."""
    if d.choices:
        return list(d.choices)
    ends = [d.type(end) for end in d.bounds or ()]
    return [d.default, *ends] if d.type is not bool else [True, False]


@pytest.mark.parametrize("d", EVERY)
def test_wrong_values_are_refused_with_path_value_and_range(d: Declaration) -> None:
    for value in wrong(d):
        with pytest.raises(ScenarioError) as caught:
            check_overrides({d.path: value}, "here")
        message = str(caught.value)
        assert message.startswith(f"here: {d.path} = "), (value, message)
        assert expected(d) in message


@pytest.mark.parametrize("d", EVERY)
def test_wrong_values_are_refused_in_code_too(d: Declaration) -> None:
    group = CATALOGUE.groups[d.path.partition(".")[0]]
    for value in wrong(d):
        with pytest.raises(ValidationError):
            group.model_validate({d.name: value})


@pytest.mark.parametrize("d", EVERY)
def test_right_values_are_taken_with_exactly_the_declared_type(d: Declaration) -> None:
    for value in right(d):
        assert type(check_overrides({d.path: value}, "here")[d.path]) is d.type


@pytest.mark.parametrize("d", [case for case in EVERY if case.values[0].type is float])
def test_a_whole_number_serves_as_a_number(d: Declaration) -> None:
    low, high = d.bounds or (0, 0)
    for whole in range(math.ceil(low), math.floor(high) + 1)[:3]:
        taken = check_overrides({d.path: whole}, "here")[d.path]
        assert (taken, type(taken)) == (whole, float)
