"""Founding: territories, tenures and a first plan."""

from __future__ import annotations

import math

import pytest

from simulation.mechanisms.founding import LONGEST_TENURE_WEEKS, ROUGH_WIN_SHARE
from tests.mechanisms.builders import calm_firm, firm

pytestmark = pytest.mark.jitoff
ROOMY = {"organization.deal_slots": 16, "organization.account_slots": 4}


def test_seats_are_dealt_over_teams_and_segments() -> None:
    o = calm_firm({"organization.teams": 2, "organization.reps_per_team": 3, "market.segments": 4})
    assert [seat.team for seat in o.seats] == [0, 0, 0, 1, 1, 1]
    assert [seat.segment for seat in o.seats] == [0, 1, 2, 3, 0, 1]
    assert [rep.team for rep in o.reps] == [0, 0, 0, 1, 1, 1]
    assert [manager.team for manager in o.managers] == [0, 1]


def test_territories_have_mean_one_and_the_stated_spread() -> None:
    o = firm({**ROOMY, "organization.teams": 50, "organization.reps_per_team": 20, "territories.potential_cv": 0.3})
    potentials = [seat.potential for seat in o.seats]
    mean = sum(potentials) / 1_000
    assert mean == pytest.approx(1.0, abs=4 * 0.3 / math.sqrt(1_000))
    assert math.sqrt(sum((p - mean) ** 2 for p in potentials) / 1_000) == pytest.approx(0.3, rel=0.12)


def test_founders_know_what_their_tenure_taught_them() -> None:
    o = firm({
        **ROOMY, "organization.reps_per_team": 40, "learning.know_how_at_hire": 0.6, "learning.half_life_weeks": 10.0,
        "qualification.skill_at_hire": 0.2, "qualification.skill_half_life_weeks": 40.0,
        "selection.probation_weeks": 39,
    })  # fmt: skip
    for rep in o.reps:
        served = -rep.hired_week
        assert 0 <= served <= LONGEST_TENURE_WEEKS
        assert rep.know_how == pytest.approx(1.0 - 0.4 * 2.0 ** (-served / 10.0))
        assert rep.qualification_skill == pytest.approx(1.0 - 0.8 * 2.0 ** (-served / 40.0))
        assert rep.probation_passed == (1 if served >= 39 else 0)


def test_the_first_plan_is_a_year_of_leads_at_a_rough_share_and_the_typical_value() -> None:
    o = calm_firm({"prospecting.leads_per_week": 2.0, "quota.ambition": 1.0, "quota.error_sd": 0.0})
    prices = [math.log(product.list_price_money) for product in o.products]
    assert len(prices) == 1  # the default price list: the typical value is its price
    expected = 52 * 2.0 * ROUGH_WIN_SHARE * math.exp(prices[0])
    assert o.firm.plan_money == pytest.approx(expected)
    assert [seat.quota_money for seat in o.seats] == pytest.approx([expected] * 2)


def test_a_firm_without_leads_still_has_a_plan() -> None:
    assert calm_firm().firm.plan_money == 1.0


def test_every_trait_has_its_own_law_in_reps_and_managers() -> None:
    means = {"competitiveness": 0.2, "helpfulness": 0.4, "accountability": 0.6, "resilience": 0.8}
    laws = {f"traits.{name}_mean": mean for name, mean in means.items()}
    narrow = {f"traits.{name}_sd": 0.01 for name in means}
    o = firm({**laws, **narrow, "coaching.skill_mean": 0.3, "coaching.skill_sd": 0.01})
    for person in (*o.reps, *o.managers):
        assert {name: getattr(person, name) for name in means} == pytest.approx(means, abs=0.06)
    assert o.managers[0].coaching_skill == pytest.approx(0.3, abs=0.06)


def test_founders_have_tenures_as_in_a_firm_that_people_leave_at_a_steady_rate() -> None:
    # Exponential with mean 120 weeks, cut at 520 and rounded down: 120 * (1 - exp(-520 / 120)) - 0.5 = 117.9.
    o = firm({**ROOMY, "organization.teams": 25, "organization.reps_per_team": 40})
    served = [-rep.hired_week for rep in o.reps]
    assert sum(served) / 1_000 == pytest.approx(117.9, abs=4 * 115 / math.sqrt(1_000))


def test_the_first_day_is_an_ordinary_one() -> None:
    o = firm()
    assert (o.rival.strength, o.market.hesitation, o.market.slump) == (1.0, 1.0, 0.0)
    assert [segment.demand for segment in o.segments] == [1.0]
    assert o.firm.week == 0
