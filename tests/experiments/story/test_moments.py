"""What is told of a year: the most important, in variety, in order of time; the rest is counted."""

from __future__ import annotations

from experiments.story.life import Event
from experiments.story.moments import Moment, choose, left_out


def moment(week: int, importance: float, key: str = "a", day: float = 1.0) -> Moment:
    return Moment(week, day, importance, key, {}, Event(key, week, day))


def test_at_most_so_many_are_told_and_the_most_important_first_to_be_kept() -> None:
    offered = [moment(5, 30.0, "a"), moment(9, 90.0, "b"), moment(2, 60.0, "c")]
    assert [one.week for one in choose(offered, 2)] == [2, 9]
    assert choose(offered, 3) == sorted(offered, key=lambda one: one.week)


def test_a_second_moment_of_the_same_kind_counts_for_less() -> None:
    offered = [moment(1, 60.0, "won"), moment(2, 59.0, "won"), moment(3, 40.0, "warned")]
    assert [one.week for one in choose(offered, 2)] == [1, 3]


def test_what_hardly_matters_is_not_told_in_a_quiet_year_either() -> None:
    assert choose([moment(1, 19.0)], 7) == []


def test_within_a_week_the_order_is_that_of_days_and_then_of_the_log() -> None:
    late, kept, gone = moment(1, 50.0, "a", day=7.0), moment(1, 30.0, "b", day=2.0), moment(1, 90.0, "c", day=7.0)
    assert choose([late, kept, gone], 7) == [kept, late, gone]


def test_what_is_not_told_is_counted_by_kind() -> None:
    told, untold, twin = Event("won", 1, 1.0), Event("won", 2, 1.0), Event("lost", 2, 1.0)
    chosen = [Moment(1, 1.0, 50.0, "a", {}, told), Moment(3, 7.0, 50.0, "best_quarter")]
    assert left_out([told, untold, twin, twin], chosen) == {"won": 1, "lost": 2}
    assert not left_out([told], chosen)
