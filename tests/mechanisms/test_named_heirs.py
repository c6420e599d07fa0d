"""Named heirs: who takes over deals and customers of somebody whom a script sends away."""

from __future__ import annotations

import pytest

from simulation import SalesOrganization
from simulation.invariants import violations
from simulation.mechanisms.handover import hand_over
from simulation.mechanisms.leaving import depart
from simulation.parameters.scripts import Heirs
from simulation.records import DealState
from simulation.script import Layoff
from tests.mechanisms.test_actions import acting, gone, lived
from tests.mechanisms.test_handover import book_of

pytestmark = pytest.mark.jitoff

KEPT = {"selling.inherited_share": 1.0, "handover.incumbent_share": 0.0, "customers.churn_per_year": 0.0}


def pipeline_of(o: SalesOrganization, seat: int, count: int) -> None:
    """So many open deals in a seat that go on for ever."""
    for place in range(count):
        deal = o.deals[seat][place]
        deal.seat, deal.week, deal.rank = seat, -1 - seat, place
        deal.limit, deal.pace, deal.odds, deal.stale_at, deal.value_money = 1e9, 1.0, 1.0, 1e6, 100.0 + place
    o.seats[seat].open_deals = count


def left(heirs: Heirs, *, deals: int = 6, accounts: int = 6, **overrides: object) -> SalesOrganization:
    """The first of ten has left, by a script that names heirs; nobody else has anything."""
    o = acting(
        Layoff(week=0, fraction=0.1, heirs=heirs),
        overrides=KEPT | {k.replace("__", "."): v for k, v in overrides.items()},
    )
    pipeline_of(o, 0, deals)
    book_of(o, 0, accounts)
    return lived(o)


def held(o: SalesOrganization) -> tuple[list[int], list[int]]:
    return [seat.open_deals for seat in o.seats], [seat.accounts for seat in o.seats]


@pytest.mark.parametrize("heirs", [Heirs.USUAL, Heirs.SUCCESSOR])
def test_all_waits_for_the_successor_by_habit_of_this_firm_or_by_name(heirs: Heirs) -> None:
    assert held(left(heirs)) == ([6] + [0] * 9, [6] + [0] * 9)


def test_a_firm_s_habit_is_not_asked_where_the_successor_is_named() -> None:
    assert held(left(Heirs.SUCCESSOR, handover__incumbent_share=1.0))[1] == [6] + [0] * 9
    assert held(left(Heirs.USUAL, handover__incumbent_share=1.0))[1][0] == 0


def test_the_best_of_the_team_gets_all() -> None:
    assert held(left(Heirs.BEST)) == ([0, 0, 0, 0, 6] + [0] * 5, [0, 0, 0, 0, 6] + [0] * 5)


def test_each_goes_to_whoever_has_the_least_to_do() -> None:
    deals, accounts = held(left(Heirs.LIGHTEST, deals=8, accounts=8))
    assert (deals[0], accounts[0]) == (0, 0)
    assert deals[1:5] == accounts[1:5] == [2, 2, 2, 2]


def test_somebody_with_a_full_week_is_spared() -> None:
    o = acting(Layoff(week=0, fraction=0.1, heirs=Heirs.LIGHTEST), overrides=KEPT)
    pipeline_of(o, 0, 3)
    pipeline_of(o, 1, 30)
    assert held(lived(o))[0] == [0, 30, 1, 1, 1] + [0] * 5


def test_by_lot_everything_goes_and_not_all_to_one() -> None:
    deals, accounts = held(left(Heirs.LOT, deals=12, accounts=12))
    assert (deals[0], sum(deals), accounts[0], sum(accounts)) == (0, 12, 0, 12)
    assert min(sum(count > 0 for count in one[1:5]) for one in (deals, accounts)) >= 3


def test_deals_change_hands_whole_and_none_is_lost_or_doubled() -> None:
    o = acting(Layoff(week=0, fraction=0.1, heirs=Heirs.LOT), overrides=KEPT)
    pipeline_of(o, 0, 9)
    before = o.to_state()
    lived(o)
    found = sorted((deal.seat, deal.week, deal.rank, deal.value_money) for deal in open_deals(o))
    assert found == [(0, -1, place, 100.0 + place) for place in range(9)]
    assert violations(o, o.p, before) == []


def open_deals(o: SalesOrganization) -> list[DealState]:
    return [deal for seat in o.seats for deal in o.deals[seat.seat][: seat.open_deals]]


def test_an_heir_who_leaves_passes_on_what_was_inherited_and_each_departure_tries_a_deal_anew() -> None:
    o, kept = acting(overrides=KEPT | {"selling.inherited_share": 0.5}), []
    pipeline_of(o, 0, 40)
    for leaver in (0, 4):
        o.reps[leaver].heirs = Heirs.BEST
        depart(o.reps[leaver], o, o.p)
        hand_over(o, o.ps)
        kept.append(sum(held(o)[0]))
    assert 10 <= kept[0] <= 30
    assert 2 <= kept[1] < kept[0]
    assert held(o)[0][3] == kept[1]


def test_where_nobody_is_left_in_the_team_all_waits() -> None:
    o = acting(Layoff(week=0, fraction=1.0, heirs=Heirs.BEST), overrides=KEPT)
    pipeline_of(o, 0, 4)
    book_of(o, 0, 4)
    lived(o)
    assert gone(o) == list(range(10))
    assert (held(o)[0][0], held(o)[1][0]) == (4, 4)


def test_a_full_pipeline_takes_no_more() -> None:
    room = {"organization.deal_slots": 30, "planning.normal_open_deals": 10.0}
    o = acting(Layoff(week=0, fraction=0.1, heirs=Heirs.BEST), overrides=KEPT | room)
    pipeline_of(o, 0, 3)
    pipeline_of(o, 4, 29)
    assert held(lived(o))[0][:5] == [2, 0, 0, 0, 30]
