"""Handover: who inherits customers, what a book keeps on its way, and what likeness is worth."""

from __future__ import annotations

from collections import Counter

import pytest

from simulation import SalesOrganization
from simulation.mechanisms.handover import (
    USUAL_LIKENESS,
    bond_kept,
    can_inherit,
    hand_over,
    heir_of,
    likeness,
    welcome,
)
from simulation.mechanisms.leaving import depart
from simulation.mechanisms.recruiting import hire
from simulation.parameters.handover import Handover
from simulation.records import NOBODY, RepState
from tests.mechanisms.builders import calm_firm, firm, make

pytestmark = pytest.mark.jitoff
SIX = {"organization.teams": 2, "organization.reps_per_team": 3}
TRAITS = ("competitiveness", "helpfulness", "accountability", "resilience")


@pytest.mark.parametrize(
    ("traits", "alike"), [((0.5, 0.5, 0.5, 0.5), 1.0), ((0.9, 0.1, 0.5, 0.5), 0.8), ((1.0, 1.0, 0.5, 0.9), 0.65)]
)
def test_likeness_by_hand(traits: tuple[float, ...], alike: float) -> None:
    rep = make(RepState, **dict(zip(TRAITS, (0.5,) * 4, strict=True)))
    assert likeness(rep, *traits) == pytest.approx(alike)


def test_people_of_one_labour_market_are_as_like_as_is_assumed() -> None:
    reps = firm({"organization.teams": 8, "organization.reps_per_team": 10}).reps
    found = [
        likeness(one, *(getattr(other, trait) for trait in TRAITS))
        for one in reps
        for other in reps
        if one is not other
    ]
    assert sum(found) / len(found) == pytest.approx(USUAL_LIKENESS, abs=0.02)


@pytest.mark.parametrize(("alike", "kept"), [(USUAL_LIKENESS, 1.0), (1.0, 1.1), (0.3, 0.75), (0.0, 0.6)])
def test_what_likeness_keeps_of_a_bond(alike: float, kept: float) -> None:
    assert bond_kept(alike, Handover(similarity=0.5)) == pytest.approx(kept)
    assert bond_kept(alike, Handover(similarity=0.0)) == 1.0


def test_nobody_inherits_who_is_gone_or_has_to_go() -> None:
    assert can_inherit(make(RepState, employed=1))
    assert not can_inherit(make(RepState, employed=0))
    assert not can_inherit(make(RepState, employed=1, weeks_to_go=3))


def test_heirs_are_drawn_evenly_from_the_team() -> None:
    o = calm_firm({"organization.teams": 2, "organization.reps_per_team": 4})
    o.reps[5].employed = 0
    assert Counter(heir_of(o, 1, (k + 0.5) / 300) for k in range(300)) == {4: 100, 6: 100, 7: 100}
    for number in (4, 6, 7):
        o.reps[number].employed = 0
    assert heir_of(o, 1, 0.5) == NOBODY


def book_of(o: SalesOrganization, seat: int, count: int) -> None:
    """So many customers in a seat's book, each with its own money and name."""
    for place in range(count):
        account = o.accounts[seat][place]
        account.seat, account.opened = seat, place
        account.revenue_money, account.relationship, account.satisfaction = 1_000.0 * seat + place, 0.5, 70.0
        account.renewal_due, account.churn_limit = 30 + place % 20, 2.0
    o.seats[seat].accounts = o.seats[seat].accounts_opened = count


def contracts(o: SalesOrganization) -> list[tuple[int, int, float, int, float]]:
    """Every account of the firm: who it is, what it is worth, its date and patience."""
    return sorted(
        (a.seat, a.opened, a.revenue_money, a.renewal_due, a.churn_limit)
        for seat in o.seats
        for a in o.accounts[seat.seat][: seat.accounts]
    )


def bereft(share: float, accounts: int = 40, leavers: tuple[int, ...] = (0,), **settings: object) -> SalesOrganization:
    """Two teams of three, every seat with its customers, some of whom have just lost their rep."""
    o = calm_firm({**SIX, "handover.incumbent_share": share, **settings})
    for seat in range(6):
        book_of(o, seat, accounts)
    for number in leavers:
        depart(o.reps[number], o, o.p)
    return o


