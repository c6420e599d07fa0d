"""Deadline: which deals are hurried at the end of a quarter or a year, how much, at what price, and who pushes."""

from __future__ import annotations

import pytest

from simulation import SalesOrganization
from simulation.mechanisms.crediting import book
from simulation.mechanisms.deadline import (
    decides,
    in_last_weeks,
    pushed,
    quarter_stake,
    watch_the_date,
    year_stake,
)
from simulation.mechanisms.opening import open_week, set_clock
from simulation.mechanisms.planning import divide_hours, plan, set_terms
from simulation.mechanisms.selling import forward_rate, price, sell
from simulation.parameters.pay import Pay
from simulation.records import DealState
from tests.mechanisms.builders import calm_firm, make

pytestmark = pytest.mark.jitoff
LUMPS = {"pay.quarter_lump_share": 0.1, "pay.year_lump_share": 0.1}
HASTE = {
    "deadline.response": 1.0,
    "deadline.window_weeks": 3.0,
    "deadline.concession": 0.04,
    "deadline.push": 0.0,
    "deadline.push_concession": 0.0,
    "leadership.autonomy_concession": 0.0,
    "enemy.discounting": 0.0,
}
YEAR_QUOTA = 52_000.0  # a thousand a week


@pytest.mark.parametrize(
    ("week", "period", "weeks", "last"),
    [(9, 13, 3.0, False), (10, 13, 3.0, True), (12, 13, 3.0, True), (13, 13, 3.0, False), (12, 13, 0.0, False),
     (-1, 13, 1.0, True), (-2, 13, 1.0, False), (51, 52, 1.0, True)],
)  # fmt: skip
def test_the_last_weeks_of_a_period(week: int, period: int, weeks: float, last: bool) -> None:
    assert in_last_weeks(week, period, weeks) is last


def test_what_hangs_on_a_quota_in_weeks_of_commission() -> None:
    # A tenth of a quarter's commission is 1.3 weeks of it, of a year's 5.2; what is shared hangs on nobody's quota.
    alone = Pay(quarter_lump_share=0.1, year_lump_share=0.1, team_share=0.0, relative_share=0.0)
    shared = Pay(quarter_lump_share=0.1, year_lump_share=0.1, team_share=0.3, relative_share=0.2)
    assert (quarter_stake(alone), year_stake(alone)) == pytest.approx((1.3, 5.2))
    assert (quarter_stake(shared), year_stake(shared)) == pytest.approx((0.65, 2.6))


def near_the_end(week: int, year_money: float, quarter_money: float, **settings: object) -> SalesOrganization:
    """A rep at quota pace so far, with these results, who looks at the calendar."""
    o = calm_firm({**LUMPS, **HASTE, "quota.ambition": 1.0, **settings})
    open_week(o, o.p)
    rep, worked = o.reps[0], week % 13
    o.firm.week, o.seats[0].quota_money = week, YEAR_QUOTA
    rep.year_asked_money, rep.year_bookings_money = 1_000.0 * week, year_money
    rep.expected_quarter_money, rep.quarter_money = 1_000.0 * worked / o.p.quota.ambition, quarter_money
    watch_the_date(rep, o, o.p)
    return o


def ripe_deal(o: SalesOrganization, value_money: float, **attributes: float) -> DealState:
    """A ripe deal of this value on the first rep's table."""
    deal: DealState = o.deals[0][o.seats[0].open_deals]
    fresh = {"pace": 1.0, "odds": 1.0, "stale_at": 999.0, "limit": 1.0, "account_seat": -1, "ripe": 1}
    blank = make(DealState, **{**fresh, "value_money": value_money, "rank": o.seats[0].open_deals, **attributes})
    for name in deal.attributes():
        setattr(deal, name, getattr(blank, name))
    o.seats[0].open_deals += 1
    return deal


@pytest.mark.parametrize(
    ("week", "quarter_money", "gap_money"),
    [(22, 9_000.0, 0.0), (23, 9_000.0, 4_000.0), (25, 12_999.0, 1.0), (25, 13_000.0, 0.0), (26, 0.0, 0.0)],
)
def test_in_a_quarter_s_last_weeks_what_is_missing_to_its_quota_matters(
    week: int, quarter_money: float, gap_money: float
) -> None:
    rep = near_the_end(week, 20_000.0, quarter_money).reps[0]
    assert rep.gap_money == pytest.approx(gap_money)
    assert rep.urge == pytest.approx(2.3 if gap_money else 1.0)
    assert rep.hurried_concession == pytest.approx(0.04 if gap_money else 0.0)


