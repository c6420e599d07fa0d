"""Standings, by hand; and a table that no spreadsheet runs."""

import csv
import io

import pytest

from workshop.company import habits
from workshop.room import POINTS_A_DOSE, Player, Result, Room, Team
from workshop.standings import as_csv, computers_choice, safe, standings


def result(*gains: float, computer: bool = False) -> Result:
    return Result({habits()[0]: 1.0}, computer, gains)


def test_the_median_decides_and_firsts_are_counted() -> None:
    found = standings({"A": result(1.0, 5.0, 9.0, 9.0), "B": result(8.0, 8.0, 8.0, 8.0)})
    assert [(one.team, one.median, one.first_in_100) for one in found] == [("B", 8.0, 50.0), ("A", 7.0, 50.0)]


def test_a_shared_first_place_is_shared() -> None:
    found = standings({"A": result(1.0, 2.0), "B": result(1.0, 0.0)})
    assert [one.first_in_100 for one in found] == [75.0, 25.0]
    assert standings({}) == []


def test_firsts_of_all_teams_make_a_hundred() -> None:
    found = standings({name: result(*(hash((name, i)) % 7 for i in range(30))) for name in "ABCDE"})
    assert sum(one.first_in_100 for one in found) == pytest.approx(100.0)


@pytest.mark.parametrize("budget", range(2, 15))
def test_the_computer_spends_exactly_its_points_and_always_the_same(budget: int) -> None:
    chosen = computers_choice(budget, 7)
    assert sum(chosen.values()) * POINTS_A_DOSE == budget
    assert max(chosen.values()) <= 1.5
    assert chosen == computers_choice(budget, 7)
    assert any(computers_choice(budget, seed) != chosen for seed in range(5))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", " =cmd", "−1"])
def test_what_a_spreadsheet_would_run_is_text(text: str) -> None:
    assert safe(text).startswith("'")
    assert safe("North-West = best") == "North-West = best"


def test_the_table_has_a_row_a_round_and_team() -> None:
    room = Room(
        players={"1": Player("=Ann", "@N"), "2": Player("Bo", "S")},
        teams={"@N": Team(), "S": Team()},
        results={1: {"@N": result(-3.0), "S": result(4.0, computer=True)}},
    )
    rows = list(csv.DictReader(io.StringIO(as_csv(room))))
    assert [(row["place"], row["team"], row["members"], row["computer"]) for row in rows] == [
        ("1", "S", "Bo", "1"),
        ("2", "'@N", "'=Ann", "0"),
    ]
    assert [row["median_gain_money"] for row in rows] == ["4", "-3"]
    assert rows[0][habits()[0]] == "1.0"
