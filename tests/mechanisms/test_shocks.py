"""Shocks: each hits what it should, fades as stated, and arrives at its rate."""

from __future__ import annotations

import math

import pytest

from simulation import SalesOrganization
from simulation.mechanisms.customers import enter_book, feel_backlash
from simulation.mechanisms.opening import open_week, set_clock
from simulation.mechanisms.prospecting import look_for_other_business
from simulation.mechanisms.rival import move_rival
from simulation.mechanisms.selling import is_cancelled, sell
from simulation.mechanisms.shocks import (
    launch,
    mean_closed_share,
    regulate,
    retargeting_step,
    severity,
    strike_backlash,
    strike_cancellations,
    strike_launch,
    strike_regulation,
    strike_shocks,
    strikes,
    unrest,
)
from simulation.records import NOBODY
from tests.mechanisms.builders import calm_firm

pytestmark = pytest.mark.jitoff
ARRIVALS = ("regulations_per_year", "launches_per_year", "backlashes_per_year", "cancellation_waves_per_year")
FOUR_SEGMENTS = {"organization.teams": 2, "organization.reps_per_team": 4, "market.segments": 4}


@pytest.mark.parametrize(("draw", "size"), [(0.0, 0.2), (0.5, 0.4), (1.0, 0.6)])
def test_sizes_lie_evenly_around_their_mean(draw: float, size: float) -> None:
    assert severity(0.4, draw, 0.95) == pytest.approx(size)
    assert severity(0.4, draw, 0.3) == min(size, 0.3)


def test_a_week_s_chance_is_the_yearly_rate_on_a_clock() -> None:
    chance = -math.expm1(-2.0 / 52.0)
    assert strikes(0.999 * chance, 2.0)
    assert not strikes(1.001 * chance, 2.0)
    assert not strikes(1e-9, 0.0)


@pytest.mark.parametrize("kind", ARRIVALS)
def test_each_arrives_at_its_rate_and_alone(kind: str) -> None:
    # 4,000 weeks at twice a year: 151 of them expected, give or take 12.
    o = calm_firm({f"shocks.{kind}": 2.0})
    seen = dict.fromkeys(ARRIVALS, 0)
    for week in range(4_000):
        o.firm.week = week
        o.rival.launch_log = o.market.cancelling = o.firm.customer_reputation = 0.0
        strike_shocks(o, o.p)
        seen["regulations_per_year"] += o.market.regulated != NOBODY
        seen["launches_per_year"] += o.rival.launch_log > 0.0
        seen["backlashes_per_year"] += o.firm.customer_reputation < 0.0
        seen["cancellation_waves_per_year"] += o.market.cancelling > 0.0
    assert seen.pop(kind) == pytest.approx(4_000 * -math.expm1(-2.0 / 52.0), abs=4 * 12.1)
    assert set(seen.values()) == {0}


def test_new_rules_strike_one_segment_each_in_its_turn() -> None:
    o = calm_firm({**FOUR_SEGMENTS, "shocks.regulations_per_year": 5.0})
    struck = []
    for week in range(2_000):
        o.firm.week = week
        regulate(o, o.p)
        if o.market.regulated != NOBODY:
            struck.append(o.market.regulated)
    assert sorted({*struck}) == [0, 1, 2, 3]
    assert max(struck.count(segment) for segment in range(4)) < 0.4 * len(struck)


def regulated(share: float, **settings: object) -> SalesOrganization:
    """A firm with four segments, whose segment 2 lost this share of its leads."""
    o = calm_firm({**FOUR_SEGMENTS, **settings})
    open_week(o, o.p)
    strike_regulation(o, 2, share)
    return o


def test_new_rules_close_the_territories_of_their_segment() -> None:
    o = regulated(0.6)
    assert {seat.segment: round(seat.closed_share, 9) for seat in o.seats} == {0: 0.0, 1: 0.0, 2: 0.6, 3: 0.0}
    strike_regulation(o, 2, 0.5)  # of the 40 % that are left, half
    assert o.seats[2].closed_share == pytest.approx(0.8)
    assert mean_closed_share(o) == pytest.approx(0.2)


