"""All contracts of rules of numbers, through one test: bounds, directions, and the same bits in both bodies."""

from __future__ import annotations

import math

import pytest

from simulation.mechanisms import (
    clocks,
    coaching,
    customers,
    effort,
    learning,
    leaving,
    market,
    morale,
    pay,
    planning,
    prospecting,
    qualification,
    quitting,
    quota,
    recruiting,
    rival,
    selection,
    talent,
)
from simulation.parameters import Parameters
from simulation.parameters.coaching import Coaching
from simulation.parameters.customers import Customers
from simulation.parameters.market import Market
from simulation.parameters.morale import Morale
from simulation.parameters.pay import Pay
from simulation.parameters.planning import Planning
from simulation.parameters.prospecting import Prospecting
from simulation.parameters.quitting import Quitting
from simulation.parameters.quota import Quota
from simulation.parameters.recruiting import Recruiting
from tests.mechanisms.contracts import Contract, check, compiled

pytestmark = pytest.mark.jitoff

SHARE = (0.0, 1.0)
UNIFORM = (1e-6, 1.0 - 1e-6)
MONEY = (0.0, 1e6)
DEVIATIONS = (-4.0, 4.0)
HOURS = (0.0, 60.0)

CONTRACTS = (
    Contract(
        clocks.half_life_step,
        {"half_life": (0.5, 520.0), "step": (0.0, 4.0)},
        low=0.0,
        high=1.0,
        rises=("step",),
        falls=("half_life",),
    ),
    Contract(clocks.clamp, {"value": DEVIATIONS, "low": (-2.0, 0.0), "high": (0.0, 2.0)}, -2.0, 2.0, rises=("value",)),
    Contract(clocks.week_of_year, {"week": (-3000, 3000)}, low=0, high=51),
    Contract(
        coaching.know_how_gain,
        {"hours": (0.0, 10.0), "skill": SHARE, "coaching": Coaching},
        low=-0.3,
        high=0.3,
        rises=("skill",),
    ),
    Contract(
        customers.deserved_satisfaction,
        {"service": (0.0, 3.0), "know_how": (0.0, 1.5), "customers": Customers},
        low=0.0,
        high=100.0,
        rises=("service", "know_how"),
    ),
    Contract(
        effort.outlook,
        {"bookings": MONEY, "asked": MONEY, "quota": (1.0, 1e6)},
        low=0.0,
        rises=("bookings",),
        falls=("asked",),
    ),
    Contract(
        learning.speed,
        {"own": (0.0, 4.0), "helpfulness": SHARE, "playbook": SHARE, "p": Parameters},
        low=0.0,
        rises=("own", "helpfulness", "playbook"),
    ),
    Contract(leaving.weeks_vacant, {"draw": UNIFORM, "recruiting": Recruiting}, low=0.0, rises=("draw",)),
    Contract(
        market.drift,
        {"level": (-1.0, 1.0), "step": SHARE, "sd": (0.0, 1.0), "shock": DEVIATIONS},
        rises=("level", "shock"),
    ),
    Contract(market.season, {"market": Market, "week": (-520, 520)}, low=0.0, high=4.0),
    Contract(
        morale.jolt,
        {"wins": (0, 9), "setbacks": (0.0, 9.0), "dismissals": (0, 9), "resilience": SHARE, "morale": Morale},
        rises=("wins", "resilience"),
        falls=("setbacks", "dismissals"),
    ),
    Contract(morale.healing, {"step": SHARE, "resilience": SHARE}, low=0.0, high=1.0, rises=("step", "resilience")),
    Contract(
        pay.accelerated,
        {"before": MONEY, "quota": MONEY, "money": MONEY},
        low=0.0,
        rises=("before", "money"),
        falls=("quota",),
    ),
    Contract(pay.outside_option, {"ability": DEVIATIONS, "pay": Pay}, low=0.0, rises=("ability",)),
    Contract(pay.expected_pay, {"attainment": (0.0, 3.0), "pay": Pay}, low=0.0, rises=("attainment",)),
    Contract(
        planning.wanted_prospecting_hours,
        {"discipline": SHARE, "open_deals": (0, 60), "crowded_out": SHARE, "planning": Planning},
        low=0.0,
        high=16.0,
        falls=("open_deals", "crowded_out"),
    ),
    Contract(
        planning.share_of_wishes,
        {"hours": HOURS, "wished": HOURS},
        low=0.0,
        high=2.0,
        rises=("hours",),
        falls=("wished",),
    ),
    Contract(
        prospecting.share_of_par,
        {"hours": HOURS, "par": (0.5, 20.0), "skill": (0.1, 3.0), "prospecting": Prospecting},
        low=0.0,
        rises=("hours", "skill"),
        falls=("par",),
    ),
    Contract(
        qualification.seen_fit,
        {"fit": DEVIATIONS, "error": DEVIATIONS, "skill": SHARE, "noise": (0.0, 5.0)},
        rises=("fit", "error"),
    ),
    Contract(
        qualification.rescale, {"draw": (0.4, 0.6), "low": (0.0, 0.4), "high": (0.6, 1.0)}, 0.0, 1.0, rises=("draw",)
    ),
    Contract(quitting.hump, {"tenure": (0, 600), "quitting": Quitting}, low=1.0, high=20.0),
    Contract(quota.ramp, {"tenure": (0, 600), "quota": Quota}, low=0.0, high=1.0, rises=("tenure",)),
    Contract(
        quota.raw_quota,
        {"potential": (0.2, 4.0), "last_year": (0.4, 2.5), "error": DEVIATIONS, "quota": Quota},
        low=0.0,
        rises=("potential", "last_year", "error"),
    ),
    Contract(
        recruiting.chosen_ability,
        {"seen": UNIFORM, "rest": UNIFORM, "candidates": (1.0, 10.0), "recruiting": Recruiting},
        rises=("seen", "rest", "candidates"),
    ),
    Contract(rival.urge_to_learn, {"wins": (0.0, 99.0), "losses": (0.0, 99.0)}, rises=("losses",), falls=("wins",)),
    Contract(
        selection.whole_heads,
        {"share": (0.0, 0.5), "heads": (0, 100), "draw": UNIFORM},
        low=0,
        high=50,
        rises=("share", "heads", "draw"),
    ),
    Contract(talent.log_sd, {"cv": (0.0, 2.0)}, low=0.0, high=2.0, rises=("cv",)),
    Contract(
        talent.log_productivity,
        {"ability": DEVIATIONS, "know_how": (0.0, 1.5), "log_sd": (0.0, 1.0)},
        rises=("ability", "know_how"),
    ),
)


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.name)
def test_rules_keep_their_contracts_in_both_bodies(contract: Contract) -> None:
    check(contract)


def test_a_broken_contract_is_found() -> None:
    # The test of the test: one wrong direction, one wrong bound.
    span = {"ability": DEVIATIONS, "pay": Pay}
    with pytest.raises(AssertionError):
        check(Contract(pay.outside_option, span, falls=("ability",)))
    with pytest.raises(AssertionError):
        check(Contract(pay.outside_option, span, high=100.0))


def test_compiled_rules_are_not_the_interpreted_ones() -> None:
    from numba import config

    assert (compiled(math.floor) is math.floor) == bool(config.DISABLE_JIT)
