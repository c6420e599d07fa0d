"""Selling: two stages, three ends, one clock each."""

from __future__ import annotations

import math

import pytest

from simulation import SalesOrganization
from simulation.mechanisms.attention import patience
from simulation.mechanisms.leaving import depart
from simulation.mechanisms.opening import open_week, set_clock
from simulation.mechanisms.selling import (
    LOST,
    OPEN,
    RIPENED,
    UNDECIDED,
    WON,
    come_to_an_end,
    drop,
    end_of_stage,
    forward_rate,
    is_cancelled,
    is_hopeless,
    lose_with_owner,
    price,
    ripen,
    rival_rate,
    sell,
    stays_open,
    undecided_rate,
    win,
)
from simulation.parameters.selling import Selling
from simulation.records import DealState, RepState
from tests.mechanisms.builders import calm_firm, make

pytestmark = pytest.mark.jitoff

SELLING = Selling(
    advance_per_week=0.5, win_per_week=0.2, rival_per_week=0.3, undecided_early_per_week=0.25,
    undecided_late_per_week=0.1, stale_factor=0.4,
)  # fmt: skip
RATES = {f"selling.{name}": getattr(SELLING, name) for name in Selling.model_fields}
AT_PAR = make(RepState, advance_factor=1.0, closing_factor=1.0, urge=1.0)
FRESH = {"pace": 1.0, "odds": 1.0, "stale_at": 999.0, "limit": 1.0, "next_limit": 1.0}


@pytest.mark.parametrize(
    ("attributes", "factor", "age_at", "rate"),
    [
        ({"ripe": 0}, 1.0, 0.0, 0.5),
        ({"ripe": 1}, 1.0, 0.0, 0.2),
        ({"ripe": 1, "odds": 1.5}, 2.0, 0.0, 0.6),
        ({"ripe": 0, "stale_at": 8.0}, 1.0, 8.0, 0.5),
        ({"ripe": 0, "stale_at": 8.0}, 1.0, 8.1, 0.2),
        ({"ripe": 1}, 0.0, 0.0, 0.0),  # nobody works on it
    ],
)
def test_the_rate_of_the_good_end(attributes: dict[str, float], factor: float, age_at: float, rate: float) -> None:
    rep = make(RepState, advance_factor=factor, closing_factor=factor, urge=1.0)
    assert forward_rate(make(DealState, **FRESH | attributes), rep, age_at, SELLING) == pytest.approx(rate)


def test_talks_go_by_one_factor_and_decisions_by_another() -> None:
    rep = make(RepState, advance_factor=2.0, closing_factor=3.0, urge=1.0)
    assert forward_rate(make(DealState, **FRESH), rep, 0.0, SELLING) == pytest.approx(0.5 * 2.0)
    assert forward_rate(make(DealState, **FRESH, ripe=1), rep, 0.0, SELLING) == pytest.approx(0.2 * 3.0)


def test_the_rates_of_the_other_ends() -> None:
    assert rival_rate(make(DealState, rival_present=0), 2.0, SELLING) == 0.0
    assert rival_rate(make(DealState, rival_present=1), 2.0, SELLING) == pytest.approx(0.6)
    assert undecided_rate(make(DealState, ripe=0), SELLING) == 0.25
    assert undecided_rate(make(DealState, ripe=1), SELLING) == 0.1


@pytest.mark.parametrize("ripe", [0, 1])
def test_ends_share_the_draw_in_proportion_to_their_rates(ripe: int) -> None:
    # 0.2 : 0.3 : 0.5.
    ends = [end_of_stage(make(DealState, ripe=ripe, outcome=(k + 0.5) / 100), 0.2, 0.3, 0.5) for k in range(100)]
    assert ends == [WON if ripe else RIPENED] * 20 + [LOST] * 30 + [UNDECIDED] * 50


def test_what_is_left_of_the_draw_is_uniform_again() -> None:
    # Those that ripen are the draws below 0.4; stretched, they fill (0, 1) evenly.
    deals = [make(DealState, outcome=(k + 0.5) / 100, next_limit=0.7, dose=3.0) for k in range(40)]
    for deal in deals:
        ripen(deal, 0.4)
    assert [deal.outcome for deal in deals] == pytest.approx([(k + 0.5) / 40 for k in range(40)])
    assert {(deal.ripe, deal.dose, deal.limit) for deal in deals} == {(1, 0.0, 0.7)}


