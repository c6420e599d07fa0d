"""Teams: what members see of one another at the start of a week."""

from __future__ import annotations

import pytest

from simulation.mechanisms.conduct import foul_play
from simulation.mechanisms.covering import hours_asked
from simulation.mechanisms.teams import attained, meet
from tests.mechanisms.builders import calm_firm

pytestmark = pytest.mark.jitoff

MEANS = {"helpfulness": "helpfulness", "effort": "effort", "willingness": "cooperation", "hunger": "hunger"}
SUMS = {
    "lessons": "lessons",
    "blamed": "outside",
    "quarter_money": "booked_money",
    "expected_quarter_money": "asked_money",
    "star": "stars",
    "setbacks": "failures",
}


def test_a_team_is_counted_over_those_present() -> None:
    o = calm_firm({"organization.teams": 2, "organization.reps_per_team": 3})
    for rep, value in zip(o.reps, (1, 3, 9, 5, 5, 5), strict=True):
        for name in (*MEANS, *SUMS):
            setattr(rep, name, value)
    o.reps[2].employed = 0
    meet(o, o.ps)
    first, second = o.teams
    assert (first.heads, second.heads) == (2, 3)
    for name in MEANS.values():
        assert (getattr(first, name), getattr(second, name)) == (2.0, 5.0), name
    for name in SUMS.values():
        assert (getattr(first, name), getattr(second, name)) == (4, 15), name


def test_foul_play_is_seen_as_it_is() -> None:
    o = calm_firm({"pay.relative_share": 0.4, "organization.reps_per_team": 2})
    o.reps[0].competitiveness, o.reps[1].competitiveness = 0.2, 0.8
    meet(o, o.ps)
    played = [foul_play(rep, o.teams[0], o.p) for rep in o.reps]
    assert min(played) > 0.0
    assert o.teams[0].foul_play == pytest.approx(sum(played) / 2)


def test_who_was_shown_the_door_and_who_left_at_all() -> None:
    o = calm_firm({"organization.reps_per_team": 5})
    for seat, flag in zip(o.seats, ("dismissed", "laid_off", "resigned", "promoted"), strict=False):
        setattr(seat, flag, 1)
        seat.departed = 1
    meet(o, o.ps)
    team = o.teams[0]
    assert (team.dismissals, team.left_last_week) == (2, 3)  # a promoted colleague is still around
    assert team.departures == pytest.approx(3.0)


def test_those_present_share_the_customers_of_an_empty_seat() -> None:
    o = calm_firm({"organization.reps_per_team": 3})
    o.reps[0].employed, o.seats[0].accounts = 0, 12
    meet(o, o.ps)
    assert o.teams[0].cover_hours == pytest.approx(hours_asked(o.seats[0], o.p) / 2)
    o.reps[0].employed = 1
    meet(o, o.ps)
    assert o.teams[0].cover_hours == 0.0


def test_partings_are_remembered_for_a_while() -> None:
    o = calm_firm()
    o.teams[0].departures, o.seats[0].departed = 2.0, 1
    meet(o, o.ps)
    assert o.teams[0].departures == pytest.approx(0.9 * 2.0 + 1.0)
    o.seats[0].departed = 0
    for _ in range(13):
        meet(o, o.ps)
    assert o.teams[0].departures == pytest.approx(2.8 * 0.9**13)


@pytest.mark.parametrize(("booked", "asked", "attainment"), [(30.0, 40.0, 0.75), (0.0, 0.0, 1.0), (5.0, 0.0, 1.0)])
def test_a_team_of_which_nothing_was_asked_missed_nothing(booked: float, asked: float, attainment: float) -> None:
    assert attained(booked, asked) == attainment
    o = calm_firm()
    o.reps[0].quarter_money, o.reps[0].expected_quarter_money = booked, asked
    meet(o, o.ps)
    assert o.teams[0].attainment == attainment


def test_a_team_of_nobody_has_no_mean_and_shows_ordinary_effort() -> None:
    o = calm_firm()
    for rep in o.reps:
        rep.employed = 0
    meet(o, o.ps)
    team = o.teams[0]
    assert (team.heads, team.helpfulness, team.cooperation, team.effort) == (0, 0.0, 0.0, 1.0)