@pytest.mark.parametrize("share", [0.0, 0.4, 1.0])
def test_accounts_change_hands_and_nothing_about_them_is_lost_or_doubled(share: float) -> None:
    o = bereft(share)
    before = contracts(o)
    hand_over(o, o.ps)
    assert contracts(o) == before
    moved = 40 - o.seats[0].accounts
    assert moved == pytest.approx(40 * share, abs=4 * 3.1 if 0 < share < 1 else 0)
    assert [seat.accounts for seat in o.seats[3:]] == [40, 40, 40]
    assert [seat.accounts_opened for seat in o.seats] == [40] * 6
    if share > 0:
        assert min(o.seats[1].accounts, o.seats[2].accounts) > 40


def test_two_books_at_once_go_to_those_who_are_left() -> None:
    o = bereft(1.0, accounts=20, leavers=(0, 2))
    before = contracts(o)
    hand_over(o, o.ps)
    assert contracts(o) == before
    assert [seat.accounts for seat in o.seats] == [0, 60, 0, 20, 20, 20]


def test_without_colleagues_all_wait() -> None:
    o = bereft(1.0, leavers=(0, 1, 2))
    hand_over(o, o.ps)
    assert [seat.accounts for seat in o.seats] == [40] * 6


def test_what_a_colleague_has_no_room_for_waits_and_is_counted() -> None:
    o = bereft(1.0, accounts=10, **{"organization.account_slots": 12})
    before = contracts(o)
    hand_over(o, o.ps)
    assert contracts(o) == before
    assert [seat.accounts for seat in o.seats[:3]] == [6, 12, 12]
    assert o.firm.account_overflows == 6


def test_who_inherits_goes_by_the_account_and_not_by_its_place() -> None:
    heirs = []
    for turned in (False, True):
        o = bereft(0.5)
        if turned:
            o.accounts[0][:40] = reversed(o.accounts[0][:40])
        hand_over(o, o.ps)
        heirs.append([sorted(a.opened for a in o.accounts[n][: o.seats[n].accounts] if a.seat == 0) for n in range(3)])
    assert heirs[0] == heirs[1]


def test_only_this_week_s_departures_are_handed_over() -> None:
    o = bereft(1.0)
    o.seats[0].departed = 0
    hand_over(o, o.ps)
    assert o.seats[0].accounts == 40


def alike(o: SalesOrganization, number: int, value: float) -> None:
    for trait in TRAITS:
        setattr(o.reps[number], trait, value)


def test_a_similar_heir_keeps_more_of_the_relationship() -> None:
    o = bereft(1.0, **{"handover.similarity": 0.5, "customers.relationship_kept": 0.5})
    alike(o, 0, 0.5)
    alike(o, 1, 0.5)  # the same: 1.1
    alike(o, 2, 1.0)  # half a scale apart: 1 + 0.5 * (0.5 - 0.8) = 0.85
    hand_over(o, o.ps)
    kept = {n: {a.relationship for a in o.accounts[n][: o.seats[n].accounts] if a.seat == 0} for n in (1, 2)}
    # Half of 0.5 was left of it when the rep departed.
    assert [round(bond, 9) for n in (1, 2) for bond in kept[n]] == [0.275, 0.2125]


def test_no_relationship_grows_beyond_a_whole_one() -> None:
    o = bereft(0.0)
    for place in range(40):
        o.accounts[0][place].relationship = 0.99
    welcome(o, o.p.with_overrides({"handover.similarity": 1.0}), 0, 1.0)
    assert {a.relationship for a in o.accounts[0][:40]} == {1.0}


def test_the_successor_takes_over_what_waited() -> None:
    o = bereft(0.0, **{"handover.similarity": 0.5, "customers.relationship_kept": 0.5})
    alike(o, 0, 0.0)
    o.seats[0].vacant_until = 0.0
    hire(o, o.ps)
    newcomer = o.reps[0]
    apart = sum(getattr(newcomer, trait) for trait in TRAITS) / 4.0
    kept = 1.0 + 0.5 * (1.0 - apart - USUAL_LIKENESS)
    assert {round(a.relationship, 9) for a in o.accounts[0][:40]} == {round(0.25 * kept, 9)}


def test_an_heir_serves_what_she_inherits() -> None:
    # She has twice the accounts and no more hours: each gets less.
    o = bereft(1.0, leavers=(1, 2))
    hand_over(o, o.ps)
    service = []
    for count in (40, o.seats[0].accounts):
        o.seats[0].accounts = count
        o.reps[0].plan(o, o.p)
        service.append(o.reps[0].service)
    assert service[1] < service[0]
