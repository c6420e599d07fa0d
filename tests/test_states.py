"""The page of state variables says what the code says."""

from pathlib import Path

import pytest

from simulation.entity import Entity
from simulation.notes import WeekReport
from simulation.records import RepState, SeatState, TeamState
from simulation.state_table import ENTITIES, PAGE, chapter, heading_before, main, meaning, state_page, unit


def test_the_committed_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == state_page(), "run: python -m simulation.state_table"


def test_every_entity_is_on_the_page_with_all_its_attributes() -> None:
    assert set(ENTITIES) == set(Entity.__subclasses__())
    for entity in ENTITIES:
        rows = [line for line in chapter(entity).splitlines() if line.startswith("| `")]
        assert [row.split("`")[1] for row in rows] == list(entity.attributes())


def test_a_meaning_is_the_comment_behind_an_attribute_or_its_name() -> None:
    assert meaning(SeatState, "potential") == "of the territory, 1 is the mean"
    assert meaning(RepState, "morale") == "morale"


def test_the_weekly_report_takes_the_meaning_of_what_it_sums() -> None:
    assert meaning(WeekReport, "churned") == meaning(SeatState, "churned") == "accounts lost at their renewal"


@pytest.mark.parametrize(
    ("entity", "name", "said"),
    [
        (SeatState, "quota_money", "money"),
        (SeatState, "vacant_until", "date"),
        (SeatState, "departed", "yes/no"),
        (SeatState, "wins", "number"),
        (WeekReport, "wins", "number"),
        (WeekReport, "tenure_weeks", "weeks"),
        (RepState, "hired_week", "date"),
        (RepState, "helper", "number, or -1"),
        (RepState, "prospecting_hours", "hours/week"),
        (RepState, "advance_factor", "ratio"),
        (TeamState, "cohesion", "0-1"),
        (TeamState, "left_last_week", "number"),
    ],
)
def test_a_unit_follows_from_the_name(entity: type[Entity], name: str, said: str) -> None:
    assert unit(entity, name) == said


def test_comments_between_attributes_are_headings() -> None:
    assert heading_before(TeamState, "cohesion") == "states of the team"
    assert heading_before(TeamState, "effort_norm") == ""
    assert "| *states of the team* |" in chapter(TeamState)


def test_the_page_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    main(str(tmp_path / "page.md"))
    assert (tmp_path / "page.md").read_text("utf-8") == state_page()