@pytest.mark.parametrize(
    ("created", "pace", "dose", "open_still"),
    [
        (0.0, 1.0, 0.75, True),  # 0.5 forward + 0.25 undecided, for a week
        (0.6, 1.0, 0.30, True),  # found on the fifth day: 0.4 of a week
        (2.0, 1.0, 0.0, True),  # not there yet
        (0.0, 1.2, 0.90, True),
        (0.0, 1.4, 0.0, False),  # 1.05 would pass the limit: untouched, and told so
    ],
)
def test_a_week_adds_its_rates_to_the_dose(created: float, pace: float, dose: float, open_still: bool) -> None:
    deal = make(DealState, **FRESH | {"created": created, "pace": pace})
    assert stays_open(deal, AT_PAR, 0.0, 1.0, 1.0, SELLING) is open_still
    assert deal.dose == pytest.approx(dose)


def selling_firm(**settings: object) -> SalesOrganization:
    o = calm_firm(RATES | settings)
    open_week(o, o.p)
    set_clock(o, 0)
    o.reps[0].advance_factor = o.reps[0].closing_factor = 1.0
    return o


def open_deal(o: SalesOrganization, seat: int = 0, **attributes: float) -> DealState:
    """A deal at par in a seat's pipeline."""
    deal: DealState = o.deals[seat][o.seats[seat].open_deals]
    blank = make(DealState, **{**FRESH, "seat": seat, "account_seat": -1, "account_opened": -1, **attributes})
    for name in deal.attributes():
        setattr(deal, name, getattr(blank, name))
    o.seats[seat].open_deals += 1
    return deal


@pytest.mark.parametrize(
    ("outcome", "end", "count"), [(0.1, WON, "wins"), (0.5, LOST, "rival_losses"), (0.9, UNDECIDED, "undecided")]
)
def test_a_ripe_deal_ends_one_way_and_is_counted_once(outcome: float, end: int, count: str) -> None:
    # Rates 0.2, 0.3 and 0.1: shares 1/3, 1/2 and 1/6. Limit 0.3 of 0.6 a week: ends at half a week.
    o = selling_firm()
    deal = open_deal(o, ripe=1, rival_present=1, limit=0.3, outcome=outcome, value_money=5_000.0)
    assert come_to_an_end(o.reps[0], o, o.p, deal, 1.0) == end
    seat = o.seats[0]
    assert {name: getattr(seat, name) for name in ("wins", "rival_losses", "undecided")} == {
        "wins": 0, "rival_losses": 0, "undecided": 0, count: 1,
    }  # fmt: skip
    assert seat.bookings_money == (5_000.0 if end == WON else 0.0)
    assert (seat.shared_wins, o.reps[0].wins, o.reps[0].setbacks) == ((1, 1, 0) if end == WON else (0, 0, 1))
    assert seat.cycle_weeks == pytest.approx(0.5 if end == WON else 0.0)


def test_a_deal_that_dies_in_talks_is_no_setback() -> None:
    o = selling_firm()
    deal = open_deal(o, limit=0.1, outcome=0.99)
    assert come_to_an_end(o.reps[0], o, o.p, deal, 1.0) == UNDECIDED
    assert o.reps[0].setbacks == 0


def test_a_quick_deal_ripens_and_is_won_within_a_week() -> None:
    # Pace 10: talks end after 0.5 / 7.5 weeks, the decision falls 0.6 / 3 weeks later: 0.0667 + 0.2.
    o = selling_firm()
    deal = open_deal(o, pace=10.0, limit=0.5, next_limit=0.6, outcome=0.1, value_money=1.0)
    assert come_to_an_end(o.reps[0], o, o.p, deal, 1.0) == WON
    assert o.seats[0].cycle_weeks == pytest.approx(0.5 / 7.5 + 0.2)


def test_ripening_alone_leaves_a_deal_open_with_the_rest_of_the_week_on_its_new_clock() -> None:
    o = selling_firm()
    deal = open_deal(o, limit=0.375, next_limit=1.0, outcome=0.1)
    assert come_to_an_end(o.reps[0], o, o.p, deal, 1.0) == OPEN
    assert deal.ripe == 1
    assert deal.dose == pytest.approx(0.5 * 0.3)


def test_the_last_deal_takes_the_place_of_one_that_ended() -> None:
    o = selling_firm()
    for rank in range(3):
        open_deal(o, rank=rank)
    drop(o.reps[0], o, 0)
    assert [deal.rank for deal in o.deals[0][: o.seats[0].open_deals]] == [2, 1]


def test_every_open_deal_is_visited_once_also_when_others_end() -> None:
    o = selling_firm()
    for rank in range(8):
        open_deal(o, rank=rank, limit=0.1 if rank in (0, 1, 7) else 50.0, outcome=0.99)
    sell(o.reps[0], o, o.p)
    assert o.seats[0].undecided == 3
    left = o.deals[0][: o.seats[0].open_deals]
    assert sorted(deal.rank for deal in left) == [2, 3, 4, 5, 6]
    assert {round(deal.dose, 9) for deal in left} == {0.75}