def test_a_small_stake_is_worth_a_small_concession() -> None:
    # A twenty-sixth of a quarter's commission is half a week's.
    rep = near_the_end(25, 20_000.0, 9_000.0, **{"pay.quarter_lump_share": 1 / 26}).reps[0]
    assert (rep.urge, rep.hurried_concession) == pytest.approx((1.5, 0.02))


def at_a_year_s_end(year_money: float, quarter_money: float, *values: float, **settings: object) -> tuple[float, float]:
    """Gap and urge in the year's last week but one, with ripe deals of these values on the table."""
    o = near_the_end(50, year_money, quarter_money, **settings)
    for value in values:
        ripe_deal(o, value)
    watch_the_date(o.reps[0], o, o.p)
    return o.reps[0].gap_money, o.reps[0].urge


def test_at_a_year_s_end_the_year_goes_first_if_a_deal_on_the_table_can_reach_it() -> None:
    assert at_a_year_s_end(50_000.0, 8_000.0, 500.0, 3_000.0) == pytest.approx((2_000.0, 6.2))
    assert at_a_year_s_end(40_000.0, 12_000.0, 500.0, 3_000.0) == pytest.approx((1_000.0, 2.3))  # else the quarter
    assert at_a_year_s_end(40_000.0, 13_000.0, 3_000.0) == pytest.approx((12_000.0, 6.2))  # nothing else to go for
    assert at_a_year_s_end(53_000.0, 12_000.0) == pytest.approx((1_000.0, 2.3))
    assert at_a_year_s_end(53_000.0, 13_000.0) == pytest.approx((0.0, 1.0))


def test_a_deal_still_in_talks_is_no_hope_for_the_year() -> None:
    o = near_the_end(50, 50_000.0, 12_000.0)
    ripe_deal(o, 9_000.0, ripe=0)
    watch_the_date(o.reps[0], o, o.p)
    assert o.reps[0].gap_money == pytest.approx(1_000.0)


def test_a_year_without_a_lump_leaves_the_quarter_s() -> None:
    assert at_a_year_s_end(50_000.0, 12_000.0, 3_000.0, **{"pay.year_lump_share": 0.0}) == pytest.approx((1_000.0, 2.3))


def test_under_linear_pay_no_deal_is_hurried() -> None:
    linear = {"pay.accelerator": 1.0, "pay.quarter_lump_share": 0.0, "pay.year_lump_share": 0.0}
    for week in (25, 50):
        o = near_the_end(week, 1_000.0 * week, 9_000.0, **linear)
        deal = ripe_deal(o, 99_000.0)
        usual = calm_firm(linear).reps[0]
        usual.closing_factor = o.reps[0].closing_factor = 1.0
        assert forward_rate(deal, o.reps[0], 0.0, o.p.selling) == forward_rate(deal, usual, 0.0, o.p.selling)
        assert price(o.reps[0], deal) == deal.value_money


@pytest.mark.parametrize(
    ("value_money", "hurried"), [(4_000.0, False), (4_166.0, False), (4_167.0, True), (9_000.0, True)]
)
def test_a_deal_is_hurried_only_if_it_closes_the_gap_alone_at_the_price_that_haste_leaves(
    value_money: float, hurried: bool
) -> None:
    # 4,000 are missing; 4 % are conceded: 4,167 * 0.96 = 4,000.3.
    o = near_the_end(23, 20_000.0, 9_000.0)
    rep, deal = o.reps[0], ripe_deal(o, value_money)
    rep.closing_factor = 2.0
    assert decides(rep, deal) is hurried
    assert price(rep, deal) == pytest.approx(value_money * (0.96 if hurried else 1.0))
    calm = o.p.selling.win_per_week * 2.0
    assert forward_rate(deal, rep, 0.0, o.p.selling) == pytest.approx(calm * (2.3 if hurried else 1.0))


