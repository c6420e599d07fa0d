"""Conduct: what is promised too much, what is done to colleagues, and what a code leaves of both."""

from __future__ import annotations

import math

import pytest

from simulation import SalesOrganization
from simulation.mechanisms.conduct import foul_play, promised_too_much, rank_pressure, restrained
from simulation.mechanisms.opening import open_week
from simulation.mechanisms.planning import plan
from simulation.mechanisms.quitting import bonds
from simulation.mechanisms.selling import is_cancelled, win
from simulation.parameters.conduct import Conduct
from simulation.records import NOBODY, DealState, RepState, TeamState
from simulation.scenario import Scenario
from tests.mechanisms.builders import calm_firm, make

pytestmark = pytest.mark.jitoff

P = Scenario().with_overrides(
    {
        "conduct.usual_promising": 0.1,
        "conduct.pressed_promising": 0.5,
        "conduct.restraint": 0.8,
        "attention.helpless_promising": 0.4,
    }
)


@pytest.mark.parametrize(("code", "left"), [(0.0, 1.0), (0.5, 0.6), (1.0, 0.2)])
def test_a_code_prevents_its_share_of_foul_play(code: float, left: float) -> None:
    assert restrained(code, Conduct(restraint=0.8)) == pytest.approx(left)


@pytest.mark.parametrize(
    ("shortfall", "helplessness", "code", "promising"),
    [
        (0.0, 0.0, 0.0, 0.1),  # habit
        (-0.5, 0.0, 0.0, 0.1),  # a good year tempts nobody to less
        (0.4, 0.0, 0.0, 0.3),  # 0.1 + 0.5 x 0.4
        (0.4, 0.5, 0.0, 0.5),  # and 0.4 x 0.5 of helplessness
        (0.4, 0.5, 1.0, 0.1),  # a full code leaves a fifth
        (0.0, 0.0, 1.0, 0.02),
        (3.0, 1.0, 0.0, 1.0),  # there is no more than everything
    ],
)
def test_pressure_tempts_and_a_code_restrains(
    shortfall: float, helplessness: float, code: float, promising: float
) -> None:
    assert promised_too_much(shortfall, helplessness, code, P) == pytest.approx(promising)


RANKED = {"pay.relative_share": 0.2, "selection.cull_fraction": 0.1, "conduct.restraint": 0.8}


def test_what_hangs_on_beating_colleagues_is_pay_and_heads() -> None:
    assert rank_pressure(P.with_overrides(RANKED)) == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("competitiveness", "code", "cohesion", "foul"),
    [
        (0.5, 0.0, 0.0, 0.3),  # 2 x 0.5 x (0.2 + 0.1)
        (1.0, 0.0, 0.0, 0.6),
        (0.0, 0.0, 0.0, 0.0),
        (0.5, 1.0, 0.0, 0.06),  # a fifth of it under a full code
        (0.5, 0.0, 0.75, 0.075),  # a quarter among friends
    ],
)
def test_who_harms_colleagues(competitiveness: float, code: float, cohesion: float, foul: float) -> None:
    rep, team = make(RepState, competitiveness=competitiveness), make(TeamState, code=code, cohesion=cohesion)
    assert foul_play(rep, team, P.with_overrides(RANKED)) == pytest.approx(foul)


@pytest.mark.parametrize(("competitiveness", "foul"), [(0.25, 0.5), (1.0, 1.0)])
def test_more_than_everything_cannot_hang_on_rank(competitiveness: float, foul: float) -> None:
    all_or_nothing = P.with_overrides({"pay.relative_share": 1.0, "selection.cull_fraction": 0.5})
    rep = make(RepState, competitiveness=competitiveness)
    assert foul_play(rep, make(TeamState), all_or_nothing) == pytest.approx(foul)