def test_without_an_owner_deals_can_only_die() -> None:
    o = selling_firm(**{"selling.inherited_share": 1.0})
    for rank in range(20):
        open_deal(o, rank=rank, ripe=rank % 2, limit=0.05, outcome=(rank + 0.5) / 20, rival_present=0)
    depart(o.reps[0], o, o.p)
    sell(o.reps[0], o, o.p)
    assert (o.seats[0].undecided, o.seats[0].open_deals, o.seats[0].wins) == (20, 0, 0)


@pytest.mark.parametrize(("share", "left"), [(0.0, 0), (1.0, 40)])
def test_a_departure_takes_deals_along(share: float, left: int) -> None:
    o = selling_firm(**{"selling.inherited_share": share})
    for rank in range(40):
        open_deal(o, rank=rank)
    lose_with_owner(o.reps[0], o, o.p)
    assert (o.seats[0].open_deals, o.seats[0].undecided) == (left, 40 - left)


def test_the_inherited_share_is_kept_on_average_and_by_the_deal_not_its_place() -> None:
    kept: list[set[int]] = []
    for order in (range(48), reversed(range(48))):
        o = selling_firm(**{"selling.inherited_share": 0.5})
        for rank in order:
            open_deal(o, rank=rank)
        lose_with_owner(o.reps[0], o, o.p)
        kept.append({deal.rank for deal in o.deals[0][: o.seats[0].open_deals]})
    assert kept[0] == kept[1]
    assert len(kept[0]) == pytest.approx(24, abs=4 * math.sqrt(12))


@pytest.mark.parametrize("steps", [1, 2, 4])
def test_a_deal_ends_at_the_same_moment_at_any_step(steps: int) -> None:
    # Talks until 0.75 * 2.6 = 1.95: 2.6 weeks; decision after another 0.45 / 0.3 = 1.5 weeks: won at 4.1.
    o = selling_firm(**{"calendar.steps_per_week": steps})
    open_deal(o, limit=1.95, next_limit=0.45, outcome=0.1, value_money=1.0)
    cycles = 0.0
    for week in range(6):
        o.firm.week = week
        open_week(o, o.p)
        for tick in range(steps):
            set_clock(o, tick)
            sell(o.reps[0], o, o.p)
        cycles += o.seats[0].cycle_weeks
    assert cycles == pytest.approx(4.1)


def test_shares_and_cycle_of_many_deals_follow_the_rates() -> None:
    # Constant rates: ripens with 0.5 / 0.75 = 2/3, is won with 0.2 / 0.3 = 2/3 of those: 4/9 = 0.444 won.
    # A won deal took 1 / 0.75 + 1 / 0.3 = 4.667 weeks on average. 2,000 deals with real fates.
    from simulation.purposes import LEAD_FATE
    from simulation.randomness import uniforms
    from simulation.variates import exponential

    o, won = selling_firm(), 0
    rep, seat = o.reps[0], o.seats[0]
    o.firm.step_weeks = 1_000.0  # one step to the end
    for rank in range(2_000):
        _, limit, side, next_limit = uniforms(1, LEAD_FATE, 0, 0, rank)
        seat.accounts = 0
        fate = {"limit": exponential(limit), "outcome": side, "next_limit": exponential(next_limit)}
        deal = open_deal(o, rank=rank, value_money=1.0, **fate)
        end = come_to_an_end(rep, o, o.p, deal, 1.0)
        seat.open_deals = 0
        won += end == WON
    assert won / 2_000 == pytest.approx(4 / 9, abs=4 * 0.0111)
    assert seat.cycle_weeks / won == pytest.approx(1 / 0.75 + 1 / 0.3, rel=0.09)


def test_concessions_are_taken_off_the_price_and_counted() -> None:
    o = selling_firm()
    o.reps[0].concession = 0.1
    deal = open_deal(o, ripe=1, value_money=5_000.0)
    assert price(o.reps[0], deal) == pytest.approx(4_500.0)
    win(o.reps[0], o, o.p, deal, 1.0)
    assert (o.seats[0].bookings_money, o.seats[0].conceded_money) == pytest.approx((4_500.0, 500.0))
    o.reps[0].concession = 1.5
    assert price(o.reps[0], deal) == 0.0


def cancelling_firm(**settings: object) -> SalesOrganization:
    """A firm whose every booking is cancelled in a wave that knows no end, but for five in a hundred."""
    o = selling_firm(**{"customers.cancelled_points": 6.0, "pay.target_commission_money": 50_000.0, **settings})
    o.market.cancelling, o.seats[0].quota_money = 1.0, 100_000.0
    return o


