"""The floor: the Mesa model's weeks are the compiled engine's, and its stories are those of the log."""

from __future__ import annotations

import gc
import weakref

import pytest

from experiments.report.language import Language
from experiments.story.life import lives_in
from experiments.story.telling import Teller
from simulation import burn_in, load_scenario, run
from simulation.mechanisms.events import NAMES
from workshop.desk import Desk, View
from workshop.floor import Floor, Line, Person, Picture
from workshop.floor_picture import HIGH, LOW, ORDINARY, TOLD, called, colour, drawn, told

TINY = {"organization.teams": 2, "organization.reps_per_team": 3, "calendar.burn_in_years": 1, "calendar.years": 1}
FIRM = load_scenario("midmarket", (), TINY)
VIEW = View(Desk(FIRM), Language("en"))


@pytest.fixture(scope="module")
def year() -> tuple[Floor, list[Picture]]:
    (state,) = burn_in(FIRM, [3], workers=1)
    floor = Floor(FIRM, 3, state)
    return floor, [floor.step() for _ in range(52)]


def test_a_year_on_the_floor_is_the_same_year_as_in_the_race(year: tuple[Floor, list[Picture]]) -> None:
    floor, pictures = year
    compiled = run(FIRM, 3, years=1, state=floor.start)
    assert [picture.profit_money for picture in pictures] == compiled.weekly["profit_money"].tolist()
    assert floor.model.to_state().tobytes() == compiled.state.tobytes()


def test_a_floor_that_nobody_looks_at_leaves_the_memory() -> None:
    (state,) = burn_in(FIRM, [4], workers=1)
    floor = Floor(FIRM, 4, state)
    floor.step()
    model = weakref.ref(floor.model)
    del floor
    gc.collect()
    assert model() is None


def test_a_story_on_the_floor_is_the_one_that_the_log_tells(year: tuple[Floor, list[Picture]]) -> None:
    floor, _ = year
    teller = Teller(Language("sv"), "EUR", 6)
    lived = run(FIRM, 3, years=1, state=floor.start, record=("events", "rep_quarters"))
    for seat in range(6):
        assert floor.story(seat, teller) == teller.tell(lives_in(lived, floor.start, seat)[-1])


def test_a_floor_that_was_never_played_has_no_story() -> None:
    (state,) = burn_in(FIRM, [3], workers=1)
    assert Floor(FIRM, 3, state).story(0, Teller(Language("en"), "EUR", 6)) is None


def test_a_story_can_be_told_before_the_first_quarter_ends() -> None:
    (state,) = burn_in(FIRM, [3], workers=1)
    floor = Floor(FIRM, 3, state)
    floor.step()
    told = [floor.story(seat, Teller(Language("en"), "EUR", 6)) for seat in range(6)]
    assert sum(story is not None for story in told) == floor.picture().heads


def test_there_is_a_dot_for_every_seat_in_its_team(year: tuple[Floor, list[Picture]]) -> None:
    for picture in year[1]:
        option = drawn(VIEW, picture)
        dots = next(series["data"] for series in option["series"] if series["id"] == "people")
        assert [dot["seat"] for dot in dots] == list(range(6))
        assert [dot["value"] for dot in dots] == [[0, 0], [1, 0], [2, 0], [0, 1], [1, 1], [2, 1]]
        rings = next(series["data"] for series in option["series"] if series["id"] == "won")
        assert len(rings) == sum(person.wins > 0 for person in picture.people)


def test_morale_goes_from_brown_to_blue() -> None:
    assert colour(0.0) == colour(LOW) == "rgb(148,52,20)"
    assert colour(ORDINARY) == "rgb(222,214,196)"
    assert colour(1.0) == colour(HIGH) == "rgb(24,92,140)"


def test_news_name_the_person_and_small_things_are_left_out() -> None:
    name = str(Person(1, 2, 0, present=True).name)
    assert told(VIEW, Line("resigned", 5, 1, 2, 0.0)) == f"{name} resigns"
    assert told(VIEW, Line("deal_won", 5, 1, 2, 12_345.0)) == f"{name} wins €12,000"
    assert told(VIEW, Line("slump", 5, 0, -1, 0.3)) == "a slump begins"
    assert told(VIEW, Line("deal_found", 5, 1, 2, 0.0)) == ""
    assert set(TOLD) <= set(NAMES.values())
    assert called(VIEW, Person(1, 2, 0, present=True)) == f"{name} (seat 1)"
