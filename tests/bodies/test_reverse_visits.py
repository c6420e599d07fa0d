"""Phases are simultaneous: visiting everybody from the last to the first changes no byte."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings

from simulation.agents import SalesRep
from simulation.model import SalesOrganization
from simulation.records import RepState, World
from simulation.scenario import Scenario
from tests.strategies import Life, lives
from tests.two_bodies import begin, differences, unequal_states

VISITED = ("reps", "managers", "seats", "teams", "segments")


class FromTheLast(list[Any]):
    """A list with the same places, visited from its end."""

    def __iter__(self) -> Iterator[Any]:
        return reversed(list(super().__iter__()))


class BackwardOrganization(SalesOrganization):
    """During its weeks, everybody is visited in reverse."""

    def step(self) -> None:
        for name in VISITED:
            setattr(self, name, FromTheLast(getattr(self, name)))
        super().step()
        for name in VISITED:
            things = getattr(self, name)
            setattr(self, name, [things[place] for place in range(len(things))])


@given(life=lives(weeks=60))
@settings(max_examples=15)
def test_visiting_in_reverse_changes_no_byte(life: Life) -> None:
    model, firm = begin(life, BackwardOrganization)
    for _ in range(life.weeks):
        model.step()
        firm.live(1)
        assert differences(model, firm) == []


class Impatient(SalesRep):
    """Acts on what others did in the same phase: exactly what a phase must not allow."""

    def sell(self, o: World, p: Scenario) -> None:
        super().sell(o, p)
        self.morale = 0.5 * min(rep.morale for rep in o.reps) + 0.001 * self.seat


@pytest.mark.parametrize(("rep_class", "same"), [(SalesRep, True), (Impatient, False)])
def test_a_phase_that_looks_at_others_is_found_out(rep_class: type[RepState], same: bool) -> None:
    scenario = Scenario().with_overrides({"organization.teams": 1, "calendar.burn_in_years": 0})
    forward, backward = (kind(scenario, 1, rep_class=rep_class) for kind in (SalesOrganization, BackwardOrganization))
    for model in (forward, backward):
        for _ in range(3):
            model.step()
    assert (list(unequal_states(forward.to_state(), backward.to_state())) == []) is same
