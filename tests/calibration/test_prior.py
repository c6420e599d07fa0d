"""Priors: plausible ranges, widened where the firm itself lies outside, and draws that are the firm's own."""

import pytest

from experiments.calibration.prior import FITTED, OPEN, prior_of
from simulation import load_scenario
from simulation.layers import CATALOGUE


def test_about_nine_are_fitted_and_no_lever_is_uncertain() -> None:
    assert len(FITTED) <= 9
    assert {CATALOGUE.find(path).kind for path in (*FITTED, *OPEN)} == {"uncertainty"}
    assert not set(FITTED) & set(OPEN)


def test_ranges_are_the_declared_ones_around_an_ordinary_firm() -> None:
    for one in prior_of(load_scenario()).ranges:
        assert (one.low, one.high) == CATALOGUE.find(one.path).plausible
        assert not one.widened


def test_a_range_is_widened_to_reach_an_unusual_firm() -> None:
    firm = load_scenario(overrides={"prospecting.leads_per_week": 6.0, "talent.productivity_cv": 0.05})
    ranges = {one.path: one for one in prior_of(firm).ranges}
    leads, talent = ranges["prospecting.leads_per_week"], ranges["talent.productivity_cv"]
    assert leads.widened
    assert (leads.low, leads.high) == pytest.approx((1.8, 3.0 * 6.0 / 2.2))
    assert talent.low == pytest.approx(0.25 * 0.05 / CATALOGUE.find("talent.productivity_cv").default)
    assert talent.high == 0.55


def test_a_draw_is_a_firm_that_can_be_lived_and_depends_on_its_row_alone() -> None:
    firm = load_scenario()
    prior = prior_of(firm)
    values = prior.values(prior.draws_of(3, 7))
    assert values == prior.values(prior.draws_of(3, 7)) != prior.values(prior.draws_of(3, 8))
    lived = firm.with_overrides(values).resolved()
    assert {path: lived[path] for path in values} == values
    for one in prior.ranges:
        assert one.low <= values[one.path] <= one.high
