"""Qualification: what a lead is, which ones become deals, and where they find no room."""

from __future__ import annotations

import math

import pytest

from simulation.mechanisms.qualification import (
    consider,
    product_of,
    rescale,
    seen_fit,
    set_company,
    set_customer,
    set_fate,
    set_pace,
    set_value,
)
from simulation.parameters.customers import Customers
from simulation.records import AccountState, DealState, ProductState, SeatState
from tests.mechanisms.builders import calm_firm, make

pytestmark = pytest.mark.jitoff

PRICE_LIST = [
    make(ProductState, share_up_to=0.25, list_price_money=1_000.0, price_log_sd=0.0, log_price_ratio=-0.5),
    make(ProductState, share_up_to=1.0, list_price_money=8_000.0, price_log_sd=0.5, log_price_ratio=0.2),
]


@pytest.mark.parametrize(("skill", "seen"), [(0.0, 1.5), (0.5, 1.0), (1.0, 0.5)])
def test_skill_takes_the_error_away(skill: float, seen: float) -> None:
    assert seen_fit(0.5, 1.0, skill, 1.0) == seen


@pytest.mark.parametrize(("draw", "product"), [(0.1, 0), (0.2499, 0), (0.25, 1), (0.999999, 1)])
def test_products_come_in_their_shares(draw: float, product: int) -> None:
    assert product_of(PRICE_LIST, draw) == product


def test_a_part_of_a_draw_is_a_draw_again() -> None:
    assert rescale(0.5, 0.4, 0.6) == pytest.approx(0.5)
    assert rescale(0.45, 0.4, 0.6) == pytest.approx(0.25)
    assert 0.0 < rescale(0.4, 0.4, 0.6) < 1e-9
    assert 1.0 - 1e-9 < rescale(0.6, 0.4, 0.6) < 1.0


def test_the_value_spreads_around_the_list_price() -> None:
    deal = make(DealState)
    assert set_value(deal, PRICE_LIST, 0.1) == -0.5
    assert (deal.product, deal.value_money) == (0, 1_000.0)
    # 0.625 is the middle of the second product's share: its median, the list price.
    assert set_value(deal, PRICE_LIST, 0.625) == pytest.approx(0.2)
    assert (deal.product, deal.value_money) == (1, pytest.approx(8_000.0))
    # One sd up: the share of 0.8413 of the way through.
    assert set_value(deal, PRICE_LIST, 0.25 + 0.75 * 0.8413447460685429) == pytest.approx(0.7)
    assert deal.value_money == pytest.approx(8_000.0 * math.exp(0.5))


def test_the_rival_is_in_its_share_of_deals_and_the_rest_of_the_draw_is_fresh() -> None:
    p = calm_firm({"rival.present_share": 0.4}).p
    deal = make(DealState)
    assert set_company(deal, p, 0.1) == pytest.approx(0.25)
    assert deal.rival_present == 1
    assert set_company(deal, p, 0.7) == pytest.approx(0.5)
    assert deal.rival_present == 0


def test_the_customer_is_new_or_one_of_the_book_with_equal_chances() -> None:
    book = [make(AccountState, seat=5, opened=number) for number in range(4)]
    deal = make(DealState)
    opened = []
    seat = make(SeatState, accounts=4, fresh_share=0.2)
    for place in range(1_000):
        set_customer(deal, book, seat, Customers(), (place + 0.5) / 1_000)
        opened.append(deal.account_opened)
    assert [opened.count(number) for number in (-1, 0, 1, 2, 3)] == [200] * 5
    assert set_customer(deal, book, make(SeatState, fresh_share=0.2), Customers(), 0.9) == 0.0
    assert (deal.account_seat, deal.account_opened) == (-1, -1)


