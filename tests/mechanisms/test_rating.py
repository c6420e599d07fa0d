"""Rating: forced shares, what each class means for those in it, and what a raise costs and does."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from simulation import SalesOrganization
from simulation.mechanisms.quitting import temptation
from simulation.mechanisms.rating import place_in_line
from simulation.parameters.scripts import Consequence, Results, Seats
from simulation.script import Rating, RatingClass, Script
from tests.mechanisms.builders import firm
from tests.mechanisms.test_actions import TEN, acting, gone, lived, warned

pytestmark = pytest.mark.jitoff

GOOD = RatingClass(share=0.2, consequence=Consequence.PAY, raise_share=0.5, raise_weeks=3)
MIDDLE = RatingClass(share=0.5)
LOW = RatingClass(share=0.3, consequence=Consequence.EXIT)
WARNED = RatingClass(share=0.3, consequence=Consequence.WARNING, horizon_weeks=4, carried_out=True)


def classes(o: SalesOrganization) -> list[int]:
    return [rep.rating_class for rep in o.reps]


# --- classes ---------------------------------------------------------------------------------------------------------


def test_everybody_is_in_a_class_by_results_and_nobody_before_its_week() -> None:
    o = lived(acting(Rating(week=1, classes=(GOOD, MIDDLE, RatingClass(share=0.3)))))
    assert classes(o) == [0] * 10
    assert classes(lived(o)) == [3, 3, 3, 2, 2, 2, 2, 2, 1, 1]
    assert gone(o) == warned(o) == []


@pytest.mark.parametrize("count", [1, 3, 7, 24])
def test_a_class_of_any_share_is_right_on_average_and_every_place_is_in_one(count: int) -> None:
    draws = [(k + 0.5) / 1000 for k in range(1000)]
    edges = (0.0, 0.15, 0.85, 1.0)
    found: Counter[int] = Counter()
    for draw in draws:
        places = [place_in_line(place, count, draw) for place in range(count)]
        assert 0.0 < min(places) <= max(places) <= 1.0
        found.update(k for place in places for k, (low, high) in enumerate(pairwise(edges)) if low < place <= high)
    assert sum(found.values()) == 1000 * count
    assert [found[k] / 1000 for k in range(3)] == pytest.approx([0.15 * count, 0.7 * count, 0.15 * count], abs=0.01)


def test_who_is_not_asked_keeps_the_last_class_and_bears_no_consequence() -> None:
    ratings = (
        Rating(week=0, classes=(MIDDLE, MIDDLE)),
        Rating(week=1, classes=(MIDDLE, LOW.model_copy(update={"share": 0.5}))),
    )
    o = acting(ratings[0], ratings[1].model_copy(update={"min_tenure_weeks": 26}))
    for rep in o.reps:
        rep.hired_week = -3 if rep.seat == 0 else -30
    assert classes(lived(o)) == [2] * 5 + [1] * 5
    lived(o)
    assert (o.reps[0].rating_class, o.reps[0].rated_place) == (2, 0.0)
    assert 0 not in gone(o)
    assert set(gone(o)) in ({1, 2, 3, 4}, {1, 2, 3, 4, 5})


def test_a_rating_by_lot_is_the_same_for_a_seed_and_asks_no_results() -> None:
    script = Script(actions=(Rating(week=0, by=Results.LOT, classes=(GOOD, MIDDLE, RatingClass(share=0.3))),))
    found = [tuple(classes(lived(firm(TEN, seed, script=script)))) for seed in (1, 2, 3, 1)]
    assert found[0] == found[3]
    assert len(set(found)) == 3
    assert {tuple(sorted(one)) for one in found} == {(1, 1, 2, 2, 2, 2, 2, 3, 3, 3)}


def test_what_recurs_rates_anew() -> None:
    o = lived(acting(Rating(week=0, every_weeks=2, times=2, classes=(MIDDLE, MIDDLE))))
    for rep in o.reps:
        rep.quarter_1_ago_money = 20.0 - rep.seat
    assert classes(lived(o)) == [2] * 5 + [1] * 5
    assert classes(lived(o)) == [1] * 5 + [2] * 5


# --- consequences ----------------------------------------------------------------------------------------------------


def test_the_lowest_class_goes_on_its_terms_and_is_called_dismissed() -> None:
    terms = {"notice_weeks": 1, "seats": Seats.CLOSED, "closed_weeks": 4}
    o = lived(acting(Rating(week=0, classes=(GOOD, MIDDLE, LOW), **terms)))
    assert gone(o) == []
    assert gone(lived(o)) == [0, 1, 2]
    assert (o.report.dismissed, o.report.laid_off, o.report.severance_money) == (3.0, 0.0, pytest.approx(3_000.0))
    # Empty from week 2; opened in week 4, at whose end somebody is hired.
    assert [lived(o).reps[0].employed for _ in range(4)] == [0, 0, 1, 1]


def test_a_warned_class_is_judged_again_by_its_share_and_goes() -> None:
    o = lived(acting(Rating(week=0, classes=(GOOD, MIDDLE, WARNED))))
    assert (warned(o), gone(o)) == ([0, 1, 2], [])
    o.reps[1].quarter_1_ago_money = 99.0
    lived(o, 3)
    assert gone(lived(o)) == [0, 2]
    assert warned(o) == []


def test_a_class_above_the_lowest_can_be_warned_and_whoever_falls_no_higher_goes() -> None:
    spared = RatingClass(share=0.2)
    o = lived(acting(Rating(week=0, classes=(MIDDLE, WARNED, spared))))
    assert warned(o) == [2, 3, 4]
    assert gone(lived(o, 4)) == [2, 3, 4]


def test_closed_seats_of_those_who_failed_again_open_so_long_after_the_judgement() -> None:
    terms = {"seats": Seats.CLOSED, "closed_weeks": 3}
    o = lived(acting(Rating(week=0, classes=(GOOD, MIDDLE, WARNED), **terms)), 4)
    assert [lived(o).reps[0].employed for _ in range(5)] == [0, 0, 0, 1, 1]


def test_a_raise_costs_its_share_of_base_pay_for_its_weeks() -> None:
    o = acting(Rating(week=1, classes=(GOOD, MIDDLE, RatingClass(share=0.3))))
    a_week = 10_000.0 / 52
    paid = [lived(o).report.pay_money for _ in range(5)]
    assert paid == pytest.approx([10 * a_week, 11 * a_week, 11 * a_week, 11 * a_week, 10 * a_week])


def test_a_cut_is_a_raise_below_nothing() -> None:
    cut = RatingClass(share=0.5, consequence=Consequence.PAY, raise_share=-0.4, raise_weeks=9)
    o = lived(acting(Rating(week=0, classes=(MIDDLE, cut))))
    assert o.report.pay_money == pytest.approx(8 * 10_000.0 / 52)


def test_a_raise_makes_offers_from_elsewhere_less_tempting_and_severance_dearer() -> None:
    o = lived(acting(Rating(week=0, classes=(GOOD, MIDDLE, RatingClass(share=0.3)))))
    paid, usual = o.reps[9], o.reps[5]
    for name in ("ability", "standing"):
        setattr(usual, name, getattr(paid, name))
    assert temptation(paid, o, o.p) < temptation(usual, o, o.p)
    paid.weeks_to_go = 1
    assert lived(o).report.severance_money == pytest.approx(1_500.0)
    usual.weeks_to_go = 1
    assert lived(o).report.severance_money == pytest.approx(1_000.0)
