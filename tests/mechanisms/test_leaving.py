"""Leaving: notice runs down, severance is paid, the seat empties."""

from __future__ import annotations

import math

import pytest

from simulation.mechanisms.customers import open_account
from simulation.mechanisms.leaving import DISMISSAL, LAYOFF, RESIGNATION, leave, walk_out, weeks_vacant
from simulation.mechanisms.quitting import OTHER, POACHED, RESIGNS
from simulation.mechanisms.selection import give_notice
from simulation.parameters.recruiting import Recruiting
from tests.mechanisms.builders import calm_firm

pytestmark = pytest.mark.jitoff


def test_the_search_takes_its_mean_and_never_less_than_its_share_of_it() -> None:
    recruiting = Recruiting(vacancy_weeks=20.0, fastest_share=0.4, bench=0.0)
    assert weeks_vacant(1e-12, recruiting) == pytest.approx(8.0)
    assert weeks_vacant(1.0 - math.exp(-1.0), recruiting) == pytest.approx(20.0)  # an exponential's mean is 1
    evenly = [(place + 0.5) / 10_000 for place in range(10_000)]
    assert sum(weeks_vacant(u, recruiting) for u in evenly) / 10_000 == pytest.approx(20.0, rel=0.001)


def test_a_bench_saves_its_share_of_every_search() -> None:
    without, half, full = (Recruiting(vacancy_weeks=20.0, bench=bench) for bench in (0.0, 0.5, 1.0))
    assert weeks_vacant(0.3, half) == pytest.approx(0.5 * weeks_vacant(0.3, without))
    assert weeks_vacant(0.999999, full) == 0.0


@pytest.mark.parametrize("notice", [0, 1, 4])
def test_who_has_to_go_works_the_weeks_of_notice_and_leaves_with_severance(notice: int) -> None:
    o = calm_firm({
        "selection.notice_weeks": notice, "selection.severance_weeks": 13.0, "pay.base_salary_money": 52_000.0,
        "recruiting.vacancy_weeks": 260.0,
    })  # fmt: skip
    rep = o.reps[0]
    give_notice(rep, o.p)
    lived = 0
    while rep.employed == 1:
        leave(rep, o, o.p)
        lived += 1
    assert lived == notice + 1
    assert (o.seats[0].dismissed, o.seats[0].resigned) == (1, 0)
    assert o.seats[0].severance_money == pytest.approx(13_000.0)


def test_an_earlier_date_stands() -> None:
    o = calm_firm({"selection.notice_weeks": 4})
    give_notice(o.reps[0], o.p)
    leave(o.reps[0], o, o.p)
    give_notice(o.reps[0], o.p)
    assert o.reps[0].weeks_to_go == 4


@pytest.mark.parametrize("notice", [1, 2])
def test_who_is_about_to_be_dismissed_does_not_resign(notice: int) -> None:
    o = calm_firm({"selection.notice_weeks": notice})
    rep = o.reps[0]
    rep.quit_dose = rep.quit_limit
    give_notice(rep, o.p)
    for _ in range(notice):
        leave(rep, o, o.p)
        assert (rep.employed, o.seats[0].resigned) == (1, 0)
    leave(rep, o, o.p)
    assert (rep.employed, o.seats[0].resigned, o.seats[0].dismissed) == (0, 0, 1)


def test_a_resignation_empties_the_seat_and_strains_its_customers() -> None:
    o = calm_firm({
        "recruiting.vacancy_weeks": 20.0, "recruiting.fastest_share": 1.0, "customers.relationship_kept": 0.2,
        "quitting.quits_per_year": 0.15,
    })  # fmt: skip
    open_account(o.reps[0], o, o.p, 100.0)
    before = o.accounts[0][0].relationship
    o.firm.week = 7
    o.reps[0].quit_dose = o.reps[0].quit_limit
    leave(o.reps[0], o, o.p)
    assert (o.seats[0].resigned, o.seats[0].dismissed, o.reps[0].employed) == (1, 0, 0)
    assert o.seats[0].vacant_until == pytest.approx(27.0)
    assert o.accounts[0][0].relationship == pytest.approx(0.2 * before)
    assert o.seats[0].severance_money == 0.0


def test_nobody_leaves_without_a_reason() -> None:
    o = calm_firm()
    leave(o.reps[0], o, o.p)
    assert (o.reps[0].employed, o.seats[0].resigned, o.seats[0].dismissed) == (1, 0, 0)


EXITS = ("resigned", "poached", "dismissed", "laid_off", "other_exits")


@pytest.mark.parametrize(
    ("way", "counted"), [(RESIGNS, {"resigned"}), (POACHED, {"resigned", "poached"}), (OTHER, {"other_exits"})]
)
def test_ways_of_leaving_are_counted_apart(way: int, counted: set[str]) -> None:
    o = calm_firm()
    walk_out(o.reps[0], o, o.p, way)
    assert {name for name in EXITS if getattr(o.seats[0], name) == 1} == counted
    assert (o.seats[0].departed, o.reps[0].employed, o.seats[0].severance_money) == (1, 0, 0.0)


@pytest.mark.parametrize(
    ("exit_as", "counted", "paid"),
    [(DISMISSAL, {"dismissed"}, 25_000.0), (LAYOFF, {"laid_off"}, 25_000.0), (RESIGNATION, {"resigned"}, 0.0)],
)
def test_who_is_sent_off_leaves_by_the_name_given_to_it(exit_as: int, counted: set[str], paid: float) -> None:
    o = calm_firm({"selection.severance_weeks": 26.0, "pay.base_salary_money": 50_000.0})
    o.reps[0].weeks_to_go, o.reps[0].exit_as = 1, exit_as
    leave(o.reps[0], o, o.p)
    assert {name for name in EXITS if getattr(o.seats[0], name) == 1} == counted
    assert o.seats[0].severance_money == pytest.approx(paid)
