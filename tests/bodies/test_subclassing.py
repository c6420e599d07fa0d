"""Whatever somebody does can be overridden in a subclass, and the one week reaches the override."""

import re
from pathlib import Path

import pytest

from simulation.agents import Manager, SalesRep
from simulation.model import SalesOrganization
from simulation.parameters import Parameters
from simulation.records import World
from simulation.scenario import Scenario
from tests.luck_recorder import mechanism_modules

SMALL = Scenario().with_overrides(
    {"organization.teams": 2, "organization.reps_per_team": 3, "calendar.burn_in_years": 0}
)
DOCUMENT = Path(__file__).parents[2] / "docs/subclassing.md"
ACTORS = (SalesRep, Manager, SalesOrganization)

pytestmark = pytest.mark.jitoff


def lived(model: SalesOrganization, weeks: int = 5) -> SalesOrganization:
    """The model after some weeks."""
    for _ in range(weeks):
        model.step()
    return model


class Listener(SalesRep):
    """Counts, and does what others do."""

    heard = 0

    def sell(self, o: World, p: Parameters) -> None:
        super().sell(o, p)
        type(self).heard += 1


class Hermit(SalesRep):
    """Never looks for leads."""

    def prospect(self, o: World, p: Parameters) -> None:
        pass


class Quitter(SalesRep):
    """Leaves at once, and lets the seat feel it."""

    def consider_quitting(self, o: World, p: Parameters) -> int:
        return 1


class Tireless(SalesRep):
    """Rests enough."""

    def tire(self, o: World, p: Parameters) -> None:
        self.energy = 1.0


class Proud(SalesRep):
    """Asks nobody."""

    def ask_for_help(self, o: World, p: Parameters) -> None:
        pass


class BusyManager(Manager):
    """Has no time for anybody."""

    def lead_team(self, o: World, p: Parameters) -> None:
        super().lead_team(o, p)
        self.coaching_hours_per_rep = 0.0


class Cynic(Manager):
    """Lets every norm go."""

    def uphold_norms(self, o: World, p: Parameters) -> None:
        o.teams[self.team].code = 0.0


class Standstill(SalesOrganization):
    """Lives in a market that never moves."""

    def move_market(self, p: Parameters) -> None:
        pass


def test_an_override_that_only_listens_is_reached_and_changes_nothing() -> None:
    Listener.heard = 0
    model = lived(SalesOrganization(SMALL, 1, rep_class=Listener))
    assert Listener.heard == 5 * len(model.reps) * SMALL.calendar.steps_per_week
    assert model.to_state().tobytes() == lived(SalesOrganization(SMALL, 1)).to_state().tobytes()


def test_an_override_of_a_rep_replaces_the_behaviour() -> None:
    assert sum(lived(SalesOrganization(SMALL, 1, rep_class=Hermit)).datacollector.model_vars["leads"]) == 0
    assert sum(lived(SalesOrganization(SMALL, 1)).datacollector.model_vars["leads"]) > 0


HELPFUL = SMALL.with_overrides({"helping.asks_per_week": 5.0, "selling.advance_per_week": 2.0})


def test_what_people_feel_and_ask_for_can_be_overridden_too() -> None:
    assert {rep.energy for rep in lived(SalesOrganization(SMALL, 1, rep_class=Tireless)).reps} == {1.0}
    assert max(rep.energy for rep in lived(SalesOrganization(SMALL, 1)).reps) < 1.0
    assert helped(lived(SalesOrganization(HELPFUL, 1, rep_class=Proud), weeks=13)) == 0
    assert helped(lived(SalesOrganization(HELPFUL, 1), weeks=13)) > 0


def helped(model: SalesOrganization) -> float:
    """How often anybody was helped."""
    lived = model.datacollector.model_vars
    return float(sum(lived["helped_within"]) + sum(lived["helped_across"]))


def test_newcomers_are_of_the_subclass_too_and_leavers_are_no_agents_any_more() -> None:
    scenario = SMALL.with_overrides({"recruiting.vacancy_weeks": 0.0})
    model = lived(SalesOrganization(scenario, 1, rep_class=Quitter), weeks=2)
    assert {type(rep) for rep in model.reps} == {Quitter}
    assert [seat.hires for seat in model.seats] == [2] * len(model.seats)
    assert set(model.agents) == {*model.reps, *model.managers}


def test_an_override_of_a_manager_is_reached() -> None:
    model = lived(SalesOrganization(SMALL, 1, manager_class=BusyManager))
    assert {manager.coaching_hours_per_rep for manager in model.managers} == {0.0}
    assert min(manager.coaching_hours_per_rep for manager in lived(SalesOrganization(SMALL, 1)).managers) > 0.0
    assert {team.code for team in lived(SalesOrganization(SMALL, 1, manager_class=Cynic)).teams} == {0.0}
    assert min(team.code for team in lived(SalesOrganization(SMALL, 1)).teams) > 0.0


def test_an_override_of_the_organisation_is_reached() -> None:
    assert set(lived(Standstill(SMALL, 1)).datacollector.model_vars["demand"]) == {1.0}
    assert len(set(lived(SalesOrganization(SMALL, 1)).datacollector.model_vars["demand"])) == 5


def behaviours() -> set[str]:
    """The names of everything marked as a behaviour."""
    values = [value for module in mechanism_modules() for value in vars(module).values()]
    return {value.__name__ for value in values if hasattr(value, "rule")}


def test_every_behaviour_is_a_method_of_those_who_act_and_stands_in_the_document() -> None:
    methods = {name for actor in ACTORS for name in vars(actor)}
    assert behaviours() - methods == set()
    named = set(re.findall(r"`(\w+)`", DOCUMENT.read_text(encoding="utf-8")))
    assert behaviours() - named == set()
    assert {"sell", "lead_team", "move_market"} <= behaviours()


def test_the_example_of_the_document_runs_and_shows_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, object] = {}
    exec(example, names)
    firm, usual = names["firm"], names["usual"]
    assert isinstance(firm, SalesOrganization)
    assert isinstance(usual, SalesOrganization)
    assert re.fullmatch(r"[\d,]+ booked, morale 0\.\d\d\n", capsys.readouterr().out)
    assert firm.report.morale > usual.report.morale
    assert sum(firm.datacollector.model_vars["leads"]) > sum(usual.datacollector.model_vars["leads"])
    assert {manager.coaching_hours_per_rep for manager in firm.managers} == {0.0}
