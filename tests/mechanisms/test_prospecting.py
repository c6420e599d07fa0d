"""Prospecting: diminishing returns, and one list of leads a week that more work only reads further down."""

from __future__ import annotations

import pytest

from simulation import SalesOrganization
from simulation.mechanisms.prospecting import prospect, share_of_par
from simulation.parameters.prospecting import Prospecting
from tests.mechanisms.builders import calm_firm

pytestmark = pytest.mark.jitoff


@pytest.mark.parametrize(
    ("hours", "skill", "inbound", "exponent", "share"),
    [
        (5.0, 1.0, 0.3, 0.7, 0.7),  # par: all but what comes in by itself
        (0.0, 1.0, 0.3, 0.7, 0.0),
        (20.0, 1.0, 0.0, 0.5, 2.0),  # four times the hours, twice the leads
        (5.0, 1.5, 0.2, 0.7, 1.2),
        (10.0, 1.0, 1.0, 0.7, 0.0),
    ],
)
def test_leads_that_are_worked_for_against_par(
    hours: float, skill: float, inbound: float, exponent: float, share: float
) -> None:
    prospecting = Prospecting(inbound_share=inbound, hours_exponent=exponent)
    assert share_of_par(hours, 5.0, skill, prospecting) == pytest.approx(share)


def prospector(**settings: object) -> SalesOrganization:
    """A firm whose seat 0 is at par and qualifies every lead."""
    o = calm_firm({
        "prospecting.leads_per_week": 3.0, "qualification.bar": -5.0, "qualification.noise": 0.0,
        "planning.prospecting_hours_per_week": 5.0, **settings,
    })  # fmt: skip
    o.segments[0].demand = o.reps[0].lead_factor = 1.0
    o.reps[0].prospecting_hours = 5.0
    return o


def work(o: SalesOrganization, potential: float, week: int) -> int:
    """Leads that seat 0 finds in a week, in a territory of this potential; its pipeline holds only their deals."""
    o.firm.week, o.seats[0].potential, o.seats[0].open_deals = week, potential, 0
    prospect(o.reps[0], o, o.p)
    return o.seats[0].leads


def test_a_richer_territory_reads_the_same_list_further_down() -> None:
    poor, rich, more = prospector(), prospector(), 0
    for week in range(100):
        few, many = work(poor, 1.0, week), work(rich, 2.0, week)
        assert many >= few
        more += many - few
        for one, other in zip(poor.deals[0][:few], rich.deals[0][:few], strict=True):
            assert vars(one) == vars(other)
    assert more == pytest.approx(300, abs=4 * 300**0.5)  # 3 leads more a week; a sum of Poisson counts varies no more


def test_leads_come_at_the_stated_rate() -> None:
    o = prospector()
    found = [work(o, 1.5, week) for week in range(1_000)]
    assert sum(found) / len(found) == pytest.approx(4.5, abs=4 * (4.5 / 1_000) ** 0.5)


@pytest.mark.parametrize(("hours", "word_of_mouth", "share"), [(5.0, 1.0, 1.0), (0.0, 1.0, 0.4), (0.0, 0.5, 0.2)])
def test_part_of_the_leads_comes_by_itself_as_word_of_mouth_has_it(
    hours: float, word_of_mouth: float, share: float
) -> None:
    o, par = prospector(**{"prospecting.inbound_share": 0.4}), prospector(**{"prospecting.inbound_share": 1.0})
    o.reps[0].prospecting_hours, o.firm.word_of_mouth = hours, word_of_mouth
    for week in range(50):
        assert work(o, 1.0, week) == work(par, share, week)


def test_no_hours_no_demand_no_leads() -> None:
    o = prospector()
    o.seats[0].leads, o.segments[0].demand = 9, 0.0
    prospect(o.reps[0], o, o.p)
    assert o.seats[0].leads == 0