def test_deals_in_talks_are_not_hurried() -> None:
    o = near_the_end(23, 20_000.0, 9_000.0)
    o.reps[0].advance_factor = 1.0
    deal = ripe_deal(o, 9_000.0, ripe=0)
    assert forward_rate(deal, o.reps[0], 0.0, o.p.selling) == pytest.approx(o.p.selling.advance_per_week)


def test_what_is_booked_narrows_the_gap_and_haste_ends_when_it_is_closed() -> None:
    o = near_the_end(23, 20_000.0, 9_000.0)
    rep, small, large = o.reps[0], ripe_deal(o, 3_500.0), ripe_deal(o, 9_000.0)
    assert (decides(rep, small), decides(rep, large)) == (False, True)
    book(rep, o, o.p, 1_000.0)
    assert decides(rep, small)
    book(rep, o, o.p, 3_000.0)
    assert not decides(rep, small)
    assert not decides(rep, large)


def weeks_until_won(value_money: float) -> float:
    """Age at which a ripe deal is won that takes a dose of 0.2, when 4,000 are missing to the quarter's quota."""
    o = near_the_end(23, 20_000.0, 9_000.0, **{"selling.win_per_week": 0.1, "selling.undecided_late_per_week": 0.0})
    rep = o.reps[0]
    rep.advance_factor = rep.closing_factor = 1.0
    rep.patience_weeks = 99.0
    ripe_deal(o, value_money, created=23.0, limit=0.2)
    for week in (23, 24, 25):
        o.firm.week = week
        set_clock(o, 0)
        sell(rep, o, o.p)
    return float(o.seats[0].cycle_weeks)


def test_the_deal_that_decides_is_won_before_the_date_and_its_equal_is_not() -> None:
    # At 0.23 a week instead of 0.1, the dose of 0.2 is used up after 0.87 weeks instead of 2.
    assert weeks_until_won(5_000.0) == pytest.approx(0.2 / 0.23)
    assert weeks_until_won(3_000.0) == pytest.approx(2.0)


@pytest.mark.parametrize(("week", "there", "push"), [(21, 1, False), (22, 1, True), (25, 1, True), (25, 0, False)])
def test_managers_push_in_a_quarter_s_last_weeks_if_there_is_one(week: int, there: int, push: bool) -> None:
    o = calm_firm({"deadline.push_weeks": 4.0})
    o.firm.week, o.managers[0].in_post = week, there
    assert pushed(o.managers[0], o, o.p) is push


def planned(week: int, **settings: object) -> SalesOrganization:
    """A firm whose first rep has planned this week."""
    o = calm_firm({"pay.quarter_lump_share": 0.0, "pay.year_lump_share": 0.0, **settings})
    open_week(o, o.p)
    o.firm.week = week
    plan(o.reps[0], o, o.p)
    return o


def test_the_push_speeds_everything_ripe_and_costs_price_and_prospecting() -> None:
    push = {
        "deadline.push": 0.5,
        "deadline.push_concession": 0.02,
        "deadline.price_gain": 2.0,
        "deadline.crowding": 0.4,
    }
    before, pushing = planned(20, **push), planned(25, **push)
    assert before.reps[0].concession == 0.0
    assert pushing.reps[0].concession == pytest.approx(0.02)
    # Half as fast again by the push, and 2 x 2 % by the price.
    ratio = pushing.reps[0].closing_factor / before.reps[0].closing_factor
    assert ratio == pytest.approx(1.5 * 1.04)
    assert pushing.reps[0].advance_factor == before.reps[0].advance_factor
    assert pushing.reps[0].prospecting_hours < before.reps[0].prospecting_hours


def test_the_disciplined_prospect_through_the_push() -> None:
    hours = []
    for week in (20, 25):
        o = planned(week, **{"deadline.crowding": 1.0, "planning.thin_pipeline_response": 0.0})
        o.reps[0].accountability = 1.0
        divide_hours(o.reps[0], o, o.p)
        hours.append(o.reps[0].prospecting_hours)
    assert hours[0] == hours[1] > 0.0


def test_terms_are_set_anew_every_week() -> None:
    o = near_the_end(25, 20_000.0, 9_000.0)
    o.firm.week = 26
    set_terms(o.reps[0], o, o.p)
    assert (o.reps[0].gap_money, o.reps[0].urge, o.reps[0].hurried_concession) == (0.0, 1.0, 0.0)
