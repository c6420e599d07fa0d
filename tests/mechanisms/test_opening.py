"""Opening the week: a clean page, and steps worked out once."""

from __future__ import annotations

import pytest

from simulation.mechanisms.opening import open_week, set_clock
from tests.mechanisms.builders import calm_firm

pytestmark = pytest.mark.jitoff

KEPT = {
    "seat", "team", "segment", "arm", "at_work", "arm_at_work", "potential", "closed", "quota_money", "hires",
    "open_deals", "accounts", "accounts_opened", "closed_share", "partner", "told",
    "vacant_until", "last_year_ratio", "year_bookings_money", "year_occupied_weeks", "year_asked_money",
    "satisfaction_points", "satisfaction_level", "book_weeks", "met_weeks", "wear_weeks", "account_money",
    "open_money", "fresh_share",  # taken stock of in the course of the week
    "events", "raise_share",
}  # fmt: skip
WEEK_OF_A_PERSON = ("wins", "setbacks", "lessons", "blamed")


def test_flows_are_wiped_and_nothing_else() -> None:
    o = calm_firm()
    seat = o.seats[1]
    for name in seat.attributes():
        setattr(seat, name, 7)
    rep = o.reps[1]
    for name in WEEK_OF_A_PERSON:
        setattr(rep, name, 3)
    open_week(o, o.p)
    assert {name for name in seat.attributes() if getattr(seat, name) == 7} == KEPT
    assert {getattr(seat, name) for name in seat.attributes() if name not in KEPT} == {0}
    assert {getattr(rep, name) for name in WEEK_OF_A_PERSON} == {0}


def test_hunger_fades_by_the_week_and_is_half_gone_in_its_half_life() -> None:
    o = calm_firm({"recruiting.hunger_half_life_weeks": 4.0})
    o.reps[0].hunger = 0.8
    lived = []
    for _ in range(8):
        open_week(o, o.p)
        lived.append(o.reps[0].hunger)
    assert (lived[3], lived[7]) == pytest.approx((0.4, 0.2))


def test_what_runs_in_steps_has_steps_and_what_runs_by_the_week_has_weeks() -> None:
    # Half-lives of one week. Half a step of the way in half a week: 1 - 2**-0.5 = 0.292893; by the week 0.5.
    ones = {
        "customers.satisfaction_half_life_weeks": 1.0,
        "morale.half_life_weeks": 1.0,
        "learning.half_life_weeks": 1.0,
        "qualification.skill_half_life_weeks": 1.0,
    }
    o = calm_firm({"calendar.steps_per_week": 2, **ones})
    open_week(o, o.p)
    assert o.firm.step_weeks == 0.5
    assert o.firm.satisfaction_step == pytest.approx(0.292893, abs=1e-6)
    assert o.firm.morale_step == o.firm.know_how_step == o.firm.qualification_step == 0.5


def test_the_clock_shows_the_start_of_the_step() -> None:
    o = calm_firm({"calendar.steps_per_week": 4})
    open_week(o, o.p)
    o.firm.week = 9
    set_clock(o, 3)
    assert (o.firm.tick, o.firm.now_weeks) == (3, 9.75)
