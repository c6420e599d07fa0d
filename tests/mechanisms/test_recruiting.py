"""Recruiting: the best looking of some candidates, and a first day."""

from __future__ import annotations

import math

import pytest

from simulation.mechanisms.recruiting import chosen_ability, hire, ready_to_fill
from simulation.parameters.recruiting import Recruiting
from simulation.records import RepState, SeatState
from tests.mechanisms.builders import calm_firm, make

pytestmark = pytest.mark.jitoff

EVENLY = [(place + 0.5) / 2_000 for place in range(2_000)]


@pytest.mark.parametrize(
    ("candidates", "validity", "mean"),
    [
        (1.0, 0.35, 0.0),  # no choice
        (3.0, 0.0, 0.0),  # no judgement
        (3.0, 1.0, 1.0908),  # the top third of a normal: phi(0.4307) * 3
        (3.0, 0.35, 0.3818),
        (10.0, 0.35, 0.35 * 1.755),
    ],
)
def test_choosing_gains_validity_times_the_mean_of_the_top_share(
    candidates: float, validity: float, mean: float
) -> None:
    recruiting = Recruiting(validity=validity)
    abilities = [chosen_ability(u, 0.5, candidates, recruiting) for u in EVENLY]  # the rest at its median, 0
    assert sum(abilities) / len(abilities) == pytest.approx(mean, abs=0.002)


def test_what_judgement_does_not_see_keeps_the_spread_of_the_market() -> None:
    recruiting = Recruiting(validity=0.6)
    assert chosen_ability(0.5, 0.8413447460685429, 1.0, recruiting) == pytest.approx(0.8)  # sqrt(1 - 0.36)
    assert chosen_ability(0.8413447460685429, 0.5, 1.0, recruiting) == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("employed", "vacant_until", "week", "ready"),
    [
        (1, 0.0, 50, False),
        (0, 10.0, 10, True),
        (0, 10.5, 10, True),
        (0, 10.9, 10, False),
        (0, 11.0, 10, False),
        (0, 11.0, 11, True),
    ],
)
def test_a_seat_is_filled_when_the_search_is_over(employed: int, vacant_until: float, week: int, ready: bool) -> None:
    assert ready_to_fill(make(SeatState, vacant_until=vacant_until), make(RepState, employed=employed), week) is ready


def test_a_newcomer_is_new_in_everything() -> None:
    o = calm_firm({"learning.know_how_at_hire": 0.6, "qualification.skill_at_hire": 0.3, "morale.par": 0.7})
    leaver = o.reps[1]
    leaver.employed, leaver.warnings, leaver.near_cut, o.firm.week = 0, 1, 1, 20
    hire(o, o.ps)
    newcomer = o.reps[1]
    assert newcomer is not leaver
    assert (newcomer.seat, newcomer.hire, newcomer.team, newcomer.hired_week) == (1, 1, 0, 21)
    assert (newcomer.know_how, newcomer.qualification_skill, newcomer.morale) == (0.6, 0.3, 0.7)
    assert (newcomer.warnings, newcomer.near_cut, newcomer.probation_passed, newcomer.year_asked_money) == (
        0,
        0,
        0,
        0.0,
    )
    assert (o.seats[1].hired, o.seats[0].hired) == (1, 0)
    assert newcomer.quit_limit > 0.0


def test_who_comes_depends_on_the_seat_and_how_many_sat_there_not_on_when() -> None:
    people = []
    for week in (3, 300):
        o = calm_firm()
        o.reps[0].employed, o.firm.week = 0, week
        hire(o, o.ps)
        people.append(o.reps[0])
    names = (
        "ability",
        "learning_speed",
        "quit_limit",
        "competitiveness",
        "helpfulness",
        "accountability",
        "resilience",
    )
    assert [getattr(people[0], name) for name in names] == [getattr(people[1], name) for name in names]


def test_traits_have_their_stated_means() -> None:
    o = calm_firm({
        "organization.teams": 20, "organization.reps_per_team": 40, "organization.deal_slots": 16,
        "organization.account_slots": 4, "traits.helpfulness_mean": 0.3,
        "traits.helpfulness_sd": 0.1, "learning.speed_log_sd": 0.5,
    })  # fmt: skip
    helpfulness = [rep.helpfulness for rep in o.reps]
    assert sum(helpfulness) / 800 == pytest.approx(0.3, abs=4 * 0.1 / math.sqrt(800))
    speeds = [math.log(rep.learning_speed) for rep in o.reps]
    assert sum(speed * speed for speed in speeds) / 800 == pytest.approx(0.25, rel=0.2)
