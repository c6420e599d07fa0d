"""No two decisions share a draw: within a run no address is drawn twice."""

import ast
import inspect
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings

from simulation import purposes, randomness
from simulation.mechanisms import selling
from simulation.model import SalesOrganization
from simulation.parameters.scripts import Consequence, Heirs, Results, Unit
from simulation.script import Assignment, Layoff, Rating, RatingClass, Removal, Script
from tests.luck_recorder import DRAWING, Luck, listen, mechanism_modules
from tests.strategies import Life, lives

EVENTFUL = {
    "organization.teams": 2,
    "organization.reps_per_team": 4,
    "calendar.burn_in_years": 0,
    "quitting.quits_per_year": 1.5,
    "recruiting.vacancy_weeks": 2.0,
    "selection.cull_fraction": 0.3,
    "selection.cull_grace_weeks": 0,
    "prospecting.leads_per_week": 4.0,
    "market.slumps_per_year": 1.0,
    "shocks.regulations_per_year": 5.0,
    "shocks.launches_per_year": 3.0,
    "shocks.backlashes_per_year": 3.0,
    "shocks.cancellation_waves_per_year": 3.0,
    "helping.asks_per_week": 2.0,
    "handover.incumbent_share": 0.7,
    "promotion.exits_per_year": 3.0,
    "promotion.rule": "lot",
    "promotion.least_tenure_weeks": 0,
}


BY_LOT = Script(
    assignments=(
        Assignment(name="people", week=5, arms={"half": 0.5}),
        Assignment(name="teams", week=5, unit=Unit.TEAM, arms={"half": 0.5}),
    ),
    actions=(
        Layoff(week=20, fraction=0.3, who="people.half", by=Results.LOT),
        Removal(week=25, called="resignation", heirs=Heirs.LOT, every_weeks=4, times=8),
        Removal(week=27, called="dismissal", heirs=Heirs.LIGHTEST, every_weeks=4, times=8),
        Rating(week=30, classes=(RatingClass(share=0.6), RatingClass(share=0.4, consequence=Consequence.EXIT))),
    ),
)


def lived(life: Life, luck: Luck) -> Luck:
    """Everything that a life draws, from the founding on."""
    model = SalesOrganization(life.scenario, life.seed, market_seed=life.market_seed, script=life.script)
    for _ in range(life.weeks):
        model.step()
    return luck


@pytest.mark.jitoff
@pytest.mark.parametrize("basis", ["attainment", "revenue", "judgement", "composite"])
@pytest.mark.parametrize("scope", ["firm", "team"])
def test_no_address_is_drawn_twice_in_two_years(basis: str, scope: str, monkeypatch: pytest.MonkeyPatch) -> None:
    habits = {
        "selection.rating_basis": basis,
        "selection.cull_scope": scope,
        "selection.cull_at_random": scope == "team",
    }
    luck = lived(Life(EVENTFUL | habits, weeks=105), listen(monkeypatch))
    assert luck.repeated() == []
    assert len(luck.draws) > 1000


@pytest.mark.jitoff
def test_no_address_is_drawn_twice_where_heirs_leave_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    luck = lived(Life(EVENTFUL | {"selling.inherited_share": 0.9}, weeks=80, script=BY_LOT), listen(monkeypatch))
    assert luck.repeated() == []
    assert {purposes.DEAL_HEIR, purposes.PASSED_ON} <= luck.purposes()


@given(life=lives(weeks=55))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_address_is_drawn_twice_in_any_firm(life: Life) -> None:
    with pytest.MonkeyPatch.context() as patch:
        assert lived(life, listen(patch)).repeated() == []


def test_the_recorder_hears_of_every_purpose_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    luck = listen(monkeypatch)
    for habits in ({"selection.rating_basis": "judgement"}, {"selection.cull_at_random": True}):
        lived(Life(EVENTFUL | habits, weeks=60, script=BY_LOT), luck)
    numbers = {value for name, value in vars(purposes).items() if name.isupper()}
    in_use = {value for module in mechanism_modules() for value in imported_purposes(module)}
    assert luck.purposes() == in_use <= numbers


def imported_purposes(module: ModuleType) -> set[int]:
    """The purposes that a mechanism imports."""
    imports = [node for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, ast.ImportFrom)]
    names = [alias.name for node in imports if node.module == purposes.__name__ for alias in node.names]
    return {getattr(purposes, name) for name in names}


def test_mechanisms_draw_in_no_way_that_the_recorder_does_not_hear() -> None:
    others = {
        draw for name, draw in vars(randomness).items() if callable(draw) and name not in DRAWING and name.islower()
    }
    heard = {id(value) for module in mechanism_modules() for value in vars(module).values()}
    assert [draw for draw in others if id(draw) in heard] == []


def test_a_repeated_draw_is_found_and_says_who_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    luck = listen(monkeypatch)

    def one_decision() -> float:
        return selling.uniform(1, 2, 3, 4, 5)

    def another_decision() -> float:
        return selling.uniform(1, 2, 3, -(2**32) + 4, 5)

    one_decision()
    another_decision()
    assert luck.repeated() == ["(1, 2, 3, 4, 5): one_decision, another_decision"]