@pytest.mark.parametrize(
    ("satisfaction", "relationship", "log_odds"),
    [(70.0, 1.0, 0.0), (80.0, 1.0, 0.3), (60.0, 1.0, -0.3), (70.0, 0.5, -0.2), (75.0, 0.0, 0.15 - 0.4)],
)
def test_a_customer_s_experience_goes_along_with_its_next_deal(
    satisfaction: float, relationship: float, log_odds: float
) -> None:
    customers = Customers(par_satisfaction=70.0, loyal_deals=0.3, familiar_deals=0.4)
    book = [make(AccountState, satisfaction=satisfaction, relationship=relationship)]
    known, fresh = make(SeatState, accounts=1, fresh_share=0.0), make(SeatState, accounts=1, fresh_share=1.0)
    assert set_customer(make(DealState), book, known, customers, 0.5) == pytest.approx(log_odds)
    assert set_customer(make(DealState), book, fresh, customers, 0.5) == 0.0


def test_pace_and_odds_by_size_liking_and_kind() -> None:
    # Size 2 (in logs): pace exp(-0.35 * 2) = 0.4966; odds exp(0.3 - 0.5 * 0.24 * 2); stale after 20 / pace.
    p = calm_firm({
        "selling.size_slowing": 0.35, "selling.size_penalty": 0.24, "selling.stale_after_weeks": 20.0,
        "selling.quick_share": 0.2, "selling.quick_factor": 8.0,
    }).p  # fmt: skip
    slow, quick = make(DealState, week=5), make(DealState, week=5)
    set_pace(slow, p, 2.0, 0.3, 0.6)
    set_pace(quick, p, 2.0, 0.3, 0.1)
    assert slow.pace == pytest.approx(math.exp(-0.7))
    assert slow.odds == pytest.approx(math.exp(0.3 - 0.24))
    assert slow.created == pytest.approx(5.5)  # 0.6 is the middle of what is not quick
    assert slow.stale_at == pytest.approx(5.5 + 20.0 * math.exp(0.7))
    assert (quick.pace, quick.odds) == pytest.approx((8.0 * math.exp(-0.7), slow.odds))
    assert quick.created == pytest.approx(5.5)


def test_fate_is_drawn_at_birth() -> None:
    deal = make(DealState, ripe=1, dose=9.0)
    set_fate(deal, 1.0 - math.exp(-2.0), 0.3, 0.5)
    assert (deal.ripe, deal.dose, deal.outcome) == (0, 0.0, 0.3)
    assert (deal.limit, deal.next_limit) == pytest.approx((2.0, math.log(2.0)))


def qualified(leads: int, **settings: object) -> tuple[int, int, int]:
    o = calm_firm({"organization.deal_slots": 512, **settings})
    for rank in range(leads):
        consider(o.reps[0], o, o.p, rank)
    return o.seats[0].qualified, o.seats[0].open_deals, o.firm.pipeline_overflows


def test_the_bar_lets_its_share_of_a_normal_through() -> None:
    # Seen without error, the fit of a lead is N(0, 1): 84.13 % lie above -1. With error of sd 1: above -1 / sqrt(2).
    sharp, blurred = {"qualification.noise": 0.0}, {"qualification.noise": 1.0, "qualification.skill_at_hire": 0.0}
    bar = {"qualification.bar": -1.0}
    assert qualified(500, **sharp, **bar)[0] / 500 == pytest.approx(0.8413, abs=4 * 0.0163)
    o = calm_firm({**blurred, **bar, "organization.deal_slots": 512})
    o.reps[0].qualification_skill = 0.0
    for rank in range(500):
        consider(o.reps[0], o, o.p, rank)
    assert o.seats[0].qualified / 500 == pytest.approx(0.7602, abs=4 * 0.0191)


def test_a_full_pipeline_counts_what_it_could_not_take() -> None:
    everything = {"qualification.bar": -5.0, "qualification.noise": 0.0, "planning.normal_open_deals": 4.0}
    assert qualified(10, **everything, **{"organization.deal_slots": 4}) == (10, 4, 6)