def test_nobody_harms_colleagues_who_stand_in_nobodys_way_or_where_it_is_not_done() -> None:
    rep, team = make(RepState, competitiveness=1.0), make(TeamState)
    assert foul_play(rep, team, P.with_overrides({"selection.cull_fraction": 0.0, "pay.relative_share": 0.0})) == 0.0
    assert foul_play(rep, team, P.with_overrides({**RANKED, "helping.withholding": False})) == 0.0


def far_behind(code: float) -> SalesOrganization:
    """Two people far behind quota, who promise what they must under this code."""
    o = calm_firm(
        {
            "conduct.usual_promising": 0.1,
            "conduct.pressed_promising": 0.8,
            "conduct.promise_gain": 0.2,
            "conduct.promise_points": 20.0,
            "conduct.promise_cancellations": 0.4,
            "customers.cancelled_share": 0.0,
            "leadership.direction": 0.0,
        }
    )
    open_week(o, o.p)
    o.teams[0].code = code
    for rep in o.reps:
        o.seats[rep.seat].quota_money = 100.0
        rep.year_asked_money, rep.year_bookings_money = 75.0, 25.0  # (25 + 25) / (75 + 25): a half is missing
        plan(rep, o, o.p)
    return o


def test_a_code_restrains_over_promising_and_costs_deals() -> None:
    loose, strict = far_behind(0.0), far_behind(1.0)
    assert loose.reps[0].promising == pytest.approx(0.1 + 0.8 * 0.5)
    assert strict.reps[0].promising == pytest.approx(0.2 * 0.5)
    assert loose.reps[0].advance_factor / strict.reps[0].advance_factor == pytest.approx(math.exp(0.2 * 0.4))


def satisfaction_of_a_new_customer(o: SalesOrganization) -> float:
    deal = make(DealState, value_money=1_000.0, limit=1.0, account_seat=NOBODY, account_opened=NOBODY)
    for week in range(99):
        deal.week = week
        if not is_cancelled(o.reps[0], o, o.p, deal):
            break
    win(o.reps[0], o, o.p, deal, 1.0)
    return o.accounts[0][o.seats[0].accounts - 1].satisfaction


def test_customers_notice_what_was_promised_too_much() -> None:
    loose, strict = far_behind(0.0), far_behind(1.0)
    par = loose.p.customers.par_satisfaction
    assert par - satisfaction_of_a_new_customer(loose) == pytest.approx(20.0 * 0.5)
    assert par - satisfaction_of_a_new_customer(strict) == pytest.approx(20.0 * 0.1)


def share_cancelled(o: SalesOrganization) -> float:
    deals = [make(DealState, seat=0, week=week) for week in range(2_000)]
    return sum(is_cancelled(o.reps[0], o, o.p, deal) for deal in deals) / 2_000


def test_customers_back_out_of_what_was_promised_too_much() -> None:
    # 2,000 draws at 0.4 x promising: 0.20 and 0.04, with standard errors of 0.009 and 0.004.
    assert share_cancelled(far_behind(0.0)) == pytest.approx(0.20, abs=0.036)
    assert share_cancelled(far_behind(1.0)) == pytest.approx(0.04, abs=0.018)


def test_an_enforced_code_drives_away_some_of_the_competitive() -> None:
    o = far_behind(0.0)
    o.reps[0].competitiveness, o.reps[1].competitiveness = 1.0, 0.0
    before = [bonds(rep, o, o.p) for rep in o.reps]
    o.teams[0].code = 1.0
    star, mild = (bonds(rep, o, o.p) - was for rep, was in zip(o.reps, before, strict=True))
    assert star == pytest.approx(o.p.conduct.star_exits)
    assert mild == 0.0


def test_a_code_takes_as_long_as_any_norm() -> None:
    o = calm_firm({"conduct.clarity": 0.0, "norms.half_life_weeks": 2.0})
    o.use_arms((o.p.with_overrides({"conduct.clarity": 0.8, "conduct.enforcement": 0.5}),))
    o.step()
    o.step()
    assert o.teams[0].code == pytest.approx(0.2)
