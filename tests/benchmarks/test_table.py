"""The table is put together rightly, says nothing of whose machine it was, and knows how it was measured."""

import platform
from pathlib import Path

import pytest

from benchmarks import speed
from benchmarks.draws import uniforms_per_rep_week
from benchmarks.firms import settle
from benchmarks.machine import describe
from benchmarks.table import END, README, START, Row, between_marks, in_markdown, on_screen, write_readme
from benchmarks.timing import child_cpu_seconds, interleaved, median_ratio, medians

ROWS = [Row("speed", "3x", ">= 2x", met=True), Row("size", "3x", "<= 2x", met=False), Row("luck", "7")]
TINY = {"organization.teams": 1, "organization.reps_per_team": 4, "calendar.burn_in_years": 1}


def test_markdown_has_a_line_a_row_with_bar_and_verdict() -> None:
    assert in_markdown(ROWS).splitlines() == [
        "| what | measured | bar | met |",
        "| --- | --- | --- | --- |",
        "| speed | 3x | >= 2x | yes |",
        "| size | 3x | <= 2x | no |",
        "| luck | 7 |  |  |",
    ]


def test_the_screen_shows_every_row() -> None:
    assert on_screen(ROWS, "here").row_count == len(ROWS)


def test_only_what_stands_between_the_marks_is_replaced(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{START}\nold\n{END}\nafter\n")
    write_readme(ROWS, "a machine", page)
    write_readme(ROWS, "a machine", page)
    assert page.read_text() == f"before\n{START}\n{in_markdown(ROWS)}\n\na machine\n{END}\nafter\n"


@pytest.mark.parametrize("page", ["", START, END, f"{END}{START}"])
def test_a_page_without_both_marks_in_order_is_refused(page: str) -> None:
    with pytest.raises(ValueError, match="measured: start"):
        between_marks(page, "text")


def test_the_page_of_benchmarks_has_its_marks() -> None:
    assert "text" in between_marks(README.read_text(encoding="utf-8"), "text")


def test_the_machine_is_described_without_its_name() -> None:
    description = describe()
    assert "cores" in description
    assert platform.python_version() in description
    assert not platform.node() or platform.node() not in description.split()


def test_measures_take_turns() -> None:
    order: list[str] = []

    def measure(name: str) -> float:
        order.append(name)
        return float(len(order))

    taken = interleaved({"a": lambda: measure("a"), "b": lambda: measure("b")}, 3)
    assert order == ["a", "b"] * 3
    assert taken == {"a": [1.0, 3.0, 5.0], "b": [2.0, 4.0, 6.0]}
    assert medians(taken) == {"a": 3.0, "b": 4.0}
    assert median_ratio(taken["b"], taken["a"]) == 4.0 / 3.0


def test_a_child_that_fails_is_no_measurement() -> None:
    assert child_cpu_seconds("sum(range(10))") > 0.0
    with pytest.raises(Exception, match="non-zero exit status 3"):
        child_cpu_seconds("raise SystemExit(3)")


def test_uniforms_are_counted_and_some_of_each_block_are_left_over() -> None:
    used, made = uniforms_per_rep_week(weeks=4)
    assert 1.0 < used < made < 100.0


def test_a_body_that_lives_another_life_is_not_compared() -> None:
    firm = settle(TINY)
    firm.live(years=4 / 52)
    assert speed.live_body(firm, weeks=4) > 0.0
    with pytest.raises(RuntimeError, match="different lives"):
        speed.live_body(firm, weeks=3)