def test_a_closed_territory_finds_fewer_leads() -> None:
    def leads(share: float) -> float:
        o = regulated(share, **{"prospecting.leads_per_week": 60.0, "market.segments": 4})
        o.reps[2].plan(o, o.p)
        o.reps[2].prospect(o, o.p)
        return o.seats[2].leads

    assert leads(0.75) == pytest.approx(0.25 * leads(0.0), rel=0.4)


@pytest.mark.parametrize(
    ("autonomy", "direction", "roused", "share"),
    [
        (0.3, 0.4, 0.0, 0.02),
        (0.8, 0.4, 0.0, 0.03),
        (0.0, 0.4, 0.0, 0.014),
        (0.3, 0.9, 0.0, 0.03),
        (0.3, 0.4, 0.5, 0.03),
    ],
)
def test_other_business_is_found_faster_with_freedom_direction_and_an_enemy_in_mind(
    autonomy: float, direction: float, roused: float, share: float
) -> None:
    assert retargeting_step(0.02, autonomy, direction, roused) == pytest.approx(share)
    assert retargeting_step(0.9, autonomy, direction, roused) <= 1.0


def test_closed_business_is_made_up_for_by_its_half_life() -> None:
    o = regulated(0.8, **{
        "shocks.retarget_half_life_weeks": 20.0, "leadership.autonomy": 0.3, "leadership.control_hours_per_rep": 0.0,
    })  # fmt: skip
    o.teams[0].direction, o.managers[0].control_hours_per_rep = 0.4, 0.0
    for _ in range(20):
        look_for_other_business(o.reps[2], o, o.p)
    assert o.seats[2].closed_share == pytest.approx(0.4)


def put_deals(o: SalesOrganization, seat: int, count: int, ripe: int = 1) -> None:
    """So many open deals in a seat that nothing but a shock can end."""
    for rank in range(count):
        deal = o.deals[seat][rank]
        deal.seat, deal.week, deal.rank, deal.ripe, deal.limit, deal.pace = seat, 0, rank, ripe, 99.0, 1.0
        deal.stale_at, deal.account_seat, deal.account_opened = 999.0, NOBODY, NOBODY
    o.seats[seat].open_deals = count


@pytest.mark.parametrize(("kills", "left"), [(0.0, 40), (1.0, 0)])
def test_new_rules_end_open_deals_in_their_segment_only(kills: float, left: int) -> None:
    o = regulated(0.6, **{"shocks.regulation_kills": kills, "organization.deal_slots": 40})
    for seat in (1, 2):
        put_deals(o, seat, 40)
        o.reps[seat].patience_weeks = 999.0
    set_clock(o, 0)
    for seat in (1, 2):
        sell(o.reps[seat], o, o.p)
    assert (o.seats[1].open_deals, o.seats[2].open_deals) == (40, left)
    assert (o.seats[1].undecided, o.seats[2].undecided, o.reps[2].setbacks) == (0, 40 - left, 40 - left)


def test_rules_strike_once_a_week_whatever_the_step_and_each_week_anew() -> None:
    left = []
    for ticks in (1, 2):
        o = regulated(0.6, **{"shocks.regulation_kills": 0.5, "organization.deal_slots": 60})
        put_deals(o, 2, 60, ripe=0)
        o.reps[2].patience_weeks = 999.0
        for tick in range(ticks):
            set_clock(o, tick)
            sell(o.reps[2], o, o.p)
        left.append(o.seats[2].open_deals)
    assert left[0] == left[1] == pytest.approx(30, abs=4 * 3.9)
    o.firm.week = 1
    set_clock(o, 0)
    sell(o.reps[2], o, o.p)
    assert o.seats[2].open_deals == pytest.approx(left[1] / 2, abs=4 * 2.8)
    assert o.reps[2].setbacks == 0  # deals in talks are no setbacks


def test_a_launch_makes_the_rival_stronger_and_is_answered_in_time() -> None:
    o = calm_firm({"shocks.launch_half_life_weeks": 10.0})
    strike_launch(o, math.log(2.0))
    move_rival(o, o.p)
    assert o.rival.strength == pytest.approx(2.0)
    for _ in range(10):
        launch(o, o.p)
    move_rival(o, o.p)
    assert o.rival.strength == pytest.approx(math.sqrt(2.0))
    strike_launch(o, 0.1)
    assert o.rival.launch_log == pytest.approx(0.5 * math.log(2.0) + 0.1)


