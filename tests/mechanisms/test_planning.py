"""Planning: wishes, a week that ends, and what ability makes of the hours."""

from __future__ import annotations

import math

import pytest

from simulation.mechanisms.customers import open_account
from simulation.mechanisms.opening import open_week
from simulation.mechanisms.planning import plan, share_of_wishes, wanted_prospecting_hours
from simulation.parameters.planning import Planning
from tests.mechanisms.builders import calm_firm

pytestmark = pytest.mark.jitoff
PLANNING = Planning(prospecting_hours_per_week=5.0, normal_open_deals=10.0, thin_pipeline_response=1.0)


@pytest.mark.parametrize(
    ("discipline", "open_deals", "crowded_out", "hours"),
    [
        (1.0, 0, 0.0, 5.0),  # discipline: the same every week, whatever the pipeline looks like
        (1.0, 40, 0.0, 5.0),
        (0.0, 10, 0.0, 5.0),  # by feel: par when the pipeline looks normal,
        (0.0, 0, 0.0, 10.0),  # twice when it is empty,
        (0.0, 5, 0.0, 7.5),
        (0.0, 20, 0.0, 0.0),  # and nothing when it is twice as full
        (0.0, 40, 0.0, 0.0),
        (0.5, 20, 0.0, 2.5),
        (0.0, 10, 0.4, 3.0),  # the push of a quarter's end crowds out what is done by feel,
        (1.0, 10, 0.4, 5.0),  # and nothing of what is done by discipline
        (0.5, 10, 1.0, 2.5),
    ],
)
def test_who_prospects_how_much(discipline: float, open_deals: int, crowded_out: float, hours: float) -> None:
    assert wanted_prospecting_hours(discipline, open_deals, crowded_out, PLANNING) == pytest.approx(hours)


@pytest.mark.parametrize(
    ("hours", "wished", "share"), [(10.0, 20.0, 0.5), (10.0, 10.0, 1.0), (50.0, 20.0, 2.0), (1.0, 0.0, 2.0)]
)
def test_wishes_are_met_in_proportion_and_at_most_twice(hours: float, wished: float, share: float) -> None:
    assert share_of_wishes(hours, wished) == pytest.approx(share)


WEEK = {
    "planning.work_hours_per_week": 40.0,
    "planning.selling_share": 0.4,
    "planning.prospecting_hours_per_week": 6.0,
    "planning.deal_hours_per_week": 1.0,
    "planning.account_hours_per_week": 0.5,
    "planning.normal_open_deals": 10.0,
    "planning.thin_pipeline_response": 0.0,
}


def test_the_hours_given_out_are_the_hours_there_are() -> None:
    # 16 hours for customers; wishes: 6 prospecting + 20 deals + 12 accounts at a half = 32. Everything gets a half.
    o = calm_firm(WEEK)
    open_week(o, o.p)
    rep, seat = o.reps[0], o.seats[0]
    seat.open_deals = 20
    for _ in range(12):
        open_account(rep, o, o.p, 1.0)
    plan(rep, o, o.p)
    assert (rep.effort, rep.prospecting_hours, rep.attention, rep.service) == pytest.approx((1.0, 3.0, 0.5, 0.5))
    given = rep.prospecting_hours + 1.0 * 20 * rep.attention + 0.5 * 12 * rep.service
    assert given == pytest.approx(16.0)


def test_ability_and_know_how_split_between_finding_leads_and_moving_deals() -> None:
    # log productivity l = s * 1 - s**2 / 2 + log 0.8; leads take 0.3 of it, deals 0.7, times the root of attention (2),
    # and a hesitating market halves what deals gain.
    o = calm_firm({
        **WEEK, "talent.productivity_cv": 0.4, "talent.lead_exponent": 0.3, "selling.attention_weight": 0.5,
    })  # fmt: skip
    open_week(o, o.p)
    rep = o.reps[0]
    rep.ability, rep.know_how = 1.0, 0.8
    o.market.hesitation = 0.5
    plan(rep, o, o.p)
    spread = math.sqrt(math.log(1.16))
    productivity = spread - 0.5 * spread * spread + math.log(0.8)
    assert rep.attention == 2.0  # nothing else to do
    assert rep.lead_factor == pytest.approx(math.exp(0.3 * productivity))
    assert rep.advance_factor == pytest.approx(math.exp(0.7 * productivity) * math.sqrt(2.0) * 0.5)