def test_a_cancelled_deal_stays_won_brings_nothing_and_disappoints() -> None:
    o = cancelling_firm()
    o.seats[0].accounts, o.accounts[0][0].satisfaction, o.accounts[0][0].seat = 1, 70.0, 0
    for week in range(100):
        deal = open_deal(o, week=week, ripe=1, value_money=1_000.0, account_seat=0, account_opened=0, rival_present=1)
        o.accounts[0][0].satisfaction = 70.0
        if not is_cancelled(o.reps[0], o, o.p, deal):
            o.seats[0].open_deals -= 1
            continue
        win(o.reps[0], o, o.p, deal, 1.0)
        o.seats[0].open_deals -= 1
    rep, seat = o.reps[0], o.seats[0]
    assert seat.wins == seat.shared_wins == seat.cancelled == rep.setbacks == pytest.approx(95, abs=4 * 2.2)
    assert seat.cancelled < 100
    assert seat.cancelled_money == seat.cancelled * 1_000.0
    assert (seat.bookings_money, seat.conceded_money, seat.commission_money, rep.year_bookings_money) == (0, 0, 0, 0)
    assert (rep.wins, seat.accounts_opened, o.accounts[0][0].satisfaction) == (0, 0, 64.0)


def test_a_new_customer_who_cancels_opens_no_account() -> None:
    o = cancelling_firm()
    deal = next(
        d for d in (open_deal(o, week=w, value_money=1.0) for w in range(9)) if is_cancelled(o.reps[0], o, o.p, d)
    )
    win(o.reps[0], o, o.p, deal, 1.0)
    assert (o.seats[0].cancelled, o.seats[0].accounts) == (1, 0)


def share_cancelled(promising: float, wave: float) -> float:
    """Share of 4,000 bookings that are cancelled."""
    o = selling_firm(**{"customers.cancelled_share": 0.1, "conduct.promise_cancellations": 0.2})
    o.reps[0].promising, o.market.cancelling = promising, wave
    deal = open_deal(o)
    cancelled = 0
    for deal.week in range(4_000):
        cancelled += is_cancelled(o.reps[0], o, o.p, deal)
    return cancelled / 4_000


def test_some_always_cancel_more_if_promised_too_much_and_more_in_a_wave() -> None:
    assert share_cancelled(0.0, 0.0) == pytest.approx(0.1, abs=4 * 0.0047)
    assert share_cancelled(0.5, 0.0) == pytest.approx(0.2, abs=4 * 0.0063)
    assert share_cancelled(0.5, 0.3) == pytest.approx(0.5, abs=4 * 0.0079)


@pytest.mark.parametrize(("now", "hopeless"), [(8.0, False), (12.0, False), (12.1, True)])
def test_a_deal_is_hopeless_when_it_was_stale_for_longer_than_one_is_patient(now: float, hopeless: bool) -> None:
    assert is_hopeless(make(DealState, stale_at=8.0), now, 4.0) is hopeless


def test_a_hopeless_deal_is_given_up_as_one_more_without_a_decision_and_is_no_setback() -> None:
    o = selling_firm()
    o.reps[0].patience_weeks = 4.0
    o.firm.now_weeks = 20.0
    open_deal(o, rank=0, stale_at=15.0, ripe=1, limit=99.0)
    open_deal(o, rank=1, stale_at=17.0, ripe=1, limit=99.0)
    sell(o.reps[0], o, o.p)
    assert [deal.rank for deal in o.deals[0][: o.seats[0].open_deals]] == [1]
    assert (o.seats[0].undecided, o.seats[0].dropped, o.reps[0].setbacks) == (1, 1, 0)


def weeks_kept(training: float, skill: float) -> int:
    """Weeks until a deal that was stale from the start is given up."""
    o = selling_firm(**{"attention.patience_weeks": 20.0, "attention.qualify_out": training})
    open_deal(o, stale_at=0.0, limit=1e9)
    o.reps[0].patience_weeks = patience(skill, o.p.attention)
    week = 0
    while o.seats[0].open_deals == 1:
        o.firm.week = week
        set_clock(o, 0)
        sell(o.reps[0], o, o.p)
        week += 1
    return week - 1


def test_training_and_skill_give_up_hopeless_deals_sooner() -> None:
    assert weeks_kept(0.0, 1.0) == weeks_kept(0.8, 0.0) == 21
    assert weeks_kept(0.5, 0.5) == 16
    assert weeks_kept(0.75, 1.0) == 6


def test_the_largest_ripe_deal_is_kept_in_mind_by_its_name() -> None:
    o = selling_firm()
    o.reps[0].patience_weeks = 999.0
    for rank, (value, ripe) in enumerate([(100.0, 1), (900.0, 0), (300.0, 1), (200.0, 1)]):
        open_deal(o, week=-5, rank=rank, value_money=value, ripe=ripe, limit=99.0)
    sell(o.reps[0], o, o.p)
    rep = o.reps[0]
    assert (rep.big_deal_seat, rep.big_deal_week, rep.big_deal_rank) == (0, -5, 2)
    o.seats[0].open_deals = 0
    sell(rep, o, o.p)
    assert rep.big_deal_seat == -1