def test_a_backlash_hits_every_customer_and_the_name_and_nobody_falls_below_zero() -> None:
    o = calm_firm()
    for seat, satisfaction in ((0, 70.0), (1, 5.0)):
        o.seats[seat].accounts = 3
        for place in range(3):
            o.accounts[seat][place].satisfaction = satisfaction
            enter_book(o.accounts[seat][place], o.seats[seat])
    strike_backlash(o, 5.0)
    strike_backlash(o, 3.0)
    for seat, satisfaction in ((0, 62.0), (1, 0.0)):
        feel_backlash(o.reps[seat], o, o.p)
        assert {o.accounts[seat][place].satisfaction for place in range(3)} == {satisfaction}
        assert o.seats[seat].satisfaction_points == 3 * satisfaction
    assert o.firm.customer_reputation == -8.0


def test_a_backlash_is_felt_in_its_week_and_once() -> None:
    # Nothing else moves satisfaction: from 70 points to 62, and not on to 54.
    unmoved = {"customers.service_weight": 0.0, "customers.know_how_weight": 0.0, "customers.par_satisfaction": 70.0,
               "customers.satisfaction_half_life_weeks": 520.0, "customers.churn_per_year": 0.0,
               "customers.usual_accounts": 20.0, "calendar.steps_per_week": 2}  # fmt: skip
    o = calm_firm(unmoved)
    strike_backlash(o, 8.0)
    for _ in range(3):
        o.step()
        assert o.report.satisfaction == pytest.approx(62.0, abs=0.1)
    assert o.market.angry_points == 0.0


def test_a_wave_of_cancellations_adds_up_fades_and_cancels_bookings() -> None:
    o = calm_firm({"shocks.cancellation_wave_half_life_weeks": 6.0, "customers.cancelled_share": 0.1})
    strike_cancellations(o, 0.5)
    strike_cancellations(o, 0.5)
    assert o.market.cancelling == pytest.approx(0.75)
    put_deals(o, 0, 1)
    deal, cancelled = o.deals[0][0], 0
    for _ in range(6):
        strike_shocks(o, o.p)
    assert o.market.cancelling == pytest.approx(0.375)
    for week in range(2_000):
        deal.week = week
        cancelled += is_cancelled(o.reps[0], o, o.p, deal)
    assert cancelled / 2_000 == pytest.approx(0.475, abs=4 * 0.0112)


def test_unrest_by_hand() -> None:
    o = regulated(0.4)  # a quarter of the territories
    o.market.demand_log, o.market.slump, o.market.cancelling, o.rival.launch_log = -0.2, 0.3, 0.05, math.log(1.5)
    assert unrest(o) == pytest.approx(0.2 + 0.3 + 0.05 + 0.5 + 0.1)


def test_the_world_can_feel_no_more_uncertain_than_wholly_so() -> None:
    o = regulated(0.4)
    o.rival.launch_log = 20.0
    assert unrest(o) == 3.0


def test_the_world_feels_uncertain_for_a_while_after_a_shock() -> None:
    o = calm_firm({"shocks.turbulence_half_life_weeks": 26.0, "shocks.retarget_half_life_weeks": 260.0})
    assert o.market.turbulence == 0.0
    o.market.slump = 0.4
    for _ in range(26):
        strike_shocks(o, o.p)
    assert o.market.turbulence == pytest.approx(0.2)
    o.market.slump = 0.0
    for _ in range(26):
        strike_shocks(o, o.p)
    assert o.market.turbulence == pytest.approx(0.1)


def test_shocks_come_by_the_market_s_luck_and_leave_everything_else_alone() -> None:
    settings = dict.fromkeys((f"shocks.{kind}" for kind in ARRIVALS), 4.0)

    def seen(seed: int, market_seed: int) -> list[tuple[int, float, float]]:
        o = calm_firm(settings, seed, market_seed=market_seed)
        weeks = []
        for week in range(60):
            o.firm.week = week
            strike_shocks(o, o.p)
            weeks.append((o.market.regulated, o.rival.launch_log, o.market.cancelling))
        return weeks

    assert seen(1, 5) == seen(2, 5) != seen(1, 6)
